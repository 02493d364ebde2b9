import type { Made } from './world.ts';

/** The folder that has so many bridges, and the ids of these. */
export const crowdFolder = 39005;
export const crowdFrom = 34001;
const crowd = 5000;

/**
 * The bridges of the folder of 5,000. They carry a recipe instead of a revision and hardly any params: what is tried here is the length of the list, and a
 * first start should not wait for it.
 */
export function* crowdOf(seed: number): Generator<Made> {
  for (let index = 0; index < crowd; index += 1) {
    yield {
      world: 12,
      seed,
      ordinal: crowdFrom - 30_001 + index,
      id: crowdFrom + index,
      name: `BX-${String(index + 1).padStart(4, '0')}`,
      place: { start: 0.8, number: index + 1, most: 1, built: 1900 + (index % 80) },
      refs: {},
      files: [],
      hidden: 4,
    };
  }
}
