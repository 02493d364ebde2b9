import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { applyComparison, invert } from './apply.ts';
import { compareParams } from './compare.ts';
import { addCounts, type Change, type Counts, noCounts, totalOf } from './comparison.ts';
import { describeComparison } from './describe.ts';
import { applyDraft, draftFits, draftOf, printDraft, readDraft } from './draft.ts';
import { equalValues, sameSpelling } from './equal.ts';
import { flatten } from './flatten.ts';
import { tellApart } from './form-changes.ts';
import { mergeParams } from './merge.ts';
import { fromPointer, getIn, insertIn, setIn, toPointer } from './path.ts';
import { edited, edits, pairs, params, placesIn } from './testing/arbitraries.ts';
import { fromWire, toWire } from './wire.ts';

const RUNS = Number(process.env.LAW_RUNS ?? 1000);
/** Milliseconds for one law; ten times the cases take ten times as long. */
const LIMIT = 60_000 + RUNS * 60;

function law(name: string, holds: (left: JsonValue, right: JsonValue) => void): void {
  it(
    name,
    () => {
      fc.assert(
        fc.property(pairs, ([left, right]) => holds(left, right)),
        { numRuns: RUNS },
      );
    },
    LIMIT,
  );
}

/** A failing case is read as JSON, not as Maps. */
function expectSame(found: JsonValue, expected: JsonValue): void {
  if (!sameSpelling(found, expected)) expect(printJson(found)).toBe(printJson(expected));
}

function countedFrom(changes: readonly Change[]): Counts {
  const counts = noCounts();
  for (const { kind } of changes) addCounts(counts, { ...noCounts(), [kind]: 1 });
  return counts;
}

