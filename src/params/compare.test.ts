import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { applyComparison, invert } from './apply.ts';
import { compareParams } from './compare.ts';
import type { CompareOptions, Counts, Difference, ListDifference, RowsDifference } from './comparison.ts';
import { describeComparison } from './describe.ts';
import { sameSpelling } from './equal.ts';
import { flatten } from './flatten.ts';
import { toPointer } from './path.ts';

const read = (value: unknown): JsonValue => readJson(JSON.stringify(value));
const compare = (left: unknown, right: unknown, options?: CompareOptions) =>
  compareParams(read(left), read(right), options);

function counts(left: unknown, right: unknown, options?: CompareOptions): Partial<Counts> {
  const found = compare(left, right, options).counts;
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0));
}

function tableOf(left: unknown, right: unknown, options?: CompareOptions): RowsDifference {
  const { differences } = compare({ t: left }, { t: right }, options);
  expect(differences.map(({ type }) => type)).toEqual(['rows']);
  return differences[0] as RowsDifference;
}

function listOf(left: unknown, right: unknown): ListDifference {
  const { differences } = compare({ t: left }, { t: right });
  expect(differences.map(({ type }) => type)).toEqual(['list']);
  return differences[0] as ListDifference;
}

/** `=0 0→2 +1 -3 ~2 (cells)` for rows in order: unchanged ones left out. */
function script({ rows }: { rows: RowsDifference['rows'] }): string {
  return rows
    .filter((row) => row.kind !== 'same' || row.moved)
    .map((row) => {
      const cells = row.cells.map((cell) => String(cell.path.at(-1))).join(' ');
      const move = row.moved ? `${row.leftIndex}→${row.rightIndex}` : '';
      if (row.kind === 'added') return `+${row.rightIndex}`;
      if (row.kind === 'removed') return `-${row.leftIndex}`;
      return [move || row.rightIndex, cells && `(${cells})`].filter((part) => part !== '').join(' ');
    })
    .join(', ');
}

const soils = ['Clay', 'Sand', 'Peat', 'Loam', 'Gravel', 'Till', 'Chalk', 'Silt'];
const layer = (index: number) => ({
  name: `${soils[index % 8]} ${index}`,
  top: -index * 0.37,
  k1: ((index * 7919) % 1000) / 10,
  wet: index % 2 === 0,
  note: null as string | null,
});
type Layer = ReturnType<typeof layer>;
const thousand = (): Layer[] => Array.from({ length: 1000 }, (_, index) => layer(index));
const fresh: Layer = { name: 'New', top: 5, k1: 0.5, wet: true, note: 'x' };

