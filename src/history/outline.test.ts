import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { RowsDifference } from '../params/comparison.ts';
import { tellApart } from '../params/form-changes.ts';
import { toPointer } from '../params/path.ts';
import { groupedItems, listItems, stopsOfItems } from './items.ts';
import { outlineOf } from './outline.ts';
import { stopsOf } from './stops.ts';
import { changesByColumn, columnsAtFirst, orderColumns, tableLines } from './table-lines.ts';

const compare = (left: unknown, right: unknown) =>
  compareParams(readJson(JSON.stringify(left)) as JsonObject, readJson(JSON.stringify(right)) as JsonObject);

const before = {
  span: 1,
  geometry: { width: 1, height: 2, deck: { grade: 'C30' } },
  loads: { point: { lat: 1, lon: 2 }, list: [1, 2] },
};

test('differences stand under the group that holds them, unchanged fields counted per group', () => {
  const after = { ...before, geometry: { ...before.geometry, width: 5, deck: { grade: 'C35' } } };
  const { sections, elsewhere } = outlineOf(compare(before, after));
  expect(sections.map(({ path, unchanged }) => [path.join('.'), unchanged.length])).toEqual([
    ['geometry', 1],
    ['geometry.deck', 0],
  ]);
  expect(elsewhere.map(({ path }) => path.join('.'))).toEqual(['span', 'loads.point', 'loads.list']);
});

test('a group that came as a whole is one difference, and none of its fields is unchanged', () => {
  const { sections, elsewhere } = outlineOf(compare(before, { ...before, extra: { a: 1, b: 2 } }));
  expect(sections[0]?.differences).toHaveLength(1);
  expect([...elsewhere, ...(sections[0]?.unchanged ?? [])].map(({ path }) => path[0])).not.toContain('extra');
});

test('a fold opens into its fields', () => {
  const outline = outlineOf(compare(before, { ...before, span: 2 }));
  const types = (open: string[]) => groupedItems(outline, new Set(open), () => 'x').map((item) => item.type);
  expect(types([])).toEqual(['section', 'difference', 'fold']);
  expect(types(['elsewhere'])).toEqual([
    'section',
    'difference',
    'field',
    'field',
    'field',
    'field',
    'field',
  ]);
});

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `r${index}`, top: index, kind: 'a' }));
const tableOf = (left: unknown, right: unknown) =>
  compare({ t: left }, { t: right }).differences[0] as RowsDifference;

test('unchanged rows between changed ones are folded, and open again by their fold', () => {
  const difference = tableOf(
    rows(50),
    rows(50).map((row) => (row.name === 'r20' ? { ...row, top: -1 } : row)),
  );
  const lines = tableLines(difference, new Set());
  expect(lines.map((line) => (line.type === 'fold' ? line.rows.length : 'row'))).toEqual([20, 'row', 29]);
  const first = lines[0]?.id as string;
  expect(tableLines(difference, new Set([first]))).toHaveLength(22);
});

test('a run of two unchanged rows is shown', () => {
  const difference = tableOf(
    rows(4),
    rows(4).map((row) => (row.name === 'r0' || row.name === 'r3' ? { ...row, top: -1 } : row)),
  );
  expect(tableLines(difference, new Set()).every((line) => line.type === 'row')).toBe(true);
});

test('the column that pairs the rows comes first, and changes are counted by column', () => {
  const flip = (row: { name: string; top: number; kind: string }) => ({
    kind: row.kind,
    top: row.top,
    name: row.name,
  });
  const difference = tableOf(
    rows(6).map(flip),
    rows(6).map((row) => flip({ ...row, top: row.top + 1 })),
  );
  expect(orderColumns(difference)).toEqual({ key: 'name', columns: ['name', 'kind', 'top'] });
  expect([...changesByColumn(difference)]).toEqual([['top', 6]]);
});

test('a wide table shows at first its name and what differs', () => {
  const wide = (value: number) =>
    rows(5).map((row) => ({
      ...row,
      ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, i])),
      c7: value,
    }));
  expect(columnsAtFirst(tableOf(wide(1), wide(2)))).toEqual(['name', 'c7']);
});

test('every change is a stop once: leaves, cells, rows that came or went', () => {
  const right = rows(6)
    .filter((row) => row.name !== 'r4')
    .map((row) => (row.name === 'r1' ? { ...row, top: 9, kind: 'b' } : row));
  const { differences } = compare({ a: 1, t: rows(6) }, { a: 2, t: right });
  const stops = stopsOf(differences);
  expect(stops.map(({ within }) => within)).toEqual([0, 1, 1, 1]);
  expect(new Set(stops.map(({ id }) => id)).size).toBe(4);
});

test('a removed leaf and the one added at its place are two stops', () => {
  const stops = stopsOf(compare({ a: { x: 1 } }, { a: { y: 1 } }).differences);
  expect(stops.map(({ id }) => id)).toEqual(expect.arrayContaining(['-/a/x', '/a/y']));
});

test('the list has a line for every counted change', () => {
  const comparison = compare({ a: 1, t: rows(6) }, { a: 2, t: rows(7) });
  const items = listItems(comparison, outlineOf(comparison), { edits: comparison.differences });
  expect(items).toHaveLength(2);
  expect(stopsOfItems(items, () => false)).toHaveLength(2);
});

test('edits are listed in the order of the params, also beside what the form changed', () => {
  const comparison = compare(
    { old: '1', a: { x: 1, deep: { y: 1 }, z: 1 } },
    { old: 1, a: { x: 2, deep: { y: 2 }, z: 2 } },
  );
  const parts = tellApart(comparison);
  const items = listItems(comparison, outlineOf(comparison, undefined, parts), parts);
  expect(
    items.map((item) => (item.type === 'difference' ? toPointer(item.difference.path) : item.type)),
  ).toEqual(['/a/x', '/a/deep/y', '/a/z', 'section', '/old']);
});

test('a column that came in every row is one stop', () => {
  const rows = (extra: object) => ({ t: ['a', 'b', 'c'].map((name) => ({ name, x: 1, ...extra })) });
  const { differences } = compare(rows({}), rows({ grade: 'B' }));
  expect(stopsOf(differences)).toHaveLength(1);
});
