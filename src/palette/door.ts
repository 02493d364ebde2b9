import { useSyncExternalStore } from 'react';

/** Which of the two is open: the palette, or the sheet of shortcuts with the area that had the focus. */
export type Opened = { what: 'palette'; text: string } | { what: 'shortcuts'; area: string | undefined };

let opened: Opened | null = null;
const listeners = new Set<() => void>();

function set(next: Opened | null): void {
  opened = next;
  for (const listener of listeners) listener();
}

/** Whether a question is in front of the page already: then nothing else comes in front of it. */
function isBehindDialog(): boolean {
  return document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]') !== null;
}

/** Open the palette from anywhere, with something typed already. */
export function openPalette(text = ''): void {
  if (!isBehindDialog()) set({ what: 'palette', text });
}

/** Change what is typed into the palette before it is on the page. */
export function typeIntoPalette(change: (text: string) => string): void {
  if (opened?.what === 'palette') set({ ...opened, text: change(opened.text) });
}

/** Open the sheet of shortcuts; the part that has the focus comes first. */
export function openShortcuts(): void {
  if (isBehindDialog()) return;
  const area = document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset.area;
  set({ what: 'shortcuts', area });
}

export function closePalette(): void {
  set(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpened(): Opened | null {
  return useSyncExternalStore(subscribe, () => opened);
}
