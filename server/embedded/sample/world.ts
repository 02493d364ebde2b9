import type { ArchiveRecord, EntityRecord } from '../../archive/records.ts';
import { type Filling, filled } from './fill.ts';
import type { Field } from './form.ts';
import type { Point } from './geometry.ts';
import { type Draft, historyOf, momentsOf, revisionCount } from './history.ts';
import { workspaceRecord } from './people.ts';
import { Random } from './random.ts';
import { summaryOf } from './summary.ts';
import { atWork, day, firstMoment, lastMoment, stamp } from './time.ts';
import { type SampleType, typeRecord } from './types.ts';
import { type Members, read } from './value.ts';

/** An entity of a plan: what is known before its params are made. */
export interface Planned {
  id: number;
  type: SampleType;
  parent: Planned | null;
  name: string;
  /** Its place in the order of making: older entities come first. */
  ordinal: number;
  centre?: Point;
  kilometre?: number;
  /** Params that are given; else they are made from the form. */
  params?: Members;
  /** Touches up params made from the form. */
  adjust?: (params: Members, filling: Filling) => void;
  /** A history that is given, as its last revision the params of today. */
  script?: () => Draft[];
  /** How many revisions; else drawn. */
  revisions?: number;
  /** Present params as raw text that no printer would make. */
  raw?: string;
  /** Further members of the record. */
  more?: Partial<EntityRecord>;
  summary?: unknown;
  children: number;
}

export interface PlannedFile {
  id: number;
  entity: number | null;
  filename: string;
  size?: number;
}

/** The plan of one workspace: the whole tree first, so that params can refer to what comes later. */
export class World {
  readonly nodes: Planned[] = [];
  readonly files: PlannedFile[] = [];
  readonly #byType = new Map<string, number[]>();
  readonly #byId = new Map<number, Planned>();
  readonly #reserved: ReadonlySet<number>;
  #nextId: number;
  #nextFile: number;

  readonly id: number;
  readonly seed: number;
  readonly types: readonly SampleType[];
  readonly authors: readonly number[];

  constructor(facts: {
    id: number;
    seed: number;
    types: readonly SampleType[];
    authors: readonly number[];
    firstEntity: number;
    reserved: readonly number[];
    firstFile: number;
  }) {
    this.id = facts.id;
    this.seed = facts.seed;
    this.types = facts.types;
    this.authors = facts.authors;
    this.#nextId = facts.firstEntity;
    this.#nextFile = facts.firstFile;
    this.#reserved = new Set(facts.reserved);
  }

  random(...keys: (string | number)[]): Random {
    return new Random(this.seed, this.id, ...keys);
  }

  typeNamed(name: string): SampleType {
    const type = this.types.find((one) => one.name === name);
    if (type === undefined) throw new Error(`Workspace ${this.id} has no type ${name}.`);
    return type;
  }

