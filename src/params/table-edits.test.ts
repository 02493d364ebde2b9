import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import { add, decimalOf, multiply, printDecimal } from './decimal.ts';
import { equalValues } from './equal.ts';
import { type ColumnEdit, columnEdits } from './table-edits.ts';

const RUNS = Number(process.env.LAW_RUNS ?? 1000);

const table = (values: readonly string[]): JsonValue =>
  readJson(`[${values.map((z, row) => `{"mark":"M${row}","z":${z}}`).join(',')}]`);

const column = (rows: JsonValue): JsonValue[] =>
  (rows as readonly JsonValue[]).map((row) => (isObject(row) ? (row.get('z') ?? null) : null));

/** What the sentence alone says of a column: the rule in every row but the exceptions, which are as they were or as listed. */
function replayed(edit: ColumnEdit, before: readonly JsonValue[]): JsonValue[] {
  return before.map((value, row) => {
    const except = edit.except.find((one) => one.row === row);
    if (except) return except.cell ? (except.cell.right as JsonValue) : value;
    if (edit.how === 'set') return edit.to;
    const number = decimalOf(value);
    const by = 'by' in edit ? decimalOf(readJson(edit.by)) : undefined;
    if (!number || !by) throw new Error(`${edit.how} of no number`);
    return readJson(printDecimal(edit.how === 'shift' ? add(number, by) : multiply(number, by)));
  });
}

it(
  'gives the new column exactly when the rule and its exceptions are applied to the old one',
  () => {
    let told = 0;
    const number = fc.integer({ min: -5000, max: 5000 }).map((units) => String(units / 100));
    const rows = fc.array(number, { minLength: 5, maxLength: 30 });
    const rule = fc.oneof(
      fc.integer({ min: 1, max: 400 }).map((by) => ['shift', by / 100] as const),
      fc.constantFrom(...([2, 1.5, -1, 1000, 0.1] as const)).map((by) => ['factor', by] as const),
      fc.constantFrom(...([0, 7.25] as const)).map((by) => ['set', by] as const),
    );
    const odd = fc.dictionary(fc.nat(29).map(String), fc.option(number), { maxKeys: 3 });
    fc.assert(
      fc.property(rows, rule, odd, (before, [how, by], exceptions) => {
        const step = decimalOf(readJson(String(by)));
        const after = before.map((text, row) => {
          const other = exceptions[row];
          if (row in exceptions) return other ?? text;
          const value = decimalOf(readJson(text));
          if (!value || !step) throw new Error('no number');
          if (how === 'set') return String(by);
          return printDecimal(how === 'shift' ? add(value, step) : multiply(value, step));
        });
        const [left, right] = [table(before), table(after)];
        const { differences } = compareParams(new Map([['t', left]]), new Map([['t', right]]));
        for (const difference of differences) {
          if (difference.type !== 'rows') continue;
          for (const edit of columnEdits(difference)) {
            // Beyond a few that stayed as they were, only how many followed is said.
            const named = edit.except.filter(({ cell }) => !cell).length;
            if (!edit.all && named === 0 && edit.rows + edit.except.length < edit.of) continue;
            told++;
            const found = replayed(edit, column(left));
            for (const [row, value] of column(right).entries())
              expect(equalValues(found[row], value)).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(told).toBeGreaterThan(RUNS / 3);
  },
  60_000 + RUNS * 60,
);
