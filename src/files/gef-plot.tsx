import { useMemo } from 'react';
import { Notice } from '../ui/notice.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { depthsOf, type GefColumn, QUANTITY, readGef } from './gef.ts';
import styles from './gef-plot.module.css';

const WIDTH = 230;
const HEIGHT = 460;
const TOP = 34;
const LEFT = 40;
/** Half of the last figure of the scale stands beyond its line. */
const RIGHT = 18;
/** More points than pixels say nothing more. */
const MOST_POINTS = 2000;

/** A sounding as engineers draw it: cone resistance, friction and their ratio over depth, downwards. */
export function GefPlot({ text }: { text: string }) {
  const sounding = useMemo(() => readGef(text), [text]);
  const depths = depthsOf(sounding);
  const drawn = useMemo(() => logsOf(sounding.columns), [sounding]);
  if (!depths || drawn.length === 0 || depths.values.length < 2)
    throw new UndrawableError('The sounding has no depths with cone resistance or friction to draw.');
  const deepest = depths.values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return (
    <figure className={styles.figure}>
      <figcaption>
        {[
          sounding.name || 'Sounding',
          `${depths.values.length} measurements to ${deepest.toFixed(2)} m`,
          sounding.surface === null ? '' : `surface at ${sounding.surface} m`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </figcaption>
      <div className={styles.logs}>
        {drawn.map((column) => (
          <Log key={column.quantity} column={column} depths={depths} deepest={deepest} />
        ))}
      </div>
      {sounding.unread > 0 ? (
        <Notice tone="warn">{`${sounding.unread} ${sounding.unread === 1 ? 'line' : 'lines'} could not be read.`}</Notice>
      ) : null}
    </figure>
  );
}

/** Resistance, friction and their ratio, which follows from the two where it was not recorded. */
function logsOf(columns: readonly GefColumn[]): GefColumn[] {
  const [resistance, friction, ratio] = [QUANTITY.resistance, QUANTITY.friction, QUANTITY.ratio].map(
    (quantity) => columns.find((column) => column.quantity === quantity),
  );
  const made =
    !ratio && resistance && friction && resistance.unit === friction.unit
      ? {
          ...friction,
          name: 'friction ratio',
          unit: '%',
          quantity: QUANTITY.ratio,
          values: ratios(friction, resistance),
        }
      : ratio;
  return [resistance, friction, made].filter((column) => column !== undefined);
}

function ratios(friction: GefColumn, resistance: GefColumn): (number | null)[] {
  return friction.values.map((value, at) => {
    const whole = resistance.values[at];
    return value === null || !whole || whole <= 0 ? null : (value / whole) * 100;
  });
}

function Log({ column, depths, deepest }: { column: GefColumn; depths: GefColumn; deepest: number }) {
  const most = column.values.reduce<number>((max, value) => Math.max(max, value ?? 0), 0) || 1;
  const [step, down] = [stepOf(most / 4), stepOf(deepest / 8)];
  const right = Math.ceil(most / step) * step;
  const x = (value: number) => LEFT + (value / right) * (WIDTH - LEFT - RIGHT);
  const y = (depth: number) => TOP + (depth / deepest) * (HEIGHT - TOP - 8);
  return (
    <svg
      className={styles.log}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${column.name} in ${column.unit} over depth: at most ${Number(most.toPrecision(4))}`}
    >
      <text className={styles.tick} x={LEFT - 12} y={TOP - 5} textAnchor="end">
        m
      </text>
      <text className={styles.title} x={LEFT} y={12}>{`${column.name} [${column.unit}]`}</text>
      {ticks(right, step).map((value) => (
        <g key={value}>
          <path className={styles.grid} d={`M${x(value)} ${TOP}V${HEIGHT - 8}`} />
          <text className={styles.tick} x={x(value)} y={TOP - 5} textAnchor="middle">
            {value}
          </text>
        </g>
      ))}
      {ticks(deepest, down).map((depth) => (
        <g key={depth}>
          <path className={styles.grid} d={`M${LEFT} ${y(depth)}H${WIDTH - RIGHT}`} />
          <text className={styles.tick} x={LEFT - 5} y={y(depth) + 4} textAnchor="end">
            {depth}
          </text>
        </g>
      ))}
      <path className={styles.line} data-quantity={column.quantity} d={lineOf(column, depths, x, y)} />
    </svg>
  );
}

function lineOf(
  column: GefColumn,
  depths: GefColumn,
  x: (value: number) => number,
  y: (depth: number) => number,
) {
  const every = Math.max(1, Math.ceil(column.values.length / MOST_POINTS));
  let text = '';
  let pen = false;
  for (let index = 0; index < column.values.length; index += every) {
    const [value, depth] = [column.values[index], depths.values[index]];
    if (value === null || value === undefined || depth === null || depth === undefined) pen = false;
    else {
      text += `${pen ? 'L' : 'M'}${x(Math.max(0, value)).toFixed(1)} ${y(depth).toFixed(1)}`;
      pen = true;
    }
  }
  return text;
}

function ticks(end: number, step: number): number[] {
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}

/** The smallest of 1, 2 or 5 × 10ⁿ that is at least `least`. */
function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least || 1));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * 0.999) ?? power * 10;
}
