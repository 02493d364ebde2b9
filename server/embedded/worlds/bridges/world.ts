import type { WorldDefinition } from '../world.ts';
import { loadRating30033 } from './printed.ts';
import { bridgeScript, document30040, inspectionScript } from './scripts.ts';
import { bridgeTree } from './tree.ts';
import { bridgeTypes } from './types.ts';

/** World B: the municipality's bridges. */
export const bridgeWorld: WorldDefinition = {
  workspace: 12,
  seed: 0x1ee4_0012,
  firstEntity: 30001,
  types: bridgeTypes,
  tree: bridgeTree,
  printed: new Map([
    [30033, loadRating30033],
    [30040, document30040],
  ]),
  scripted: new Map([
    [30017, bridgeScript],
    [30021, inspectionScript],
  ]),
};
