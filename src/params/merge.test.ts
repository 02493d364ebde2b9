import { describe, expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { mergeParams, type Taken } from './merge.ts';
import { getIn, setIn } from './path.ts';

const read = (value: unknown): JsonValue => readJson(JSON.stringify(value));
const plain = (value: JsonValue): unknown => JSON.parse(printJson(value));

function merge(base: unknown, mine: unknown, theirs: unknown, choices?: Record<string, Taken>) {
  const { merged, clashes } = mergeParams(read(base), read(mine), read(theirs), choices);
  return { merged: plain(merged), clashes };
}

describe('merging', () => {
  it('keeps how mine writes a number beside a change of theirs in the same group and row', () => {
    const texts = [
      '{"g":{"u":1,"h":1},"t":[{"n":"a","x":1,"y":1}]}',
      '{"g":{"u":1.0,"h":1},"t":[{"n":"a","x":1.0,"y":1}]}',
      '{"g":{"u":1,"h":2},"t":[{"n":"a","x":1,"y":2}]}',
    ];
    const [base, mine, theirs] = texts.map((text) => readJson(text)) as [JsonValue, JsonValue, JsonValue];
    expect(printJson(mergeParams(base, mine, theirs).merged)).toBe(
      '{"g":{"u":1.0,"h":2},"t":[{"n":"a","x":1.0,"y":2}]}',
    );
  });

  const a = { name: 'A', x: 1, y: 1, z: 1 };
  const b = { name: 'B', x: 2, y: 2, z: 2 };
  const c = { name: 'C', x: 3, y: 3, z: 3 };
  const d = { name: 'D', x: 4, y: 4, z: 4 };

  it.each<[string, unknown, unknown, unknown, unknown]>([
    ['takes both sides’ leaves', { p: 1, q: 1 }, { p: 2, q: 1 }, { p: 1, q: 3 }, { p: 2, q: 3 }],
    ['takes members added on both', { p: 1 }, { p: 1, m: 1 }, { p: 1, t: 2 }, { p: 1, m: 1, t: 2 }],
    ['takes a removal', { p: 1, q: 1 }, { q: 1 }, { p: 1, q: 2 }, { q: 2 }],
    [
      'takes cells of one row from both',
      [a, b],
      [{ ...a, x: 9 }, b],
      [{ ...a, y: 8 }, b],
      [{ ...a, x: 9, y: 8 }, b],
    ],
    ['follows a row that moved', [a, b, c], [b, c, a], [{ ...a, x: 9 }, b, c], [b, c, { ...a, x: 9 }]],
    ['takes rows added on both', [a, b], [c, a, b], [a, b, d], [c, a, b, d]],
    ['adds a row added alike on both once', [a, b], [a, c, b], [a, c, b], [a, c, b]],
    [
      'adds a row added alike on both once, beside edits of either',
      [a, b],
      [{ ...a, x: 9 }, c, b],
      [a, c, { ...b, y: 8 }],
      [{ ...a, x: 9 }, c, { ...b, y: 8 }],
    ],
    [
      'takes edits along into a group that got another name and edits of its own',
      { soil_1: { k: 1, l: 2, m: 3, rows: [a, b] } },
      { soil: { k: 1, l: 2, m: 9, rows: [a, b] } },
      { soil_1: { k: 8, l: 2, m: 3, rows: [a, c, { ...b, x: 7 }] } },
      { soil: { k: 8, l: 2, m: 9, rows: [a, c, { ...b, x: 7 }] } },
    ],
    [
      'takes own edits along into a page that came around them on the other side',
      { soil: { k: 1, l: 2, m: 3 }, x: 1 },
      { soil: { k: 7, l: 2, m: 3 }, x: 1 },
      { page: { soil: { k: 1, l: 2, m: 3 }, n: 1 }, x: 2 },
      { page: { soil: { k: 7, l: 2, m: 3 }, n: 1 }, x: 2 },
    ],
    ['removes a row and edits another', [a, b], [b], [a, { ...b, x: 9 }], [{ ...b, x: 9 }]],
    [
      'takes their order when mine kept it',
      [a, b, c],
      [{ ...a, x: 9 }, b, c],
      [c, a, b],
      [c, { ...a, x: 9 }, b],
    ],
  ])('%s', (_, base, mine, theirs, expected) => {
    const { merged, clashes } = merge({ t: base }, { t: mine }, { t: theirs });
    expect([merged, clashes]).toEqual([{ t: expected }, []]);
  });

  it('names the leaf that both changed and takes the chosen side', () => {
    const sides = [{ p: { q: 1 } }, { p: { q: 2 } }, { p: { q: 3 } }] as const;
    const { merged, clashes } = merge(...sides);
    expect(clashes).toEqual([
      { id: '["p","q"]', kind: 'value', path: ['p', 'q'], base: 1, mine: 2, theirs: 3 },
    ]);
    expect(merged).toEqual({ p: { q: 2 } });
    expect(merge(...sides, { '["p","q"]': 'theirs' }).merged).toEqual({ p: { q: 3 } });
    expect(merge(...sides, { '["p","q"]': 'base' }).merged).toEqual({ p: { q: 1 } });
  });

  it('takes a value of one’s own at a clash, also in a group that they gave another name', () => {
    const sides = [
      { a: { k: 1, l: 2, m: 3, n: 4 } },
      { a: { k: 8, l: 2, m: 3, n: 4 } },
      { b: { k: 9, l: 2, m: 3, n: 4 } },
    ] as const;
    const [clash] = merge(...sides).clashes;
    expect(clash?.path).toEqual(['b', 'k']);
    const { merged } = merge(...sides, { [clash?.id ?? '']: { value: 7 } });
    expect(merged).toEqual({ b: { k: 7, l: 2, m: 3, n: 4 } });
  });

  it.each([
    ['a number', 5],
    ['a list', [1, 2]],
    ['null', null],
  ])('keeps %s that they put where mine moved a group which they edited', (_, page) => {
    const group = { k: 1, l: 2, m: 3 };
    const { merged, clashes } = merge(
      { group, page: { n: 1 } },
      { page: { n: 1, group } },
      { group: { ...group, k: 9 }, page },
    );
    expect(clashes.map(({ path, theirs }) => [path, plain(theirs ?? null)])).toEqual([
      [['page'], page],
      [['group'], { ...group, k: 9 }],
    ]);
    expect(merged).toEqual({ page: { n: 1, group } });
  });

  it('takes their edits of a group along into one that they renamed and into which mine moved it', () => {
    const [group, page] = [
      { k: 1, l: 2, m: 3 },
      { n: 1, o: 2, p: 3 },
    ];
    const { merged, clashes } = merge(
      { group, page },
      { page: { ...page, group } },
      { group: { ...group, k: 9 }, sheet: page },
    );
    expect(clashes).toEqual([]);
    expect(merged).toEqual({ sheet: { ...page, group: { ...group, k: 9 } } });
  });

  it.each<[string, string[], string[], string[]]>([
    ['stays where mine moved it and theirs removed it', ['x'], [], ['x']],
    ['stays where theirs moved it and mine removed it', [], ['x'], ['x']],
  ])('a group %s', (_, ...sides) => {
    const group = { k: 1, l: 2, m: 3 };
    const [mine, theirs, merged] = sides.map((keys) => Object.fromEntries(keys.map((key) => [key, group])));
    expect(merge({ group }, mine, theirs)).toEqual({ merged, clashes: [] });
  });

  describe('a group that both moved, to different places', () => {
    const group = { k: 1, l: 2, m: 3, n: 4, p: 5, q: 6 };
    const sides = [
      { group, page: { o: 1 } },
      { x: { ...group, k: 9 }, page: { o: 1 } },
      { page: { o: 1, group: { ...group, l: 8 } } },
    ] as const;
    const both = { ...group, k: 9, l: 8 };
    const id = 'place ["group"]';

    it('is one clash that names its three places', () => {
      const { merged, clashes } = merge(...sides);
      expect(clashes.map(({ base, mine, theirs, ...rest }) => rest)).toEqual([
        {
          id,
          kind: 'place',
          path: ['x'],
          places: { base: ['group'], mine: ['x'], theirs: ['page', 'group'] },
        },
      ]);
      expect(merged).toEqual({ x: both, page: { o: 1 } });
    });

    it.each<[Taken, unknown]>([
      ['theirs', { page: { o: 1, group: both } }],
      ['base', { page: { o: 1 }, group: both }],
      [{ value: 1 }, { x: both, page: { o: 1 } }],
    ])('stands at the place that is chosen (%j) with what both edited in it', (taken, expected) => {
      expect(merge(...sides, { [id]: taken }).merged).toEqual(expected);
    });

    it('keeps the choice about what is in it wherever it goes', () => {
      const [base, mine, theirs] = sides;
      const other = { page: { o: 1, group: { ...theirs.page.group, k: 7 } } };
      const { clashes } = merge(base, mine, other);
      expect(clashes.map(({ id }) => id)).toEqual([id, '["x","k"]']);
      expect(merge(base, mine, other, { [id]: 'theirs', '["x","k"]': 'theirs' }).merged).toEqual({
        page: { o: 1, group: { ...both, k: 7 } },
      });
    });

    it('is none where both moved it to one place, each with edits of its own', () => {
      const [base, mine] = sides;
      const { merged, clashes } = merge(base, mine, { x: { ...group, l: 8 }, page: { o: 1 } });
      expect([merged, clashes]).toEqual([{ x: both, page: { o: 1 } }, []]);
    });

    it('is asked about also where both left the group around it alike', () => {
      const [home, room] = [{ o: 1 }, { r: 1 }];
      const { clashes } = merge(
        { page: { home: { ...home, group }, room } },
        { page: { home, room: { ...room, x: group } } },
        { page: { home, room }, y: group },
      );
      expect(clashes.map(({ kind, path }) => [kind, path])).toEqual([['place', ['page', 'room', 'x']]]);
    });

    it('is asked about where theirs removed the page it stood in, which only the choice of its old place brings back', () => {
      const [base, mine, theirs] = [
        { page: { group, o: 1 } },
        { page: { o: 1 }, x: { ...group, k: 9 } },
        { y: { ...group, l: 8 } },
      ];
      const of = (taken?: Taken) =>
        merge(base, mine, theirs, taken ? { 'place ["page","group"]': taken } : {});
      expect(of().clashes.map(({ kind, path }) => [kind, path])).toEqual([['place', ['x']]]);
      expect([of(), of('theirs'), of('base')].map(({ merged }) => merged)).toEqual([
        { x: both },
        { y: both },
        { page: { group: both } },
      ]);
    });

    it('stands at one place also where the other side has something else there', () => {
      const of = (taken: Taken) => merge({ group }, { x: group }, { y: group, x: 5 }, { [id]: taken });
      expect(of('mine').clashes.map(({ kind, path, theirs }) => [kind, path, plain(theirs ?? null)])).toEqual(
        [
          ['place', ['x'], group],
          ['value', ['x'], 5],
        ],
      );
      expect(of('theirs').clashes.map(({ kind }) => kind)).toEqual(['place']);
      expect([of('mine'), of('theirs')].map(({ merged }) => merged)).toEqual([
        { x: group },
        { y: group, x: 5 },
      ]);
    });

    it('stands in a row or at the other place, not in both', () => {
      const rows = [
        { n: 'a', v: 1 },
        { n: 'b', v: 2 },
      ];
      const inRow = { rows: [rows[0], { ...rows[1], group }] };
      for (const taken of ['mine', 'theirs'] as const) {
        const { merged, clashes } = merge({ group, rows }, inRow, { y: group, rows }, { [id]: taken });
        expect(clashes.map(({ kind, places }) => [kind, places?.mine, places?.theirs])).toEqual([
          ['place', ['rows', 1, 'group'], ['y']],
        ]);
        expect(merged).toEqual(taken === 'mine' ? inRow : { y: group, rows });
      }
    });

    it('is asked about also inside of one that both moved alike', () => {
      const [page, inner] = [
        { o: 1, p: 2, q: 3, r: 4 },
        { u: 1, v: 2, w: 3 },
      ];
      const of = (taken: Taken) =>
        merge(
          { page: { ...page, inner } },
          { x: { ...page, first: inner } },
          { x: { ...page, second: inner } },
          { 'place ["x","inner"]': taken },
        );
      expect(of('mine').clashes.map(({ kind, path }) => [kind, path])).toEqual([['place', ['x', 'first']]]);
      expect([of('mine'), of('theirs'), of('base')].map(({ merged }) => merged)).toEqual([
        { x: { ...page, first: inner } },
        { x: { ...page, second: inner } },
        { x: { ...page, inner } },
      ]);
    });
  });

  it('lets a row that mine put into another table clash with their edit of it', () => {
    const { clashes, merged } = merge(
      { t: [a, b], u: [c] },
      { t: [b], u: [c, a] },
      { t: [{ ...a, x: 9 }, b], u: [c] },
    );
    expect(clashes.map(({ mine, path }) => [mine, path])).toEqual([[undefined, ['t', 0]]]);
    expect(merged).toEqual({ t: [b], u: [c, a] });
  });

  it('lets a removal clash with an edit', () => {
    const { clashes, merged } = merge({ t: [a, b] }, { t: [b] }, { t: [{ ...a, x: 9 }, b] });
    expect(clashes.map(({ mine, path }) => [mine, path])).toEqual([[undefined, ['t', 0]]]);
    expect(merged).toEqual({ t: [b] });
    const other = merge(
      { t: [a, b] },
      { t: [b] },
      { t: [{ ...a, x: 9 }, b] },
      { [clashes[0]?.id ?? '']: 'theirs' },
    );
    expect(other.merged).toEqual({ t: [{ ...a, x: 9 }, b] });
  });

  it('lets an edit clash where they put another row in the place of the edited one', () => {
    const [edited, other] = [
      { ...b, x: 9 },
      { name: 'Q', x: 2, y: 7, z: 7 },
    ];
    const { clashes, merged } = merge({ t: [a, b] }, { t: [a, edited] }, { t: [a, other] });
    expect(clashes.map(({ theirs, path }) => [theirs, path])).toEqual([[undefined, ['t', 1]]]);
    expect(merged).toEqual({ t: [a, other, edited] });
  });

  it.each([
    ['the only row', [b], 0],
    ['a row of a name that others have', [{ ...a, name: 'B' }, b, { ...c, name: 'B' }], 1],
    ['a row of a table in which no name was kept', [a, b], 1],
  ])('asks about an edit where they put another row in the place of %s', (what, base, at) => {
    const other = { name: 'Q', x: 7, y: 2, z: 7 };
    const theirs = base.map((row, index) =>
      index === at ? other : what.includes('no name') ? { ...row, name: 'P', x: 8 } : row,
    );
    const mine = base.map((row, index) => (index === at ? { ...row, y: 9 } : row));
    for (const sides of [
      [mine, theirs],
      [theirs, mine],
    ] as const) {
      const { merged, clashes } = merge({ t: base }, { t: sides[0] }, { t: sides[1] });
      expect(clashes.map(({ kind, path }) => [kind, path])).toEqual([['value', ['t', at]]]);
      expect((merged as { t: unknown[] }).t[at]).toEqual(sides[0][at]);
    }
  });

  const clay = (nr: number) => ({ nr, name: 'Clay', x: nr / 2, y: 2, z: 3 * nr, w: 7 - nr });

  it.each([
    ['whose number is still the same', [clay(1), clay(2), clay(3)], { name: 'Peat', x: 8, z: 8, w: 8 }, {}],
    ['whose table got columns', [b], { name: 'Peat' }, { p: 1, q: 2, r: 3, s: 4 }],
  ])('does not ask about an edit of a renamed row %s', (_, base, renamed, columns) => {
    const edit = (by: object) => base.map((row, at) => (at === base.length - 1 ? { ...row, ...by } : row));
    const theirs = edit(renamed).map((row) => ({ ...row, ...columns }));
    const both = edit({ ...renamed, y: 9 }).map((row) => ({ ...row, ...columns }));
    const mine = edit({ y: 9 });
    for (const [one, other] of [
      [mine, theirs],
      [theirs, mine],
    ])
      expect(merge({ t: base }, { t: one }, { t: other })).toEqual({ merged: { t: both }, clashes: [] });
  });

  it('lets two orders clash', () => {
    const { clashes } = merge({ t: [a, b, c, d] }, { t: [d, a, b, c] }, { t: [b, a, c, d] });
    expect(clashes.map(({ kind, path }) => [kind, path])).toEqual([['order', ['t']]]);
  });

  it('lets a line that both redrew clash as a whole', () => {
    const line = (...lats: number[]) => lats.map((lat) => ({ lat, lon: 5 }));
    const { clashes } = merge({ l: line(1, 2, 3) }, { l: line(1, 2, 4) }, { l: line(0, 2, 3) });
    expect(clashes.map(({ path }) => path)).toEqual([['l']]);
  });

  it('keeps the bytes of what neither side touched', () => {
    const base = readJson('{ "a": 1.0,  "b": [1e-05 , 2], "c": 1 }');
    const mine = readJson('{ "a": 1.0,  "b": [1e-05 , 2], "c": 2 }');
    const theirs = readJson('{"a":1.0,"b":[1e-05,2],"c":1,"d":4}');
    expect(printJson(mergeParams(base, mine, theirs).merged)).toBe(
      '{ "a": 1.0,  "b": [1e-05 , 2], "c": 2,  "d": 4 }',
    );
  });

  it('gives mine itself for whatever comes out as it is there', () => {
    const texts = ['1', '2'].map(
      (x) => `{"g":{"u":1.0},"t":[{"n":"a","x":1},{"n":"b","x":1}],"h":{"x":${x}}}`,
    );
    const [base, theirs] = texts.map((text) => readJson(text)) as [JsonValue, JsonValue];
    const mine = setIn(readJson(texts[0] as string), ['t', 1, 'x'], 5);
    const { merged } = mergeParams(base, mine, theirs);
    expect(plain(merged)).toEqual({
      g: { u: 1 },
      t: [
        { n: 'a', x: 1 },
        { n: 'b', x: 5 },
      ],
      h: { x: 2 },
    });
    for (const key of ['g', 't']) expect(getIn(merged, [key])).toBe(getIn(mine, [key]));
    expect(mergeParams(base, mine, base).merged).toBe(mine);
  });

  it('takes groups nested 10,000 deep as a whole', () => {
    const deep = (x: number, y: number) =>
      readJson(`{"z":${y},"a":${'{"a":'.repeat(10_000)}{"x":${x}}${'}'.repeat(10_001)}`);
    const { merged, clashes } = mergeParams(deep(1, 1), deep(2, 1), deep(1, 2));
    expect([printJson(merged) === printJson(deep(2, 2)), clashes]).toEqual([true, []]);
    expect(mergeParams(deep(1, 1), deep(2, 1), deep(3, 1)).clashes).toHaveLength(1);
  });
});
