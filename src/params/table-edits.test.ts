import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import type { CompareOptions } from './comparison.ts';
import { add, decimalOf, multiply, printDecimal } from './decimal.ts';
import { describeComparison } from './describe.ts';
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
    if (edit.how === 'recoded') return edit.pairs.find(([from]) => equalValues(from, value))?.[1] ?? value;
    const number = decimalOf(value);
    const by = 'by' in edit ? decimalOf(readJson(edit.by)) : undefined;
    if (!number || !by) throw new Error(`${edit.how} of no number`);
    if (edit.how === 'shift') return readJson(printDecimal(add(number, by)));
    if (edit.how === 'divisor') {
      const more = 20;
      const units = (number.units * 10n ** BigInt(more + by.places)) / by.units;
      return readJson(printDecimal({ units, places: number.places + more }));
    }
    const plus = edit.how === 'linear' ? decimalOf(readJson(edit.plus)) : undefined;
    const product = multiply(number, by);
    return readJson(printDecimal(plus ? add(product, plus) : product));
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
            // Beyond a few that stayed as they were, only how many followed is said, or how many did not.
            if (edit.others > 0) continue;
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

describe('of which rows a rule is told', () => {
  type Values = readonly unknown[];
  const rows = (values: Values): JsonValue =>
    readJson(JSON.stringify({ t: values.map((z, at) => ({ mark: `M${at + 1}`, z })) }));
  const said = (before: Values, after: Values, options: CompareOptions = {}) =>
    describeComparison(compareParams(rows(before), rows(after), options), 'long')
      .split('\n- ')
      .slice(1);
  const tolerance = { absolute: 0.05 };
  const none = undefined;

  it('counts no row whose hidden change is another, and calls it no exception', () => {
    expect(said([1, 2, 3, 0.04], [2, 4, 6, 0], { tolerance })).toEqual(['z × 2 in 3 of 4 rows of t']);
    expect(said([1, 2, 3, 5.01, 4], [5, 5, 5, 5.02, 5], { tolerance })).toEqual([
      'z set to 5 in 4 of 5 rows of t',
    ]);
    expect(said([1, 2, 3, 4, 6, 8.01], [5, 5, 5, 5, 6, 8.02], { tolerance })).toEqual([
      'z set to 5 in 4 of 6 rows of t',
    ]);
    expect(said([1, 2, 3, 5.01], [5, 5, 5, 5], { tolerance })).toEqual(['z set to 5 in all 4 rows of t']);
  });

  it('says how many more do not follow than those that it names', () => {
    expect(said([1, 2, 3, 4, 0.04, 6], [2, 4, 6, 8, 0, 7], { tolerance })).toEqual([
      'z × 2 in 4 of 6 rows of t, except row M6 (6 → 7) and 1 other',
    ]);
    expect(said([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [5, 5, 5, 7, 5, 6, 7, 8, 9, 10])).toEqual([
      'z set to 5 in 3 of 10 rows of t, except row M4 (4 → 7) and 5 others',
    ]);
  });

  it('counts no row of an exchange that is broken where it is hidden', () => {
    const pairs = (values: readonly (readonly [number, number])[]) =>
      readJson(JSON.stringify({ t: values.map(([y, z], at) => ({ mark: `M${at}`, y, z })) }));
    const before = [
      [1, 9],
      [2, 8],
      [3, 7],
      [4, 4.01],
    ] as const;
    const after = [
      [9, 1],
      [8, 2],
      [7, 3],
      [4.02, 4.02],
    ] as const;
    const found = compareParams(pairs(before), pairs(after), { tolerance });
    expect(describeComparison(found, 'long')).toContain('y and z exchanged in 3 of 4 rows of t');
  });

  it('counts no row that had the column before, or never had the one that went', () => {
    expect(said([2, 3, none, none, none], [2, 3, 7, 8, 9])).toEqual(['column z added in 3 of 5 rows of t']);
    expect(said([2, 3, 5, none, none], [none, none, none, none, none])).toEqual([
      'column z removed in 3 of 5 rows of t',
    ]);
    expect(said([2, 3, 5, 7, 8], [none, none, none, none, 8])).toEqual([
      'column z removed in 4 of 5 rows of t, except row M5',
    ]);
  });

  it('is set also where nothing was stored', () =>
    expect(said([1, none, 3, 4], [5, 5, 5, 5])).toEqual(['z set to 5 in all 4 rows of t']));

  it('takes a factor out of rounded values only where chance would hardly give them', () => {
    const cells = (changes: string) => changes.split(' ').map((change) => change.split('→').map(Number));
    const told = (changes: string) =>
      said(
        cells(changes).map(([from]) => from),
        cells(changes).map(([, to]) => to),
      ).filter((clause) => clause.includes('×'));
    expect(told('0.2→0.3 0.3→0.4 0.5→0.7')).toEqual([]);
    expect(told('1.2→1.3 2.9→3.1 2.6→2.8 1.4→1.5')).toEqual([]);
    expect(told('2.2→2.4 2.5→2.8 2.6→2.9 2.3→2.5 2.6→2.9 0.5→0.6 2.2→2.1 1.3→1.2')).toEqual([]);
    // As above, but what they hold now leaves no choice either.
    expect(told('0.18→0.01 0.13→0.01 0.12→0.01')).toEqual([]);
    expect(told('24.8→26 24.5→25.7 21.9→23 10.7→11.2')).toEqual(['z × 1.05 in all 4 rows of t']);
    expect(told('11.88→12.47 5.42→5.69 24.94→26.19')).toEqual(['z × 1.05 in all 3 rows of t']);
    // Nothing is rounded.
    expect(told('0.1→0.2 0.2→0.4 0.3→0.6')).toEqual(['z × 2 in all 3 rows of t']);
  });

  it('tells a column that counts once as one, however many of its rows are hidden', () => {
    const [before, after] = [
      [none, none, none, none],
      [1, 2, 3, 4],
    ];
    for (const ignore of [['/t/0'], ['/t/0', '/t/1'], ['/t/0', '/t/1', '/t/2']])
      expect(said(before, after, { ignore })).toEqual(['column z added in all 4 rows of t']);
  });
});
