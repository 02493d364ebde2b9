import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { setGroups, useGroups } from './groups.ts';

it('the branch that was grouped longest ago is forgotten first, whatever its id', () => {
  for (let parent = 1000; parent < 1050; parent++) setGroups(5, parent, { by: 'type', open: [] });
  setGroups(5, 3, { by: 'name', open: [] });
  setGroups(5, null, { by: 'name', open: ['a'] });
  const { result } = renderHook(() => useGroups(5));
  const parents = [...result.current.keys()];
  expect(parents).toHaveLength(50);
  expect(parents.slice(-2)).toEqual([3, null]);
  expect(parents[0]).toBe(1002);
  expect(result.current.get(null)).toEqual({ by: 'name', open: ['a'] });
});
