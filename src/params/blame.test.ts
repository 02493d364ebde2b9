import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { applyComparison } from './apply.ts';
import { type BlamedRevision, blameAt, blamedLeaves, blameParams, extendBlame } from './blame.ts';
import { compareParams } from './compare.ts';
import { isLeaf } from './equal.ts';
import { flatten } from './flatten.ts';
import { getIn, type Path, toPointer } from './path.ts';
import { edited, edits, params } from './testing/arbitraries.ts';

const RUNS = Number(process.env.LAW_RUNS ?? 250);

const read = (value: unknown): JsonValue => readJson(JSON.stringify(value));
const chain = (...states: unknown[]): BlamedRevision<number>[] =>
  states.map((state, index) => ({ id: index + 1, params: read(state) }));

/** Blame of every leaf, by pointer. */
function blamed(...states: unknown[]): Record<string, number> {
  const leaves = blamedLeaves(blameParams(chain(...states)));
  return Object.fromEntries([...leaves].map(({ path, revision }) => [toPointer(path), revision]));
}

const histories = fc.tuple(params, fc.array(edits, { maxLength: 6 })).map(([first, scripts]) => {
  const states = [first];
  for (const script of scripts) states.push(edited(states.at(-1) as JsonValue, script));
  return states.map((state, index) => ({ id: index + 1, params: state }));
});

function leavesOf(value: JsonValue, path: Path = []): Path[] {
  if (isLeaf(value)) return [path];
  const members = value instanceof Map ? [...value] : [...(value as readonly JsonValue[]).entries()];
  if (members.length === 0) return [path];
  return members.flatMap(([key, member]) => leavesOf(member as JsonValue, [...path, key as string | number]));
}

/** The value with every scalar replaced by what `tag` gives for its path, also inside points: as rows they are compared by their members. */
function tagged(value: JsonValue, tag: (path: Path) => JsonValue, path: Path = []): JsonValue {
  if (value instanceof Map && value.size > 0)
    return new Map([...value].map(([key, member]) => [key, tagged(member, tag, [...path, key])]));
  if (Array.isArray(value) && value.length > 0)
    return (value as readonly JsonValue[]).map((item, index) => tagged(item, tag, [...path, index]));
  return tag(path);
}

describe('blame', () => {
  it('of one revision is that revision everywhere', () => {
    expect(blamed({ a: 1, t: [{ x: 1 }], e: [] })).toEqual({ '/a': 1, '/t/0/x': 1, '/e': 1 });
  });

  it('of a leaf is the last revision that changed it', () => {
    expect(blamed({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 2, b: 1 }, { a: 2, b: 3 })).toEqual({
      '/a': 2,
      '/b': 4,
    });
  });

  it('of a value set back is the revision that set it back', () => {
    expect(blamed({ a: 1 }, { a: 2 }, { a: 1 })).toEqual({ '/a': 3 });
  });

  it('of cells stays with their row when rows are inserted above and moved', () => {
    const [a, b, c] = [
      { name: 'A', x: 1, y: 1 },
      { name: 'B', x: 2, y: 2 },
      { name: 'C', x: 3, y: 3 },
    ];
    const edit = { ...b, x: 9 };
    const found = blamed(
      { t: [a, b, c] },
      { t: [a, edit, c] },
      { t: [{ ...c, name: 'N', x: 7 }, a, edit, c] },
      {
        t: [{ ...c, name: 'N', x: 7 }, a, c, { ...edit, y: 8 }],
      },
    );
    const cells = (row: number): (number | undefined)[] =>
      ['name', 'x', 'y'].map((key) => found[`/t/${row}/${key}`]);
    expect([0, 1, 2, 3].map(cells)).toEqual([
      [3, 3, 3],
      [1, 1, 1],
      [1, 1, 1],
      [1, 2, 4],
    ]);
  });

  it('of cells stays with their group when the group moved', () => {
    const section = { span: 4, load: 5, name: 'A' };
    expect(
      blamed(
        { a: section, z: 1 },
        { a: { ...section, load: 6 }, z: 1 },
        { page: { a: { ...section, load: 6 } }, z: 1 },
      ),
    ).toEqual({ '/page/a/span': 1, '/page/a/load': 2, '/page/a/name': 1, '/z': 1 });
  });

  it('of cells stays with their row when it goes to another table, new or not', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name, x) => ({ name, x, y: 1 })) as [object, object, object];
    expect(blamed({ t: [a] }, { t: [a, b, c] }, { t: [b], u: [a] }, { t: [], u: [b, a] })).toEqual({
      '/t': 4,
      '/u/0/name': 2,
      '/u/0/x': 2,
      '/u/0/y': 2,
      '/u/1/name': 1,
      '/u/1/x': 1,
      '/u/1/y': 1,
    });
  });

  it('of cells stays when their column is only renamed', () => {
    const rows = (key: string, ...values: number[]) =>
      values.map((value, at) => ({ n: `row ${at}`, [key]: value }));
    const of = (...states: unknown[]) =>
      Object.entries(blamed(...states)).flatMap(([path, revision]) =>
        path.endsWith('/n') ? [] : [revision],
      );
    const [first, second] = [{ t: rows('load', 1, 2, 3) }, { t: rows('load', 1, 5, 3) }];
    expect(of(first, second, { t: rows('force', 1, 5, 3) })).toEqual([1, 2, 1]);
    expect(of(first, second, { t: [{ n: 'new', force: 9 }, ...rows('force', 1, 5, 3)] })).toEqual([
      3, 1, 2, 1,
    ]);
    expect(of(first, second, { t: rows('force', 1, 5, 4) })).toEqual([3, 3, 3]);
  });

  it('of a list emptied and of a row that came is the revision that did it', () => {
    expect(blamed({ t: [1, 2] }, { t: [] })).toEqual({ '/t': 2 });
    expect(blamed({ t: [] }, { t: [{ x: 1 }] })).toEqual({ '/t/0/x': 2 });
  });

  it('of a list gives way when another value took its place', () => {
    expect(blamed({ t: [1, 2] }, { t: [1, 3] }, { t: { k: 1 } }, { t: [1] })).toEqual({ '/t/0': 4 });
  });

  it('of a number written differently stays', () => {
    const revisions = ['{"a": 3}', '{"a": 3.0}'].map((text, id) => ({ id, params: readJson(text) }));
    expect(blameAt(blameParams(revisions), ['a'])).toBe(0);
  });

  it('of a group is the newest revision that changed anything in it, a removal too', () => {
    const blame = blameParams(
      chain({ g: { a: 1, b: 2 }, h: 1 }, { g: { a: 1 }, h: 1 }, { g: { a: 1 }, h: 2 }),
    );
    expect([blameAt(blame, ['g']), blameAt(blame, ['g', 'a']), blameAt(blame, [])]).toEqual([2, 1, 3]);
  });

  it('of what is not stored is none', () => {
    expect(blameAt(blameParams(chain({ a: 1 })), ['b'])).toBeUndefined();
  });

  it('needs a revision', () => {
    expect(() => blameParams([])).toThrow(RangeError);
  });
});

