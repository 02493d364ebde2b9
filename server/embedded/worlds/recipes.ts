import { historyOf } from './history.ts';
import { stamp } from './time.ts';
import { print } from './values.ts';
import type { Made, WorldType } from './world.ts';
import { worldOf } from './worlds.ts';

/** A revision as `revisionsOf` makes it; `properties` is JSON text. */
export interface CookedRevision {
  created_at: string;
  created_by: number;
  message: string | null;
  name: string;
  properties: string;
}

/** Everything that an entity's history follows from, as compact JSON: world, seed, ordinal, ids, place. */
export function recipeOf(type: WorldType, made: Made): string {
  const { world, seed, ordinal, id, name, place, refs, files, hidden } = made;
  return JSON.stringify([world, seed, ordinal, id, type.className, name, place, refs, files, hidden]);
}

type Recipe = [
  world: Made['world'],
  seed: number,
  ordinal: number,
  id: number,
  type: string,
  name: string,
  place: Made['place'],
  refs: Made['refs'],
  files: number[],
  hidden: number,
];

/** The history that a recipe stands for, oldest first: always the same bytes. Throws when the text is not a recipe. */
export function revisionsOf(recipe: string): CookedRevision[] {
  const { type, made } = read(recipe);
  return historyOf(worldOf(made.world), type, made).map(({ time, micros, by, message, name, value }) => ({
    created_at: stamp(time, micros),
    created_by: by,
    message,
    name,
    properties: print(value),
  }));
}

function read(recipe: string): { type: WorldType; made: Made } {
  const [world, seed, ordinal, id, className, name, place, refs, files, hidden] = JSON.parse(
    recipe,
  ) as Recipe;
  const type = worldOf(world).types.find((one) => one.className === className);
  if (type === undefined)
    throw new Error(`World ${world} has no type ${className}: this recipe was made by another version.`);
  return { type, made: { world, seed, ordinal, id, name, place, refs, files, hidden } };
}
