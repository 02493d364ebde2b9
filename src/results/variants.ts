import { printJson } from '../../contract/json/printing.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { isLeaf } from '../params/equal.ts';
import { getIn, type Path, readablePath } from '../params/path.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { listOf, member, textOf } from './reading.ts';
import type { Table, TableCell, TableColumn } from './table-model.ts';

export interface Variants {
  /** Params and outcomes of each, as columns. */
  table: Table;
  /** The params of each row, where the result gives them: all, or those that were varied. */
  params: (JsonObject | undefined)[];
  image: JsonValue | undefined;
}

/** More columns of params than this say less than none. */
const INPUTS = 8;
/** Deeper params are not looked into. */
const DEEPEST = 20;

/** An `optimization` result as a table: named columns of the params, else those in which the variants differ, then what came of them. */
export function readVariants(value: JsonValue): Variants {
  const results = listOf(member(value, 'results', 'optimization_results', 'variants') ?? value);
  if (results.length === 0) throw new UndrawableError('The result holds no variants.');
  const params = results.map((result) => {
    const found = member(result, 'params', 'parameters');
    return isObject(found) ? found : undefined;
  });
  const outcomes = results.map((result) => member(result, 'analysis_result', 'result', 'analysis'));
  const named = listOf(member(value, 'input_columns', 'columns', 'column_names', 'params_columns')).map(
    (column) => textOf(column) || textOf(member(column, 'name', 'path', 'id')),
  );
  const inputs = named.length > 0 ? named.filter(Boolean).map((name) => name.split('.')) : differing(params);
  const headers = member(value, 'output_headers', 'headers');
  const outputs = [...new Set(outcomes.flatMap((outcome) => (isObject(outcome) ? [...outcome.keys()] : [])))];
  const columns = [
    ...inputs.map((path, index) =>
      column(
        `in ${index}`,
        readablePath(path),
        params.map((set) => valueAt(set, path)),
      ),
    ),
    ...outputs.map((key) =>
      column(
        `out ${key}`,
        titleOf(key, headers),
        outcomes.map((outcome) => member(outcome, key)),
      ),
    ),
  ];
  const rows = results.map((_, index) => ({
    index,
    header: '',
    cells: columns.map(({ cells }) => cells[index] as TableCell),
  }));
  return {
    table: { columns: columns.map(({ head }) => head), rows, named: false, arranging: true },
    params,
    image: member(value, 'image'),
  };
}

function valueAt(params: JsonObject | undefined, path: Path): JsonValue | undefined {
  return getIn(params, path) ?? params?.get(path.join('.'));
}

function column(
  id: string,
  title: string,
  values: (JsonValue | undefined)[],
): { head: TableColumn; cells: TableCell[] } {
  const cells = values.map((value): TableCell => {
    const text = isArray(value) || isObject(value) ? printJson(value).slice(0, 80) : shortText(textOf(value));
    return { value, text, bold: false, italic: false };
  });
  const numeric = cells.every(({ text }) => text === '' || Number.isFinite(Number(text)));
  return {
    head: { id, title, type: numeric ? 'number' : 'mixed', end: numeric, decimals: undefined },
    cells,
  };
}

/** A number without the noise of floating point; seven digits tell variants apart, and none before the point is cut. */
function shortText(text: string): string {
  const [, whole = ''] = /^-?(\d+)\.\d{7,}$/.exec(text) ?? [];
  if (whole === '' || whole.length > 15) return text;
  return String(Number(Number(text).toPrecision(Math.max(7, whole.length))));
}

/** Headers are on record as a mapping from key to words; words that are only a unit follow the key. */
function titleOf(key: string, headers: JsonValue | undefined): string {
  const words = textOf(member(headers, key));
  if (words === '') return key;
  return words.toLowerCase().includes(key.toLowerCase()) ? words : `${key} [${words}]`;
}

/** Leaves in which the sets of params are not all the same. Lists are not looked into. */
function differing(sets: readonly (JsonObject | undefined)[]): string[][] {
  const [first, ...others] = sets;
  const found: string[][] = [];
  const look = (value: JsonValue, path: string[]): void => {
    if (found.length >= INPUTS || path.length > DEEPEST) return;
    if (isObject(value) && !isLeaf(value)) for (const [key, inner] of value) look(inner, [...path, key]);
    else if (isLeaf(value)) {
      const text = printJson(value);
      if (others.some((set) => printJson(getIn(set, path) ?? null) !== text)) found.push(path);
    }
  };
  if (first) look(first, []);
  return found;
}