describe('a table of 1,000 rows', () => {
  const cases: [string, (rows: Layer[]) => unknown, Partial<Counts>][] = [
    ['a row inserted on top is one change', (rows) => [fresh, ...rows], { added: 1 }],
    ['a row removed is one', (rows) => rows.filter((_, index) => index !== 400), { removed: 1 }],
    ['a row moved is one', (rows) => [...rows.slice(1, 700), rows[0], ...rows.slice(700)], { moved: 1 }],
    [
      'a row inserted and a cell edited are two',
      (rows) => [
        ...rows.slice(0, 3),
        fresh,
        ...rows.slice(3).map((row, i) => (i === 500 ? { ...row, top: 9 } : row)),
      ],
      { added: 1, changed: 1 },
    ],
    [
      'a row moved and edited is two',
      (rows) => [...rows.slice(1), { ...(rows[0] as Layer), k1: 77.7 }],
      { moved: 1, changed: 1 },
    ],
    [
      'noise in 100 cells is a hundred',
      (rows) => rows.map((row, index) => (index % 10 ? row : { ...row, k1: row.k1 + 1e-12 * (index + 1) })),
      { changed: 100 },
    ],
    [
      'keys in another order are none',
      (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).reverse())),
      {},
    ],
    [
      'rows sorted by a column are one move',
      (rows) => [...rows].sort((a, b) => a.k1 - b.k1 || a.top - b.top),
      { moved: 1 },
    ],
    [
      'two blocks swapped are one move',
      (rows) => [...rows.slice(0, 100), ...rows.slice(400, 700), ...rows.slice(100, 400), ...rows.slice(700)],
      { moved: 1 },
    ],
    [
      'rows moved and edited at once keep their partners',
      (rows) => [...rows].reverse().map((row, index) => (index < 5 ? { ...row, note: 'checked' } : row)),
      { moved: 1, changed: 5 },
    ],
  ];

  it.each<[string, (row: Layer) => object, Partial<Counts>]>([
    ['added', (row) => ({ ...row, class: row.name.length }), { added: 1 }],
    ['removed', ({ note, ...row }) => row, { removed: 1 }],
    ['renamed', ({ k1, ...row }) => ({ ...row, k_1: k1 }), { added: 1, removed: 1 }],
    [
      'added beside an edit',
      (row) => ({ ...row, top: row.top === 0 ? 1 : row.top, x: 1 }),
      { added: 1, changed: 1 },
    ],
  ])('a column %s counts once', (_, edit, expected) => {
    expect(counts({ t: thousand() }, { t: thousand().map(edit) })).toEqual(expected);
  });

  it('a column added to all rows but one counts by its cells', () => {
    const most = thousand().map((row, index) => (index === 7 ? row : { ...row, class: index }));
    expect(counts({ t: thousand() }, { t: most })).toEqual({ added: 999 });
  });

  it('a column added is hidden as the one change it is, and shown while any of it is', () => {
    const wider = thousand().map((row) => ({ ...row, class: 1 }));
    const hide = (pattern: string) => {
      const found = compare({ t: thousand() }, { t: wider }, { ignore: [pattern] });
      return [found.counts.added, found.hidden.ignored];
    };
    expect([hide('/t/*/class'), hide('/t/3')]).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it.each(cases)('%s', (_, edit, expected) => {
    expect(counts({ t: thousand() }, { t: edit(thousand()) })).toEqual(expected);
  });

  it.each(cases)('without names: %s', (_, edit, expected) => {
    const bare = (rows: unknown) => (rows as Layer[]).map(({ name, ...row }) => row);
    expect(counts({ t: bare(thousand()) }, { t: bare(edit(thousand())) })).toEqual(expected);
  });

  it.each([3, 5])(
    'pairs 1,000 nameless rows of %i columns, one column scaled, that were sorted as well',
    (width) => {
      const rows = thousand().map(({ top, k1 }, index) =>
        [k1, top, (index * 104_729) % 9973, (index * 7919) % 9967, index / 3].slice(0, width),
      );
      const table = (cells: number[][]) => cells.map((row) => Object.fromEntries(row.entries()));
      const sorted = rows.map(([k1, ...rest]) => [(k1 as number) * 1.05, ...rest]);
      sorted.sort((one, other) => (one[2] as number) - (other[2] as number));
      const found = counts({ t: table(rows) }, { t: table(sorted) });
      expect(found).toEqual({ changed: rows.filter(([k1]) => k1 !== 0).length, moved: 1 });
    },
  );

  it('takes rows for sorted that have nothing in the column at the end', () => {
    const rows = [3, null, 1, 4, null, 2, 6, 5].map((top, index) => ({ top, k: index / 8 }));
    const sorted = [1, 2, 3, 4, 5, 6, null].flatMap((top) => rows.filter((row) => row.top === top));
    expect(tableOf(rows, sorted).sorted).toEqual({ column: 'top', descending: false });
  });

  it('takes a ring that was turned round for one move, though a point of it stands twice', () => {
    const ring = [1, 2, 3, 4, 5, 3, 6, 1].map((step) => ({ lat: 52 + step / 8, lon: 5 }));
    expect(counts({ ring }, { ring: ring.toReversed() })).toEqual({ moved: 1 });
    const moved = ring.with(2, { lat: 52.3, lon: 5.1 });
    expect(counts({ ring }, { ring: moved.toReversed() })).toEqual({ moved: 1, changed: 1 });
  });

  it('says of a table too long to be found renamed, with a row inserted, where its rows are', () => {
    const rows = Array.from({ length: 20_001 }, (_, index) => ({ a: index, b: index / 8, c: index % 7 }));
    const edited = [{ a: -1, b: 0, c: 0 }, ...rows.with(5, { a: 5, b: -1, c: 5 })];
    const comparison = compare({ old: rows }, { neu: edited });
    const words = describeComparison(comparison, 'medium');
    expect(words).toContain('old removed (was 20001 rows, 20000 of them now in neu)');
    expect(words).toContain('neu added (20002 rows, 20000 of them from old)');
  });

  it('takes no absolute limit and no decimals for degrees', () => {
    const point = (lat: number) => ({
      p: { lat, lon: 5 },
      line: [
        { lat, lon: 5 },
        { lat: 1, lon: 1 },
      ],
    });
    const found = (tolerance: object) =>
      compare(point(51.90001), point(51.90002), { tolerance }).hidden.tolerance;
    expect([found({ absolute: 0.1 }), found({ decimals: 2 }), found({ relative: 0.01 })]).toEqual([0, 0, 2]);
  });

  it('shows no noise within a tolerance, and says how much it hid', () => {
    const noisy = thousand().map((row, index) =>
      index % 10 ? row : { ...row, k1: row.k1 + 1e-12 * (index + 1) },
    );
    const { differences, hidden } = compare(
      { t: thousand() },
      { t: noisy },
      { tolerance: { absolute: 1e-8 } },
    );
    expect([differences, hidden]).toEqual([[], { tolerance: 100, ignored: 0 }]);
  });

  it.each<[string, (row: number) => object]>([
    ['two rows in the middle hold something', (row) => (row === 3 || row === 4 ? { k: 9 - row } : {})],
    ['most rows hold the same', (row) => ({ k: row < 2 ? 2 - row : 0 })],
    ['the last row is one of its own', (row) => ({ k: row === 7 ? 'x' : 'a' })],
  ])('is turned round, not sorted by a column of which %s', (_, cell) => {
    const rows = Array.from({ length: 8 }, (_, row) => ({ name: `n${(row * 5) % 8}`, ...cell(row) }));
    const comparison = compareParams(read({ t: rows }), read({ t: rows.toReversed() }));
    expect(describeComparison(comparison, 'medium')).toBe('1 row moved: t reversed');
  });

  it('names the column its rows were sorted by', () => {
    const sorted = thousand().sort((a, b) => b.k1 - a.k1 || a.top - b.top);
    expect(tableOf(thousand(), sorted).sorted).toEqual({ column: 'k1', descending: true });
  });

  it('finds the rows again when all were multiplied and one was inserted, without names', () => {
    const bare = thousand().map(({ name, ...row }) => row);
    const scaled = [
      { top: 3, k1: 1, wet: true, note: 'x' },
      ...bare.map((row) => ({ ...row, k1: row.k1 * 1.05 })),
    ];
    expect(counts({ t: bare }, { t: scaled })).toEqual({ added: 1, changed: 999 });
  });

  it('finds the rows again when all numbers were measured anew, with a row more or a few less, without names', () => {
    const readings = (noise: number) =>
      Array.from({ length: 2000 }, (_, i) => ({
        depth: i * 1.5 + noise,
        qc: ((i * 7919) % 100) / 10 + noise,
      }));
    const noisy = readings(0.001);
    expect(counts({ t: readings(0) }, { t: [{ depth: -1, qc: -1 }, ...noisy] })).toEqual({
      added: 1,
      changed: 4000,
    });
    expect(counts({ t: readings(0) }, { t: noisy.filter((_, i) => i < 900 || i > 902) })).toEqual({
      removed: 3,
      changed: 3994,
    });
  });

  it('is one change where one digit differs at the end of a very long table that was read twice', () => {
    const text = (last: number) =>
      JSON.stringify({
        t: Array.from({ length: 100_000 }, (_, at) => ({ at, x: at < 99_999 ? at / 7 : last })),
      });
    const { counts } = compareParams(readJson(text(1)), readJson(text(2)));
    expect(counts).toEqual({ added: 0, removed: 0, changed: 1, moved: 0 });
  });

  it('finds the rows again when the numbers in them were counted anew', () => {
    const numbered = (rows: Layer[]) => rows.map((row, index) => ({ nr: index + 1, ...row }));
    const table = tableOf(numbered(thousand()), numbered([fresh, ...thousand()]));
    expect(table.pairing).toEqual({ by: 'key', column: 'name' });
    expect(table.counts).toEqual({ added: 1, removed: 0, changed: 1000, moved: 0 });
  });

  it('does not explode when every row is equal to every other', () => {
    const same = (length: number) => Array.from({ length }, () => ({ a: 1, b: 2 }));
    expect(counts({ t: same(5000) }, { t: same(5003) })).toEqual({ added: 3 });
  });

  it('is one change when it was replaced by other rows', () => {
    const other = Array.from({ length: 900 }, (_, index) => ({
      x: `p${index}`,
      y: index + 5000,
      z: null,
      q: true,
    }));
    expect(counts({ t: thousand() }, { t: other })).toEqual({ changed: 1 });
  });
});

