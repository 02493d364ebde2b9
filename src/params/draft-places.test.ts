import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { type DraftChange, draftOf, printDraft, readDraft } from './draft.ts';
import { placeDraft } from './draft-places.ts';

const params = (text: string) => readJson(text) as JsonObject;
const kept = (base: string, edited: string) => readDraft(printDraft(draftOf(params(base), params(edited))));
const pathsIn = (base: string, edited: string, now: string) =>
  placeDraft(kept(base, edited), params(now)).placed.map(({ path }) => path.join('/'));

/** As it was kept before lists were marked. */
const keptBefore = (base: string, edited: string) =>
  kept(base, edited).map(({ list: _list, ...change }) => change);

const LAYERS = '{"rows":[{"name":"A","g":18},{"name":"B","g":18},{"name":"C","g":18}]}';
const EDITED = '{"rows":[{"name":"A","g":18},{"name":"B","g":19},{"name":"C","g":18}]}';

describe('a cell goes with its row', () => {
  test.each([
    ['nothing moved', LAYERS, 'rows/1/g'],
    [
      'a row came above',
      '{"rows":[{"name":"New","g":18},{"name":"A","g":18},{"name":"B","g":18},{"name":"C","g":18}]}',
      'rows/2/g',
    ],
    ['a row above went', '{"rows":[{"name":"B","g":18},{"name":"C","g":18}]}', 'rows/0/g'],
    [
      'another cell of it changed, and it moved',
      '{"rows":[{"name":"B","g":18,"note":"x"},{"name":"A","g":18},{"name":"C","g":18}]}',
      'rows/0/g',
    ],
    [
      'the same cell changed, and it moved',
      '{"rows":[{"name":"A","g":18},{"name":"C","g":18},{"name":"B","g":17.5}]}',
      'rows/2/g',
    ],
    [
      'it was stored already, and moved',
      '{"rows":[{"name":"B","g":19},{"name":"A","g":18},{"name":"C","g":18}]}',
      'rows/0/g',
    ],
    ['numbers are spelled otherwise now', LAYERS.replaceAll('18', '18.0'), 'rows/1/g'],
  ])('%s', (_, now, path) => {
    expect(pathsIn(LAYERS, EDITED, now)).toEqual([path]);
  });

  test('a row that went is told, also where another one holds the same', () => {
    const { placed, lost } = placeDraft(
      kept(LAYERS, EDITED),
      params('{"rows":[{"name":"A","g":18},{"name":"C","g":18}]}'),
    );
    expect([placed, lost.map(({ path }) => path)]).toEqual([[], [['rows', 1, 'g']]]);
  });

  test('rows without a name are known by what the draft leaves alone, or not at all', () => {
    const base =
      '{"rows":[{"top":-1,"g":18,"c":0,"w":4},{"top":-2,"g":18,"c":5,"w":8},{"top":-3,"g":20,"c":5,"w":4}]}';
    const edited = base.replace('"top":-2,"g":18', '"top":-2,"g":19');
    const inserted = base.replace('[', '[{"top":0,"g":18,"c":0,"w":4},');
    expect(pathsIn(base, edited, inserted)).toEqual(['rows/2/g']);
    expect(pathsIn(base, edited, inserted.replace('"c":5,"w":8', '"c":6,"w":8'))).toEqual(['rows/2/g']);
    expect(pathsIn(base, edited, inserted.replace('"c":5,"w":8', '"c":5,"w":9').replace('-2', '-4'))).toEqual(
      [],
    );
  });

  test('rows that are all alike keep their places, and what is stored is not made in the next one', () => {
    const base = '{"rows":[{"n":10,"g":18},{"n":10,"g":18},{"n":10,"g":18}]}';
    const edited = '{"rows":[{"n":10,"g":18},{"n":10,"g":19},{"n":10,"g":18}]}';
    expect(pathsIn(base, edited, base)).toEqual(['rows/1/g']);
    expect(pathsIn(base, edited, edited)).toEqual(['rows/1/g']);
  });

  test('tables in rows are followed inside their row', () => {
    const inner = (name: string, ...tops: number[]) =>
      `{"name":"${name}","layers":[${tops.map((top) => `{"name":"${name}${top}","top":${top}.0}`).join()}]}`;
    const base = `{"cases":[${inner('Base', 1, 2)},${inner('Flood', 1, 2)}]}`;
    const edited = base.replace('{"name":"Flood2","top":2.0}', '{"name":"Flood2","top":7.50}');
    const now = `{"cases":[${inner('Dry', 1)},${inner('Base', 1, 2)},${inner('Flood', 0, 1, 2)}]}`;
    expect(pathsIn(base, edited, now)).toEqual(['cases/2/layers/2/top']);
  });

  test('an item that is replaced meets what stands there now, or goes where it stands', () => {
    expect(pathsIn('{"v":[1,2,3]}', '{"v":[1,5,3]}', '{"v":[0,1,2,3]}')).toEqual(['v/2']);
    expect(pathsIn('{"v":[1,2,3]}', '{"v":[1,5,3]}', '{"v":[1,7,3]}')).toEqual(['v/1']);
  });

  test('a name that several rows have tells none of them, what else is known of them may', () => {
    const rows = (...texts: string[]) => `{"rows":[${texts.join()}]}`;
    const others = ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((name) => `{"name":"${name}","g":1,"c":1}`);
    const base = rows('{"name":"A","g":18,"c":1}', '{"name":"A","g":18,"c":2}', ...others);
    const edited = base.replace('18', '19');
    const changed = ['{"name":"A","g":18,"c":7}', '{"name":"A","g":18,"c":2}', ...others];
    const now = rows('{"name":"New"}', ...changed);
    expect(placeDraft(keptBefore(base, edited), params(now)).placed).toEqual([]);
    expect(pathsIn(base, edited, now)).toEqual(['rows/1/g']);
    expect(pathsIn(base, edited, rows(...changed.slice(1)))).toEqual([]);
  });

  test('of rows that came to be alike none is taken for the one that moved', () => {
    const base = '{"rows":[{"n":1,"g":18},{"n":2,"g":18}]}';
    const now = '{"rows":[{"n":3,"g":18},{"n":1,"g":18},{"n":1,"g":18}]}';
    expect(pathsIn(base, base.replace('18', '19'), now)).toEqual([]);
  });

  test('a member that was removed from a row is looked for where rows hold less or something else', () => {
    const base = '{"rows":[{"name":"A","in":[{"n":1},{"n":2,"m":3}]},{"name":"B","in":[]}]}';
    const edited = base.replace(',"m":3', '');
    const now = '{"rows":[{"name":"B","in":[]},7,{"name":"C"},{"name":"A","in":[]}]}';
    expect(pathsIn(base, edited, now)).toEqual([]);
  });

  test('no row is taken for a member of what a list became', () => {
    const now = params('{"rows":{"1":{"name":"B","g":18}}}');
    expect(placeDraft(kept(LAYERS, EDITED), now)).toMatchObject({
      placed: [],
      lost: [{ path: ['rows', 1, 'g'] }],
    });
  });

  test('a change kept without its row keeps its path', () => {
    const change = { path: ['rows', 1, 'g'], base: 18 as JsonValue, value: 19 as JsonValue };
    expect(placeDraft([change], params('{"rows":[{"g":1},{"g":2}]}')).placed).toEqual([change]);
  });
});

