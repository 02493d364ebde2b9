type Trace = Record<string, unknown>;

/** More points than pixels say nothing more, and each is an element of the page. */
export const MOST_POINTS = 20_000;

const BY_POINT: ReadonlySet<string> = new Set(['scatter', 'bar', 'scatter3d', 'scatterternary']);

/** Traces of points so that together they have at most {@link MOST_POINTS}: of each run of points the first, the last, the lowest and the highest are kept, and whatever is said of them. */
export function thinned(traces: readonly Trace[]): { traces: Trace[]; drawn: number; total: number } {
  const counts = traces.map((trace) => (BY_POINT.has(String(trace.type)) ? pointsOf(trace) : 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MOST_POINTS) return { traces: [...traces], drawn: total, total };
  let drawn = 0;
  const light = traces.map((trace, at) => {
    const count = counts[at] ?? 0;
    if (count === 0) return trace;
    const keep = kept(trace.y ?? trace.x, count, Math.max(4, Math.floor((MOST_POINTS * count) / total)));
    drawn += keep.length;
    return keep.length < count ? (onlyAt(trace, keep, count, 0) as Trace) : trace;
  });
  return { traces: light, drawn, total };
}

function pointsOf(trace: Trace): number {
  return Math.max(
    ...['x', 'y', 'z', 'a'].map((name) => (Array.isArray(trace[name]) ? trace[name].length : 0)),
  );
}

/** Places to keep, in order. */
function kept(values: unknown, count: number, most: number): number[] {
  if (most >= count) return Array.from({ length: count }, (_, index) => index);
  const list = Array.isArray(values) ? values : [];
  const size = Math.ceil(count / Math.max(1, Math.floor(most / 4)));
  const places: number[] = [];
  for (let start = 0; start < count; start += size) {
    const end = Math.min(count, start + size) - 1;
    let [low, high] = [start, start];
    for (let at = start; at <= end; at++) {
      if (list[at] < list[low]) low = at;
      if (list[at] > list[high]) high = at;
    }
    places.push(...new Set([start, Math.min(low, high), Math.max(low, high), end]));
  }
  return places;
}

/** Lists that have an item for each point, also those of markers and errors. */
function onlyAt(value: unknown, keep: readonly number[], count: number, depth: number): unknown {
  if (Array.isArray(value)) return value.length === count ? keep.map((at) => value[at]) : value;
  if (typeof value !== 'object' || value === null || depth > 3) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, onlyAt(inner, keep, count, depth + 1)]),
  );
}
