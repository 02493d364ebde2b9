import type { ArchiveRecord } from '../archive/records.ts';
import type { Database } from './database.ts';
import { raiseIds, takeId } from './ids.ts';
import { type LoadReport, loadRecords } from './load.ts';
import type { World } from './worlds/frames.ts';
import { scaleRecords } from './worlds/scale.ts';
import { worldShares } from './worlds/worlds.ts';

export interface SeedOptions {
  /** Entities in all, about. */
  entities: number;
  /** Like which of the sample workspaces; null: one like each of them, by their shares. */
  workspace: World | null;
}

export const seedWorlds = Object.keys(worldShares).map(Number) as World[];

/** Adds sample workspaces of the size asked for: all or none of them. Histories are made when somebody asks for them. */
export async function seedWorkspaces(
  database: Database,
  { entities, workspace }: SeedOptions,
  onProgress: (stored: number) => void,
): Promise<LoadReport> {
  const parts = workspace === null ? seedWorlds : [workspace];
  const sources: Generator<ArchiveRecord>[] = [];
  for (const world of parts) {
    const share = workspace === null ? worldShares[world] : 1;
    const size = Math.max(1, Math.round(entities * share));
    const firstIds = {
      workspace: await takeId(database.kysely, 'workspace'),
      entity: await reserve(database, 'entity', size),
      file: await reserve(database, 'file', size),
    };
    sources.push(scaleRecords({ entities: size, world, firstIds, seed: firstIds.workspace }));
  }
  return loadRecords(database, chain(sources), { keepIds: true, onProgress });
}

function* chain(sources: Iterable<ArchiveRecord>[]): Generator<ArchiveRecord> {
  for (const source of sources) yield* source;
}

/** The first of a range of ids that nobody else gets, ample for what an entity of a sample brings with it. */
async function reserve(database: Database, kind: 'entity' | 'file', entities: number): Promise<number> {
  const first = await takeId(database.kysely, kind);
  await raiseIds(database.kysely, kind, first + 4 * entities + 10_000);
  return first;
}
