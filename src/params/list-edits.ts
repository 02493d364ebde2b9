import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { itemsEditWords, tellingLabel } from './column-words.ts';
import type { Change, ListDifference, RowsDifference } from './comparison.ts';
import { decimalOf, printDecimal, roundTo, subtract } from './decimal.ts';
import { equalValues } from './equal.ts';
import { isRounded } from './number-edits.ts';
import type { Path } from './path.ts';
import { type ColumnEdit, itemsEdit } from './table-edits.ts';
import { valueInWords } from './value-in-words.ts';

/** What happened to a whole list. */
export type ListEdit =
  | { how: 'reversed' }
  /** One rule for its numbers or texts. */
  | { how: 'items'; edit: ColumnEdit; right: JsonArray }
  | (PointRule & { items: number; of: number });

/** What happened to the points of a list. */
type PointRule =
  | { how: 'set'; to: JsonValue }
  /** They all went the same way, by so much in each of their numbers. */
  | { how: 'shifted'; by: string[] }
  | { how: 'rounded'; decimals: number }
  /** Latitude and longitude, or x and y; `names` of what they are called. */
  | { how: 'exchanged'; names: readonly string[] | undefined };

/** Of fewer items it may be chance. */
const LEAST_ITEMS = 3;
/** Decimals of coordinates that doubles carry: 1e-9 degrees are a tenth of a millimetre. */
const DECIMALS = 9;

/** The one rule behind what was moved or changed in a list, checked item by item. */
export function listEdit(difference: RowsDifference | ListDifference): ListEdit | undefined {
  const { rows, left, right } = difference;
  if (right.length < LEAST_ITEMS) return undefined;
  if (isReversed(difference)) return { how: 'reversed' };
  if (difference.type === 'rows') return undefined;
  if (difference.content !== 'points') {
    const edit = difference.content === 'scalars' ? itemsEdit(difference) : undefined;
    return edit && { how: 'items', edit, right };
  }
  const pairs = rows.flatMap(({ kind, leftIndex, rightIndex }) =>
    leftIndex === null || rightIndex === null
      ? []
      : [{ kind, from: left[leftIndex] as JsonValue, to: right[rightIndex] as JsonValue }],
  );
  const changed = pairs.filter(({ kind }) => kind === 'changed');
  if (changed.length < LEAST_ITEMS) return undefined;
  for (const { rule, gives } of pointRules(changed))
    if (changed.every(({ from, to }) => gives(from, to)))
      return { ...rule, items: pairs.filter(({ from, to }) => gives(from, to)).length, of: pairs.length };
  return undefined;
}

/** Whether all that both sides have stands in the opposite order, as far as that is told here, and only little came or went. */
function isReversed({ rows, left, right }: RowsDifference | ListDifference): boolean {
  if (!rows.some(({ moved }) => moved)) return false;
  const kept = rows.filter(({ leftIndex, rightIndex }) => leftIndex !== null && rightIndex !== null);
  if (kept.length < LEAST_ITEMS || 2 * kept.length <= Math.max(left.length, right.length)) return false;
  return kept.every(
    ({ leftIndex }, index) => index === 0 || (leftIndex as number) < (kept[index - 1]?.leftIndex as number),
  );
}

/** How all that moved in a list was put in order: `sorted by depth`, `reversed`. Columns are called as the form has them, where that tells. */
export function orderWords(
  difference: RowsDifference | ListDifference,
  labelOf?: (path: Path) => string | undefined,
): string | undefined {
  if (difference.sorted) {
    const descending = difference.sorted.descending ? ', descending' : '';
    if (difference.type === 'list') return `sorted${descending}`;
    const { column } = difference.sorted;
    return `sorted by ${tellingLabel([...difference.path, 0, column], difference, labelOf) ?? column}${descending}`;
  }
  return isReversed(difference) ? 'reversed' : undefined;
}

/** How the rows that a change moved were put in order. */
export function orderOf(
  { kind, unit, within }: Change,
  labelOf?: (path: Path) => string | undefined,
): string | undefined {
  return kind === 'moved' && unit !== 'subtree' && within ? orderWords(within, labelOf) : undefined;
}

/** What happened to a whole list, in words; `list` where it is not clear which one. */
export function listEditWords(edit: ListEdit, list?: string): string {
  const of = list === undefined ? '' : ` of ${list}`;
  const before = list === undefined ? '' : `${list} `;
  if (edit.how === 'reversed') return `${before}reversed`;
  if (edit.how === 'items') return itemsEditWords(edit.edit, edit.right, list ?? 'values');
  const items = edit.items === edit.of ? `all ${edit.of}` : `${edit.items} of ${edit.of}`;
  switch (edit.how) {
    case 'set':
      return `${items} points${of} set to ${valueInWords(edit.to)}`;
    case 'shifted':
      return `${items} points${of} shifted by (${edit.by.join(', ')})`;
    case 'rounded':
      return `${before}rounded to ${edit.decimals} decimal${edit.decimals === 1 ? '' : 's'} in ${items} points`;
    case 'exchanged':
      return `${edit.names?.join(' and ') ?? 'coordinates'} exchanged in ${items} points${of}`;
  }
}

type Gives = (from: JsonValue, to: JsonValue) => boolean;

function* pointRules(
  changed: readonly { from: JsonValue; to: JsonValue }[],
): Generator<{ rule: PointRule; gives: Gives }> {
  const [first] = changed;
  const to = first?.to ?? null;
  yield { rule: { how: 'set', to }, gives: (_, now) => equalValues(now, to) };
  const by = first && way(first.from, first.to);
  if (by?.some((step) => step !== '0'))
    yield { rule: { how: 'shifted', by }, gives: (from, to) => way(from, to)?.join() === by.join() };
  const names = isObject(first?.to) ? [...first.to.keys()] : undefined;
  yield {
    rule: { how: 'exchanged', names },
    gives: (from, to) => {
      const [before, after] = [numbersOf(from), numbersOf(to)];
      const other = [1, 0, 2].map((axis) => before[axis]);
      return isLike(from, to) && after.every((number, axis) => equalValues(number, other[axis]));
    },
  };
  let decimals = 0;
  for (const { to } of changed)
    for (const number of numbersOf(to)) decimals = Math.max(decimals, decimalOf(number)?.places ?? 0);
  yield {
    rule: { how: 'rounded', decimals },
    gives: (from, to) =>
      isLike(from, to) &&
      numbersOf(to).every((number, axis) => {
        const [a, b] = [decimalOf(numbersOf(from)[axis]), decimalOf(number)];
        return a !== undefined && b !== undefined && isRounded(a, b, decimals);
      }),
  };
}

/** Whether both are points of one kind, with as many numbers. */
function isLike(from: JsonValue, to: JsonValue): boolean {
  return isArray(from) === isArray(to) && numbersOf(from).length === numbersOf(to).length;
}

/** From one point to another, in each of their numbers; they may have a height. */
function way(from: JsonValue, to: JsonValue): string[] | undefined {
  const [before, after] = [numbersOf(from), numbersOf(to)];
  if (!isLike(from, to)) return undefined;
  const steps = after.flatMap((number, axis) => {
    const [a, b] = [decimalOf(before[axis]), decimalOf(number)];
    return a && b ? [printDecimal(roundTo(subtract(b, a), DECIMALS))] : [];
  });
  return steps.length === after.length ? steps : undefined;
}

function numbersOf(point: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  if (isObject(point)) return [point.get('lat'), point.get('lon')];
  return isArray(point) ? point : [];
}
