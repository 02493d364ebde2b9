import { act, renderHook } from '@testing-library/react';
import { startTransition, useState } from 'react';
import { expect, test } from 'vitest';
import { useAtOnce } from './use-at-once.ts';

/** Somebody who takes each choice over a moment later, as the address does, or another instead. */
function open(first: string[]) {
  const told: string[][] = [];
  const arrivals: (() => void)[] = [];
  const hook = renderHook(() => {
    const [given, give] = useState(first);
    const at = useAtOnce(given, (chosen) => {
      told.push(chosen);
      return new Promise<void>((settle) => arrivals.push(settle));
    });
    return { at, give: (next: string[]) => startTransition(() => give(next)) };
  });
  const chosen = () => hook.result.current.at[0];
  const choose = (next: string[]) => act(() => hook.result.current.at[1](next));
  return {
    told,
    chosen,
    add: (one: string) => choose([...chosen(), one]),
    remove: (one: string) => choose(chosen().filter((other) => other !== one)),
    /** All that was chosen is settled, and this is what came of it. */
    arrive: (given: string[]) =>
      act(async () => {
        hook.result.current.give(given);
        for (const settle of arrivals.splice(0)) settle();
      }),
  };
}

test('a choice is shown at once, and a second builds on it before either came back', async () => {
  const { told, chosen, add, arrive } = open(['a']);
  await add('b');
  expect(chosen()).toEqual(['a', 'b']);
  await add('c');
  expect(chosen()).toEqual(['a', 'b', 'c']);
  expect(told).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
  await arrive(['a', 'b', 'c']);
  expect(chosen()).toEqual(['a', 'b', 'c']);
});

test('once a choice came back, what is given is what is chosen, also what there was before', async () => {
  const { chosen, add, arrive } = open(['a']);
  await add('b');
  await arrive(['a', 'b']);
  await arrive(['a']);
  expect(chosen()).toEqual(['a']);
});

test('what was chosen, taken back and chosen again at once is shown', async () => {
  const { chosen, add, remove, arrive } = open(['a']);
  await add('b');
  await remove('b');
  expect(chosen()).toEqual(['a']);
  await add('b');
  expect(chosen()).toEqual(['a', 'b']);
  await arrive(['a', 'b']);
  expect(chosen()).toEqual(['a', 'b']);
});

test.each([[['a']], [['x']]])('what is given instead of a choice, %j, is chosen', async (instead) => {
  const { chosen, add, arrive } = open(['a']);
  await add('b');
  await arrive(instead);
  expect(chosen()).toEqual(instead);
});
