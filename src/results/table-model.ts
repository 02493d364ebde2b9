import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { colorOf, listOf, member, numberOf, shownText, textOf } from './reading.ts';

export interface TableColumn {
  id: string;
  title: string;
  /** `string`, `number`, `boolean`, `date`, `mixed`, or what the app says. */
  type: string;
  end: boolean;
  decimals: number | undefined;
}

export interface TableCell {
  value: JsonValue | undefined;
  text: string;
  color?: string;
  background?: string;
  bold: boolean;
  italic: boolean;
}

export interface TableRow {
  /** Its place in the result. */
  index: number;
  header: string;
  cells: TableCell[];
}

export interface Table {
  columns: TableColumn[];
  rows: TableRow[];
  /** Whether rows have names of their own. */
  named: boolean;
  /** Whether the app lets its readers sort and filter. */
  arranging: boolean;
  /** What of a table that is too large was left out; nothing where all of it is here. */
  left?: { rows: number; columns: number };
}

/** More columns than anybody looks through. */
export const MOST_COLUMNS = 500;
/** Every row has as many cells as the widest: one long line must not make millions of them. */
export const MOST_CELLS = 2_000_000;

/** A cell that is only a text. */
export const plainCell = (text: string): TableCell => ({ value: text, text, bold: false, italic: false });

/** A column of texts, or of numbers. */
export const plainColumn = (title: string, number = false): TableColumn => ({
  ...{ id: title, title, type: number ? 'number' : 'string', end: number, decimals: undefined },
});

/**
 * A `table` result, whichever of its members are there. Cells may be values or objects around one, rows may be lists or objects with the columns' names. Throws a sentence where there are no rows
 * and no columns.
 */
export function readTable(value: JsonValue): Table {
  const found = member(value, 'data', 'rows') ?? value;
  const all = listOf(found);
  const headers = listOf(member(value, 'column_headers', 'columns', 'headers'));
  if (!isArray(found) && headers.length === 0) throw new UndrawableError('The result holds no table.');
  const keys = headers.length === 0 ? keysOf(all) : [];
  const least = Math.max(headers.length, keys.length);
  const widest = all.reduce<number>((most, row) => Math.max(most, listOf(row).length), least);
  const width = Math.min(widest, MOST_COLUMNS);
  const data = all.slice(0, Math.floor(MOST_CELLS / Math.max(1, width)));
  const left = { rows: all.length - data.length, columns: widest - width };
  const columns = Array.from({ length: width }, (_, index) => columnOf(headers[index] ?? keys[index], index));
  const names = listOf(member(value, 'row_headers')).map(
    (header) => textOf(member(header, 'title')) || textOf(header),
  );
  const rows = data.map((row, index): TableRow => {
    const cellAt = (at: number) =>
      isArray(row)
        ? row[at]
        : isObject(row)
          ? row.get(keys[at] ?? columns[at]?.title ?? '')
          : at === 0
            ? row
            : undefined;
    return {
      index,
      header: names[index] ?? '',
      cells: columns.map((column, at) => cellOf(cellAt(at), column)),
    };
  });
  const arranging = member(value, 'enable_sorting_and_filtering') !== false;
  return {
    ...{ columns, rows, named: names.some((name) => name !== ''), arranging },
    ...(left.rows + left.columns > 0 ? { left } : {}),
  };
}

/** Columns of rows that are objects, in the order they are met. */
function keysOf(rows: JsonArray): string[] {
  const keys = new Set<string>();
  for (const row of rows) if (isObject(row)) for (const key of row.keys()) keys.add(key);
  return [...keys];
}

function columnOf(header: JsonValue | undefined, index: number): TableColumn {
  const type = textOf(member(header, 'data_type', 'type')).toLowerCase() || 'mixed';
  const align = textOf(member(header, 'align')).toLowerCase();
  const decimals = numberOf(member(header, 'num_decimals'));
  return {
    id: String(index),
    title: textOf(member(header, 'title', 'label', 'name')) || textOf(header) || `Column ${index + 1}`,
    type,
    end: align === 'right' || (align === '' && type === 'number'),
    decimals: decimals !== undefined && decimals >= 0 && decimals <= 20 ? Math.round(decimals) : undefined,
  };
}

/** Where a row has no cell. */
const NOTHING: TableCell = Object.freeze({ value: undefined, text: '', bold: false, italic: false });

function cellOf(cell: JsonValue | undefined, { decimals, type }: TableColumn): TableCell {
  if (cell === undefined) return NOTHING;
  const value = isObject(cell) ? cell.get('value') : cell;
  const number = type === 'number' || decimals !== undefined ? numberOf(value) : undefined;
  const style = textOf(member(cell, 'text_style')).toLowerCase();
  const color = colorOf(member(cell, 'text_color'));
  const background = colorOf(member(cell, 'background_color'));
  return {
    value,
    text: number !== undefined && decimals !== undefined ? number.toFixed(decimals) : shownText(value),
    bold: style.includes('bold'),
    italic: style.includes('italic'),
    ...(color === undefined ? {} : { color }),
    ...(background === undefined ? {} : { background }),
  };
}

export interface Arrangement {
  /** Index of the column that orders the rows; `null` for the app's own order. */
  column: number | null;
  descending: boolean;
  /** Words that a row must hold, all of them. */
  filter: string;
}

/** The rows as arranged: those that hold the words, in the order of a column. Nothing in a cell sorts last either way. */
export function arrange({ rows }: Table, { column, descending, filter }: Arrangement): TableRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const held = words.length === 0 ? rows : rows.filter((row) => holds(row, words));
  if (column === null) return held;
  const sign = descending ? -1 : 1;
  const keyed = held.map((row) => ({
    row,
    text: row.cells[column]?.text ?? '',
    number: numberOf(row.cells[column]?.value),
  }));
  keyed.sort((a, b) => {
    if (a.text === '' || b.text === '')
      return Number(a.text === '') - Number(b.text === '') || a.row.index - b.row.index;
    const order =
      a.number !== undefined && b.number !== undefined ? a.number - b.number : byText.compare(a.text, b.text);
    return sign * order || a.row.index - b.row.index;
  });
  return keyed.map(({ row }) => row);
}

function holds({ header, cells }: TableRow, words: readonly string[]): boolean {
  const text = `${header}\n${cells.map((cell) => cell.text).join('\n')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const byText = new Intl.Collator(undefined, { numeric: true });
