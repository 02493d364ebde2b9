import type { ArchiveRecord, EntityRecord, FileRecord, RevisionRecord } from '../../archive/records.ts';
import { bridgeTypes } from './bridges/types.ts';
import { crowdFolder, crowdOf } from './crowd.ts';
import { historyOf, type Revision } from './history.ts';
import { fileRecord, type Located, locate, summaryMembers } from './locate.ts';
import { labelsAndApps, plainWorkspaceIds, users, workspace } from './people.ts';
import { type Planted, plantedIn } from './plant.ts';
import { recipeRecord } from './scale.ts';
import { stamp } from './time.ts';
import { typeRecord } from './type-record.ts';
import { print } from './values.ts';
import type { WorldDefinition, WorldType } from './world.ts';
import { worldShares, worlds } from './worlds.ts';

export interface SampleOptions {
  /** Entities of the five worlds together; what is planted at fixed ids comes on top. Up to 10,000: beyond that use `scaleRecords`. */
  entities?: number;
  /** Changes what is drawn at random. */
  seed?: number;
  /** Numbers in a hidden column: 4, 600 or 2,400. */
  hidden?: keyof typeof hiddenSizes;
}

const hiddenSizes = { tiny: 4, normal: 600, large: 2400 } as const;

/**
 * The sample: people, labels, apps, the five worlds (11-15) and twenty plain workspaces, in the order a loader needs: parents before children,
 * each entity followed by its revisions, oldest first. The same options give the same bytes, always.
 */
export function* sampleRecords(options: SampleOptions = {}): Generator<ArchiveRecord> {
  const { entities = 1000, seed = 0, hidden = 'tiny' } = options;
  if (!Number.isInteger(entities) || entities < 1 || entities > 10_000) {
    throw new RangeError(`The sample has 1 to 10,000 entities, not ${entities}.`);
  }
  yield* users();
  yield* labelsAndApps();
  const ids = { revision: 900_001, file: 60_001 };
  for (const world of worlds) {
    yield workspace(world.workspace);
    yield* world.types.map(typeRecord);
    const count = Math.max(1, Math.round(entities * worldShares[world.workspace]));
    yield* contents(world, locate(world, count, seed, hiddenSizes[hidden], ids), ids);
  }
  for (const id of plainWorkspaceIds) {
    yield workspace(id);
    const planted = plantedIn(id);
    if (planted.length === 0) continue;
    yield* bridgeTypes.map(typeRecord);
    yield* toldEntities(planted, bridgeTypes, ids);
  }
}

interface Told {
  record: EntityRecord;
  revisions: readonly Revision[];
  texts: readonly string[];
  files: readonly FileRecord[];
}

function* contents(
  world: WorldDefinition,
  located: readonly Located[],
  ids: { revision: number },
): Generator<ArchiveRecord> {
  const told: Told[] = [];
  for (const entity of located) {
    const { made, type } = entity;
    const revisions = historyOf(world, type, made);
    told.push(tell(entity, revisions, summaryMembers(type, made, revisions)));
  }
  const planted = plantedIn(world.workspace);
  yield* inTimeOrder([...told, ...planted.map((one) => tellPlanted(one, world.types))], ids);
  if (world.workspace !== 12) return;
  const bridge = typeOf(world.types, 'Bridge');
  for (const made of crowdOf(world.seed)) {
    const summary = summaryMembers(bridge, made, historyOf(world, bridge, made));
    yield { ...recipeRecord(world, bridge, made, crowdFolder), ...summary };
  }
}

const typeOf = (types: readonly WorldType[], className: string): WorldType => {
  const found = types.find((type) => type.className === className);
  if (found === undefined) throw new Error(`There is no type ${className} to make one of.`);
  return found;
};

function* toldEntities(
  planted: readonly Planted[],
  types: readonly WorldType[],
  ids: { revision: number },
): Generator<ArchiveRecord> {
  yield* inTimeOrder(
    planted.map((one) => tellPlanted(one, types)),
    ids,
  );
}

function tell(entity: Located, revisions: readonly Revision[], members: Record<string, unknown>): Told {
  const { made, type, parent, files } = entity;
  const texts = printAll(revisions);
  const first = revisions[0] as Revision;
  const last = revisions.at(-1) as Revision;
  return {
    record: {
      kind: 'entity',
      id: made.id,
      name: last.name,
      entity_type: type.id,
      parent,
      properties: texts.at(-1) as string,
      ...members,
      created_at: stamp(first.time, first.micros),
      created_by: first.by,
      updated_at: stamp(last.time, last.micros),
      last_updated_by: last.by,
    },
    revisions,
    texts,
    files: files.map((file) => fileRecord(file, made.id, stamp(first.time - 40_000, first.micros), first.by)),
  };
}

function tellPlanted(planted: Planted, types: readonly WorldType[]): Told {
  const type = typeOf(types, planted.type);
  const made = {
    world: 11 as const,
    seed: 0,
    ordinal: planted.id,
    id: planted.id,
    name: planted.name,
    place: {},
    refs: {},
    files: [],
    hidden: 4,
  };
  const located = { made, type, parent: planted.parent, files: [] };
  const members = { ...summaryMembers(type, made, planted.revisions), ...planted.members };
  return tell(located, planted.revisions, members);
}

/** States that stayed as they were are printed once. */
function printAll(revisions: readonly Revision[]): string[] {
  const texts: string[] = [];
  for (const [index, { value }] of revisions.entries()) {
    const before = revisions[index - 1];
    texts.push(before?.value === value ? (texts[index - 1] as string) : print(value));
  }
  return texts;
}

/** Gives revisions their ids in the order of time across the workspace. */
function* inTimeOrder(told: readonly Told[], ids: { revision: number }): Generator<ArchiveRecord> {
  const all = told.flatMap(({ revisions }) => revisions);
  const idOf = new Map<Revision, number>();
  for (const revision of [...all].sort((a, b) => a.time - b.time || a.micros - b.micros)) {
    idOf.set(revision, ids.revision);
    ids.revision += 1;
  }
  for (const { record, revisions, texts, files } of told) {
    yield record;
    for (const [index, revision] of revisions.entries()) {
      yield {
        kind: 'revision',
        entity: record.id,
        id: idOf.get(revision) as number,
        created_at: stamp(revision.time, revision.micros),
        created_by: revision.by,
        message: revision.message,
        name: revision.name,
        properties: texts[index] as string,
      } satisfies RevisionRecord;
    }
    yield* files;
  }
}
