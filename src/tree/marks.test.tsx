import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { addMarks, removeMark, useMarks } from './marks.ts';

test('with the mark of an entity those of what is in it go', () => {
  const entity = (id: number, path?: number[]) => ({ id, name: `Entity ${id}`, path }) as Entity;
  addMarks(5, [entity(1, [1]), entity(2, [1, 2]), entity(3, [1, 2, 3]), entity(4, [4]), entity(5)]);
  removeMark(5, 2);
  const { result } = renderHook(() => useMarks(5));
  expect([...result.current.keys()]).toEqual([1, 4, 5]);
});
