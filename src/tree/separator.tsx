import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { browserStorage } from '../storage.ts';
import styles from './tree-pane.module.css';

const KEY = 'vx-tree-width';
const NARROWEST = 240;
const WIDEST = 520;
const USUAL = 300;

function clamp(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** The width of the tree in pixels, kept in this browser. */
export function useTreeWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const stored = Number(browserStorage.get(KEY));
    return stored > 0 ? clamp(stored) : USUAL;
  });
  return [
    width,
    (next) => {
      const clamped = clamp(next);
      setWidth(clamped);
      browserStorage.set(KEY, String(clamped));
    },
  ];
}

/** The line between tree and page: dragged, moved with the arrows, set back by a double click. */
export function Separator({
  pane,
  width,
  onWidth,
}: {
  pane: RefObject<HTMLElement | null>;
  width: number;
  onWidth: (width: number) => void;
}) {
  const press = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const step = event.shiftKey ? 48 : 16;
    const next = {
      ArrowLeft: width - step * rtl,
      ArrowRight: width + step * rtl,
      Home: NARROWEST,
      End: WIDEST,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const start = pane.current?.getBoundingClientRect().left ?? 0;
    handle.setPointerCapture(event.pointerId);
    handle.dataset.dragging = '';
    const move = (to: globalThis.PointerEvent) => onWidth(to.clientX - start);
    const stop = () => {
      handle.removeEventListener('pointermove', move);
      delete handle.dataset.dragging;
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', stop, { once: true });
  };
  return (
    <div
      className={styles.separator}
      role="separator"
      aria-label="Width of the tree"
      aria-orientation="vertical"
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={drag}
      onDoubleClick={() => onWidth(USUAL)}
    />
  );
}
