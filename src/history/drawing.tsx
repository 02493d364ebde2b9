import type { JsonArray } from '../../contract/json/value.ts';
import styles from './drawing.module.css';
import { areaOf, isClosed, lengthOf, type Place, scaleStep, sizeText, toPlane } from './geo.ts';

const WIDTH = 360;
const HEIGHT = 220;
const MARGIN = 16;
/** More corners than this are drawn as a line only; what changed keeps its marks. */
const CORNERS = 60;

/** Which items of the two lists differ: by index of the side they stand on. */
export interface Touched {
  left: ReadonlySet<number>;
  right: ReadonlySet<number>;
}

/** Two lines or rings over each other, to scale, north up: the old one dashed, the new one solid, corners that differ marked. */
export function Drawing({ left, right, touched }: { left: JsonArray; right: JsonArray; touched: Touched }) {
  const { lines, metric } = toPlane([left, right]);
  const [before = [], after = []] = lines;
  const all = [...before, ...after];
  if (all.length < 2) return null;
  const box = bounds(all);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / (box.width || 1),
    (HEIGHT - 2 * MARGIN - 14) / (box.height || 1),
  );
  const put = (place: Place) => ({
    x: WIDTH / 2 + (place.x - box.x) * scale,
    y: (HEIGHT - 14) / 2 - (place.y - box.y) * scale,
  });
  const bar = scaleStep(90 / scale);
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Old and new over each other. ${measures(before, after, metric).join('. ')}`}
    >
      <polyline className={styles.old} points={before.map((place) => text(put(place))).join(' ')} />
      <polyline className={styles.new} points={after.map((place) => text(put(place))).join(' ')} />
      {corners(before, touched.left).map(([index, place]) => {
        const { x, y } = put(place);
        return <rect key={index} className={styles.oldCorner} x={x - 3} y={y - 3} width={6} height={6} />;
      })}
      {corners(after, touched.right).map(([index, place]) => {
        const { x, y } = put(place);
        return <circle key={index} className={styles.newCorner} cx={x} cy={y} r={3} />;
      })}
      <g className={styles.scale}>
        <path d={`M${MARGIN} ${HEIGHT - 10}v4h${bar * scale}v-4`} />
        <text x={MARGIN + bar * scale + 6} y={HEIGHT - 4}>
          {sizeText(bar)}
          {metric ? ' m' : ''}
        </text>
      </g>
    </svg>
  );
}

function corners(line: readonly Place[], touched: ReadonlySet<number>): [number, Place][] {
  if (touched.size > 400) return [];
  return line.flatMap((place, index): [number, Place][] =>
    touched.has(index) || (line.length <= CORNERS && touched.size === 0) ? [[index, place]] : [],
  );
}

function text({ x, y }: Place): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function bounds(places: readonly Place[]) {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return { x: (west + east) / 2, y: (south + north) / 2, width: east - west, height: north - south };
}

/** Length, and for rings area, old → new: `length 1 204 → 1 211 m`. A pair that is equal is said once. */
export function measures(before: readonly Place[], after: readonly Place[], metric: boolean): string[] {
  const unit = metric ? ' m' : '';
  // Of a line that came or went there is one length, and no course from nothing.
  const one = before.length === 0 || after.length === 0;
  const pair = (what: string, old: number, now: number, suffix: string) => {
    if (one) return `${what} ${sizeText(old + now)}${suffix}`;
    const [a, b] = [sizeText(old), sizeText(now)];
    return a === b ? `${what} ${a}${suffix}` : `${what} ${a} → ${b}${suffix}`;
  };
  const said = [pair('length', lengthOf(before), lengthOf(after), unit)];
  if ((isClosed(before) || before.length === 0) && (isClosed(after) || after.length === 0))
    said.push(pair('area', areaOf(before), areaOf(after), metric ? ' m²' : ''));
  return said;
}
