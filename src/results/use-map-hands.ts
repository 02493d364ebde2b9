import { type PointerEvent, useEffect, useRef } from 'react';

interface At {
  x: number;
  y: number;
}

interface Hands {
  move(dx: number, dy: number): void;
  zoom(factor: number, at: At): void;
  /** A press without a drag. */
  press(at: At): void;
  /** The pointer is there and does nothing; `null`: it left. */
  rest(at: At | null): void;
}

/** Pixels that a press may slip and still be no drag. */
const SLIP = 4;

/** Drag with one finger or the pointer, pinch with two. */
export function usePointers(place: React.RefObject<HTMLElement | null>, hands: Hands) {
  const down = useRef(new Map<number, At>());
  const dragged = useRef(false);
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }): At => {
    const { left = 0, top = 0 } = place.current?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  };
  const end = (event: PointerEvent) => {
    const isPress = down.current.size === 1 && !dragged.current && event.type === 'pointerup';
    down.current.delete(event.pointerId);
    if (isPress) hands.press(at(event));
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (down.current.size === 0) dragged.current = false;
      down.current.set(event.pointerId, at(event));
      place.current?.setPointerCapture?.(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const last = down.current.get(event.pointerId);
      const now = at(event);
      if (!last) {
        if (event.pointerType === 'mouse') hands.rest(now);
        return;
      }
      if (!dragged.current && Math.hypot(now.x - last.x, now.y - last.y) < SLIP) return;
      if (!dragged.current) hands.rest(null);
      dragged.current = true;
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, now);
      if (!other) return hands.move(now.x - last.x, now.y - last.y);
      const middle = (a: At, b: At): At => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      const [from, to] = [middle(last, other), middle(now, other)];
      hands.move(to.x - from.x, to.y - from.y);
      const apart = (a: At) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
      hands.zoom(apart(now) / apart(last), to);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => hands.rest(null),
    onDoubleClick: (event: React.MouseEvent) => hands.zoom(2, at(event)),
  };
}

/** The wheel scrolls the page, as everywhere, unless the element has the focus or the modifier of zooming is held. */
export function useWheel(
  place: React.RefObject<HTMLElement | null>,
  zoom: (factor: number, at: At) => void,
): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = place.current;
    const turn = (event: WheelEvent) => {
      const isOurs = event.ctrlKey || event.metaKey || document.activeElement === element;
      if (!element || !isOurs || event.deltaY === 0) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      // A pinch on a trackpad comes as many small turns.
      const turned = Math.min(60, Math.abs(event.deltaY)) / 60;
      latest.current(1.25 ** (-Math.sign(event.deltaY) * Math.max(0.15, turned)), {
        x: event.clientX - left,
        y: event.clientY - top,
      });
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [place]);
}
