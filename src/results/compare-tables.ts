import { printJson } from '../../contract/json/printing.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { numberChange } from '../params/numbers.ts';
import { numberOf, shownText } from './reading.ts';
import { readTable, type Table, type TableCell, type TableColumn, type TableRow } from './table-model.ts';

type Row = Pick<TableRow, 'header' | 'cells'>;

/** A column of both tables, or of one: its places there. */
interface Pair {
  column: TableColumn;
  left: number | undefined;
  right: number | undefined;
}

/**
 * Two table results as one: a cell that differs in what was computed holds both, old → new. Columns are the same by their titles, rows by their headers or
 * else by a first column of texts; where these do not name them all, by place. Those of the right table come first in their order.
 */
export function compareTables(left: JsonValue, right: JsonValue): { table: Table; changed: number } {
  const [before, after] = [readTable(left), readTable(right)];
  const pairs = pairColumns(before.columns, after.columns);
  const nameOf = rowNames(before, after, pairs[0]);
  const old = new Map(before.rows.map((row, index) => [nameOf.left(row, index), row]));
  let changed = 0;
  const merge = (was: Row | undefined, is: Row | undefined, index: number): TableRow => ({
    index,
    header: (is ?? was)?.header ?? '',
    cells: pairs.map(({ left: from, right: to }) => {
      const [a, b] = [was?.cells[from ?? -1], is?.cells[to ?? -1]];
      if (isSame(a, b)) return { ...(b ?? NOTHING), bold: false, italic: false };
      changed += 1;
      return { value: b?.value, text: bothTexts(a, b), bold: true, italic: false };
    }),
  });
  const rows = after.rows.map((row, index) => {
    const name = nameOf.right(row, index);
    const was = old.get(name);
    old.delete(name);
    return merge(was, row, index);
  });
  for (const was of old.values()) rows.push(merge(was, undefined, rows.length));
  const columns = pairs.map(({ column }, index) => ({ ...column, id: String(index) }));
  const out = after.left ?? before.left;
  return {
    table: {
      ...{ columns, rows, named: before.named || after.named, arranging: true },
      ...(out ? { left: out } : {}),
    },
    changed,
  };
}

const NOTHING: TableCell = { value: undefined, text: '', bold: false, italic: false };

function pairColumns(before: readonly TableColumn[], after: readonly TableColumn[]): Pair[] {
  const titles = (columns: readonly TableColumn[]) => columns.map(({ title }) => title);
  if (!areUnique(titles(before)) || !areUnique(titles(after))) {
    const longer = after.length >= before.length ? after : before;
    return longer.map((column, at) => ({ column, left: at, right: at }));
  }
  const places = new Map(before.map(({ title }, at) => [title, at]));
  const pairs = after.map((column, right): Pair => {
    const left = places.get(column.title);
    places.delete(column.title);
    return { column, left, right };
  });
  for (const left of places.values())
    pairs.push({ column: before[left] as TableColumn, left, right: undefined });
  return pairs;
}

/** What tells rows apart in both tables alike. */
function rowNames(before: Table, after: Table, first: Pair | undefined) {
  const byHeader = ({ header }: Row) => header;
  if ([before, after].every(({ rows }) => areNames(rows.map(byHeader)))) return both(byHeader);
  const at = (place: number | undefined) => (row: Row) => textIn(row.cells[place ?? -1]);
  const [left, right] = [at(first?.left), at(first?.right)];
  if (areNames(before.rows.map(left)) && areNames(after.rows.map(right))) return { left, right };
  return both((_: Row, index: number) => String(index));
}

const both = <Name>(name: Name) => ({ left: name, right: name });
const areUnique = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;
const areNames = (texts: readonly string[]): boolean => !texts.includes('') && areUnique(texts);

/** A text that may name a row; a number is computed, and names none. */
const textIn = (cell: TableCell | undefined): string =>
  cell === undefined || numberOf(cell.value) !== undefined ? '' : cell.text;

function isSame(a: TableCell | undefined, b: TableCell | undefined): boolean {
  const change = numberChange(a?.value, b?.value);
  return change ? change.direction === 'none' : valueText(a) === valueText(b);
}

/** Nothing, null and an empty text are one in a table. */
const valueText = (cell: TableCell | undefined): string =>
  cell?.value === undefined || cell.text === '' ? '' : printJson(cell.value);

/** Rounded as the app says, or whole, or as JSON: in the first way that tells them apart. */
function bothTexts(a: TableCell | undefined, b: TableCell | undefined): string {
  const ways = [
    (cell: TableCell | undefined) => cell?.text || '–',
    (cell: TableCell | undefined) => shownText(cell?.value) || '–',
    (cell: TableCell | undefined) => valueText(cell) || '–',
  ];
  const pairs = ways.map((way) => [way(a), way(b)] as const);
  const [from, to] = pairs.find(([from, to]) => from !== to) ?? ['–', '–'];
  return `${from} → ${to}`;
}