describe('small tables', () => {
  const a = { name: 'A', x: 1, y: 1, z: 1 };
  const b = { name: 'B', x: 2, y: 2, z: 2 };
  const c = { name: 'C', x: 3, y: 3, z: 3 };

  it.each([
    ['a renamed row', [a, b, c], [a, { ...b, name: 'Q' }, c], '1 (name)'],
    ['a renamed and edited row', [a, b, c], [a, { ...b, name: 'Q', x: 9 }, c], '1 (name x)'],
    [
      'a renamed row of which nothing else tells',
      ['A', 'B', 'C'].map((name) => ({ name, on: true })),
      ['A', 'Q', 'C'].map((name) => ({ name, on: true })),
      '1 (name)',
    ],
    ['another row in the place of one', [a, b, c], [a, { name: 'Q', x: 2, y: 8, z: 9 }, c], '+1, -1'],
    [
      'rows that were all renamed',
      [a, b, c],
      [a, b, c].map((row, at) => ({ ...row, name: `Q${at}`, y: 8, z: 9 })),
      '0 (name y z), 1 (name y z), 2 (name y z)',
    ],
    ['an edited row', [a, b, c], [a, { ...b, x: 9 }, c], '1 (x)'],
    ['swapped neighbours', [a, b, c], [b, a, c], '1→0'],
    ['a moved and edited row', [a, b, c], [b, c, { ...a, x: 9 }], '0→2 (x)'],
    ['one of two removed', [a, b], [b], '-0'],
    ['removed above, added below', [a, b], [b, c], '-0, +1'],
    [
      'rows whose hashes are the same by chance',
      [
        { x: 6817, y: 7157.85 },
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
        { x: 20253, y: 21265.65 },
      ],
      '-0, +2',
    ],
    ['the first row', [], [a], '+0'],
    ['the last row gone', [a], [], '-0'],
    [
      'recalculated numbers',
      [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      [
        { x: 5, y: 6 },
        { x: 7, y: 8 },
      ],
      '0 (x y), 1 (x y)',
    ],
    ['ragged rows', [{ x: 1, on: true, k: 5 }, { x: 2 }], [{ x: 1, on: false }, { x: 2 }], '0 (on k)'],
    ['duplicate names', [a, a, b], [a, b], '-1'],
    ['duplicate names, one edited', [a, { ...a, x: 7 }, b], [a, { ...a, x: 8 }, b], '1 (x)'],
  ])('%s', (_, left, right, expected) => {
    expect(script(tableOf(left, right))).toBe(expected);
  });

  it('lists removed rows where they stood', () => {
    const { rows } = tableOf([a, b, c], [a, c]);
    expect(rows.map(({ kind, leftIndex }) => `${kind} ${leftIndex}`)).toEqual([
      'same 0',
      'removed 1',
      'same 2',
    ]);
  });

  it('compares tables inside rows by their own rows', () => {
    const scenario = (name: string, layers: unknown[]) => ({ name, weight: 1, layers });
    const table = tableOf(
      [scenario('Base', [a, b]), scenario('High', [a])],
      [scenario('New', []), scenario('Base', [c, a, b]), scenario('High', [a])],
    );
    expect(script(table)).toBe('+0, 1 (layers)');
    const inner = table.rows[1]?.cells[0] as RowsDifference;
    expect([inner.path, inner.leftPath]).toEqual([
      ['t', 1, 'layers'],
      ['t', 0, 'layers'],
    ]);
    expect(script(inner)).toBe('+0');
  });

  it('pairs by the column it is told, by pointer or pattern, and by none when told null', () => {
    const left = [
      { id: 'a', name: 'x', v: 1 },
      { id: 'b', name: 'y', v: 2 },
    ];
    const right = [
      { id: 'a', name: 'y', v: 1 },
      { id: 'b', name: 'x', v: 2 },
    ];
    expect(tableOf(left, right, { keyColumns: { '/t': 'name' } }).pairing).toEqual({
      by: 'key',
      column: 'name',
    });
    expect(tableOf(left, right, { keyColumns: { '/*': 'name' } }).pairing).toEqual({
      by: 'key',
      column: 'name',
    });
    expect(tableOf(left, right, { keyColumns: { '/t': null } }).pairing.by).not.toBe('key');
    expect(tableOf(left, right).keyCandidates).toEqual(['name', 'id']);
  });

  it('takes no measured numbers for names of rows', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ depth: index * 1.5, value: index }));
    expect(tableOf(rows, rows.slice(1)).keyCandidates).toEqual([]);
  });
});

