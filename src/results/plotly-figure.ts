import { isArray, isObject, type JsonValue, readJson } from '../../contract/json.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { listOf, member, plainOf, textOf } from './reading.ts';

export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
  /** Kinds of traces that are not drawn here, each once. */
  missing: string[];
}

/** What the basic build of the library draws. */
const DRAWN: ReadonlySet<string> = new Set(['scatter', 'bar', 'pie']);

/** A plotly figure wherever it lies in the result: bare, under `figure`, as an object or as JSON text. Throws a sentence when there is none. */
export function readFigure(value: JsonValue): Figure {
  const figure = figureIn(value, 0);
  if (figure === undefined) throw new UndrawableError('The result holds no plotly figure.');
  const traces = isArray(figure) ? figure : listOf(member(figure, 'data'));
  const typed = traces
    .map((trace) => ({ trace, type: typeOf(trace) }))
    .filter(({ trace }) => isObject(trace));
  return {
    data: typed
      .filter(({ type }) => DRAWN.has(type))
      .map(({ trace, type }) => ({ ...(plainOf(trace) as Record<string, unknown>), type })),
    layout: layoutOf(member(figure, 'layout')),
    missing: [...new Set(typed.map(({ type }) => type).filter((type) => !DRAWN.has(type)))],
  };
}

/** The GL variant of a scatter plot differs in how it is drawn, not in what it shows. */
function typeOf(trace: JsonValue): string {
  const type = textOf(member(trace, 'type')).toLowerCase() || 'scatter';
  return type === 'scattergl' ? 'scatter' : type;
}

function figureIn(value: JsonValue | undefined, depth: number): JsonValue | undefined {
  if (depth > 4 || value === undefined) return undefined;
  if (typeof value === 'string') return figureIn(readOrNothing(value), depth + 1);
  if (isArray(value) || isArray(member(value, 'data'))) return value;
  return figureIn(member(value, 'figure', 'plotly', 'fig', 'data', 'content'), depth + 1);
}

function readOrNothing(text: string): JsonValue | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

function layoutOf(value: JsonValue | undefined): Record<string, unknown> {
  const {
    template: _template,
    width: _width,
    images,
    ...layout
  } = isObject(value) ? (plainOf(value) as Record<string, unknown>) : {};
  return Array.isArray(images) ? { ...layout, images: images.filter(isContained) } : layout;
}

/** A picture that the figure carries in itself. One that is only named would be asked for by the page, wherever it is. */
function isContained(image: unknown): boolean {
  const source = membersOf(image).source;
  return typeof source === 'string' && /^data:image\/(?:png|jpeg|gif|webp)[;,]/i.test(source);
}

/** Colours of the page that a plot takes where its app chose none. */
export interface PlotColors {
  text: string;
  line: string;
  font: string;
}

/** The layout in the page's colours and as wide as its place. What the app chose stays, but for a plot's paper, which would be a white block in the dark. */
export function themed(
  layout: Record<string, unknown>,
  { text, line, font }: PlotColors,
): Record<string, unknown> {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true };
  const axes = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
  const made: Record<string, unknown> = {
    ...layout,
    autosize: true,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { ...membersOf(layout.font), color: text, family: font, size: 12 },
    margin: { l: 56, r: 20, t: layout.title ? 44 : 20, b: 44, ...membersOf(layout.margin) },
    colorway: ['#4c78c8', '#d9822b', '#3f9c6a', '#b0549a', '#8a6fd1', '#5aa7b5', '#b3a23c', '#c4574f'],
    hoverlabel: { ...membersOf(layout.hoverlabel), namelength: -1 },
  };
  for (const key of new Set(['xaxis', 'yaxis', ...axes])) made[key] = { ...axis, ...membersOf(layout[key]) };
  return made;
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
