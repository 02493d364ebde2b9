import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import { totalOf } from '../params/comparison.ts';
import { flatten } from '../params/flatten.ts';
import { toPointer } from '../params/path.ts';
import { edited, edits, params } from '../params/testing/arbitraries.ts';
import { partsOf } from './apart.ts';

const pointers = (differences: Parameters<typeof flatten>[0]['differences']) =>
  flatten({ differences }).map(({ path }) => toPointer(path));

test('of a table that the form and people changed, each part has its own cells', () => {
  const rows = (first: object, second: object) => ({
    t: [
      { n: 'a', ...first },
      { n: 'b', ...second },
    ],
  });
  const read = (value: unknown) => readJson(JSON.stringify(value));
  const comparison = compareParams(
    read(rows({ w: '1', x: 1 }, { w: '2', x: 2 })),
    read(rows({ w: 1, x: 1 }, { w: 2, x: 5 })),
  );
  const parts = partsOf(comparison);
  expect(pointers(parts.form)).toEqual(['/t/0/w', '/t/1/w']);
  expect(pointers(parts.edits)).toEqual(['/t/1/x']);
  expect([parts.formCount, totalOf(parts.counts)]).toEqual([2, 1]);
});

test('law: both parts are together the whole, and no change is in both', () => {
  fc.assert(
    fc.property(params, edits, (left, script) => {
      const comparison = compareParams(left, edited(left, script));
      const parts = partsOf(comparison);
      expect(flatten({ differences: parts.form })).toHaveLength(parts.formCount);
      expect([...pointers(parts.form), ...pointers(parts.edits)].sort()).toEqual(
        pointers(comparison.differences).sort(),
      );
    }),
    { numRuns: 200 },
  );
});
