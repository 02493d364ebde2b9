import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import type { ListDifference, RowsDifference } from './comparison.ts';
import { equalValues } from './equal.ts';
import { getIn } from './path.ts';
import { type Part, takeBack } from './take-back.ts';
import { pairs } from './testing/arbitraries.ts';

const RUNS = Number(process.env.LAW_RUNS ?? 500);

it(
  'taking back every difference gives the left side',
  () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        const { whole, quiet } = compareParams(left, right);
        const back = takeBack(right, { differences: whole });
        if (quiet.every(({ note }) => note === 'spelling')) expect(equalValues(back, left)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 60,
);

it(
  'taking back every row of a table gives the table of the left side',
  () => {
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        for (const list of compareParams(left, right).whole)
          if (list.type === 'rows' || list.type === 'list') {
            const back = takeBack(right, { list, rows: list.rows });
            // A row that did not change keeps how its numbers are written.
            expect(equalValues(getIn(back, list.path), list.left)).toBe(true);
          }
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 60,
);

const before = readJson(
  '{"t":[{"name":"a","x":1.0},{"name":"b","x":2},{"name":"c","x":3}],"n":1.50,"g":{"k":1,"l":2}}',
);
const after = readJson(
  '{"t":[{"name":"c","x":3},{"name":"new","x":9},{"name":"a","x":7}],"n":2,"g":{"k":1,"m":"x"}}',
);
const { differences } = compareParams(before, after);
const table = differences.find(({ type }) => type === 'rows') as RowsDifference | ListDifference;
const rowsThat = (test: (row: (typeof table.rows)[number]) => boolean) => table.rows.filter(test);
const printed = (part: Part) => printJson(takeBack(after, part) as JsonValue);

it('a leaf taken back alone has its old writing, and nothing else differs', () => {
  const leaf = differences.filter(({ path }) => path[0] === 'n');
  expect(printed({ differences: leaf })).toBe(printJson(after).replace('"n":2', '"n":1.50'));
});

it('a cell taken back leaves its row and the order alone', () => {
  const cells = table.rows.flatMap((row) => row.cells);
  expect(printed({ differences: cells })).toBe(printJson(after).replace('"x":7', '"x":1.0'));
});

it('a row that was added goes when it is taken back', () => {
  const rows = rowsThat(({ kind }) => kind === 'added');
  expect(printed({ list: table, rows })).toContain('"t":[{"name":"c","x":3},{"name":"a","x":7}]');
});

it('a row that was removed comes back below the row it stood below', () => {
  const rows = rowsThat(({ kind }) => kind === 'removed');
  expect(printed({ list: table, rows })).toContain('{"name":"a","x":7},{"name":"b","x":2}]');
});

it('a row that moved goes back to where it stood', () => {
  const rows = rowsThat(({ moved }) => moved);
  const names = getIn(takeBack(after, { list: table, rows }), ['t']) as ReadonlyMap<string, unknown>[];
  const order = names.map((row) => row.get('name')).filter((name) => name !== 'new');
  expect(order).toEqual(['a', 'c']);
});
