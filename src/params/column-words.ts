import type { JsonArray } from '../../contract/json/value.ts';
import type { ListDifference, RowsDifference } from './comparison.ts';
import { shortDecimal, toDecimal } from './decimal.ts';
import { isTelling, type Path, rowName } from './path.ts';
import type { ColumnEdit, ColumnException } from './table-edits.ts';
import type { TypeRule } from './type-edits.ts';
import { changeInWords, valueInWords } from './value-in-words.ts';

/**
 * The rule behind a changed column in words, with every cell that does not follow it: `top − 0.3 in 34 of 37 rows of layers, except rows 3, Clay (2 → 5) and 12`.
 * Columns are called as `labelOf` has them, rows by their names or their places, from 1, and by both where a name may be another row's; those with values in parentheses changed otherwise, the others
 * stayed as they were. Beside them it is said how many more do not follow.
 */
export function columnEditWords(
  edit: ColumnEdit,
  { right }: RowsDifference,
  labelOf: (column: string) => string,
  table?: string,
): string {
  const of = table === undefined ? '' : ` of ${table}`;
  return `${ruleWords(edit, labelOf)} in ${followers(edit, 'row', right, of)}`;
}

/** The same of a list's values: `factors × 1.05 in 34 of 37 items, except items 3 (2 → 5) and 12`. */
export function itemsEditWords(edit: ColumnEdit, items: JsonArray, list: string): string {
  return `${ruleWords(edit, () => list)} in ${followers(edit, 'item', items, '')}`;
}

/** How many follow a rule, and which do not. */
function followers(edit: ColumnEdit, what: 'row' | 'item', right: JsonArray, of: string): string {
  const count = edit.all ? `all ${edit.of}` : `${edit.rows} of ${edit.of}`;
  const except = edit.except.map(({ row, cell }: ColumnException) => {
    const name = rowName(right[row]);
    const isClear = name === undefined || isTelling(name, right, row);
    const more = [
      isClear ? '' : `${what} ${row + 1}`,
      cell ? changeInWords(cell.left, cell.right) : '',
    ].filter(Boolean);
    return `${name ?? row + 1}${more.length === 0 ? '' : ` (${more.join(': ')})`}`;
  });
  const others = edit.others === 0 ? [] : [`${edit.others} other${edit.others === 1 ? '' : 's'}`];
  const named = `${what}${except.length === 1 ? '' : 's'} ${listed([...except, ...others])}`;
  const but = except.length === 0 ? '' : `, except ${named}`;
  return `${count} ${what}s${of}${but}`;
}

/** What the form calls the column of a cell, where that is more than what it calls the table and no other column is called so. */
export function tellingLabel(
  cell: Path,
  list: RowsDifference | ListDifference,
  labelOf: ((path: Path) => string | undefined) | undefined,
): string | undefined {
  const label = labelOf?.(cell);
  if (label === undefined || label === labelOf?.(list.path)) return undefined;
  const others = list.type === 'rows' ? list.columns.filter((column) => column !== cell.at(-1)) : [];
  return others.some((column) => labelOf?.([...cell.slice(0, -1), column]) === label) ? undefined : label;
}

function ruleWords(edit: ColumnEdit, labelOf: (column: string) => string): string {
  const column = labelOf(edit.column);
  switch (edit.how) {
    case 'shift':
      return `${column} ${signed(edit.by)}`;
    case 'factor':
      return `${column} × ${edit.by}`;
    case 'divisor':
      return `${column} ÷ ${edit.by}`;
    case 'linear':
      return `${column} × ${edit.by} ${signed(edit.plus)}`;
    case 'to radians':
      return `${column} × π/180 (degrees to radians)`;
    case 'to degrees':
      return `${column} × 180/π (radians to degrees)`;
    case 'set':
      return `${column} set to ${valueInWords(edit.to)}`;
    case 'renumbered':
      return `numbers in ${column} ${signed(edit.by)}`;
    case 'replaced':
      if (edit.at === 'anywhere') return `${column} “${edit.from}” → “${edit.to}”`;
      return `“${edit.to}” put ${edit.at === 'start' ? 'before' : 'after'} ${column}`;
    case 'to texts':
      return `numbers in ${column} became texts${around(edit, 'starting with', 'ending with')}`;
    case 'to numbers':
      return `texts in ${column} became numbers${around(edit, 'without', 'without')}`;
    case 'exchanged':
      return `${column} and ${labelOf(edit.with)} exchanged`;
    case 'renamed':
      return `column ${column} renamed to ${labelOf(edit.with)}`;
    case 'recoded':
      return `${column} ${listed(edit.pairs.map(([from, to]) => changeInWords(from, to)))}`;
    case 'filled':
      return `${column} filled`;
    case 'inverted':
      return `${column} inverted`;
    case 'rounded':
      return `${column} rounded to ${edit.decimals} decimal${edit.decimals === 1 ? '' : 's'}`;
    default:
      return `column ${column} ${edit.how}`;
  }
}

/** What stands around the number in a text: ` ending with “ m”`. */
function around({ before, after, comma }: TypeRule, start: string, end: string): string {
  const words = [
    comma ? 'with a decimal comma' : '',
    before && `${start} “${before}”`,
    after && `${end} “${after}”`,
  ].filter(Boolean);
  return words.length === 0 ? '' : ` ${words.join(' and ')}`;
}

/** `+ 0.3`, `− 2`. */
function signed(by: string): string {
  return by.startsWith('-') ? `− ${short(by.slice(1))}` : `+ ${short(by)}`;
}

function short(number: string): string {
  const decimal = toDecimal(number);
  return decimal ? shortDecimal(decimal) : number;
}

/** `3, 7 and 12`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
