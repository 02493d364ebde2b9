import { createContext, type ReactNode, useContext } from 'react';

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

const InBeside = createContext(false);

/** The second pane of side by side: what is in it is no main part, and leaves the keys to the first unless the focus is in it. */
export function Beside({ children }: { children: ReactNode }) {
  return (
    <InMain value={true}>
      <InBeside value={true}>{children}</InBeside>
    </InMain>
  );
}

export const useInBeside = () => useContext(InBeside);

/** Whether a key was pressed in the other pane of side by side. */
export function isOtherPane(event: { target: EventTarget | null }, inBeside: boolean): boolean {
  const there = event.target instanceof Element && event.target.closest('[data-beside]') !== null;
  return there !== inBeside;
}