describe('laws of comparing', () => {
  law('applied to its left side, a comparison gives its right side exactly', (left, right) => {
    expectSame(applyComparison(left, compareParams(left, right)), right);
  });

  law('so does one that takes lists for sets, both ways', (left, right) => {
    const comparison = compareParams(left, right, { sets: ['/**'] });
    expectSame(applyComparison(left, comparison), right);
    expectSame(applyComparison(right, invert(comparison)), left);
    expect(comparison.counts).toEqual(countedFrom(flatten(comparison)));
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

  it(
    'shown and hidden together are the whole, whatever is hidden',
    () => {
      const patterns = [
        '/soil',
        '/*/*/name',
        '/page/**/k1',
        '/results/*',
        '/line/0',
        '/**/1',
        '/*/*/*',
        '/general',
        '',
      ];
      const ignore = fc.subarray(patterns, { minLength: 1, maxLength: 3 });
      fc.assert(
        fc.property(pairs, ignore, fc.boolean(), ([left, right], rules, tolerant) => {
          const all = compareParams(left, right);
          const tolerance = tolerant ? { absolute: 1.5, decimals: 0 } : undefined;
          const some = compareParams(left, right, { ignore: rules, tolerance });
          expect(totalOf(some.counts) + some.hidden.tolerance + some.hidden.ignored).toBe(
            totalOf(all.counts),
          );
          expect(some.whole).toEqual(all.differences);
          expectSame(applyComparison(left, some), right);
        }),
        { numRuns: RUNS },
      );
    },
    LIMIT,
  );

  law('the list of changes counts what the comparison counts', (left, right) => {
    const comparison = compareParams(left, right);
    expect(countedFrom(flatten(comparison))).toEqual(comparison.counts);
  });

  law('a row told to stand in another table stands equal there', (left, right) => {
    const found = compareParams(left, right);
    for (const { kind, unit, from, to, elsewhere = [] } of flatten(found))
      for (const { table, index } of elsewhere) {
        const twin = getIn(kind === 'removed' ? right : left, [...table, index]);
        const own = kind === 'removed' ? from : to;
        const rows = unit === 'row' ? [own] : (own as JsonValue[]);
        expect(rows.some((row) => equalValues(row, twin))).toBe(true);
      }
  });

  law('changes of the form and edits are together all changes', (left, right) => {
    const comparison = compareParams(left, right);
    const { form, edits, counts } = tellApart(comparison);
    const ofForm = form.reduce((sum, { changes }) => sum + changes, 0);
    expect(ofForm + totalOf(counts)).toBe(totalOf(comparison.counts));
    expect(countedFrom(flatten({ differences: edits }))).toEqual(counts);
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

  it(
    'untouched parts of an edited value are shared and print as they came',
    () => {
      fc.assert(
        fc.property(params, edits, (left, script) => {
          const right = edited(left, script);
          expect(sameSpelling(readJson(printJson(right)), right)).toBe(true);
        }),
        { numRuns: RUNS },
      );
    },
    LIMIT,
  );

  law(
    'a text read like another gives the same value, and the same when printed and edited',
    (left, right) => {
      const text = printJson(right);
      const [alone, like] = [readJson(text), readJson(text, { like: readJson(printJson(left)) })];
      expect(like).toEqual(alone);
      expect(printJson(like)).toBe(text);
      const lists = placesIn(right).filter((path) => Array.isArray(getIn(right, path)));
      for (const path of lists.slice(0, 3)) {
        const edits = (value: JsonValue) => printJson(insertIn(value, [...path, 0], 'new'));
        expect(edits(like)).toBe(edits(alone));
      }
    },
  );

  law('a comparison comes back from a worker as it was', (left, right) => {
    const comparison = compareParams(left, right, { tolerance: { absolute: 1 }, ignore: ['/page'] });
    expect(fromWire(structuredClone(toWire(comparison)), left, right)).toEqual(comparison);
  });

  law('a description says the same every time, and something when something differs', (left, right) => {
    const comparison = compareParams(left, right);
    for (const length of ['short', 'medium', 'long'] as const) {
      const text = describeComparison(comparison, length);
      expect(text).toBe(describeComparison(compareParams(left, right), length));
      expect(text === 'No changes').toBe(comparison.differences.length === 0);
    }
  });
});

describe('laws of paths', () => {
  it(
    'a leaf set differs from the source text in its own bytes only',
    () => {
      fc.assert(
        fc.property(params, fc.nat(), (value, at) => {
          const text = printJson(value);
          const leaves = placesIn(value).filter((path) => !isContainer(getIn(value, path)));
          const path = leaves[at % Math.max(1, leaves.length)];
          if (!path) return;
          const printed = printJson(setIn(value, path, 'SET-HERE'));
          const [before, after] = printed.split('"SET-HERE"') as [string, string];
          expect(text.startsWith(before) && text.endsWith(after)).toBe(true);
          const leaf = text.slice(before.length, text.length - after.length);
          expect(readJson(leaf)).toEqual(getIn(value, path));
          expect(printJson(setIn(setIn(value, path, 'SET-HERE'), path, readJson(leaf)))).toBe(text);
        }),
        { numRuns: RUNS },
      );
    },
    LIMIT,
  );

  it(
    'every path comes back from its pointer',
    () => {
      fc.assert(
        fc.property(params, (value) => {
          for (const path of placesIn(value)) expect(fromPointer(toPointer(path), value)).toEqual(path);
        }),
        { numRuns: Math.ceil(RUNS / 4) },
      );
    },
    LIMIT,
  );
});

describe('laws of drafts', () => {
  law('a draft applied to its base gives the edited value, also after being stored', (base, value) => {
    const draft = draftOf(base, value);
    expect(draftFits(base, draft)).toBe(true);
    expectSame(applyDraft(base, readDraft(printDraft(draft))), value);
  });

  law('a run of changes makes what they make one by one, and leaves what it is made on', (base, value) => {
    const text = printJson(base);
    const run = [...draftOf(base, value), ...draftOf(value, base), ...draftOf(base, value)];
    const oneByOne = run.reduce((made, change) => applyDraft(made, [change]), base);
    const made = applyDraft(base, run);
    expectSame(made, oneByOne);
    expect(printJson(made)).toBe(printJson(oneByOne));
    expect(printJson(base)).toBe(text);
  });
});

describe('laws of merging', () => {
  function mergeLaw(
    name: string,
    holds: (base: JsonValue, mine: JsonValue, theirs: JsonValue) => void,
  ): void {
    it(
      name,
      () => {
        fc.assert(
          fc.property(params, edits, edits, (base, first, second) =>
            holds(base, edited(base, first), edited(base, second)),
          ),
          { numRuns: RUNS },
        );
      },
      LIMIT,
    );
  }

  mergeLaw('a side that changed nothing gives way', (base, mine) => {
    for (const result of [mergeParams(base, mine, base), mergeParams(base, base, mine)]) {
      expectSame(result.merged, mine);
      expect(result.clashes).toEqual([]);
    }
  });

  mergeLaw('two sides that changed alike agree', (base, mine) => {
    const again = readJson(printJson(mine));
    const { merged, clashes } = mergeParams(base, mine, again);
    expect(merged).toBe(mine);
    expect(clashes).toEqual([]);
  });

  mergeLaw('whoever merges, the same places clash', (base, mine, theirs) => {
    const [one, other] = [mergeParams(base, mine, theirs).clashes, mergeParams(base, theirs, mine).clashes];
    const isPlace = ({ kind }: { kind: string }): boolean => kind === 'place';
    expect(one.some(isPlace)).toBe(other.some(isPlace));
    // A group that both moved apart stands on one side only, and the group around it, without it, may be another one to the other side: that is asked too.
    if (!one.some(isPlace)) expect(one.length).toBe(other.length);
  });

  mergeLaw('without clashes, sides exchanged give the same groups and leaves', (base, mine, theirs) => {
    const [one, other] = [mergeParams(base, mine, theirs), mergeParams(base, theirs, mine)];
    if (one.clashes.length) return;
    const unordered = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) {
        const items = (value as readonly JsonValue[]).map(unordered);
        return items.sort((a, b) => (printCanonical(a) < printCanonical(b) ? -1 : 1));
      }
      if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, unordered(member)]));
      return value;
    };
    if (!equalValues(unordered(one.merged), unordered(other.merged)))
      expect(printJson(one.merged)).toBe(printJson(other.merged));
  });

  mergeLaw(
    'choosing theirs everywhere takes no clash away, and without any it changes nothing',
    (base, mine, theirs) => {
      const { merged, clashes } = mergeParams(base, mine, theirs);
      const all = Object.fromEntries(clashes.map(({ id }) => [id, 'theirs' as const]));
      const other = mergeParams(base, mine, theirs, all);
      // A place that is chosen may lie in what the other side took out: that becomes one more.
      expect(other.clashes.map(({ id }) => id)).toEqual(expect.arrayContaining(clashes.map(({ id }) => id)));
      if (clashes.length === 0) expectSame(other.merged, merged);
    },
  );
});

function printCanonical(value: JsonValue): string {
  if (value instanceof Map)
    return `{${[...value]
      .map(([key, member]) => `${key}:${printCanonical(member)}`)
      .sort()
      .join()}}`;
  return Array.isArray(value) ? `[${value.map(printCanonical).join()}]` : printJson(value);
}