describe('of rows that are alike', () => {
  const list = (items: string) => `{"v":[${items}]}`;
  const ROW = '{"a":1,"b":2}';
  const MINE = '{"a":1,"b":5}';
  test.each([
    ['nothing changed', '4,4', '4,52', '4,4', 'v/1'],
    ['the one that was edited may have gone', '4,4', '4,52', '4', undefined],
    ['the same, of the first', '4,4', '52,4', '4', undefined],
    ['the same, of rows', `${ROW},${ROW}`, `${ROW},${MINE}`, ROW, undefined],
    ['the same, of lists in lists', '[1,2],[1,2]', '[1,2],[1,7]', '[1,2]', undefined],
    ['the same, while another item came', '4,4,5', '52,4,5', '4,5,9', undefined],
    ['another one was changed in its place', '4,4', '52,4', '4,9', 'v/0'],
    ['that one was changed itself, and is met as a clash', '4,4,5', '4,52,5', '4,7,5', 'v/1'],
    ['a cell of that one was changed', `${ROW},${ROW}`, `${ROW},${MINE}`, `${ROW},{"a":1,"b":7}`, 'v/1/b'],
    ['an item came above, and none of them came or went', '4,4', '4,52', '9,4,4', 'v/2'],
    ['one came that reads as the only one', '4', '52', '4,4', undefined],
    ['one came that reads as the only row', ROW, MINE, `${ROW},${ROW}`, undefined],
    ['one read as the edited one is to read, and one of the two went', '4,52', '52,52', '52', undefined],
    ['another one stands as it was where the edited one went', '4,5', '52,5', '5', undefined],
  ])('%s', (_, base, edited, now, path) => {
    expect(pathsIn(list(base), list(edited), list(now))).toEqual(path === undefined ? [] : [path]);
  });

  test('the same, of a table in a row', () => {
    const base = `{"cases":[{"name":"Base","layers":[${ROW},${ROW}]},{"name":"Flood","layers":[]}]}`;
    const edited = base.replace(ROW, MINE);
    const now = base.replace(`${ROW},${ROW}`, ROW);
    expect(pathsIn(base, edited, now)).toEqual([]);
    expect(pathsIn(base, edited, base.replace('[', '[{"name":"Dry","layers":[]},'))).toEqual([
      'cases/1/layers/0/b',
    ]);
  });

  test('rows without a name that differ in one cell are not taken for each other', () => {
    const row = (top: number, c: number) => `{"top":${top},"g":18.5,"c":${c},"w":4,"k":1}`;
    const base = list([row(-1.5, 0), row(-2.5, 0)].join());
    expect(pathsIn(base, base.replace('"c":0', '"c":7'), list(row(-2.5, 0)))).toEqual([]);
    expect(pathsIn(base, base.replace('"c":0', '"c":7'), list(row(-2.5, 3)))).toEqual([]);
  });

  test('rows are told by a name only where it named each of them', () => {
    const row = (name: string, g: number, c = 1) => `{"name":"${name}","g":${g},"c":${c}}`;
    const base = list([row('A', 18), row('A', 19), row('B', 20), row('C', 21), row('D', 22)].join());
    const now = list([row('A', 19), row('B', 20), row('C', 21), row('D', 22)].join());
    expect(pathsIn(base, base.replace('"g":18,"c":1', '"g":18,"c":2'), now)).toEqual([]);
  });

  /** Items as they were, told apart by a mark that nobody sees. */
  const items = fc.array(fc.constantFrom<string[]>('4', '5', ROW, '{"a":1,"b":3}', '[1,2]'), {
    minLength: 1,
    maxLength: 6,
  });
  const acts = fc.array(
    fc.record({ at: fc.nat(20), item: fc.constantFrom('4', '5', ROW, '9', '{"a":3,"b":9}', '[]') }),
    { maxLength: 4 },
  );
  type Marked = { item: string; mark: number };
  const inserted = (marked: Marked[], { at, item }: { at: number; item: string }) =>
    marked.toSpliced(at % (marked.length + 1), 0, { item, mark: -1 });
  const removed = (marked: Marked[], { at }: { at: number }) =>
    marked.toSpliced(at % (marked.length || 1), 1);
  // To what no other holds: two that change into each other read as moved.
  const changed = (marked: Marked[], { at, item }: { at: number; item: string }) =>
    marked.map((one, index) => (index === at % marked.length ? { ...one, item: `[${item},9]` } : one));
  const EDITS: Record<string, string> = {
    [ROW]: MINE,
    '{"a":1,"b":3}': MINE,
    '[1,2]': '[1,7]',
  };

  test.each([
    ['come', inserted],
    ['go', removed],
    ['are changed in their places', changed],
  ])('whatever items %s, an edit is made in its own or in none', (_, act) => {
    fc.assert(
      fc.property(items, fc.nat(20), acts, (before, pick, done) => {
        const mark = pick % before.length;
        const edited = before.with(mark, EDITS[before[mark] as string] ?? '52');
        const now = done.reduce(
          act,
          before.map((item, index) => ({ item, mark: index })),
        );
        const [path] = pathsIn(
          list(before.join()),
          list(edited.join()),
          list(now.map(({ item }) => item).join()),
        );
        if (path !== undefined) expect(now[Number(path.split('/')[1])]?.mark).toBe(mark);
      }),
      { numRuns: 500 },
    );
  });

  test('what an older version kept is read, and found as far as it tells', () => {
    const [base, edited] = [list('7,4,4'), list('52,4,4')];
    const [change] = keptBefore(base, edited);
    expect(change).toEqual({ path: ['v', 0], base: 7, value: 52, row: 7 });
    expect(placeDraft([change as DraftChange], params(list('9,7,4'))).placed[0]?.path).toEqual(['v', 1]);
  });
});

