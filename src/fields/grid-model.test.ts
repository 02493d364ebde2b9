import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isArray, type JsonArray, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import type { FieldSpec } from './form-spec.ts';
import { notOffered, offeredIn, readCell } from './grid-cell.ts';
import { pasteCells, readTsv, writeCells, writeTsv } from './grid-clipboard.ts';
import { gridColumns, haveSameColumns } from './grid-columns.ts';
import { emptied, emptyRow, fillDown, sortedOrder } from './grid-model.ts';
import { pastedWords } from './grid-paste.tsx';
import { readForm } from './read-form.ts';
import { readNumber } from './read-number.ts';

const rows = (text: string): JsonArray => {
  const read = readJson(text);
  return isArray(read) ? read : [];
};

describe('numbers as typed', () => {
  test.each(['1.0', '1e-05', '-0', '12345678901234567', '0.30000000000000004'])(
    '%s keeps its spelling',
    (text) => {
      const read = readNumber(text);
      expect(read.ok && printJson(read.value)).toBe(text);
    },
  );
  test('empty text is null', () => expect(readNumber(' ')).toEqual({ ok: true, value: null }));
  test.each([
    ['1,5', '1.5'],
    ['0,50', '0.50'],
    ['−2', '-2'],
  ])('%s is explained, with %s offered', (text, suggestion) =>
    expect(readNumber(text)).toMatchObject({ ok: false, suggestion }),
  );
  test.each([
    ['.5', '0.5'],
    ['-.50', '-0.50'],
    ['+5', '5'],
    ['5.', '5'],
    ['007', '7'],
    ['-007.10', '-7.10'],
    ['+.5e3', '0.5e3'],
    ['00', '0'],
  ])('%s is read as %s without a word', (text, spelling) => {
    const read = readNumber(text);
    expect(read.ok && printJson(read.value)).toBe(spelling);
  });
  test.each(['abc', '1.2.3', '1,234,5', 'NaN'])('%s is no number', (text) => {
    const read = readNumber(text);
    expect([read.ok, read.ok || read.suggestion]).toEqual([false, undefined]);
  });
  test('a whole number is asked for', () => expect(readNumber('1.5', true).ok).toBe(false));
  test('what may become a number is incomplete', () =>
    expect(['-', '+', '.', '2e'].map((text) => readNumber(text))).toMatchObject(
      Array(4).fill({ incomplete: true }),
    ));
});

test('columns keep the order of the rows and add what only the types name', () => {
  const type = { type: 'table', sub_types: { n: { type: 'text' }, late: { type: 'number' } } };
  expect(
    gridColumns(rows('[{"b":1,"n":"x"}]'), 'table', type).map(({ key, kind }) => `${key} ${kind}`),
  ).toEqual(['b number', 'n text', 'late number']);
});

test('the kind of a column comes from its first value that is one', () =>
  expect(gridColumns(rows('[{"a":null},{"a":true}]'), 'table', undefined)[0]?.kind).toBe('boolean'));

test('a new row has the members of the row above, each empty', () => {
  const list = rows('[{"n":"x","v":1,"ok":true,"in":[{"a":1}]}]');
  expect(printJson(emptyRow(gridColumns(list, 'array', undefined), list))).toBe(
    '{"n":"","v":null,"ok":false,"in":[]}',
  );
});

test('an option that was a number stays a number', () =>
  expect(readCell('option', '50', 100)).toEqual({ ok: true, value: 50 }));
test('an option that was a text stays a text', () =>
  expect(readCell('option', '2', '1')).toEqual({ ok: true, value: '2' }));

