import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareTables } from './compare-tables.ts';

interface Plain {
  titles: unknown[];
  data: unknown[][];
  names?: string[];
}

const table = ({ titles, data, names = [] }: Plain) =>
  readJson(JSON.stringify({ column_headers: titles, data, row_headers: names }));

function compared(left: Plain, right: Plain) {
  const { table: both, changed } = compareTables(table(left), table(right));
  return {
    titles: both.columns.map(({ title }) => title),
    rows: both.rows.map(({ header, cells }) => [header, ...cells.map(({ text }) => text)]),
    changed,
  };
}

it('rows are the same by a first column of texts', () => {
  const titles = ['Pile', 'UC'];
  const was = {
    titles,
    data: [
      ['a', 1],
      ['b', 2],
    ],
  };
  const is = {
    titles,
    data: [
      ['b', 3],
      ['c', 4],
    ],
  };
  expect(compared(was, is)).toMatchObject({
    rows: [
      ['', 'b', '2 → 3'],
      ['', '– → c', '– → 4'],
      ['', 'a → –', '1 → –'],
    ],
    changed: 5,
  });
});

it('rows are the same by their headers, whatever was computed for them', () => {
  const of = (beam: number, slab: number) => ({
    titles: ['UC'],
    data: [[beam], [slab]],
    names: ['Beam', 'Slab'],
  });
  expect(compared(of(0.8, 0.9), of(0.9, 0.8))).toMatchObject({
    rows: [
      ['Beam', '0.8 → 0.9'],
      ['Slab', '0.9 → 0.8'],
    ],
    changed: 2,
  });
  expect(compared(of(0.8, 0.9), of(0.85, 0.9)).rows[0]).toEqual(['Beam', '0.8 → 0.85']);
});

it('a first column of numbers names no rows: they are paired by place', () => {
  const of = (...depths: number[]) => ({ titles: ['Depth', 'UC'], data: depths.map((depth) => [depth, 1]) });
  expect(compared(of(1.5, 2.5), of(2.5, 3.5))).toMatchObject({
    rows: [
      ['', '1.5 → 2.5', '1'],
      ['', '2.5 → 3.5', '1'],
    ],
    changed: 2,
  });
});

it('columns are the same by their titles, also where one came between', () => {
  const was = { titles: ['Pile', 'Load', 'Gone'], data: [['a', 10, 1]] };
  const is = { titles: ['Pile', 'Factor', 'Load'], data: [['a', 1.5, 10]] };
  expect(compared(was, is)).toEqual({
    titles: ['Pile', 'Factor', 'Load', 'Gone'],
    rows: [['', 'a', '– → 1.5', '10', '1 → –']],
    changed: 2,
  });
});

it('what rounding hides is a difference, and shown as it was computed', () => {
  const titles = ['Pile', { title: 'UC', data_type: 'number', num_decimals: 1 }];
  const of = (uc: number) => ({ titles, data: [['a', uc]] });
  expect(compared(of(0.96), of(1.04))).toMatchObject({ rows: [['', 'a', '0.96 → 1.04']], changed: 1 });
  expect(compared(of(0.96), of(1.06)).rows[0]).toEqual(['', 'a', '1.0 → 1.1']);
});

it('one number in two spellings is the same, a number and its text are not', () => {
  const of = (cell: string) => readJson(`{"column_headers":["Pile","N"],"data":[["a",${cell}]]}`);
  expect(compareTables(of('1.0'), of('1')).changed).toBe(0);
  const { table: both, changed } = compareTables(of('1'), of('"1"'));
  expect([both.rows[0]?.cells[1]?.text, changed]).toEqual(['1 → "1"', 1]);
  expect(compareTables(of('null'), of('""')).changed).toBe(0);
});
