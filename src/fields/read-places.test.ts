import { expect, it } from 'vitest';
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { placesIn } from './read-places.ts';

const row = (name: string): JsonValue => new Map([['name', name]]);
const [a, b, c, d] = [row('a'), row('b'), row('c'), row('d')];

it.each<[string, JsonArray, JsonArray, (number | undefined)[]]>([
  ['a row that was edited stands where it stood', [a, b, c], [a, d, c], [0, 1, 2]],
  ['a row that came was nowhere', [a, b], [a, d, b], [0, undefined, 1]],
  ['rows that moved are found', [a, b, c], [c, a, b], [2, 0, 1]],
  ['an edited row where another stood is not', [a, b, c], [d, c, a], [undefined, 2, 0]],
  ['a copy of a row was nowhere', [a, b], [a, a, b], [0, undefined, 1]],
  ['rows below one that went moved up', [a, b, c], [b, c], [1, 2]],
  ['equal numbers stand where they stood', [5, 5, 7], [5, 5, 8], [0, 1, 2]],
  ['a number set to that of another is not the other', [1, 2, 3], [2, 2, 3], [0, 1, 2]],
  ['a number that came was nowhere', [1, 2], [1, 2, 2], [0, 1, undefined]],
  ['numbers that went leave nothing', [1, 1, 1], [1], [0]],
])('%s', (_, base, rows, places) => {
  expect([...rows.keys()].map(placesIn(base, rows))).toEqual(places);
});