describe('paste', () => {
  const list = rows('[{"n":"a","v":1.0,"in":[1]},{"n":"b","v":2}]');
  const columns = gridColumns(list, 'array', undefined);

  test('a spreadsheet’s cells are read with their quotes', () =>
    expect(readTsv('a\t"x\ty ""q"""\r\nb\t2\r\n')).toEqual([
      ['a', 'x\ty "q"'],
      ['b', '2'],
    ]));
  test('cells go to their place, rows that are missing are added, a decimal comma is read', () => {
    const pasted = pasteCells(list, columns, { row: 1, column: 0 }, readTsv('c\t3,25\nd\t4'));
    expect(printJson(pasted.rows)).toBe('[{"n":"a","v":1.0,"in":[1]},{"n":"c","v":3.25},{"n":"d","v":4}]');
    expect(pasted).toMatchObject({ cells: 4, added: 1, commas: 1, rejected: [] });
    expect(pastedWords(pasted)).toBe('Pasted 4 cells, 1 row added; 1 decimal comma read as a point.');
  });
  test('what does not fit its column is left out and said', () => {
    const pasted = pasteCells(list, columns, { row: 0, column: 1 }, [['abc', 'x']]);
    expect(pasted.rows).toEqual(list);
    expect(pasted.rejected).toHaveLength(2);
  });
  test('a first line of titles is not pasted as values', () =>
    expect(
      pasteCells(list, columns, { row: 0, column: 0 }, [
        ['n', 'v'],
        ['z', '9'],
      ]),
    ).toMatchObject({ cells: 2, added: 0 }));
  test('what is not on screen in its row is left as it is', () => {
    const pasted = pasteCells(
      list,
      columns,
      { row: 0, column: 0 },
      [['c', '3']],
      undefined,
      (row, _, { key }) => (row === 0 ? key === 'n' : true),
    );
    expect(printJson(pasted.rows)).toBe('[{"n":"c","v":1.0,"in":[1]},{"n":"b","v":2}]');
    expect(pasted.rejected).toEqual(['Row 1: v is not shown in this row.']);
  });
  test('rows copied have their titles', () =>
    expect(writeTsv(columns.slice(0, 2), list)).toBe('n\tv\na\t1.0\nb\t2'));
});

test('a row that was touched keeps the text of its other members', () => {
  const source = '[{"n": "a",  "v":1.0}]';
  const list = rows(source);
  const pasted = pasteCells(list, gridColumns(list, 'table', undefined), { row: 0, column: 0 }, [['z']]);
  expect(printJson(pasted.rows)).toBe(source.replace('"a"', '"z"'));
  expect((pasted.rows[0] as JsonObject).size).toBe(2);
});

describe('with the form', () => {
  const table = readForm(
    toPlain(
      readJson(
        '{"parametrization":[{"type":"table","name":"t","columns":[{"type":"select","name":"soil","ui_name":"Soil","default":"c",' +
          '"options":[{"value":"c","label":"Clay"},{"value":1.0,"label":"Sand"}]},{"type":"number","name":"top","ui_name":"Top","suffix":"m","default":1.50}]}]}',
      ),
      new Set(['value', 'default']),
    ),
  ).nodes[0] as FieldSpec;
  const list = rows('[{"old":1,"top":2.0,"soil":"c"},{"top":null,"soil":"Clay"}]');
  const columns = gridColumns(list, 'table', undefined, table);

  test('columns come in its order with its words, then what only the rows hold', () =>
    expect(columns.map(({ key, label }) => `${key} ${label}`)).toEqual(['soil Soil', 'top Top', 'old old']));
  test('a new row has the defaults, spelled as declared', () =>
    expect(printJson(emptyRow(gridColumns([], 'table', undefined, table), []))).toBe(
      '{"soil":"c","top":1.50}',
    ));
  test('a row that is to copy the last one does', () => expect(emptyRow(columns, list, true)).toBe(list[1]));
  test('an option is typed by its label or its value, and stored as its value', () => {
    expect(readCell('option', 'sand', 'c', columns[0]?.spec)).toMatchObject({
      ok: true,
      value: readJson('1.0'),
    });
    expect(readCell('option', 'c', null, columns[0]?.spec)).toEqual({ ok: true, value: 'c' });
  });
  test('a table that stores labels gets labels', () =>
    expect(readCell('option', 'Sand', 'Clay', columns[0]?.spec)).toEqual({ ok: true, value: 'Sand' }));
  test('titles of the form are known as titles', () =>
    expect(
      pasteCells(list, columns, { row: 0, column: 0 }, [
        ['Soil', 'Top'],
        ['Sand', '3'],
      ]),
    ).toMatchObject({ titled: true, cells: 2 }));
  test('an option that a row of its own offers is pasted as its value', () => {
    const choices = [{ value: 7, label: 'Peat', visible: true }];
    const own: FieldSpec = { ...table, rowStates: [{}, { soil: { choices } }] };
    const pasted = pasteCells(list, columns, { row: 0, column: 0 }, [['Sand'], ['Peat']], own);
    expect(printJson(pasted.rows)).toBe('[{"old":1,"top":2.0,"soil":1.0},{"top":null,"soil":7}]');
  });
});

test('of the choices of a cell those that the app shows are offered, beside the one that is stored', () => {
  const choices = ['a', 'b', 'c'].map((value) => ({
    value,
    label: value.toUpperCase(),
    visible: value === 'a',
  }));
  const spec = { type: 'option', choices } as unknown as FieldSpec;
  expect(offeredIn(spec, 'B')?.map(({ label }) => label)).toEqual(['A', 'B']);
  expect(['a', 'b'].map((value) => notOffered('option', spec, value, value.toUpperCase()))).toEqual([
    undefined,
    'Not offered',
  ]);
});