test('of thousands of edited rows the marks of their list are kept once', () => {
  const rows = (g: number) => Array.from({ length: 40 }, (_, index) => `{"n":${index},"g":${g}}`);
  const text = printDraft(
    draftOf(params(`{"r":[${rows(1)}]}`), params(`{"r":[${[...rows(2).slice(0, 9), ...rows(1).slice(9)]}]}`)),
  );
  expect(text.match(/"list":/g)).toHaveLength(1);
  expect(new Set(readDraft(text).map(({ list }) => list)).size).toBe(1);
});

test('thousands of edited rows are found in one pass over their list', () => {
  const row = (index: number) => `{"depth":${index},"soil":"Sand","use":1}`;
  const rows = Array.from({ length: 20_000 }, (_, index) => row(index));
  const edited = rows.map((text, index) => (index % 4 === 0 ? text.replace('"use":1', '"use":2') : text));
  const draft = kept(`{"r":[${rows}]}`, `{"r":[${edited}]}`);
  const now = params(`{"r":[${row(-1)},${rows}]}`);
  const before = process.cpuUsage();
  const { placed } = placeDraft(draft, now);
  // Some 0.2 s; 20 s where each edit goes through the list.
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  expect(placed.map(({ path }) => path[1])).toEqual(draft.map(({ path }) => Number(path[1]) + 1));
});

test('what a draft keeps of a row is without loss', () => {
  const [change] = kept('{"r":[{"a":1.0,"b":1e-05}]}', '{"r":[{"a":2.50,"b":1e-05}]}');
  expect(printJson(change?.row as JsonValue)).toBe('{"a":1.0,"b":1e-05}');
});
