import { Component, type ReactNode } from 'react';

interface Kept {
  id: string;
  selection: readonly [start: number | null, end: number | null] | undefined;
}

interface Snapshot {
  kept: Kept | undefined;
  anchor: { id: string; top: number } | undefined;
}

/**
 * Keeps focus, selection and scroll where they are when the form is put together anew: the same field may then stand elsewhere in the page, as another
 * element of the same id. A class, since only classes see the page right before it changes.
 */
export class KeepFocus extends Component<{ of: unknown; children: ReactNode }> {
  override getSnapshotBeforeUpdate(before: { of: unknown }): Snapshot | null {
    return before.of === this.props.of ? null : { kept: keptFocus(), anchor: anchorOf() };
  }

  override componentDidUpdate(_props: unknown, _state: unknown, snapshot: Snapshot | null): void {
    if (!snapshot) return;
    const { kept, anchor } = snapshot;
    const there = anchor && document.getElementById(anchor.id);
    if (there) {
      const moved = there.getBoundingClientRect().top - anchor.top;
      if (moved) scrollerOf(there)?.scrollBy({ top: moved, behavior: 'instant' });
    }
    const element = kept && document.getElementById(kept.id);
    if (!element || element === document.activeElement) return;
    element.focus({ preventScroll: true });
    const [start, end] = kept.selection ?? [null, null];
    // The editor may be another one by now: a switch, or a date, where there was text.
    if (start !== null && isText(element) && element.selectionStart !== null)
      element.setSelectionRange(start, end);
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

function keptFocus(): Kept | undefined {
  const active = document.activeElement;
  if (!active?.id || !active.closest('[data-pointer]')) return undefined;
  const selection = isText(active) ? ([active.selectionStart, active.selectionEnd] as const) : undefined;
  return { id: active.id, selection };
}

function isText(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Scrolled less than this is not scrolled, px. */
const AT_TOP = 40;

/** What stays where it is: the field in use, else the one under the pointer, else the topmost control in view. */
function anchorOf(): Snapshot['anchor'] {
  const used =
    document.activeElement?.closest<HTMLElement>('[data-pointer]') ??
    document.querySelector<HTMLElement>('[data-pointer]:hover');
  const scroller = scrollerOf(document.querySelector('[data-pointer]'));
  // At the top of the page it is the top that stays.
  if (!used && (scroller?.scrollTop ?? 0) < AT_TOP) return undefined;
  const top = scroller?.getBoundingClientRect().top ?? 0;
  const controls = used ? [] : [...document.querySelectorAll<HTMLElement>('[data-pointer] label[id]')];
  const control =
    used?.querySelector<HTMLElement>('label[id]') ??
    controls.find((label) => label.getBoundingClientRect().top > top);
  return control ? { id: control.id, top: control.getBoundingClientRect().top } : undefined;
}

function scrollerOf(element: Element | null): Element | null {
  let at = element?.parentElement ?? null;
  while (at && !/auto|scroll/.test(getComputedStyle(at).overflowY)) at = at.parentElement;
  return at;
}
