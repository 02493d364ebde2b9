import {
  type CSSProperties,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';

/** Up to so many columns all are in the page. */
const WHOLE = 20;
/** Columns beyond the edges that are drawn as well, and by how many at a time the window moves. */
const [BESIDE, STEP] = [2, 3];
/** Pixels; what is taken for the width of what is seen until that is known. */
const FIRST_WIDTH = 1280;

/** Which columns are in the page: the first, and those from `from` up to, without, `to`. */
export interface ColumnRange {
  from: number;
  to: number;
}

/** The columns in the page, and where they stand. */
export interface ColumnWindow extends ColumnRange {
  /** Left edge of each column in pixels from that of the first; one more for the right edge of the last. */
  edges: readonly number[];
  /** For `grid-template-columns`: the first column, those of the window, and the rest of the width. */
  template: string;
}

const sameRange = (one: ColumnRange, other: ColumnRange): boolean =>
  one.from === other.from && one.to === other.to;

/** Left edges of columns by their widths in pixels, and the right edge of the last. */
export function edgesOf(widths: readonly number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) as number) + width);
  return edges;
}

/** The columns that are to be in the page when `width` pixels from `left` on are seen. */
export function columnsSeen(edges: readonly number[], left: number, width: number): ColumnRange {
  const count = edges.length - 1;
  if (count <= WHOLE) return { from: Math.min(1, count), to: count };
  let first = 1;
  while (first < count - 1 && (edges[first + 1] as number) <= left) first += 1;
  let end = first + 1;
  while (end < count && (edges[end] as number) < left + width) end += 1;
  const down = Math.floor((first - BESIDE - 1) / STEP) * STEP + 1;
  const up = Math.ceil((end + BESIDE - 1) / STEP) * STEP + 1;
  return { from: Math.max(1, down), to: Math.min(count, up) };
}

/** The columns in a window in their order, and `active` beside them where it is scrolled out: what the keyboard is at stays in the page. */
export function columnsIn({ from, to }: ColumnRange, count: number, active = -1): number[] {
  const shown = count > 0 ? [0] : [];
  for (let index = from; index < to; index += 1) shown.push(index);
  if (active > 0 && active < count && (active < from || active >= to)) shown.push(active);
  return shown;
}

/** Where a cell stands in its row, where that does not follow from its order. */
export function placeInRow({ from, to, edges }: ColumnWindow, index: number): CSSProperties | undefined {
  if (index > 0 && (index < from || index >= to)) {
    const left = edges[index] as number;
    return { position: 'absolute', insetBlock: 0, left, width: (edges[index + 1] as number) - left };
  }
  return index === from && from > 1 ? { gridColumnStart: 3 } : undefined;
}

/** The window of columns that follows the scrolling of a table, by the widths of its columns in pixels; `look` makes it follow at once. */
export function useColumnWindow(
  scroller: RefObject<HTMLElement | null>,
  widths: readonly number[],
  /** How the first column is drawn while all columns are in the page, as a track of a grid. */
  firstTrack: string,
): { view: ColumnWindow; look: () => void } {
  const edges = useMemo(() => edgesOf(widths), [widths]);
  const [seen, setSeen] = useState<ColumnRange>(() => columnsSeen(edges, 0, FIRST_WIDTH));
  const look = useCallback(() => {
    // Where all columns are in the page, nothing is to be measured for that: it would lay out rows before their turn.
    const { scrollLeft = 0, clientWidth = FIRST_WIDTH } =
      (edges.length > WHOLE + 1 && scroller.current) || {};
    const next = columnsSeen(edges, scrollLeft, clientWidth || FIRST_WIDTH);
    setSeen((before) => (sameRange(before, next) ? before : next));
  }, [scroller, edges]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look]);
  const count = widths.length;
  const from = Math.min(seen.from, count);
  const to = Math.min(seen.to, count);
  const view = useMemo(() => {
    const px = (width: number) => `${width}px`;
    const tracks = count <= WHOLE ? [firstTrack] : [px(widths[0] ?? 0)];
    if (from > 1) tracks.push(px((edges[from] ?? 0) - (edges[1] ?? 0)));
    tracks.push(...widths.slice(from, to).map(px));
    return { from, to, edges, template: `${tracks.join(' ')} minmax(0, 1fr)` };
  }, [from, to, edges, widths, count, firstTrack]);
  return { view, look };
}
