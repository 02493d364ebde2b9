import type { ArchiveRecord } from '../../archive/records.ts';
import { bridgeWorld } from './bridges.ts';
import { archivedWorld, editorWorld, simpleWorld } from './footing.ts';
import { leveeWorld } from './levee.ts';
import { plainWorkspaceIds, sharedRecords, workspaceRecord } from './people.ts';
import { windWorld } from './wind.ts';
import { recordsOf } from './world.ts';

export interface SampleOptions {
  /** About how many entities over all workspaces; the traps come on top. */
  entities?: number;
  /** Another seed gives other values at the same places. */
  seed?: number;
}

/** The sample workspaces as records, made while they are read. The same options give the same bytes. */
export function* sampleRecords({
  entities = 1000,
  seed = 20240205,
}: SampleOptions = {}): Generator<ArchiveRecord> {
  const counter = { revision: 900_001 };
  yield* sharedRecords();
  yield* recordsOf(leveeWorld(seed, Math.round(entities * 0.55)), counter);
  yield* recordsOf(bridgeWorld(seed, Math.round(entities * 0.25)), counter);
  yield* recordsOf(windWorld(seed, Math.round(entities * 0.15)), counter);
  yield* recordsOf(editorWorld(seed, Math.round(entities * 0.02)), counter);
  yield* recordsOf(simpleWorld(seed, Math.round(entities * 0.03)), counter);
  yield* recordsOf(archivedWorld(seed), counter);
  for (const id of plainWorkspaceIds.slice(1)) yield workspaceRecord(id);
}