describe('groups and leaves', () => {
  const kinds = (differences: readonly Difference[]) =>
    differences.map(({ kind, path }) => `${kind} ${path.join('/')}`);

  it('tells missing, null and empty apart', () => {
    const states = [{}, { a: null }, { a: '' }, { a: [] }, { a: {} }, { a: 0 }, { a: false }];
    for (const left of states)
      for (const right of states)
        expect(compare(left, right).differences.length).toBe(left === right ? 0 : 1);
  });

  it('counts a whole group that came or went once, with its leaves', () => {
    const { differences } = compare({ a: 1 }, { a: 1, page: { x: 1, y: [1, 2], z: {} } });
    expect(differences).toMatchObject([{ kind: 'added', path: ['page'], leaves: 4 }]);
  });

  it('orders differences as the right side is, removed ones where they stood', () => {
    const { differences } = compare({ a: 1, gone: 1, b: 1, c: 1, last: 1 }, { new: 1, c: 2, b: 2, a: 2 });
    expect(kinds(differences)).toEqual([
      'added new',
      'changed c',
      'removed last',
      'changed b',
      'changed a',
      'removed gone',
    ]);
  });

  it('notes another spelling of an equal number without counting it', () => {
    const { differences, quiet } = compareParams(
      readJson('{"a":3,"b":[1.50]}'),
      readJson('{"a":3.0,"b":[1.5]}'),
    );
    expect([differences, quiet.map(({ note, path }) => [note, ...path])]).toEqual([
      [],
      [
        ['spelling', 'a'],
        ['spelling', 'b', 0],
      ],
    ]);
  });

  it.each([
    ['9007199254740992', '9007199254740993'],
    ['0.1', '0.10000000000000000001'],
    ['12345678901234567890', '12345678901234567891'],
  ])('tells %s from %s', (left, right) => {
    expect(compareParams(readJson(left), readJson(right)).counts.changed).toBe(1);
  });

  it('takes a geo point and a colour for one leaf', () => {
    expect(counts({ p: { lat: 52, lon: 5 } }, { p: { lon: 6, lat: 51 } })).toEqual({ changed: 1 });
    expect(counts({ c: { r: 1, g: 2, b: 3 } }, { c: { r: 3, g: 2, b: 1 } })).toEqual({ changed: 1 });
  });

  it('notes points less than 1e-9 degrees apart without counting them', () => {
    const { counts: found, quiet } = compare(
      { p: { lat: 52, lon: 5 } },
      { p: { lat: 52.0000000001, lon: 5 } },
    );
    expect([found.changed, quiet.map(({ note }) => note)]).toEqual([0, ['nearby']]);
  });

  it('takes __proto__ for a key', () => {
    const found = compareParams(readJson('{"__proto__":{"a":1}}'), readJson('{"__proto__":{"a":2}}'));
    expect(found.differences[0]?.path).toEqual(['__proto__', 'a']);
  });

  it('compares 20,000 levels', () => {
    const deep = (leaf: number) => readJson(`${'{"a":'.repeat(20_000)}${leaf}${'}'.repeat(20_000)}`);
    expect(compareParams(deep(1), deep(2)).counts.changed).toBe(1);
  });
});

