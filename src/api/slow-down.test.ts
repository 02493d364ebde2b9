import { expect, test } from 'vitest';
import { secondsToWait } from './slow-down.ts';

/** The waits of a request that is refused each time, in seconds. */
function waits(asked: number | null): number[] {
  const all: number[] = [];
  for (
    let one = secondsToWait(0, asked);
    one !== null && all.length < 50;
    one = secondsToWait(all.length, asked)
  )
    all.push(one);
  return all;
}

test.each([0, 1, 5, 30])('a server that asks for %i seconds is never asked sooner', (asked) => {
  expect(waits(asked).length).toBeGreaterThan(3);
  for (const wait of waits(asked)) expect(wait).toBeGreaterThanOrEqual(asked);
});

test.each([0, 1, 5, 30, null])('with %j seconds asked it ends within three minutes', (asked) => {
  expect(waits(asked).reduce((sum, wait) => sum + wait, 0)).toBeLessThan(180);
});

test('two of three refused by chance let hardly one request in a thousand fail', () => {
  for (const asked of [0, 1, 5]) expect((2 / 3) ** (waits(asked).length + 1)).toBeLessThan(0.001);
});

test('a server that says nothing is asked less and less often', () => {
  expect(waits(null).slice(0, 6)).toEqual([0.5, 1, 2, 4, 8, 8]);
});

test('who is told to wait a minute or longer decides', () => {
  expect(secondsToWait(0, 60)).toBeNull();
});
