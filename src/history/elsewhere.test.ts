import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { tellApart } from '../params/form-changes.ts';
import { elsewhereWords, rowElsewhere } from './elsewhere.ts';
import { listItems } from './items.ts';
import { outlineOf } from './outline.ts';

const row = (x: number) => ({ name: `R${x}`, x, y: 2 * x });
const read = (value: unknown) => readJson(JSON.stringify(value));
const comparison = compareParams(
  read({ loads: [1, 2, 3, 4].map(row) }),
  read({ loads: [1, 2].map(row), variable: [9, 4, 3].map(row) }),
);

test('each line of the list says where the other side has the rows', () => {
  const parts = tellApart(comparison);
  const lines = listItems(comparison, outlineOf(comparison, undefined, parts), parts);
  expect(
    lines.map(
      (item) =>
        item.type === 'difference' &&
        item.difference.type === 'leaf' &&
        elsewhereWords(item.difference, undefined),
    ),
  ).toEqual(['now in variable', 'now in variable', '2 of them from loads']);
});

test('a row of a table says which row of the other table it is', () => {
  const [table] = comparison.differences;
  const rows = table?.type === 'rows' ? table.rows : [];
  expect(
    rows.map(({ kind, elsewhere }) =>
      elsewhere && kind === 'removed' ? rowElsewhere(kind, elsewhere, undefined) : kind,
    ),
  ).toEqual(['same', 'same', 'now in variable 3', 'now in variable 2']);
});
