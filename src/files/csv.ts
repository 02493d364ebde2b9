import type { Table } from '../results/table-model.ts';

/** A text of separated values as a table, its first line as headers; the separator is the one that its lines agree on. */
export function readCsv(text: string): Table {
  const separator = separatorOf(text);
  const [head = [], ...lines] = split(text, separator);
  const width = lines.reduce((most, line) => Math.max(most, line.length), head.length);
  const numeric = Array.from({ length: width }, (_, at) =>
    lines.every((line) => (line[at] ?? '').trim() === '' || Number.isFinite(Number(line[at]))),
  );
  return {
    columns: Array.from({ length: width }, (_, at) => ({
      id: String(at),
      title: head[at]?.trim() || `Column ${at + 1}`,
      type: numeric[at] ? 'number' : 'string',
      end: numeric[at] ?? false,
      decimals: undefined,
    })),
    rows: lines.map((line, index) => ({
      index,
      header: '',
      cells: Array.from({ length: width }, (_, at) => ({
        value: line[at] ?? '',
        text: line[at] ?? '',
        bold: false,
        italic: false,
      })),
    })),
    named: false,
    arranging: true,
  };
}

function separatorOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r?\n/, 20).filter(Boolean);
  const scores = [',', ';', '\t'].map((separator) => {
    const counts = lines.map((line) => line.split(separator).length);
    const even = counts.every((count) => count === counts[0]);
    return { separator, score: (counts[0] ?? 1) > 1 ? (counts[0] ?? 1) * (even ? 10 : 1) : 0 };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

/** Fields in quotes may hold separators, line ends and doubled quotes. Source: RFC 4180. */
function split(text: string, separator: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let field = '';
  let quoted = false;
  const endLine = () => {
    line.push(field);
    if (line.length > 1 || field !== '') lines.push(line);
    line = [];
    field = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === separator) {
      line.push(field);
      field = '';
    } else if (character === '\n') endLine();
    else if (character !== '\r') field += character;
  }
  endLine();
  return lines;
}