describe('rows that went to another table', () => {
  const row = (x: number) => ({ name: `R${x}`, x, y: 2 * x });
  const places = ({ differences }: { differences: Difference[] }) =>
    flatten({ differences }).map(({ kind, unit, elsewhere }) => [
      kind,
      unit,
      ...(elsewhere ?? []).map(({ table, index }) => toPointer([...table, index])),
    ]);

  it('are told of each other, with the counts of both tables as they are', () => {
    const found = compare(
      { a: [1, 2, 3].map(row), b: [row(7)] },
      { a: [row(1), row(3)], b: [7, 2].map(row) },
    );
    expect(places(found)).toEqual([
      ['removed', 'row', '/b/1'],
      ['added', 'row', '/a/1'],
    ]);
    expect(places({ differences: invert(found).differences })).toEqual([
      ['added', 'row', '/b/1'],
      ['removed', 'row', '/a/1'],
    ]);
  });

  it('are told of a table that came with some of them', () => {
    expect(places(compare({ a: [1, 2, 3, 4].map(row) }, { a: [1, 2].map(row), b: [3, 9].map(row) }))).toEqual(
      [
        ['removed', 'row', '/b/0'],
        ['removed', 'row'],
        ['added', 'leaf', '/a/2'],
      ],
    );
  });

  it.each<[string, unknown, unknown]>([
    [
      'too small to be told',
      { a: [{ x: 1 }, { x: 2 }], b: [{ x: 5 }] },
      { a: [{ x: 1 }], b: [{ x: 5 }, { x: 2 }] },
    ],
    [
      'in two tables',
      { a: [1, 2].map(row), b: [row(5)], c: [row(6)] },
      { a: [row(1)], b: [5, 2].map(row), c: [6, 2].map(row) },
    ],
  ])('not when they are %s', (_name, left, right) =>
    expect(places(compare(left, right)).filter((place) => place.length > 2)).toEqual([]),
  );
});

