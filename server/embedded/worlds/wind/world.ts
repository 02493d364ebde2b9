import { edited } from '../values.ts';
import type { Made, PlannedEvent, WorldDefinition } from '../world.ts';
import { roundsOf, turbinePlace } from './fill.ts';
import { turbine40011 } from './printed.ts';
import { cost40301, farmScript, foundationScript, model40204 } from './scripts.ts';
import { windTree } from './tree.ts';
import { windTypes } from './types.ts';

/** The optimiser's rounds move the turbines within the minute in which their farm was saved. */
function events(type: string, made: Made): PlannedEvent[] {
  if (type !== 'Turbine') return [];
  const rounds = roundsOf(made);
  return rounds.map(({ when }, index) => ({
    when,
    seconds: 3 + ((made.ordinal * 7) % 50),
    by: 101,
    message: 'optimiser result applied',
    apply: (value) => edited(value, { 'position.point': turbinePlace(made, index + 1, rounds.length) }),
    undo: (value) => edited(value, { 'position.point': turbinePlace(made, index, rounds.length) }),
  }));
}

/** World C: the wind farm. */
export const windWorld: WorldDefinition = {
  workspace: 13,
  seed: 0x1ee4_0013,
  firstEntity: 40001,
  types: windTypes,
  tree: windTree,
  events,
  printed: new Map([
    [40011, turbine40011],
    [40204, model40204],
    [40301, cost40301],
  ]),
  scripted: new Map([
    [40001, farmScript],
    [40052, foundationScript],
  ]),
};
