import type { ArchiveRecord, EntityRecord } from '../../archive/records.ts';
import type { World } from './frames.ts';
import { planOf } from './grammar.ts';
import { eventsOf } from './history.ts';
import { fileRecord, locateFile, refsWith } from './locate.ts';
import { workspace } from './people.ts';
import { recipeOf } from './recipes.ts';
import { stamp } from './time.ts';
import { typeRecord } from './type-record.ts';
import type { Made, Node, WorldDefinition, WorldType } from './world.ts';
import { worldOf } from './worlds.ts';

export interface ScaleOptions {
  /** Entities of the new workspace, by the world's shares; any number. */
  entities: number;
  /** Which world it is one more of. */
  world: World;
  /** Ids from which on all are free. */
  firstIds: { workspace: number; entity: number; file: number };
  /** The workspace's name; by default the world's, with the number of entities. */
  name?: string;
  seed?: number;
}

/**
 * One more workspace like one of the worlds, of any size, as a stream: memory does not grow with the entities. Entities come without revisions and
 * carry a `recipe`, from which `revisionsOf` makes their history when somebody asks; their `properties` are `{}` here and summaries are left out.
 * Parents come before children; people, labels and apps are the sample's and are not repeated.
 */
export function* scaleRecords(options: ScaleOptions): Generator<ArchiveRecord> {
  const { entities, firstIds, seed = 0 } = options;
  const world = worldOf(options.world);
  const name = options.name ?? `${nameOf(world)}, ${entities.toLocaleString('en-US')} entities`;
  yield workspace(world.workspace, firstIds.workspace, name);
  yield* world.types.map(typeRecord);
  const worldSeed = (world.seed ^ Math.imul(seed + 1, 0x9e3779b1)) | 0;
  const types = new Map(world.types.map((type) => [type.className, type]));
  const ids = new WeakMap<Node, number>();
  const counters = { file: firstIds.file };
  let next = firstIds.entity;
  // An entity waits until everything that it refers to has an id: its first child, mostly.
  let waiting: Node[] = [];
  for (const node of world.tree(entities, worldSeed)) {
    ids.set(node, next);
    next += 1;
    waiting.push(node);
    let ready = 0;
    while (ready < waiting.length && isReady(waiting[ready] as Node, ids)) ready += 1;
    for (const one of waiting.slice(0, ready)) yield* recordsOf(one);
    waiting = ready === 0 ? waiting : waiting.slice(ready);
  }
  for (const one of waiting) yield* recordsOf(one);

  function* recordsOf(node: Node): Generator<ArchiveRecord> {
    const id = ids.get(node) as number;
    const type = types.get(node.type) as WorldType;
    const ordinal = id - firstIds.entity;
    const files = (node.files ?? []).map(({ pin: _pin, ...file }) =>
      locateFile(file, worldSeed, ordinal, counters),
    );
    const made: Made = {
      world: world.workspace,
      seed: worldSeed,
      ordinal,
      id,
      name: node.name,
      place: node.place,
      refs: refsWith(node, (other) => ids.get(other) as number),
      files: files.map((file) => file.id),
      hidden: 4,
    };
    const parent = node.parent === null ? null : (ids.get(node.parent) as number);
    const record = recipeRecord(world, type, made, parent);
    yield record;
    for (const file of files) yield fileRecord(file, id, record.created_at as string, 108);
  }
}

const nameOf = (world: WorldDefinition): string => {
  const record = workspace(world.workspace);
  return record.kind === 'workspace' ? record.name : '';
};

function isReady(node: Node, ids: WeakMap<Node, number>): boolean {
  return Object.values(node.refs ?? {})
    .flat()
    .every((ref) => typeof ref === 'number' || ids.has(ref as Node));
}

/** An entity whose history is made when somebody asks for it. */
export function recipeRecord(
  world: WorldDefinition,
  type: WorldType,
  made: Made,
  parent: number | null,
): EntityRecord {
  const plan = planOf(made, type, eventsOf(world, type, made));
  const [first, last] = [plan[0], plan.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A history has no revision.');
  return {
    kind: 'entity',
    id: made.id,
    name: last.name,
    entity_type: type.id,
    parent,
    properties: '{}',
    recipe: recipeOf(type, made),
    created_at: stamp(first.time, first.micros),
    created_by: first.by,
    updated_at: stamp(last.time, last.micros),
    last_updated_by: last.by,
  };
}
