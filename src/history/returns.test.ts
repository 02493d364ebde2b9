import { expect, test } from 'vitest';
import { type JsonObject, readJson } from '../../contract/json.ts';
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
