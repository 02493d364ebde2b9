import { expect, test } from 'vitest';
import { fitting } from './room.ts';

test.each([
  [[40, 40, 40], 100, 3],
  [[40, 60, 40], 100, 2],
  [[500, 40], 100, 1],
  [[10, 10], 100, 2],
  [[], 100, 0],
])('of items of heights %j, what fills %i is the first %i', (rooms, height, count) => {
  expect(fitting(rooms, height)).toBe(count);
});