describe('groups that moved', () => {
  const soil = { k1: 1, k2: 2, layers: [{ name: 'A' }] };

  it('are one move', () => {
    expect(counts({ soil, x: 1 }, { x: 1, ground: soil })).toEqual({ moved: 1 });
  });

  it('are found inside a page that came around them', () => {
    const { differences, counts: found } = compare({ soil, x: 1 }, { x: 1, page: { soil, y: 2 } });
    expect(found).toEqual({ added: 1, removed: 0, changed: 0, moved: 1 });
    expect(differences.map(({ kind, path }) => [kind, ...path])).toEqual([
      ['added', 'page'],
      ['moved', 'page', 'soil'],
    ]);
  });

  it('go back as they were written, spelt anew on the way', () => {
    const left = readJson('{"soil":{"k1":1,"k2":2,"k3":3}}');
    const found = compareParams(left, readJson('{"ground":{"k1":1.0,"k2":2,"k3":3}}'));
    expect(found.counts.moved).toBe(1);
    expect(sameSpelling(applyComparison(found.left, found), found.right)).toBe(true);
    expect(sameSpelling(applyComparison(found.right, invert(found)), left)).toBe(true);
  });

  describe('and were edited', () => {
    const sand = {
      ...soil,
      note: 'dry',
      layers: [
        { name: 'A', top: 1 },
        { name: 'B', top: 2 },
      ],
    };
    const edited = { ...sand, k1: 9, layers: [{ name: 'N', top: 0 }, ...sand.layers] };

    it.each<[string, unknown, unknown, string[]]>([
      [
        'renamed',
        { soil_1: sand },
        { soil: edited },
        ['moved /soil_1 /soil', 'changed /soil_1/k1 /soil/k1', 'added /soil_1/layers/0 /soil/layers/0'],
      ],
      [
        'into a page beside others',
        { soil: sand, geo: { a: 1, b: 2, c: 3 } },
        { page: { geo: { a: 1, b: 2, c: 3 }, soil: { ...sand, k1: 9 } } },
        [
          'added /page /page',
          'moved /geo /page/geo',
          'moved /soil /page/soil',
          'changed /soil/k1 /page/soil/k1',
        ],
      ],
      [
        'a table',
        { layers: sand.layers, x: 1 },
        { strata: [sand.layers[0], { name: 'B', top: 5 }], x: 1 },
        ['moved /layers /strata', 'changed /layers/1/top /strata/1/top'],
      ],
      [
        'with a row more on top and a cell edited in every row',
        { a: { rows: [1, 2, 3].map((x) => ({ name: `R${x}`, x, y: x, z: 1 })) } },
        { b: { rows: [0, 1, 2, 3].map((x) => ({ name: `R${x}`, x, y: x + 5, z: 1 })) } },
        [
          'moved /a /b',
          'added /a/rows/0 /b/rows/0',
          ...[1, 2, 3].map((x) => `changed /a/rows/${x - 1}/y /b/rows/${x}/y`),
        ],
      ],
      [
        'two at once, each nearer to its own',
        { a: sand, b: { ...sand, k1: 5, k2: 6 } },
        { c: { ...sand, note: 'wet' }, d: { ...sand, k1: 5, k2: 6, note: 'wet' } },
        ['moved /a /c', 'changed /a/note /c/note', 'moved /b /d', 'changed /b/note /d/note'],
      ],
    ])('%s: one move and the edits inside', (_name, left, right, expected) => {
      const found = compare(left, right);
      expect(
        flatten(found).map(({ kind, leftPath, path }) => `${kind} ${toPointer(leftPath)} ${toPointer(path)}`),
      ).toEqual(expected);
      expect(sameSpelling(applyComparison(found.left, found), found.right)).toBe(true);
      expect(sameSpelling(applyComparison(found.right, invert(found)), found.left)).toBe(true);
    });

    it.each<[string, unknown, unknown]>([
      ['hardly alike', { a: sand }, { b: { ...sand, k1: 7, k2: 8, note: 'x', layers: [] } }],
      [
        'as near to another',
        { a: sand, b: { ...sand, k1: 5 } },
        { c: { ...sand, k1: 6 }, d: { ...sand, k1: 7 } },
      ],
    ])('%s: they came and went', (_name, left, right) => expect(compare(left, right).counts.moved).toBe(0));
  });

  it('are not guessed from one or two leaves', () => {
    expect(counts({ a: { x: 1, y: 2 } }, { b: { x: 1, y: 2 } })).toEqual({ added: 1, removed: 1 });
  });
});

