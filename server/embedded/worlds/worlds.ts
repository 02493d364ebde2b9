import { bridgeWorld } from './bridges/world.ts';
import { editorWorld, simpleWorld } from './footing/world.ts';
import type { World } from './frames.ts';
import { leveeWorld } from './levee/world.ts';
import { windWorld } from './wind/world.ts';
import type { WorldDefinition } from './world.ts';

export const worlds: readonly WorldDefinition[] = [
  leveeWorld,
  bridgeWorld,
  windWorld,
  editorWorld,
  simpleWorld,
];

/** How a number of entities is split over the worlds. */
export const worldShares: Record<World, number> = { 11: 0.55, 12: 0.25, 13: 0.15, 14: 0.02, 15: 0.03 };

export function worldOf(workspace: number): WorldDefinition {
  const found = worlds.find((world) => world.workspace === workspace);
  if (found === undefined)
    throw new RangeError(`There is no sample world ${workspace}: choose 11, 12, 13, 14 or 15.`);
  return found;
}
