import { describe, expect, it } from 'vitest';
import type { EntityRecord } from '../../archive/records.ts';
import type { World } from './frames.ts';
import { revisionsOf } from './recipes.ts';
import { scaleRecords } from './scale.ts';

const firstIds = { workspace: 300, entity: 400_001, file: 700_001 };
const made = (world: World, entities: number) => [...scaleRecords({ world, entities, firstIds })];
const entitiesOf = (world: World, entities: number) =>
  made(world, entities).filter((record): record is EntityRecord => record.kind === 'entity');

describe('a workspace at scale', () => {
  it.each([11, 12, 13, 14, 15] as const)('of world %i has about as many entities as asked for', (world) => {
    const { length } = entitiesOf(world, 2000);
    expect(length).toBeGreaterThan(1900);
    expect(length).toBeLessThan(2100);
  });
  it('has parents before children and new ids only', () => {
    const seen = new Set<number>();
    for (const { id, parent } of entitiesOf(11, 3000)) {
      expect(id).toBeGreaterThanOrEqual(firstIds.entity);
      if (parent !== null) expect(seen.has(parent)).toBe(true);
      seen.add(id);
    }
  });
  it('makes each history from its recipe, twice the same, as the entity says', () => {
    for (const entity of entitiesOf(12, 400)) {
      const recipe = entity.recipe as string;
      const revisions = revisionsOf(recipe);
      expect(revisionsOf(recipe)).toEqual(revisions);
      expect(revisions[0]?.created_at).toBe(entity.created_at);
      expect(revisions.at(-1)?.created_at).toBe(entity.updated_at);
      expect(revisions.at(-1)?.created_by).toBe(entity.last_updated_by);
      expect(revisions.at(-1)?.name).toBe(entity.name);
    }
  });
  it('has no more than 5,000 children below a parent that is not a district', () => {
    const children = new Map<number, number>();
    for (const { parent } of entitiesOf(11, 40_000)) {
      if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1);
    }
    expect(Math.max(...children.values())).toBeLessThanOrEqual(5001);
  });
});