describe('lists', () => {
  it.each([
    ['an item inserted', [1, 2, 3, 4], [9, 1, 2, 3, 4], '+0'],
    ['an item changed', [1, 2, 3, 4], [1, 2, 5, 4], '2 (2)'],
    ['an item moved', ['ULS', 'SLS', 'ALS'], ['ALS', 'ULS', 'SLS'], '2→0'],
    ['an item removed among equals', [0, 0, 0, 1], [0, 0, 1], '-2'],
    ['an empty group above a zero', [0, { x: 1 }], [{}, 0, { x: 1 }], '+0'],
    [
      'points whose hashes are the same by chance',
      [
        [29776, 144],
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [3, 4],
        [72719, 761],
      ],
      '-0, +2',
    ],
    ['mixed values', [1, { a: 1, b: 1 }, 'x'], [1, { a: 1, b: 2 }, 'x'], '1 (b)'],
  ])('%s', (_, left, right, expected) => {
    expect(script(listOf(left, right))).toBe(expected);
  });

  it.each<[string, unknown[], unknown[], Partial<Counts>, string[]]>([
    ['in another order', ['ULS', 'SLS', 'ALS'], ['ALS', 'ULS', 'SLS'], {}, ['order']],
    ['in another order with one more', ['a', 'b'], ['b', 'c', 'a'], { added: 1 }, []],
    ['with one exchanged', ['a', 'b'], ['c', 'a'], { added: 1, removed: 1 }, []],
    ['that holds one twice', ['a', 'b'], ['b', 'a', 'a'], { added: 1 }, []],
    ['that is the same', ['a', 'b'], ['a', 'b'], {}, []],
  ])('a set %s', (_, left, right, expected, notes) => {
    const found = compare({ t: left }, { t: right }, { sets: ['/t'] });
    expect(found.counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, ...expected });
    expect(found.quiet.map(({ note }) => note)).toEqual(notes);
    expect(sameSpelling(applyComparison(found.left, found), found.right)).toBe(true);
  });

  const line = Array.from({ length: 168 }, (_, index) => ({
    lat: 52 + index / 1000,
    lon: 5 + (index % 7) / 1000,
  }));

  it('pairs the vertices of a line', () => {
    const right = [...line.slice(0, 50), { lat: 51.5, lon: 5 }, ...line.slice(50)].map((point, index) =>
      index === 100 ? { lat: point.lat + 0.5, lon: point.lon } : point,
    );
    const found = listOf(line, right);
    expect([found.content, script(found)]).toEqual(['points', '+50, 100 (100)']);
  });

  it('pairs a moved vertex with the nearest one where others were added', () => {
    const point = (lat: number) => ({ lat, lon: 5 });
    const found = listOf([point(1), point(2), point(9)], [point(1), point(1.4), point(2.1), point(9)]);
    expect(script(found)).toBe('+1, 2 (2)');
  });

  it('knows numbered rows of which some went though they were numbered anew and calculated again', () => {
    const piles = Array.from({ length: 40 }, (_, at) => ({
      id: at + 1,
      x: (at % 8) * 2.4,
      y: Math.floor(at / 8) * 2.4,
      d: 420,
      N: 500 + ((at * 37) % 41) * 3.7,
    }));
    const left = piles.filter((_, at) => at !== 4 && at !== 20);
    const after = left.map((pile, at) => ({ ...pile, id: at + 1, N: pile.N * 1.037 + Math.sin(at) }));
    expect(counts({ piles }, { piles: after })).toEqual({ removed: 2, changed: 38 + 34 });
  });

  it('knows numbered rows by what they hold where one came between and the others were numbered anew', () => {
    const layers = [
      ['D', 81.9, 625],
      ['A', 64.9, 649],
      ['A', 27.8, 962],
      ['C', 7.1, 956],
      ['A', 47.8, 478],
      ['B', 47.9, 891],
    ].map(([soil, top, stiffness]) => ({ soil, top, stiffness }));
    const numbered = (rows: object[]) => ({ layers: rows.map((row, at) => ({ nr: at + 1, ...row })) });
    const after = layers.toSpliced(1, 0, { soil: 'A', top: 41.4, stiffness: 435 });
    expect(counts(numbered(layers), numbered(after))).toEqual({ added: 1, changed: 5 });
  });

  it('pairs the vertices of a long line that was shifted with one inserted', () => {
    const line = (shift: number) =>
      Array.from({ length: 600 }, (_, index) => ({
        lat: 52 + index / 1000 + shift,
        lon: 5 + Math.sin(index / 9) / 100,
      }));
    const shifted = line(1e-5);
    expect(
      counts(
        { l: line(0) },
        { l: [...shifted.slice(0, 80), { lat: 52.0795, lon: 5.003 }, ...shifted.slice(80)] },
      ),
    ).toEqual({
      added: 1,
      changed: 600,
    });
    expect(counts({ l: line(0) }, { l: shifted.slice(3) })).toEqual({ removed: 3, changed: 597 });
  });

  it('is one move when it was turned round', () => {
    const line = Array.from({ length: 168 }, (_, index) => ({ lat: 52 + index / 1000, lon: 5 }));
    expect(counts({ l: line }, { l: [...line].reverse() })).toEqual({ moved: 1 });
    expect(counts({ l: [1, 2] }, { l: [2, 1] })).toEqual({ moved: 1 });
  });

  it('does not count a ring closed by repeating its first point', () => {
    const ring = line.slice(0, 4);
    const found = compare({ t: ring }, { t: [...ring, ring[0]] });
    expect([found.differences, found.quiet.map(({ note }) => note)]).toEqual([[], ['closure']]);
    expect(sameSpelling(applyComparison(found.left, found), found.right)).toBe(true);
  });

  it('is one change when 10,000 numbers were replaced', () => {
    const numbers = (from: number) => Array.from({ length: 10_000 }, (_, index) => from + index);
    expect(counts({ t: numbers(0) }, { t: numbers(50_000) })).toEqual({ changed: 1 });
  });
});

