import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';
import { hasMod } from './keys.ts';

/**
 * A question in front of the page: the browser's own modal dialog, which keeps the keyboard inside and the rest inert. On closing, the focus goes back
 * to what had it, or to the tree when that is gone.
 */
export function Dialog({
  title,
  role = 'dialog',
  busy = false,
  wide = false,
  onAccept,
  onClose,
  children,
}: {
  title: string;
  role?: 'dialog' | 'alertdialog';
  /** Something is being written: Escape waits for its answer. */
  busy?: boolean;
  /** Twice as wide, for what has columns. */
  wide?: boolean;
  /** Mod+Enter, from wherever the focus is: what its main button does. */
  onAccept?: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useModal();
  const heading = useId();
  // The button that was pressed cannot keep the focus while it is busy: the dialog itself has it until then.
  useEffect(() => {
    const at = document.activeElement;
    const own = dialog.current;
    if (at !== document.body && at !== own && !at?.matches(':disabled')) return;
    (busy ? own : own?.querySelector<HTMLElement>('[data-autofocus]'))?.focus();
  }, [busy, dialog]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      role={role}
      data-wide={wide || undefined}
      tabIndex={-1}
      aria-modal="true"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const act = event.key === 'Escape' ? onClose : isAccept(event.nativeEvent) ? onAccept : undefined;
        if (!act) return;
        event.preventDefault();
        if (!busy) act();
      }}
    >
      <h2 id={heading} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** Opens the dialog that bears it before all else and puts the focus on what says `data-autofocus`; gives the focus back when it goes. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before anything else can happen: a key that is pressed now is for the dialog.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    // Environments without a layout have no modal dialogs; an open one is the same to who reads it.
    if (element && typeof element.showModal === 'function') element.showModal();
    else element?.setAttribute('open', '');
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => giveBackFocus(before);
  }, []);
  return dialog;
}

const isAccept = (event: KeyboardEvent): boolean => event.key === 'Enter' && hasMod(event);

/** After a dialog: the focus goes back to what had it, or to the tree when that is gone, unless something else took it. */
function giveBackFocus(before: Element | null): void {
  setTimeout(() => {
    const now = document.activeElement;
    if (now && now !== document.body && now.isConnected) return;
    const target =
      before instanceof HTMLElement && before.isConnected && before !== document.body
        ? before
        : document.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    target?.focus({ preventScroll: true });
  }, 0);
}
