import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { returnsOf } from './returns.ts';

const history = (...params: string[]) =>
  params
    .map((text, index) => ({ id: 100 + index, params: readJson(text) as JsonObject }) as EntityRevision)
    .reverse();

test('a revision that brings back earlier params names the latest that had them', () => {
  const returns = returnsOf(history('{"a":1}', '{"a":2}', '{"a":1}', '{"a":3}', '{"a":1}'));
  expect([...returns]).toEqual([
    [102, 1],
    [104, 3],
  ]);
});

test('the same params saved again are no return', () => {
  expect(returnsOf(history('{"a":1}', '{"a":1}', '{"a":2}')).size).toBe(0);
});

test('keys in another order and other white space are still a return; another spelling is none', () => {
  const first = '{"a":1.0,"b":[{"x":"p q","y":2}]}';
  const returns = returnsOf(
    history(
      first,
      '{"a":2,"b":[]}',
      '{ "b": [ {"y": 2, "x": "p q"} ], "a": 1.0 }',
      '{"a":2,"b":[]}',
      first.replace('1.0', '1'),
      first.replace('p q', 'pq'),
      first.replace('p q', 'q p'),
    ),
  );
  expect([...returns]).toEqual([
    [102, 1],
    [103, 2],
  ]);
});