describe('hiding', () => {
  it.each([
    [{ absolute: 0.1 }, 0.2, 0.3, true],
    [{ absolute: 0.1 }, 0.2, 0.31, false],
    [{ relative: 0.01 }, 100, 101, true],
    [{ relative: 0.01 }, 100, 102, false],
    [{ relative: 0 }, '12345678901234567890', '12345678901234567891', false],
    [{ relative: 0.07 }, 0.93, 1, true],
    [{ decimals: 2 }, 1.234, 1.2349, true],
    [{ decimals: 2 }, 1.234, 1.239, false],
  ])('with %j hides %s → %s: %s', (tolerance, left, right, hides) => {
    const [a, b] = [readJson(`[{"x":${left}}]`), readJson(`[{"x":${right}}]`)];
    expect(compareParams(a, b, { tolerance }).hidden.tolerance).toBe(hides ? 1 : 0);
  });

  it('hides what a rule names and what lies below, in rows that moved too', () => {
    const row = (name: string, colour: string) => ({ name, colour, x: 1, y: 2 });
    const left = { soil: { layers: [row('A', 'red'), row('B', 'blue')] }, meta: { a: 1, b: 2 } };
    const right = { soil: { layers: [row('B', 'green'), row('A', 'red')] }, meta: { a: 2, b: 3 } };
    const found = compare(left, right, { ignore: ['/soil/layers/*/colour', '/meta'] });
    expect([found.counts.moved, found.counts.changed, found.hidden.ignored]).toEqual([1, 0, 3]);
  });
});

describe('the list of changes', () => {
  it('has each counted change once, a moved row before its cells', () => {
    const a = { name: 'A', x: 1, y: 1 };
    const b = { name: 'B', x: 2, y: 2 };
    const c = { name: 'C', x: 3, y: 3 };
    const found = compare({ t: [a, b, c], s: 1 }, { t: [b, c, { ...a, x: 9 }], s: 2 });
    expect(
      flatten(found).map(({ kind, unit, path, leftPath }) => [
        kind,
        unit,
        path.join('/'),
        leftPath.join('/'),
      ]),
    ).toEqual([
      ['moved', 'row', 't/2', 't/0'],
      ['changed', 'leaf', 't/2/x', 't/0/x'],
      ['changed', 'leaf', 's', 's'],
    ]);
  });
});