describe('rows', () => {
  const list = rows('[{"n":"b","v":1.0,"x":[1]},{"n":"a10","v":3},{"n":"a2"},{"n":null,"v":2}]');
  const columns = gridColumns(list, 'array', undefined);
  const at = (key: string) => columns.findIndex((column) => column.key === key);

  test('filled down take the cells above, and keep the rest as it was', () =>
    expect(printJson(fillDown(list, columns, { row: 0, column: at('v') }, { row: 2, column: at('v') }))).toBe(
      '[{"n":"b","v":1.0,"x":[1]},{"n":"a10","v":1.0},{"n":"a2","v":1.0},{"n":null,"v":2}]',
    ));
  test('are ordered by number and by name, empty ones last either way', () => {
    expect(sortedOrder(list, 'v', false)).toEqual([0, 3, 1, 2]);
    expect(sortedOrder(list, 'v', true)).toEqual([1, 3, 0, 2]);
    expect(sortedOrder(list, 'n', false)).toEqual([2, 1, 0, 3]);
  });
  test('emptied are others: those given stay, and what holds more than one value does too', () => {
    const before = printJson(list);
    expect(printJson(emptied(list, [0, 1], columns))).toBe(
      '[{"n":"","v":null,"x":[1]},{"n":"","v":null},{"n":"a2"},{"n":null,"v":2}]',
    );
    expect(printJson(list)).toBe(before);
  });
  test('are ordered by all digits, with what is no number behind those that are', () => {
    const odd = rows('[{"v":3},{"v":NaN},{"v":9007199254740993},{"v":9007199254740992},{"v":""},{"v":1}]');
    expect(sortedOrder(odd, 'v', false)).toEqual([5, 0, 3, 2, 1, 4]);
    expect(sortedOrder(odd, 'v', true)).toEqual([2, 3, 0, 5, 1, 4]);
  });
  test.each([
    '[{"n":"b","v":1.0,"x":[1]},{"n":"a10","v":3},{"n":"a2"},{"n":null,"v":2},{"n":"a","v":1}]',
    '[{"a":1.0,"b":true},{"a":NaN,"b":null},{"a":2}]',
    '[{"t":"x"},{"t":null},{"t":5.0}]',
    '[{"d":"2026-05-13"},{"d":"13-05-2026"},{"d":""}]',
    '[{"o":"x"},{"o":""},{"o":true}]',
  ])('copied cells of %s that are pasted over themselves change nothing', (text) => {
    const own = rows(text);
    const all = gridColumns(own, 'table', { type: 'table', sub_types: { o: { type: 'option' } } });
    const pasted = pasteCells(own, all, { row: 0, column: 0 }, readTsv(writeCells(all, own)));
    expect([printJson(pasted.rows), pasted.rejected]).toEqual([text, []]);
  });
  test('copied cells empty those that they are pasted over where they are empty, the last one too', () => {
    const column = columns.slice(1, 2);
    const others = rows('[{"v":7},{"v":8},{"v":9},{"v":10}]');
    const copied = readTsv(writeCells(column, rows('[{"v":1},{"v":2},{"v":null}]')));
    expect(printJson(pasteCells(others, column, { row: 0, column: 0 }, copied).rows)).toBe(
      '[{"v":1},{"v":2},{"v":null},{"v":10}]',
    );
    expect(readTsv(writeCells(column, rows('[{"v":null}]')))).toEqual([['']]);
  });
});

test('rows that are said to have the columns of others have them', () => {
  const cell = fc.constantFrom<JsonValue>(1, 2, 'a', '2026-05-13', null, true, 'x'.repeat(100));
  const keys = fc.subarray(['a', 'b', 'c']);
  const row = keys.chain((names) =>
    fc
      .tuple(...names.map(() => cell))
      .map((cells) => new Map(names.map((name, at) => [name, cells[at] as JsonValue]))),
  );
  const made = fc.array(row, { minLength: 1, maxLength: 4 });
  const edit = fc.record({ at: fc.nat(3), key: fc.constantFrom('a', 'b', 'c'), value: cell });
  expect(haveSameColumns(rows('[{"a":1},{"b":1}]'), rows('[{"a":2.0},{"b":1}]'))).toBe(true);
  fc.assert(
    fc.property(made, edit, (before, { at, key, value }) => {
      const index = at % before.length;
      const after = before.map((one, place) => (place === index ? new Map(one).set(key, value) : one));
      if (!haveSameColumns(before, after)) return;
      expect(gridColumns(after, 'table', undefined)).toEqual(gridColumns(before, 'table', undefined));
    }),
  );
});
