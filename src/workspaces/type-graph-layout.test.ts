import { expect, it } from 'vitest';
import type { EntityType } from '../../contract/entity-type.ts';
import { layOutTypes } from './type-graph-layout.ts';

const type = (id: number, children: number[]) =>
  ({ id, name: `T${id}`, child_entity_type_ids: children }) as unknown as EntityType;
const columns = (types: EntityType[]) =>
  Object.fromEntries(layOutTypes(types).nodes.map(({ id, column }) => [id, column]));

it('a type stands right of every type that may hold it', () => {
  expect(columns([type(3, []), type(1, [2, 3]), type(2, [3])])).toEqual({ 1: 0, 2: 1, 3: 2 });
});

it('rings and types that hold themselves have an edge back and an end', () => {
  const { edges } = layOutTypes([type(1, [1, 2]), type(2, [1])]);
  expect(edges).toEqual([
    { from: 1, to: 1, back: true },
    { from: 1, to: 2, back: false },
    { from: 2, to: 1, back: true },
  ]);
});

it('types that are not known here are not drawn', () => {
  expect(layOutTypes([type(1, [99])]).edges).toEqual([]);
});

it('a hundred types that may all hold each other are placed at once', () => {
  const ids = Array.from({ length: 100 }, (_, index) => index);
  expect(layOutTypes(ids.map((id) => type(id, ids))).nodes).toHaveLength(100);
}, 2000);
