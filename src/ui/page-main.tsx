import { createContext, type ReactNode, useContext } from 'react';
import { Pane } from './panes.tsx';

const InMain = createContext(false);

/** The main part of a page. Inside another one it is a plain box, so that a page that goes wrong within a page never makes two. */
export function PageMain({
  className,
  focusable = false,
  children,
}: {
  className?: string | undefined;
  /** Whether the focus can be put on it, without it being a stop for Tab. */
  focusable?: boolean;
  children: ReactNode;
}) {
  if (useContext(InMain)) return <div className={className}>{children}</div>;
  return (
    <InMain value={true}>
      <main id="main" className={className} tabIndex={focusable ? -1 : undefined}>
        {children}
      </main>
    </InMain>
  );
}

/** The second pane of side by side: what is in it is no main part. */
export function Beside({ children }: { children: ReactNode }) {
  return (
    <InMain value={true}>
      <Pane name="beside">{children}</Pane>
    </InMain>
  );
}

/** What is read out, and the keyboard, go on from the page: also from one that is no stop for Tab. */
export function focusPage(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (main && !main.hasAttribute('tabindex')) main.tabIndex = -1;
  main?.focus({ preventScroll: true });
}

/** How long a page that was led to may take until the part with the keyboard is gone and its own is there, in ms. */
const SETTLE_MS = 5000;
/** Parts that give the focus back themselves, such as dialogs, do so first, in ms. */
const AFTER_OTHERS_MS = 50;
const ACTS = ['pointerdown', 'keydown'] as const;

/**
 * Has the keyboard go on from where `goOn` puts it should its place go with the page that is left: at once, or later, when a part of the new page comes late.
 * Ends once it had to, when somebody does something, and by itself. Returns what ends it.
 */
export function keepKeyboard(goOn: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    observer.disconnect();
    clearTimeout(soon);
    clearTimeout(timer);
    for (const act of ACTS) document.removeEventListener(act, end, true);
  };
  const look = () => {
    soon = undefined;
    if (document.activeElement !== document.body) return;
    goOn();
    if (document.activeElement !== document.body) end();
  };
  const observer = new MutationObserver(() => {
    soon ??= setTimeout(look, AFTER_OTHERS_MS);
  });
  const timer = setTimeout(end, SETTLE_MS);
  for (const act of ACTS) document.addEventListener(act, end, true);
  observer.observe(document.body, { childList: true, subtree: true });
  soon = setTimeout(look, AFTER_OTHERS_MS);
  return end;
}

/** Whether nothing of a page has the focus: a part that had it when the page was left may take it back. */
export function isFocusFree(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.tagName === 'MAIN';
}
