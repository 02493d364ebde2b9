import {
  MOST_CELLS,
  MOST_COLUMNS,
  type Table,
  type TableCell,
  type TableRow,
} from '../results/table-model.ts';

/** Rows that are read: more are no table that anybody looks through in a page. */
const MOST_ROWS = 100_000;
/** A field longer than this is shown by its start. */
const LONGEST_FIELD = 1000;

export interface CsvTable extends Table {
  /** Whether the end of the text was left out. */
  cut: boolean;
  /** Columns after the last that is shown. */
  columnsLeft: number;
}

/** A text of separated values as a table, its first line as headers; the separator is the one that its lines agree on, and a comma in numbers is a decimal one where it is not the separator. */
export function readCsv(text: string): CsvTable {
  const separator = separatorOf(text);
  const { lines: all, cut } = split(text, separator);
  const [head = [], ...read] = all;
  const widest = read.reduce((most, line) => Math.max(most, line.length), head.length);
  const width = Math.min(widest, MOST_COLUMNS);
  const lines = read.slice(0, Math.floor(MOST_CELLS / Math.max(1, width)));
  const comma = separator !== ',';
  const numeric = Array.from({ length: width }, (_, at) => isNumeric(lines, at, comma));
  return {
    columns: Array.from({ length: width }, (_, at) => ({
      id: String(at),
      title: head[at]?.trim() || `Column ${at + 1}`,
      type: numeric[at] ? 'number' : 'string',
      end: numeric[at] ?? false,
      decimals: undefined,
    })),
    rows: lines.map(
      (line, index): TableRow => ({
        index,
        header: '',
        cells: numeric.map((isNumber, at) => cellOf(line[at] ?? '', isNumber && comma)),
      }),
    ),
    ...{ named: false, arranging: true, cut: cut || lines.length < read.length, columnsLeft: widest - width },
  };
}

function cellOf(text: string, comma: boolean): TableCell {
  const shown = text.length > LONGEST_FIELD ? `${text.slice(0, LONGEST_FIELD)}…` : text;
  // Sorted by its number, shown as it is written.
  return { value: comma ? text.replace(',', '.') : text, text: shown, bold: false, italic: false };
}

const DECIMAL_COMMA = /^\s*[-+]?\d*,\d+(?:[eE][-+]?\d+)?\s*$/;

function isNumeric(lines: readonly string[][], at: number, comma: boolean): boolean {
  let numbers = 0;
  for (const line of lines) {
    const field = line[at] ?? '';
    if (field.trim() === '') continue;
    if (!Number.isFinite(Number(field)) && !(comma && DECIMAL_COMMA.test(field))) return false;
    numbers += 1;
  }
  return numbers > 0;
}

function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/, 20)
    .filter(Boolean);
  const scores = [';', '\t', ',', '|'].map((separator) => {
    const counts = lines.map((line) => split(line, separator).lines[0]?.length ?? 1);
    const even = counts.every((count) => count === counts[0]);
    return { separator, score: (counts[0] ?? 1) > 1 ? (counts[0] ?? 1) * (even ? 10 : 1) : 0 };
  });
  const best = scores.reduce((best, one) => (one.score > best.score ? one : best));
  return best.score > 0 ? best.separator : ',';
}

/** Fields in quotes may hold separators, line ends and doubled quotes. Source: RFC 4180. A quote that is never closed is a character like others. */
function split(text: string, separator: string): { lines: string[][]; cut: boolean } {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const plain = new RegExp(`[\\r\\n${separator === '\t' ? '\\t' : `\\${separator}`}]`, 'g');
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedField(text, at) : null;
    plain.lastIndex = quoted?.end ?? at;
    const end = plain.exec(text)?.index ?? text.length;
    line.push(quoted ? quoted.field + text.slice(quoted.end, end) : text.slice(at, end));
    at = end + 1;
    if (text[end] === separator) {
      if (at === text.length) line.push('');
      continue;
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
    if (lines.length > MOST_ROWS) return { lines, cut: at < text.length };
  }
  if (line.length > 0) lines.push(line);
  return { lines, cut: false };
}

function quotedField(text: string, start: number): { field: string; end: number } | null {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    if (text[quote + 1] !== '"')
      return { field: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}
