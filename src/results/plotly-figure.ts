import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { withoutPacks } from './packed-list.ts';
import { membersOf, withTitles } from './plotly-theme.ts';
import { isTooMuch, thinned } from './plotly-thin.ts';
import { jsonIn, listOf, member, numberOf, plainOf, textOf } from './reading.ts';

export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
  /** Kinds of traces that are not drawn here, each once. */
  missing: string[];
  /** Which part of the library draws it: in the plane, or in space. */
  engine: 'flat' | 'space';
  /** All traces as they came, drawn or not. */
  traces: JsonArray;
  /** Pixels; the app's choice within reason. */
  height: number;
  /** Points that are drawn, where that is not all of them. */
  thinned: { drawn: number; total: number } | null;
}

/** What the library's two bundles draw. Both know `scatter`. */
const FLAT: ReadonlySet<string> = new Set([
  ...['scatter', 'bar', 'pie', 'box', 'violin', 'histogram', 'heatmap', 'contour'],
  ...['histogram2d', 'histogram2dcontour', 'image', 'scatterternary'],
]);
const SPATIAL: ReadonlySet<string> = new Set([
  ...['scatter3d', 'surface', 'mesh3d', 'cone', 'streamtube', 'isosurface', 'volume'],
]);
const IN_SPACE: ReadonlySet<string> = new Set([...SPATIAL, 'scatter']);

/** A plotly figure wherever it lies in the result: bare, under `figure`, as an object or as JSON text. Throws a sentence when there is none. */
export function readFigure(value: JsonValue): Figure {
  const figure = figureIn(value, 0);
  if (figure === undefined) throw new UndrawableError('The result holds no plotly figure.');
  const traces = (isArray(figure) ? figure : listOf(member(figure, 'data'))).filter(isObject);
  const types = traces.map(typeOf);
  const engine = types.some((type) => SPATIAL.has(type)) ? 'space' : 'flat';
  const drawn = engine === 'space' ? IN_SPACE : FLAT;
  const { height, ...layout } = layoutOf(member(figure, 'layout'));
  const data = traces.flatMap((trace, at) =>
    drawn.has(types[at] ?? '')
      ? [contained({ ...membersOf(withTitles(plainOf(withoutPacks(trace)))), type: types[at] })]
      : [],
  );
  const bearable = data.filter((trace) => !isTooMuch(trace, layout));
  const { traces: light, ...points } = thinned(bearable, layout);
  return {
    ...{ data: light, layout, engine, traces },
    missing: [
      ...new Set([
        ...types.filter((type) => !drawn.has(type)),
        ...data.filter((trace) => isTooMuch(trace, layout)).map(({ type }) => `${type} (too many values)`),
      ]),
    ],
    height: Math.min(1200, Math.max(240, numberOf(height as JsonValue) ?? 420)),
    thinned: points.drawn < points.total ? points : null,
  };
}

/** The GL variant of a scatter plot or a heat map differs in how it is drawn, not in what it shows. */
function typeOf(trace: JsonValue): string {
  const type = textOf(member(trace, 'type')).toLowerCase() || 'scatter';
  return type.replace(/^(scatter|heatmap)gl$/, '$1');
}

/** A picture may be a trace of its own. One that is only named would be asked for by the page, wherever it is. */
function contained(trace: Record<string, unknown>): Record<string, unknown> {
  return 'source' in trace && !isContained(trace) ? { ...trace, source: undefined } : trace;
}

function figureIn(value: JsonValue | undefined, depth: number): JsonValue | undefined {
  if (depth > 4 || value === undefined) return undefined;
  if (typeof value === 'string') return figureIn(jsonIn(value), depth + 1);
  if (isArray(value) || isArray(member(value, 'data'))) return value;
  return figureIn(member(value, 'figure', 'plotly', 'fig', 'data', 'content'), depth + 1);
}

function layoutOf(value: JsonValue | undefined): Record<string, unknown> {
  const {
    template: _template,
    width: _width,
    images,
    ...layout
  } = membersOf(withTitles(value && plainOf(value)));
  return Array.isArray(images) ? { ...layout, images: images.filter(isContained) } : layout;
}

function isContained(image: unknown): boolean {
  const source = membersOf(image).source;
  return typeof source === 'string' && /^data:image\/(?:png|jpeg|gif|webp)[;,]/i.test(source);
}

/** Shorter lists are as quick to hand over as they are. */
const LEAST_TYPED = 500;

/** Traces whose long lists of numbers are typed ones, which are handed over in one piece; `null` becomes `NaN`, which is a gap as well. */
export function withTypedLists(data: Figure['data']): Figure['data'] {
  return data.map((trace) => typed(trace, 0) as Record<string, unknown>);
}

function typed(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    if (value.length >= LEAST_TYPED && value.every((item) => typeof item === 'number' || item === null))
      return Float64Array.from(value, (item) => item ?? Number.NaN);
    return Array.isArray(value[0]) ? value.map((item) => typed(item, depth + 1)) : value;
  }
  if (typeof value !== 'object' || value === null || depth > 3) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typed(inner, depth + 1)]));
}
