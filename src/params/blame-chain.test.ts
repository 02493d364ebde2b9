import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { blameAt, blameParams } from './blame.ts';
import { BlameChain } from './blame-chain.ts';

const texts = [
  '{"t":[{"name":"a","x":1},{"name":"b","x":5}],"n":1}',
  '{"t":[{"name":"a","x":2},{"name":"b","x":5}],"n":1}',
  '{"t":[{"name":"b","x":5},{"name":"a","x":2.0}],"n":3}',
  '{"t":[{"name":"new","x":0},{"name":"b","x":5},{"name":"a","x":4}],"n":3,"m":7}',
];
const revisions = texts.map((text, id) => ({ id, params: readJson(text) as JsonValue }));
const chain = new BlameChain(revisions);
const course = (path: (string | number)[]) =>
  chain.course(3, path).map(({ value }) => value && String(value));

test('a cell’s course follows its row through moves and insertions', () => {
  expect(course(['t', 2, 'x'])).toEqual(['1', '2', '2.0', '4']);
  expect(course(['t', 1, 'x'])).toEqual(['5', '5', '5', '5']);
});

test('the course of a row that was added begins with it', () => {
  expect(chain.course(3, ['t', 0, 'x']).map(({ id }) => id)).toEqual([3]);
});

test('a leaf that was not stored before has nothing there', () => {
  expect(course(['m'])).toEqual([undefined, undefined, undefined, '7']);
});

test('the course of a cell follows its row from another table', () => {
  const row = (x: number) => ({ name: 'R', x, y: 1 });
  const steps = [{ t: [row(1)] }, { t: [row(2)] }, { u: [row(2)] }, { u: [], v: [row(2)] }];
  const divided = new BlameChain(
    steps.map((params, id) => ({ id, params: readJson(JSON.stringify(params)) })),
  );
  expect(divided.course(3, ['v', 0, 'x']).map(({ value }) => value)).toEqual([1, 2, 2, 2]);
});

test('the course of a cell follows its column under another name', () => {
  const rows = (key: string, value: number) => ({
    t: [
      { n: 'a', [key]: 1 },
      { n: 'b', [key]: value },
    ],
  });
  const steps = [rows('load', 1), rows('load', 2), rows('force', 2), rows('force', 3)];
  const renamed = new BlameChain(
    steps.map((params, id) => ({ id, params: readJson(JSON.stringify(params)) })),
  );
  expect(renamed.course(3, ['t', 1, 'force']).map(({ value }) => value)).toEqual([1, 2, 2, 3]);
});

test('blame at a revision is that of the chain up to it, also when more come later', () => {
  const growing = new BlameChain(revisions.slice(0, 2));
  expect(blameAt(growing.at(1), ['t', 0, 'x'])).toBe(1);
  for (const revision of revisions.slice(2)) growing.add(revision);
  for (const id of [3, 0, 2])
    expect(growing.at(id).root).toEqual(blameParams(revisions.slice(0, id + 1)).root);
});

test('a cell’s course follows its table under another name, and into a group that came around it', () => {
  const table = (x: number) => ({
    rows: [
      { n: 'a', x: 1, y: 2 },
      { n: 'b', x, y: 4 },
    ],
    k: 3,
  });
  const steps = [{ t: table(1) }, { u: table(2), v: 1 }, { page: { u: table(2), z: 1 }, v: 1 }];
  const renamed = new BlameChain(
    steps.map((params, id) => ({ id, params: readJson(JSON.stringify(params)) })),
  );
  const at = ['page', 'u', 'rows', 1, 'x'];
  expect(renamed.course(2, at).map(({ value }) => value)).toEqual([1, 2, 2]);
  expect(blameAt(renamed.at(2), at)).toBe(1);
  expect(blameAt(renamed.at(2), ['page', 'u', 'rows', 0, 'x'])).toBe(0);
});