  /** Adds an entity below its parent, with the given id or the next one that is not reserved. */
  add(typeName: string, parent: Planned | null, name: string, more: Partial<Planned> = {}): Planned {
    while (more.id === undefined && this.#reserved.has(this.#nextId)) this.#nextId += 1;
    const id = more.id ?? this.#nextId++;
    if (this.#byId.has(id)) throw new Error(`Two entities would have the id ${id}.`);
    const type = this.typeNamed(typeName);
    const planned: Planned = { ordinal: this.nodes.length, children: 0, ...more, id, type, parent, name };
    if (parent !== null) parent.children += 1;
    this.nodes.push(planned);
    this.#byId.set(id, planned);
    this.#byType.set(typeName, [...(this.#byType.get(typeName) ?? []), id]);
    return planned;
  }

  node(id: number): Planned {
    const found = this.#byId.get(id);
    if (found === undefined) throw new Error(`There is no entity ${id} in workspace ${this.id}.`);
    return found;
  }

  idsOf(typeName: string): readonly number[] {
    return this.#byType.get(typeName) ?? [];
  }

  /** A file with the next id; its name from its extension. */
  file(entity: number | null, extension: string, filename?: string): number {
    const id = this.#nextFile++;
    this.files.push({ id, entity, filename: filename ?? fileName(extension, this.random('file', id)) });
    return id;
  }

  filling(planned: Planned, random: Random): Filling {
    const entities = (field: Field): readonly number[] => {
      const ids = (field.types ?? []).flatMap((name) => this.idsOf(name));
      if (field.whose === '') return ids;
      const parent = field.whose === 'child-' ? planned : planned.parent;
      return ids.filter((id) => this.node(id).parent === parent);
    };
    const file = (field: Field): number => this.file(planned.id, field.extensions[0] ?? '.pdf');
    return { world: this.id, random, centre: planned.centre, links: { entities, file } };
  }
}

const stems: Record<string, readonly string[]> = {
  '.pdf': ['W-74-12 rev C', 'report 24-118', 'rapport def', 'meeting notes 12-03', 'lab results (2)'],
  '.jpg': ['IMG_20241009_101532', 'IMG_20250611_144810', 'foto pijler 2', 'DSC00412'],
  '.esa': ['ontwerp def def', 'model v7', 'load set 4'],
  '.zip': ['entry line 2024', 'intredelijn'],
  '.tif': ['bathymetry tile 14', 'depth_2024_05'],
  '.svg': ['sketch deck', 'schets onderkant'],
};

function fileName(extension: string, random: Random): string {
  return `${random.pick(stems[extension] ?? ['export'])}${random.chance(0.15) ? ' (1)' : ''}${extension}`;
}

const sizes: Record<string, number> = {
  ...{ '.gef': 320_000, '.xml': 1_100_000, '.pdf': 2_000_000, '.jpg': 2_800_000, '.esa': 9_000_000 },
  ...{ '.zip': 600_000, '.csv': 400_000, '.tif': 18_000_000 },
};

interface Timed {
  planned: Planned;
  moments: readonly number[];
  drafts: readonly Draft[] | null;
}

/** The records of a world, made one entity at a time: types, then each entity with its revisions and files. */
export function* recordsOf(world: World, counter: { revision: number }): Generator<ArchiveRecord> {
  yield workspaceRecord(world.id);
  for (const type of world.types) yield typeRecord(type);
  const timed = world.nodes.map((planned) => timesOf(world, planned));
  const ids = revisionIds(timed, counter);
  let given = 0;
  for (const [index, one] of timed.entries()) {
    yield* entityRecords(world, one, ids[index] as number[]);
    for (; given < world.files.length; given += 1) {
      const file = world.files[given] as PlannedFile;
      if (file.entity === null || file.entity === one.planned.id)
        yield fileRecord(file, one.moments[0] as number, world);
      else break;
    }
  }
  for (; given < world.files.length; given += 1) {
    yield fileRecord(world.files[given] as PlannedFile, firstMoment, world);
  }
}

function timesOf(world: World, planned: Planned): Timed {
  const drafts = planned.script?.() ?? null;
  if (drafts !== null) return { planned, drafts, moments: drafts.map(({ at }) => at) };
  const random = world.random(planned.id, 'times');
  const count = planned.revisions ?? revisionCount(random);
  const share = planned.ordinal / (world.nodes.length + 1);
  const start = firstMoment + share ** 1.5 * (lastMoment - firstMoment - 40 * day);
  return { planned, drafts, moments: momentsOf(count, start + random.int(0, 86_400) * 1000, random) };
}

/** Revision ids in the order of time over the whole workspace. */
function revisionIds(timed: readonly Timed[], counter: { revision: number }): number[][] {
  const all = timed.flatMap(({ moments }, entity) => moments.map((at, ordinal) => ({ at, entity, ordinal })));
  all.sort((a, b) => a.at - b.at || a.entity - b.entity || a.ordinal - b.ordinal);
  const ids: number[][] = timed.map(() => []);
  for (const { entity } of all) {
    (ids[entity] as number[]).push(counter.revision);
    counter.revision += 1;
  }
  return ids;
}

function* entityRecords(
  world: World,
  { planned, moments, drafts: given }: Timed,
  ids: readonly number[],
): Generator<ArchiveRecord> {
  const drafts = given ?? draftsOf(world, planned, moments);
  const first = drafts[0] as Draft;
  const last = drafts.at(-1) as Draft;
  const properties = planned.raw ?? last.properties;
  yield {
    kind: 'entity',
    id: planned.id,
    name: last.name,
    entity_type: planned.type.id,
    parent: planned.parent?.id ?? null,
    properties,
    created_at: stamp(first.at, planned.id),
    created_by: first.by,
    updated_at: stamp(last.at, ids.at(-1)),
    last_updated_by: last.by,
    ...summaryMembers(world, planned, properties, last),
    ...planned.more,
  };
  for (const [index, draft] of drafts.entries()) {
    yield {
      kind: 'revision',
      entity: planned.id,
      id: ids[index] as number,
      created_at: stamp(draft.at, ids[index]),
      created_by: draft.by,
      message: draft.message,
      name: draft.name,
      properties: index === drafts.length - 1 ? properties : draft.properties,
    };
  }
}

function summaryMembers(
  world: World,
  planned: Planned,
  properties: string,
  last: Draft,
): Partial<EntityRecord> {
  const random = world.random(planned.id, 'summary');
  const at = stamp(last.at + 4000, planned.id);
  if (planned.type.summary.length === 0)
    return { summary: {}, summary_status: 'finished', summary_updated_at: at };
  if (planned.summary === undefined && random.chance(0.005)) {
    const summary_status = random.chance(0.5) ? 'running' : 'failed';
    return { summary: {}, summary_status, summary_updated_at: null };
  }
  const params = planned.raw === undefined && planned.summary === undefined ? read(properties) : {};
  const summary = planned.summary ?? summaryOf(planned.type, params, random);
  return { summary, summary_status: 'finished', summary_updated_at: at };
}

function draftsOf(world: World, planned: Planned, moments: readonly number[]): Draft[] {
  const random = world.random(planned.id, 'params');
  const filling = world.filling(planned, random);
  const params = planned.params ?? filled(planned.type, filling);
  if (planned.params === undefined) planned.adjust?.(params, filling);
  const { type, name } = planned;
  if (planned.params === undefined || moments.length === 1) {
    return historyOf({ ...filling, type, name, authors: world.authors }, params, moments);
  }
  // What is printed stands at the end: the history is made on it, and its last revision puts it back.
  const drafts = historyOf({ ...filling, type, name, authors: world.authors }, params, moments);
  const end = drafts.length - 1;
  const given = historyOf({ ...filling, type, name, authors: world.authors }, params, [
    moments[end] as number,
  ]);
  drafts[end] = { ...(given[0] as Draft), message: 'as agreed' };
  return drafts;
}

function fileRecord({ id, entity, filename, size }: PlannedFile, at: number, world: World): ArchiveRecord {
  const random = world.random('file', id);
  const extension = /\.\w+$/.exec(filename)?.[0] ?? '';
  const drawn = Math.round(
    (sizes[extension] ?? 80_000) * (0.4 + random.unit() + random.unit() * random.unit()),
  );
  const file_size = size ?? drawn;
  const content = `${filename}, ${file_size} bytes\n`;
  return {
    kind: 'file',
    id,
    entity,
    filename,
    size: file_size,
    content_base64: Buffer.from(content).toString('base64'),
    created_at: stamp(atWork(at - 600_000, random), id),
    created_by: random.pick(world.authors),
  };
}
