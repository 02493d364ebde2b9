import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { JsonNumber } from '../../contract/json/value.ts';
import { compact } from './compact.ts';

it('gives back what is equal, whatever it is made of', () => {
  const any = fc.object({ withNullPrototype: false, maxDepth: 12, key: fc.string({ unit: 'binary' }) });
  fc.assert(
    fc.property(fc.array(fc.oneof(any, fc.string({ unit: 'binary' }), fc.double())), (items) => {
      expect(compact(items)).toEqual(items);
    }),
    { numRuns: 200 },
  );
  const odd = JSON.parse('[{"__proto__": {"a": 1}, "lone": "\\ud800", "": [["x"], []]}]');
  expect(JSON.stringify(compact(odd))).toBe(JSON.stringify(odd));
});

it('keeps the order of members, and lossless values as they are', () => {
  const params = readJson('{"b": 1.0, "a": "text"}');
  const number = new JsonNumber('1.0');
  const [made] = compact([{ z: number, properties: params, a: 1 }, { a: 1 }]);
  expect(Object.keys(made ?? {})).toEqual(['z', 'properties', 'a']);
  expect(made?.properties).toBe(params);
  expect(made?.z).toBe(number);
});

it('holds lists of words that many share once, and lists of ids apart', () => {
  const items = JSON.parse(
    JSON.stringify([1, 2, 3].map((id) => ({ actions: ['read', 'update'], path: [1, id] }))),
  );
  const [one, two] = compact<{ actions: string[]; path: number[] }>(items);
  expect(one?.actions).toBe(two?.actions);
  expect([one?.path, two?.path]).toEqual([
    [1, 1],
    [1, 2],
  ]);
});
