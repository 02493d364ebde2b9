import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonValue, printJson, readJson } from '../../contract/json.ts';
import { applyComparison, invert } from './apply.ts';
import { compareParams } from './compare.ts';
import { addCounts, noCounts, totalOf } from './comparison.ts';
import { equalValues, sameSpelling } from './equal.ts';
import { flatten } from './flatten.ts';
import { edited, edits, pairs, params } from './testing/arbitraries.ts';

const RUNS = Number(process.env.LAW_RUNS ?? 1000);

function law(name: string, holds: (left: JsonValue, right: JsonValue) => void): void {
  it(name, () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => holds(left, right)),
      { numRuns: RUNS },
    );
  }, 60_000);
}

/** A failing case is read as JSON, not as Maps. */
function expectSame(found: JsonValue, expected: JsonValue): void {
  if (!sameSpelling(found, expected)) expect(printJson(found)).toBe(printJson(expected));
}

describe('laws of comparing', () => {
  law('applied to its left side, a comparison gives its right side exactly', (left, right) => {
    expectSame(applyComparison(left, compareParams(left, right)), right);
  });

  law('inverted and applied to its right side, it gives its left side exactly', (left, right) => {
    expectSame(applyComparison(right, invert(compareParams(left, right))), left);
  });

  law('nothing differs exactly when the values are equal', (left, right) => {
    const { differences, quiet } = compareParams(left, right);
    const closed = quiet.some(({ note }) => note !== 'spelling');
    if (!closed) expect(differences.length === 0).toBe(equalValues(left, right));
  });

  law('a value differs in nothing from itself read again', (left) => {
    const { differences, quiet } = compareParams(left, readJson(printJson(left)));
    expect([differences, quiet]).toEqual([[], []]);
  });

  law('shown and hidden together are the whole, whatever is hidden', (left, right) => {
    const all = compareParams(left, right);
    const some = compareParams(left, right, {
      tolerance: { absolute: 1.5, decimals: 0 },
      ignore: ['/soil', '/*/*/name', '/page/**/k1', '/results/0', '/line/*'],
    });
    expect(totalOf(some.counts) + some.hidden.tolerance + some.hidden.ignored).toBe(totalOf(all.counts));
    expect(some.whole).toEqual(all.differences);
    expectSame(applyComparison(left, some), right);
  });

  law('the list of changes counts what the comparison counts', (left, right) => {
    const comparison = compareParams(left, right);
    const counts = noCounts();
    for (const { kind } of flatten(comparison)) addCounts(counts, { ...noCounts(), [kind]: 1 });
    expect(counts).toEqual(comparison.counts);
  });

  law('the order of keys changes nothing', (left, right) => {
    const reversed = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) return (value as readonly JsonValue[]).map(reversed);
      if (value instanceof Map)
        return new Map([...value].reverse().map(([key, member]) => [key, reversed(member)]));
      return value;
    };
    expect(compareParams(left, reversed(right)).counts).toEqual(compareParams(left, right).counts);
  });

  it('untouched parts of an edited value are shared and print as they came', () => {
    fc.assert(
      fc.property(params, edits, (left, script) => {
        const right = edited(left, script);
        expect(sameSpelling(readJson(printJson(right)), right)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  }, 60_000);
});
