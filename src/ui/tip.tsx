import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { lazyAside } from './lazy-aside.ts';
import styles from './tip.module.css';

const TipBubble = lazyAside(async () => (await import('./tip-bubble.tsx')).TipBubble);

/** As long a pointer or the focus rests on it, milliseconds. */
const REST = 350;

/** Words beside a button that has none, for pointer and keyboard; what draws them is read at the first. Not its accessible name: that the button has itself. */
export function Tip({ label, children }: { label: ReactNode; children: ReactNode }) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const rest = (place: HTMLElement) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(place.firstElementChild), REST);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks on; what acts is inside
    <span
      className={styles.tip}
      onPointerEnter={(event) => (event.pointerType === 'touch' ? undefined : rest(event.currentTarget))}
      onPointerLeave={hide}
      onFocus={({ target, currentTarget }) => (target.matches(':focus-visible') ? rest(currentTarget) : null)}
      onBlur={hide}
      onPointerDown={hide}
      onKeyDown={(event) => (event.key === 'Escape' ? hide() : undefined)}
    >
      {children}
      {anchor ? (
        <Suspense fallback={null}>
          <TipBubble anchor={anchor} label={label} />
        </Suspense>
      ) : null}
    </span>
  );
}
