import { UndrawableError } from '../ui/undrawable.ts';

/** A column of a sounding: depth, cone resistance and the like. */
export interface GefColumn {
  /** Its quantity by GEF's own numbers: 1 length, 2 cone resistance, 3 local friction, 4 friction ratio, 11 corrected depth. */
  quantity: number;
  name: string;
  unit: string;
  /** `null` where the file says that nothing was measured. */
  values: (number | null)[];
}

export interface Sounding {
  name: string;
  /** Level of the surface, where the file gives it. */
  surface: number | null;
  columns: GefColumn[];
  /** Lines of measurements that could not be read. */
  unread: number;
}

/** GEF quantity numbers. Source: GEF-CPT report, CUR. */
export const QUANTITY = { length: 1, resistance: 2, friction: 3, ratio: 4, depth: 11 } as const;

/** Whether a text begins as a GEF file does. */
export function isGef(text: string): boolean {
  return /^\s*#\s*(GEFID|COLUMNINFO|COLUMN|HEADER)\b/im.test(text.slice(0, 4000));
}

/** The measurements of a GEF sounding (CPT). Throws a sentence for a file without columns, such as a boring. */
export function readGef(content: string): Sounding {
  const text = content.replaceAll(/\r\n?/g, '\n');
  const end = /^\s*#\s*EOH\s*=?.*$/im.exec(text);
  if (!end) throw new UndrawableError('Not a sounding: its header does not end (no #EOH line).');
  const headers = headersOf(text.slice(0, end.index));
  const columns = (headers.get('COLUMNINFO') ?? []).flatMap(columnOf).sort((a, b) => a.at - b.at);
  if (columns.length === 0) throw new UndrawableError('Not a sounding: no #COLUMNINFO lines.');
  const voids = new Map(
    (headers.get('COLUMNVOID') ?? []).map((parts) => [Number(parts[0]), Number(parts[1])]),
  );
  const separator = headers.get('COLUMNSEPARATOR')?.[0]?.[0]?.trim() ?? '';
  const record = headers.get('RECORDSEPARATOR')?.[0]?.[0]?.trim() ?? '';
  const made: GefColumn[] = columns.map(({ quantity, name, unit }) => ({ quantity, name, unit, values: [] }));
  let unread = 0;
  for (const line of text.slice(end.index + end[0].length).split(record || '\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const cells = trimmed.split(separator || /\s+/).map(numberIn);
    if (columns.some(({ at }) => !Number.isFinite(cells[at - 1] ?? Number.NaN))) unread += 1;
    else
      for (const [index, { at }] of columns.entries()) {
        const value = cells[at - 1] as number;
        made[index]?.values.push(voids.get(at) === value ? null : value);
      }
  }
  const surface = Number(headers.get('ZID')?.[0]?.[1] ?? Number.NaN);
  return {
    name: headers.get('TESTID')?.[0]?.join(', ').trim() ?? '',
    surface: Number.isFinite(surface) ? surface : null,
    columns: made,
    unread,
  };
}

/** An empty cell holds no measurement, and not the zero that `Number` makes of it. */
const numberIn = (cell: string): number => (cell.trim() === '' ? Number.NaN : Number(cell));

function headersOf(text: string): Map<string, string[][]> {
  const headers = new Map<string, string[][]>();
  for (const line of text.split('\n')) {
    const match = /^\s*#\s*([A-Z]+)\s*=\s*(.*)$/i.exec(line);
    if (!match) continue;
    const name = (match[1] ?? '').toUpperCase();
    // What separates columns may be the very character that separates the values of a header.
    const value = match[2] ?? '';
    const parts = name.endsWith('SEPARATOR') ? [value.trim()] : value.split(',').map((part) => part.trim());
    headers.set(name, [...(headers.get(name) ?? []), parts]);
  }
  return headers;
}

function columnOf([at, unit = '', name = '', quantity = '0']: string[]) {
  const place = Number(at);
  return Number.isInteger(place) && place > 0 ? [{ at: place, unit, name, quantity: Number(quantity) }] : [];
}

/** Depth of each measurement below the surface, in metres: corrected where the file has it, else the length. */
export function depthsOf({ columns }: Sounding): GefColumn | undefined {
  return (
    columns.find(({ quantity }) => quantity === QUANTITY.depth) ??
    columns.find(({ quantity }) => quantity === QUANTITY.length)
  );
}
