import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { unpacked } from './packed-list.ts';
import { member, textOf } from './reading.ts';
import { readTable, type Table } from './table-model.ts';

/** More columns than this are no table that anybody reads. */
const MOST_COLUMNS = 60;

/** What a trace is called, and how many columns of its values are left out of the table. */
export interface TraceName {
  name: string;
  left: number;
}

export function traceNames(traces: JsonArray): TraceName[] {
  return traces.map((trace, index) => {
    const type = textOf(member(trace, 'type')) || 'scatter';
    const name = `${textOf(member(trace, 'name')) || `Trace ${index + 1}`} · ${type}`;
    return { name, left: Math.max(0, columnsOf(trace) - MOST_COLUMNS) };
  });
}

/** What a trace of a plot is drawn from, as a table: its lists side by side, or a matrix with the places of its rows and columns. */
export function traceTable(trace: JsonValue): Table {
  const z = matrixOf(trace);
  return z ? matrix(trace, z) : lists(trace);
}

function matrixOf(trace: JsonValue): JsonArray | undefined {
  const z = unpacked(member(trace, 'z'));
  return z && isArray(z[0]) ? z : undefined;
}

function columnsOf(trace: JsonValue): number {
  const z = matrixOf(trace);
  return z ? widestOf(z) : listsIn(trace, '', 0).length;
}

const widestOf = (rows: JsonArray): number =>
  rows.reduce<number>((most, row) => Math.max(most, isArray(row) ? row.length : 0), 0);

function tableOf(titles: string[], rows: JsonValue[][], names: string[] = []): Table {
  const kept = rows.map((row) => row.slice(0, MOST_COLUMNS));
  const headers = titles
    .slice(0, MOST_COLUMNS)
    .map((title) => new Map<string, JsonValue>([['title', title]]));
  const value = new Map<string, JsonValue>([
    ['column_headers', headers],
    ['data', kept],
    ['row_headers', names],
  ]);
  return readTable(value);
}

function lists(trace: JsonValue): Table {
  const columns = listsIn(trace, '', 0);
  const longest = columns.reduce((most, [, list]) => Math.max(most, list.length), 0);
  const rows = Array.from({ length: longest }, (_, at) => columns.map(([, list]) => list[at] ?? null));
  return tableOf(
    columns.map(([key]) => key),
    rows,
  );
}

/** Every list of a trace by its name, also those of its markers, nodes and links. */
function listsIn(value: JsonValue, name: string, depth: number): [string, JsonArray][] {
  const list = unpacked(value);
  if (list) return [[name, list]];
  if (!isObject(value) || depth > 3) return [];
  return [...value].flatMap(([key, inner]) => listsIn(inner, name ? `${name}.${key}` : key, depth + 1));
}

function matrix(trace: JsonValue, z: JsonArray): Table {
  const [x, y] = [unpacked(member(trace, 'x')), unpacked(member(trace, 'y'))];
  return tableOf(
    Array.from({ length: widestOf(z) }, (_, at) => textOf(x?.[at]) || String(at)),
    z.map((row) => (isArray(row) ? [...row] : [])),
    z.map((_, at) => textOf(y?.[at]) || String(at)),
  );
}
