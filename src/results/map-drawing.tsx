import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MapModel, MapShape, Spot } from './map-model.ts';
import styles from './map-part.module.css';

const WIDTH = 900;
const HEIGHT = 440;
const MARGIN = 28;
const STEP = 1.5;

/** What of the plane is seen: its middle, and units of the drawing per metre. */
interface View {
  x: number;
  y: number;
  scale: number;
}

function wholeView({ box }: MapModel): View {
  if (!box) return { x: 0, y: 0, scale: 1 };
  const across = Math.max(box.east - box.west, 1e-9);
  const down = Math.max(box.south - box.north, 1e-9);
  const scale = Math.min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down);
  // A single point has no size: some hundred metres around it are shown.
  return { x: (box.west + box.east) / 2, y: (box.north + box.south) / 2, scale: Math.min(scale, 50) };
}

/** The drawing itself: drag to move, buttons, `+`, `−` and arrows by keyboard, the wheel with Ctrl or ⌘. */
export function MapDrawing({
  model,
  selected,
  onSelect,
  label,
}: {
  model: MapModel;
  selected: number | null;
  onSelect: (index: number | null) => void;
  label: string;
}) {
  const whole = useMemo(() => wholeView(model), [model]);
  const [view, setView] = useState(whole);
  const place = useRef<SVGSVGElement>(null);
  const zoom = (factor: number) => setView((now) => ({ ...now, scale: now.scale * factor }));
  useWheelZoom(place, zoom);
  const drag = useDrag(place, setView);
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-60, 0],
      ArrowRight: [60, 0],
      ArrowUp: [0, -60],
      ArrowDown: [0, 60],
    };
    const step = steps[event.key];
    if (step) setView((now) => ({ ...now, x: now.x + step[0] / now.scale, y: now.y + step[1] / now.scale }));
    else if (event.key === '+' || event.key === '=') zoom(STEP);
    else if (event.key === '-') zoom(1 / STEP);
    else if (event.key === '0') setView(whole);
    else return;
    event.preventDefault();
  };
  const left = view.x - WIDTH / 2 / view.scale;
  const top = view.y - HEIGHT / 2 / view.scale;
  return (
    <div className={styles.frame}>
      <svg
        ref={place}
        className={styles.map}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${label}, north up. Arrow keys move, plus and minus zoom, 0 shows all.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keyboard
        tabIndex={0}
        onKeyDown={press}
        {...drag}
      >
        <g transform={`scale(${view.scale}) translate(${-left} ${-top})`}>
          {model.shapes.map((shape, index) => (
            <Shape
              // biome-ignore lint/suspicious/noArrayIndexKey: a feature may have several shapes, which never move
              key={index}
              shape={shape}
              scale={view.scale}
              selected={shape.index === selected}
              onSelect={onSelect}
            />
          ))}
        </g>
        {model.labels.map(({ text, at: [x, y] }) => (
          <text
            key={`${text} ${x} ${y}`}
            className={styles.text}
            x={(x - left) * view.scale}
            y={(y - top) * view.scale}
          >
            {text}
          </text>
        ))}
        <ScaleBar scale={view.scale} metric={model.metric} />
      </svg>
      <div className={styles.buttons}>
        <MapButton label="Zoom in" onClick={() => zoom(STEP)} icon={IconPlus} />
        <MapButton label="Zoom out" onClick={() => zoom(1 / STEP)} icon={IconMinus} />
        <MapButton label="Show all" onClick={() => setView(whole)} icon={IconMaximize} />
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
    <Tooltip label={label}>
      <ActionIcon variant="default" size={28} aria-label={label} onClick={onClick}>
        <Icon size={15} />
      </ActionIcon>
    </Tooltip>
  );
}

function Shape({
  shape,
  scale,
  selected,
  onSelect,
}: {
  shape: MapShape;
  scale: number;
  selected: boolean;
  onSelect: (index: number | null) => void;
}) {
  const look = {
    className: styles[shape.kind],
    'data-selected': selected || undefined,
    style: {
      ...(shape.stroke ? { stroke: shape.stroke } : {}),
      ...(shape.kind === 'line' ? {} : { fill: shape.fill }),
    },
    onClick: () => onSelect(selected ? null : shape.index),
  };
  if (shape.kind === 'point')
    return (
      <>
        {shape.lines.flat().map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={(selected ? 8 : 5.5) / scale} {...look}>
            <title>{shape.title}</title>
          </circle>
        ))}
      </>
    );
  return (
    <path d={pathText(shape)} strokeWidth={selected ? shape.width + 2 : shape.width} {...look}>
      <title>{shape.title}</title>
    </path>
  );
}

function pathText({ lines, kind }: MapShape): string {
  const point = ([x, y]: Spot) => `${x.toPrecision(10)} ${y.toPrecision(10)}`;
  return lines.map((line) => `M${line.map(point).join('L')}${kind === 'area' ? 'Z' : ''}`).join('');
}

function ScaleBar({ scale, metric }: { scale: number; metric: boolean }) {
  const most = 140 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const size = [5, 2, 1].map((factor) => factor * power).find((step) => step <= most) ?? power;
  const words = !metric ? String(size) : size >= 1000 ? `${size / 1000} km` : `${size} m`;
  return (
    <g className={styles.scale} transform={`translate(12 ${HEIGHT - 12})`}>
      <path d={`M0 -5v5h${size * scale}v-5`} />
      <text x={size * scale + 6} y={0}>
        {words}
      </text>
    </g>
  );
}

/** The wheel scrolls the page, as everywhere, unless the modifier of zooming is held. */
function useWheelZoom(place: React.RefObject<SVGSVGElement | null>, zoom: (factor: number) => void): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = place.current;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? 1.2 : 1 / 1.2);
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [place]);
}

function useDrag(
  place: React.RefObject<SVGSVGElement | null>,
  setView: (change: (view: View) => View) => void,
) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const last = from.current;
      const width = place.current?.clientWidth ?? 0;
      if (!last || event.buttons !== 1 || width === 0) return;
      if (Math.hypot(event.clientX - last.x, event.clientY - last.y) < 3) return;
      place.current?.setPointerCapture(event.pointerId);
      const unit = WIDTH / width;
      const [dx, dy] = [(event.clientX - last.x) * unit, (event.clientY - last.y) * unit];
      from.current = { x: event.clientX, y: event.clientY };
      setView((now) => ({ ...now, x: now.x - dx / now.scale, y: now.y - dy / now.scale }));
    },
    onPointerUp: () => {
      from.current = null;
    },
  };
}
