import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { sameSpelling } from '../params/equal.ts';
import { setIn } from '../params/path.ts';
import { type EditProps, useBaseAt, useFields, useValueAt } from './field-store.ts';
import styles from './geo-drawing.module.css';
import { type Degrees, degreesOf, movedPoint, planeOf, roundMetres, type Spot } from './geo-plane.ts';

const WIDTH = 400;
const TALL = 220;
/** Of a single point, which needs no more. */
const LOW = 96;
const MARGIN = 20;
/** More points than this are drawn as a line, and moved in the list of their numbers. */
const MOST_HANDLES = 150;

const listOf = (value: JsonValue | undefined): JsonArray =>
  isArray(value) ? value : isObject(value) ? [value] : [];

/**
 * A point, a line or an area to scale, north up, on no map: points are dragged, or moved by the arrow keys, and what was read stands dashed behind. A ring whose
 * ends meet stays closed.
 */
export function GeoDrawing({ path, kind, labelId }: Pick<EditProps, 'path' | 'kind' | 'labelId'>) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const points = listOf(value);
  const degrees = points.map(degreesOf);
  const known = degrees.filter((point) => point !== undefined);
  const [dragged, setDragged] = useState<{ index: number; to: Degrees } | null>(null);
  // While a point is moved the drawing holds still under the hand.
  const [held, setHeld] = useState<readonly Degrees[] | null>(null);
  const before = useMemo(
    () =>
      listOf(base)
        .map(degreesOf)
        .filter((point) => point !== undefined),
    [base],
  );
  const height = kind === 'geo_point' ? LOW : TALL;
  const plane = planeOf(held ?? (known.length ? [...known, ...before] : before), WIDTH, height, MARGIN);
  if (known.length === 0) return null;

  const shown = degrees.map((point, index) => (dragged?.index === index ? dragged.to : point));
  const spots = shown.map((point) => point && plane.toSpot(point));
  const line = (list: readonly (Spot | undefined)[]) =>
    list
      .filter((spot) => spot !== undefined)
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' ');
  const move = (index: number, to: Degrees, typing: boolean) => {
    const point = points[index];
    if (!isObject(point)) return;
    const clamped = {
      lat: Math.max(-90, Math.min(90, to.lat)),
      lon: Math.max(-180, Math.min(180, to.lon)),
    };
    const made = movedPoint(point, clamped);
    if (!isArray(value)) return store.set(path, made, typing);
    const last = points.length - 1;
    const closed = points.length > 3 && sameSpelling(points[0], points[last]);
    const twin = closed ? (index === 0 ? last : index === last ? 0 : undefined) : undefined;
    const moved = setIn(value, [index], made);
    store.set(path, twin === undefined ? moved : setIn(moved, [twin], made), typing);
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const spot = spots[index];
    if (!by || !spot || readOnly) return;
    event.preventDefault();
    const [x = 0, y = 0] = by;
    const step = event.shiftKey ? 10 : 1;
    setHeld((already) => already ?? known);
    move(index, plane.toDegrees({ x: spot.x + x * step, y: spot.y + y * step }), true);
  };
  const placeOf = (event: PointerEvent<SVGElement>): Degrees => {
    const box = (event.currentTarget.ownerSVGElement ?? event.currentTarget).getBoundingClientRect();
    return plane.toDegrees({
      x: ((event.clientX - box.left) / box.width) * WIDTH,
      y: ((event.clientY - box.top) / box.height) * height,
    });
  };
  const bar = roundMetres(100 / plane.scale);
  const Shape = kind === 'geo_polygon' ? 'polygon' : 'polyline';
  return (
    <div className={styles.frame}>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="group"
        aria-label="Drawing"
        aria-describedby={labelId}
      >
        {before.length > 1 && base !== value ? (
          <Shape className={styles.before} points={line(before.map(plane.toSpot))} />
        ) : null}
        {before.length === 1 && base !== value ? (
          <circle className={styles.before} r={5} {...centre(plane.toSpot(before[0] as Degrees))} />
        ) : null}
        {spots.length > 1 ? <Shape className={styles.line} points={line(spots)} /> : null}
        {points.length > MOST_HANDLES
          ? null
          : spots.map((spot, index) =>
              spot ? (
                <circle
                  // biome-ignore lint/suspicious/noArrayIndexKey: points have no other name
                  key={index}
                  className={styles.point}
                  {...centre(spot)}
                  r={5}
                  role="button"
                  tabIndex={readOnly ? -1 : 0}
                  aria-label={`Point ${index + 1}: ${(shown[index] as Degrees).lat.toFixed(5)}, ${(shown[index] as Degrees).lon.toFixed(5)}`}
                  onKeyDown={(event) => onKey(event, index)}
                  onBlur={() => setHeld(null)}
                  onPointerDown={(event) => {
                    if (readOnly) return;
                    event.currentTarget.setPointerCapture(event.pointerId);
                    setHeld(known);
                    setDragged({ index, to: degrees[index] as Degrees });
                  }}
                  onPointerMove={(event) => {
                    if (dragged?.index === index) setDragged({ index, to: placeOf(event) });
                  }}
                  onPointerUp={() => {
                    if (dragged && sameDegrees(dragged.to, degrees[index]) === false)
                      move(index, dragged.to, false);
                    setDragged(null);
                    setHeld(null);
                  }}
                  onPointerCancel={() => {
                    setDragged(null);
                    setHeld(null);
                  }}
                />
              ) : null,
            )}
        <g className={styles.scale}>
          <path d={`M${MARGIN} ${height - 12}v4h${bar * plane.scale}v-4`} />
          <text x={MARGIN + bar * plane.scale + 6} y={height - 6}>
            {bar >= 1000 ? `${bar / 1000} km` : `${bar} m`}
          </text>
          <text x={WIDTH - MARGIN} y={16} textAnchor="end">
            N ↑
          </text>
        </g>
      </svg>
      {points.length > MOST_HANDLES ? (
        <p className={styles.note}>Too many points to move here: their numbers are in the list.</p>
      ) : null}
    </div>
  );
}

const centre = ({ x, y }: Spot) => ({ cx: x, cy: y });

function sameDegrees(left: Degrees, right: Degrees | undefined): boolean {
  return left.lat === right?.lat && left.lon === right.lon;
}
