import { expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import { depthsOf, isGef, readGef } from './gef.ts';

const gef = `#GEFID = 1, 1, 0
#COLUMN = 3
#COLUMNINFO = 1, m, Sondeerlengte, 1
#COLUMNINFO = 2, MPa, Conusweerstand, 2
#COLUMNINFO = 3, MPa, Wrijving, 3
#COLUMNVOID = 2, -999.000
#COLUMNSEPARATOR = ;
#RECORDSEPARATOR = !
#TESTID = CPT-4-07
#ZID = 31000, 3.41, 0.01
#EOH =
0.02;1.5;0.011;!
0.04;-999.000;0.012;!
0.06;x;1;!
`;

it('a sounding gives its columns, and nothing where it says that nothing was measured', () => {
  const sounding = readGef(gef);
  expect(isGef(gef)).toBe(true);
  expect(sounding).toMatchObject({ name: 'CPT-4-07', surface: 3.41, unread: 1 });
  expect(sounding.columns.map(({ values }) => values)).toEqual([
    [0.02, 0.04],
    [1.5, null],
    [0.011, 0.012],
  ]);
  expect(depthsOf(sounding)?.name).toBe('Sondeerlengte');
});

it('columns apart by spaces are read too', () => {
  const spaced = gef
    .replace(/#(COLUMN|RECORD)SEPARATOR.*\n/g, '')
    .replaceAll(';!', '')
    .replaceAll(';', '  ');
  expect(readGef(spaced).columns[1]?.values).toEqual([1.5, null]);
});

it.each(['', 'hello', '#COLUMNINFO= 1, m, x, 1\n', '#EOH=\n1 2 3'])(
  'a text that is no sounding is refused: %j',
  (text) => expect(() => readGef(text)).toThrow('Not a sounding'),
);

it('separated values keep quotes, separators and line ends in fields', () => {
  const table = readCsv('name;load\r\n"a;""b""\nc";1.50\r\nd;2\r\n');
  expect(table.columns.map(({ title, type }) => [title, type])).toEqual([
    ['name', 'string'],
    ['load', 'number'],
  ]);
  expect(table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['a;"b"\nc', '1.50'],
    ['d', '2'],
  ]);
});

it('lines of unequal length lose nothing', () => {
  expect(readCsv('a,b\n1\n1,2,3').rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['1', '', ''],
    ['1', '2', '3'],
  ]);
});
