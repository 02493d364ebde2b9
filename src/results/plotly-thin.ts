type Trace = Record<string, unknown>;

/** More points than pixels say nothing more. */
const MOST_POINTS = 20_000;
/** A point that is an element of the page, as markers and bars are, costs as much as so many of a line. */
const ELEMENT = 4;
/** Slices of a pie; more are neither read nor drawn in any time. */
const MOST_SLICES = 1000;

/** What is stacked is left whole: what stands on each other must be there at the same places. */
const BY_POINT: ReadonlySet<string> = new Set(['scatter', 'scatter3d', 'scatterternary', 'bar']);
const COORDINATES = ['x', 'y', 'z', 'a', 'b', 'c'];

/** Whether drawing a trace would stop the page: so many elements, none of which can be left out. */
export function isTooMuch(trace: Trace, { barmode }: Record<string, unknown>): boolean {
  const longest = Math.max(0, ...lengthsOf(trace), ...lengthsOf(trace, ['labels', 'values']));
  if (trace.type === 'pie') return longest > MOST_SLICES;
  return trace.type === 'bar' && isStacked(barmode) && longest > MOST_POINTS / ELEMENT;
}

const isStacked = (barmode: unknown): boolean => barmode === 'stack' || barmode === 'relative';

/** Traces of points so that together they are no more than can be drawn at once: of each run of points the first, the last, the lowest, the highest and a gap are kept, and whatever is said of them. */
export function thinned(
  traces: readonly Trace[],
  { barmode }: Record<string, unknown>,
): { traces: Trace[]; drawn: number; total: number } {
  const counts = traces.map((trace) => (trace.type === 'bar' && isStacked(barmode) ? 0 : pointsOf(trace)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const cost = counts.reduce((sum, count, at) => sum + count * costOf(traces[at] ?? {}), 0);
  if (cost <= MOST_POINTS) return { traces: [...traces], drawn: total, total };
  let drawn = 0;
  const light = traces.map((trace, at) => {
    const count = counts[at] ?? 0;
    if (count === 0) return trace;
    const keep = kept(valuesOf(trace), count, Math.max(4, Math.floor((MOST_POINTS * count) / cost)));
    drawn += keep.length;
    if (keep.length === count) return trace;
    return { ...(onlyAt(trace, keep, lengthsOf(trace), 0) as Trace), ...countedAlong(trace, keep) };
  });
  return { traces: light, drawn, total };
}

/** Without a mode, long traces are lines. */
const costOf = ({ type, mode }: Trace): number =>
  type === 'bar' || (typeof mode === 'string' && /markers|text/.test(mode)) ? ELEMENT : 1;

/** Whose extremes are kept. */
const valuesOf = ({ type, orientation, x, y }: Trace): unknown =>
  type === 'bar' && orientation === 'h' ? x : (y ?? x);

const lengthsOf = (trace: Trace, names = COORDINATES): Set<number> =>
  new Set(names.flatMap((name) => (Array.isArray(trace[name]) ? [trace[name].length] : [])));

/** As many as the library draws: one for each item of the shortest list. 0 for a trace that is left whole. */
function pointsOf(trace: Trace): number {
  const lengths = lengthsOf(trace);
  const isCounted = ['x0', 'dx', 'y0', 'dy'].every((name) =>
    ['undefined', 'number'].includes(typeof trace[name]),
  );
  const isThinned = BY_POINT.has(String(trace.type)) && !trace.stackgroup && isCounted;
  return isThinned && lengths.size > 0 ? Math.min(...lengths) : 0;
}

/** Without a list of its own the points of a plane lie `dx` (or `dy`) apart from `x0` on. Source: plotly.js reference, `scatter.x0`. */
function countedAlong(trace: Trace, keep: readonly number[]): Trace {
  const missing = trace.type === 'scatter' ? ['x', 'y'].find((name) => trace[name] === undefined) : undefined;
  if (missing === undefined) return {};
  const [start, step] = [trace[`${missing}0`] ?? 0, trace[`d${missing}`] ?? 1] as [number, number];
  return { [missing]: keep.map((at) => start + at * step) };
}

/** Places to keep, in order. */
function kept(values: unknown, count: number, most: number): number[] {
  if (most >= count) return Array.from({ length: count }, (_, index) => index);
  const list = Array.isArray(values) ? values : [];
  const ofEach = list.some(isGap) ? 5 : 4;
  const size = Math.ceil(count / Math.max(1, Math.floor(most / ofEach)));
  const places: number[] = [];
  for (let start = 0; start < count; start += size) {
    const end = Math.min(count, start + size) - 1;
    let [low, high, gap] = [-1, -1, -1];
    for (let at = start; at <= end; at++) {
      if (isGap(list[at])) gap = gap < 0 ? at : gap;
      else {
        if (low < 0 || list[at] < list[low]) low = at;
        if (high < 0 || list[at] > list[high]) high = at;
      }
    }
    const run = new Set([start, low, high, gap, end]);
    places.push(...[...run].filter((at) => at >= 0).sort((a, b) => a - b));
  }
  return places;
}

/** Where the line is broken: neither low nor high. */
const isGap = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);

/** Lists that have an item for each point, also those of markers and errors. */
function onlyAt(
  value: unknown,
  keep: readonly number[],
  lengths: ReadonlySet<number>,
  depth: number,
): unknown {
  if (Array.isArray(value)) return lengths.has(value.length) ? keep.map((at) => value[at]) : value;
  if (typeof value !== 'object' || value === null || depth > 3) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, onlyAt(inner, keep, lengths, depth + 1)]),
  );
}
