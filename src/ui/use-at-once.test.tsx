import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useAtOnce } from './use-at-once.ts';

/** Somebody who takes each choice over a moment later. */
function open(first: string[]) {
  const told: string[][] = [];
  const hook = renderHook(({ given }) => useAtOnce(given, (chosen) => told.push(chosen)), {
    initialProps: { given: first },
  });
  const chosen = () => hook.result.current[0];
  const add = (one: string) => act(() => hook.result.current[1]([...chosen(), one]));
  const remove = (one: string) =>
    act(() => hook.result.current[1](chosen().filter((other) => other !== one)));
  return { told, chosen, add, remove, give: (given: string[]) => hook.rerender({ given }) };
}

test('a choice is shown at once, and a second builds on it before either came back', () => {
  const { told, chosen, add, give } = open(['a']);
  add('b');
  expect(chosen()).toEqual(['a', 'b']);
  add('c');
  expect(told).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
  give(['a', 'b']);
  expect(chosen()).toEqual(['a', 'b', 'c']);
  give(['a', 'b', 'c']);
  expect(chosen()).toEqual(['a', 'b', 'c']);
});

test('once a choice came back, what is given is what is chosen, also what there was before', () => {
  const { chosen, add, give } = open(['a']);
  add('b');
  give(['a', 'b']);
  give(['a']);
  expect(chosen()).toEqual(['a']);
});

test('what was chosen, taken back and chosen again at once gives way to what is given after it came back', () => {
  const { chosen, add, remove, give } = open(['a']);
  add('b');
  remove('b');
  add('b');
  expect(chosen()).toEqual(['a', 'b']);
  give(['a', 'b']);
  expect(chosen()).toEqual(['a', 'b']);
  give(['a']);
  expect(chosen()).toEqual(['a']);
});

test('once a choice is taken back there is none on its way', () => {
  const { chosen, add, remove, give } = open(['a']);
  add('b');
  remove('b');
  expect(chosen()).toEqual(['a']);
  give(['a', 'b']);
  expect(chosen()).toEqual(['a', 'b']);
});

test('what there was before a choice on the way that came back is given, not on its way', () => {
  const { chosen, add, give } = open(['a']);
  add('b');
  add('c');
  give(['a', 'b']);
  expect(chosen()).toEqual(['a', 'b', 'c']);
  give(['a']);
  expect(chosen()).toEqual(['a']);
});

test('what is given instead of a choice is chosen', () => {
  const { chosen, add, give } = open(['a']);
  add('b');
  give(['x']);
  expect(chosen()).toEqual(['x']);
  give(['a']);
  expect(chosen()).toEqual(['a']);
});
