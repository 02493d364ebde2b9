import {
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { choiceLabel } from './form-labels.ts';
import type { FieldSpec } from './form-spec.ts';
import { type Column, cellSpec, gridColumns } from './grid-columns.ts';
import { type FieldKind, SPACIOUS } from './kinds.ts';
import { shownText } from './show.tsx';

/** Kinds that a cell of a grid shows poorly, or not at all. */
const NEEDS_ROOM: ReadonlySet<FieldKind> = new Set([
  ...SPACIOUS,
  'textarea',
  'entity',
  'entities',
  'file',
  'files',
  'multiselect',
  'list',
  'color',
  'group',
]);

/** More rows than this are looked over in a grid first, whatever they hold. */
const MOST_CARDS = 40;

/** Whether rows are better shown one by one than as a grid: where they hold what a cell has no room for. A table is a grid by its nature. */
export function prefersCards(kind: FieldKind, columns: readonly Column[], rows: number): boolean {
  return kind === 'array' && rows <= MOST_CARDS && columns.some((column) => NEEDS_ROOM.has(column.kind));
}

/** What a row's number is called: `Scenario 2`, `D-2`; `Row 2` where the form names it not. */
export function rowTitle(spec: FieldSpec | undefined, index: number): string {
  const name = spec?.rowLabel?.trim() || 'Row';
  return /[\p{L}\p{N}]$/u.test(name) ? `${name} ${index + 1}` : `${name}${index + 1}`;
}

/** A field of one row, where it is: below a group where the row holds one. */
export interface CardField {
  path: readonly string[];
  column: Column;
  /** Of a group: its own fields, instead of one of its own. */
  inside?: readonly CardField[];
}

/** Groups in groups beyond this depth are edited as JSON. */
const DEPTH = 3;

/**
 * The fields of one row: those of the form, but what it hides in this row, and those that the row holds beside. What only other rows hold is left out.
 * A group that holds fields gives these.
 */
export function cardFields(
  columns: readonly Column[],
  spec: FieldSpec | undefined,
  index: number,
  row: JsonObject,
): CardField[] {
  return columns.flatMap((column) => {
    const { key } = column;
    if (!isInCard(spec, index, row, column)) return [];
    const own = cellSpec(spec, index, column);
    return [fieldOf([key], own === column.spec ? column : { ...column, spec: own }, row.get(key))];
  });
}

/** Whether the card of a row has a field for a column. */
export function isInCard(
  spec: FieldSpec | undefined,
  index: number,
  row: JsonObject,
  { key, ...column }: Column,
): boolean {
  const isHidden = spec?.rowStates?.[index]?.[key]?.visible === false;
  return !isHidden && Boolean(column.spec || column.paramType || row.has(key));
}

function fieldOf(path: readonly string[], column: Column, value: JsonValue | undefined): CardField {
  const isGroup = column.kind === 'group' && isObject(value) && value.size > 0;
  if (!isGroup || path.length > DEPTH) return { path, column };
  const inside = gridColumns([value], 'table', undefined).map((one) =>
    fieldOf([...path, one.key], one, value.get(one.key)),
  );
  return { path, column, inside };
}

/** Words of the first fields that hold one value: by them a closed card is known. */
export function cardWords(
  columns: readonly Column[],
  spec: FieldSpec | undefined,
  index: number,
  row: JsonObject,
  name: string | undefined,
): string {
  const words: string[] = [];
  for (const column of columns) {
    const value = row.get(column.key);
    if (value === undefined || value === null || value === '' || isContainer(value)) continue;
    if (column.kind === 'boolean' && value === false) continue;
    const own = cellSpec(spec, index, column);
    const choice = choiceLabel(own, value);
    const text = choice ?? shownText(column.kind, value);
    if (text === name) continue;
    const unit = own?.unit ? ` ${own.unit}` : '';
    const told = typeof value === 'boolean' ? column.label : `${text.slice(0, LONGEST).trim()}${unit}`;
    words.push(isNumber(value) && choice === undefined ? `${column.label} ${told}` : told);
    if (words.length === MOST_WORDS) break;
  }
  return words.join(' · ');
}
const MOST_WORDS = 4;
const LONGEST = 60;

/**
 * Ids of rows, which have none of their own: a row that is the same value keeps its id wherever it stands, one that was edited where it stood, and one that
 * comes back, by undo, gets the one it had. `fresh` gives an id that nobody has; `seen` is kept from call to call.
 */
export function idsOfRows(
  before: { rows: JsonArray; ids: readonly number[] },
  rows: JsonArray,
  fresh: () => number,
  seen = new WeakMap<object, number>(),
): readonly number[] {
  if (rows === before.rows) return before.ids;
  const spare = new Map<JsonValue, number[]>();
  for (const [index, row] of before.rows.entries()) {
    const id = before.ids[index] as number;
    const same = spare.get(row);
    if (same) same.push(id);
    else spare.set(row, [id]);
    if (isObject(row)) seen.set(row, id);
  }
  const found = rows.map((row) => spare.get(row)?.shift());
  const taken = new Set(found);
  const take = (id: number | undefined): number | undefined => {
    if (id === undefined || taken.has(id)) return undefined;
    taken.add(id);
    return id;
  };
  const stays = rows.length === before.rows.length;
  return found.map(
    (id, index) =>
      id ?? (stays ? take(before.ids[index]) : undefined) ?? take(seen.get(rows[index] as object)) ?? fresh(),
  );
}
