import { expect, test } from 'vitest';
import { type JsonObject, readJson } from '../../contract/json.ts';
import { compareOnce, knownComparison } from './compared.ts';

const params = (text: string) => readJson(text) as JsonObject;

test('who asks for the same comparison at the same time gets the same one', async () => {
  const [left, right] = [params('{"a":1}'), params('{"a":2}')];
  const { signal } = new AbortController();
  const [one, other] = await Promise.all([
    compareOnce(left, right, signal),
    compareOnce(left, right, signal),
  ]);
  expect(one.counts.changed).toBe(1);
  expect(other).toBe(one);
  expect(knownComparison(left, right)).toBe(one);
  expect(knownComparison(right, left)).toBeUndefined();
});

test('who leaves takes the comparison from nobody else', async () => {
  const [left, right] = [params('{"a":1}'), params('{"a":2}')];
  const leaving = new AbortController();
  const gone = compareOnce(left, right, leaving.signal);
  const staying = compareOnce(left, right, new AbortController().signal);
  leaving.abort(new Error('left'));
  await expect(gone).rejects.toThrow('left');
  expect((await staying).counts.changed).toBe(1);
});

test('a comparison that everybody left is made again for who asks next', async () => {
  const [left, right] = [params('{"a":1}'), params('{"a":2}')];
  const leaving = new AbortController();
  const gone = compareOnce(left, right, leaving.signal);
  leaving.abort(new Error('left'));
  await expect(gone).rejects.toThrow('left');
  expect((await compareOnce(left, right, new AbortController().signal)).counts.changed).toBe(1);
});
