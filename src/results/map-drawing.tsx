import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Tip } from '../ui/tip.tsx';
import type { MapModel, MapShape } from './map-model.ts';
import type { MapColors } from './map-paint.ts';
import { MapPainter, type Painted } from './map-painter.ts';
import styles from './map-part.module.css';
import { panned, revealed, type Size, shapeAt, type View, wholeView, zoomed } from './map-view.ts';
import { usePointers, useWheel } from './use-map-hands.ts';

const STEP = 1.5;
const MOVE = 60;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [MOVE, 0],
  ArrowRight: [-MOVE, 0],
  ArrowUp: [0, MOVE],
  ArrowDown: [0, -MOVE],
};

interface MapDrawingProps {
  model: MapModel;
  chosen: ReadonlySet<number>;
  onChoose: (index: number | null) => void;
  label: string;
}

/**
 * The drawing itself: drag, pinch, buttons, `+`, `−` and arrows; the wheel once the map has the focus, before that with Ctrl or ⌘, so that a page can be scrolled past it.
 */
export function MapDrawing({ model, chosen, onChoose, label }: MapDrawingProps) {
  const place = useRef<HTMLCanvasElement>(null);
  const size = useSize(place);
  const whole = useMemo(
    () => wholeView(model.box ?? { west: 0, east: 0, north: 0, south: 0 }, size),
    [model.box, size],
  );
  const [moved, setView] = useState<View | null>(null);
  const view = moved ?? whole;
  const change = (to: (view: View) => View) => setView((now) => to(now ?? whole));
  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoom = (factor: number, at = middle) => change((now) => zoomed(now, factor, at, size, whole));
  const [hover, setHover] = useState<{ shape: MapShape; x: number; y: number } | null>(null);
  const find = (at: { x: number; y: number }) => shapeAt(model.shapes, view, size, at);
  useWheel(place, zoom);
  const hands = usePointers(place, {
    move: (dx, dy) => change((now) => panned(now, dx, dy)),
    zoom,
    press: (at) => {
      const found = find(at);
      onChoose(found ? found.index : null);
    },
    rest: (at) => {
      const shape = at ? find(at) : undefined;
      setHover(at && shape ? { shape, ...at } : null);
    },
  });
  usePainted(place, { model, view, size, chosen });
  const [last] = chosen.size === 1 ? chosen : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice moves the map
  useEffect(() => {
    const box = model.shapes.find(({ index }) => index === last)?.box;
    if (box) setView((now) => (now === null ? now : revealed(now, box, size)));
  }, [last]);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Object.hasOwn(ARROWS, event.key) ? ARROWS[event.key] : undefined;
    if (step) change((now) => panned(now, ...step));
    else if (event.key === '+' || event.key === '=') zoom(STEP);
    else if (event.key === '-') zoom(1 / STEP);
    else if (event.key === '0') setView(null);
    else if (event.key === 'Escape' && chosen.size > 0) onChoose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.frame}>
      <canvas
        ref={place}
        className={styles.map}
        role="img"
        aria-label={`${label}, north up. Arrow keys move, plus and minus zoom, 0 shows all.`}
        tabIndex={0}
        data-over={hover ? '' : undefined}
        onKeyDown={press}
        {...hands}
      />
      {hover ? (
        <div
          className={styles.hover}
          style={{ left: Math.min(hover.x, size.width - 24), top: hover.y }}
          aria-hidden="true"
        >
          {hover.shape.title}
        </div>
      ) : null}
      <div className={styles.buttons}>
        <MapButton label="Zoom in" onClick={() => zoom(STEP)} icon={IconPlus} />
        <MapButton label="Zoom out" onClick={() => zoom(1 / STEP)} icon={IconMinus} />
        <MapButton label="Show all" onClick={() => setView(null)} icon={IconMaximize} />
      </div>
    </div>
  );
}

function MapButton({
  label,
  onClick,
  icon: Icon,
}: {
  label: string;
  onClick: () => void;
  icon: typeof IconPlus;
}) {
  return (
    <Tip label={label}>
      <ActionIcon variant="default" size={28} aria-label={label} onClick={onClick}>
        <Icon size={15} />
      </ActionIcon>
    </Tip>
  );
}

/** How large the place of the drawing is. */
function useSize(place: React.RefObject<HTMLCanvasElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 900, height: 440 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0)
        setSize((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return size;
}

function usePainted(
  place: React.RefObject<HTMLCanvasElement | null>,
  { model, view, size, chosen }: Omit<Painted, 'colors'>,
): void {
  const scheme = useComputedColorScheme('light');
  const painter = useRef<MapPainter | null>(null);
  useEffect(() => () => painter.current?.end(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's colours are read anew when the scheme changes
  useEffect(() => {
    if (!place.current) return;
    painter.current ??= new MapPainter(place.current);
    painter.current.show({ model, view, size, chosen, colors: colorsOf(place.current) });
  }, [place, model, view, size, chosen, scheme]);
}

/** The colours of the page; each is read as the browser resolves it, since a drawing knows no custom properties. */
function colorsOf(element: HTMLElement): MapColors {
  const style = getComputedStyle(element);
  return {
    accent: style.accentColor,
    surface: style.caretColor,
    sunken: style.backgroundColor,
    text: style.color,
    quiet: style.textDecorationColor,
    font: style.fontFamily,
  };
}