describe('laws of blame', () => {
  const law = (name: string, holds: (revisions: BlamedRevision<number>[]) => void): void => {
    it(
      name,
      () => {
        fc.assert(fc.property(histories, holds), { numRuns: RUNS });
      },
      60_000 + RUNS * 120,
    );
  };

  law('every leaf has exactly one revision, of the chain', (revisions) => {
    const blame = blameParams(revisions);
    const found = [...blamedLeaves(blame)];
    expect(found.map(({ path }) => toPointer(path))).toEqual(
      leavesOf(blame.newest.params).map((path) => toPointer(path)),
    );
    for (const { path, revision } of found) {
      expect(revision).toBeGreaterThanOrEqual(1);
      expect(revision).toBeLessThanOrEqual(revisions.length);
      expect(blameAt(blame, path)).toBe(revision);
    }
  });

  law('a revision takes exactly the leaves that its comparison with the one before sets', (revisions) => {
    let blame = blameParams(revisions.slice(0, 1));
    for (const newer of revisions.slice(1)) {
      const before = blame;
      blame = extendBlame(before, newer);
      const { whole } = compareParams(before.newest.params, newer.params);
      // Rows that came from another table keep their blame, which applying the comparison knows nothing of.
      if (flatten({ differences: whole }).some(({ elsewhere }) => elsewhere)) continue;
      const tags = tagged(before.newest.params, (path) => `blamed on ${blameAt(before, path)}`);
      const result = applyComparison(tags, { whole, quiet: [] });
      for (const { path, revision } of blamedLeaves(blame)) {
        const tag = getIn(result, path);
        // Points are compared whole or, as rows, by their members: what is left of them tells no one revision.
        if (tag === undefined || (isContainer(tag) && isLeaf(getIn(newer.params, path)))) continue;
        const kept = typeof tag === 'string' && tag.startsWith('blamed on ');
        expect(`blamed on ${revision}`).toBe(kept ? tag : `blamed on ${newer.id}`);
      }
    }
  });

  law('a revision that changes nothing takes nothing', (revisions) => {
    const blame = blameParams(revisions);
    const again = readJson(printJson(blame.newest.params));
    const longer = extendBlame(blame, { id: 99, params: again });
    expect([...blamedLeaves(longer)]).toEqual([...blamedLeaves(blame)]);
  });

  law('extended one by one it is what the chain gives at once, also after cloning', (revisions) => {
    const last = revisions.at(-1) as BlamedRevision<number>;
    const most = blameParams(revisions.slice(0, -1).length ? revisions.slice(0, -1) : [last]);
    const cloned = { ...most, root: structuredClone(most.root) };
    expect([...blamedLeaves(extendBlame(cloned, last))]).toEqual([...blamedLeaves(blameParams(revisions))]);
  });
});
