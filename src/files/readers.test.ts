import { expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import { depthsOf, isGef, readGef } from './gef.ts';
import { textOf } from './text-of.ts';

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

it.each(['\r\n', '\r'])('lines that end in %j are lines, the last one of the header too', (end) => {
  const [about, rest] = gef.split('#EOH') as [string, string];
  const separatorLast = `${about.replace('#COLUMNSEPARATOR = ;\n', '')}#COLUMNSEPARATOR = ;\n#EOH${rest}`;
  const { columns, unread } = readGef(separatorLast.replaceAll('\n', end));
  expect([columns[0]?.values, unread]).toEqual([[0.02, 0.04], 1]);
});

it('an empty cell is no measured zero', () => {
  const { columns, unread } = readGef(gef.replace('0.02;1.5;', '0.02;;'));
  expect([columns[1]?.values, unread]).toEqual([[null], 2]);
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

it('a decimal comma is a number where it does not separate, sorted as one and shown as written', () => {
  const { columns, rows } = readCsv('\ufeffdepth;qc;note\r0,02;1,5e3;a\r10;-0,10;\r');
  expect(columns.map(({ title, type }) => [title, type])).toEqual([
    ['depth', 'number'],
    ['qc', 'number'],
    ['note', 'string'],
  ]);
  expect(rows[0]?.cells.map(({ value, text }) => [value, text])).toEqual([
    ['0.02', '0,02'],
    ['1.5e3', '1,5e3'],
    ['a', 'a'],
  ]);
  expect(readCsv('a,b\n1,5\n2,5').columns.map(({ type }) => type)).toEqual(['number', 'number']);
});

it('a quote that is never closed swallows nothing, a quoted separator separates nothing', () => {
  expect(readCsv('a;b\n"x;1\ny;2').rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['"x', '1'],
    ['y', '2'],
  ]);
  expect(readCsv('a,b\n"1;2;3",4\n"5;6;7",8').columns).toHaveLength(2);
});

it('of very much the start is read, and it is said that there is more', () => {
  const long = readCsv(`a;b\n${'1;2\n'.repeat(100_001)}`);
  expect([long.rows.length, long.cut]).toEqual([100_000, true]);
  expect(readCsv(`a;b\n${'1;2\n'.repeat(3)}`).cut).toBe(false);
  const wide = readCsv(`${'x;'.repeat(600)}\n${'y'.repeat(2000)};1`);
  expect([wide.columns.length, wide.columnsLeft]).toEqual([500, 101]);
  expect(wide.rows[0]?.cells[0]?.text).toHaveLength(1001);
  const oneLong = readCsv(`${'x;'.repeat(500)}\n${'1;2\n'.repeat(4100)}`);
  expect([oneLong.rows.length, oneLong.cut]).toEqual([4000, true]);
});

const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le');
it.each([
  ['UTF-8', Buffer.from('Höhe ½ m'), 'Höhe ½ m'],
  ['UTF-8 with a mark', Buffer.from('\ufeffHöhe'), 'Höhe'],
  ['Latin', Buffer.from('Höhe ½ m', 'latin1'), 'Höhe ½ m'],
  ['UTF-16', utf16('Höhe ½ m'), 'Höhe ½ m'],
  ['UTF-16, big end first', utf16('Höhe').swap16(), 'Höhe'],
  ['UTF-16 without a mark', utf16('Depth in m', ''), 'Depth in m'],
  ['a stray NUL', Buffer.from(`${'text '.repeat(60)}\0end`), `${'text '.repeat(60)}␀end`],
  ['bytes that are no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 1, 2, 3]), null],
])('the text of a file in %s', async (_, bytes, text) => {
  expect(await textOf(new Blob([new Uint8Array(bytes)]))).toBe(text);
});

it('a text that is cut within a character stays what it is', async () => {
  expect(await textOf(new Blob([`x${'é'.repeat(2_500_001)}`]))).toMatch(/^xé+$/);
});

it('lines of unequal length lose nothing', () => {
  expect(readCsv('a,b\n1\n1,2,3').rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['1', '', ''],
    ['1', '2', '3'],
  ]);
});
