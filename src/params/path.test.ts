import { expect, it } from 'vitest';
import { fromPointer, matchesPattern } from './path.ts';

it.each([
  ['/soil/layers', '/soil/layers', true, true],
  ['/soil/layers', '/soil/layers/3/colour', true, false],
  ['/soil/*/*/colour', '/soil/layers/3/colour', true, true],
  ['/soil/*', '/soil', false, false],
  ['/**/layers', '/soil/layers', true, true],
  ['/**/layers', '/soil/layers/3/parts', true, false],
  ['/**/layers', '/soil/layers/3/layers', true, true],
  ['/soil/**', '/soil', true, true],
  ['/soil/**', '/soil/layers/3', true, true],
  ['/**/a/**/b', '/a/x/a/y/c', false, false],
  ['/a~1b', '/a~1b', true, true],
])('whether %s names what stands at %s: or above it %s, alone %s', (pattern, pointer, orAbove, alone) => {
  const path = fromPointer(pointer);
  expect([matchesPattern(pattern, path), matchesPattern(pattern, path, 'alone')]).toEqual([orAbove, alone]);
});

it('a pattern of any number of depths costs no more than it is long', () => {
  const path = Array.from({ length: 200 }, (_, index) => `group ${index}`);
  expect(matchesPattern(`${'/**'.repeat(200)}/nowhere`, path)).toBe(false);
});
