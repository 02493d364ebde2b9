import type { FileRecord } from '../../archive/records.ts';
import { crowdFrom } from './crowd.ts';
import type { Revision } from './history.ts';
import { Random } from './random.ts';
import { stubOf } from './stubs.ts';
import { stamp } from './time.ts';
import type { Made, Node, NodeFile, WorldDefinition, WorldType } from './world.ts';

/** An entity of the tree with its ids. */
export interface Located {
  made: Made;
  type: WorldType;
  parent: number | null;
  files: readonly LocatedFile[];
}

export interface LocatedFile {
  id: number;
  name: string;
  size: number;
}

/** Ids that the description names, of all worlds: nothing else gets them. */
const namedFiles = new Set([
  60014, 60015, 60016, 60021, 60101, 60102, 60407, 60412, 60420, 60421, 60422, 60431, 60810, 60901,
]);

/** What is planted has ids from here on, in each world's range of 10,000; in world B from the crowd's first on. */
const plantedFrom = (world: WorldDefinition): number =>
  world.workspace === 12 ? crowdFrom : world.firstEntity - 1 + 9000;

/** The tree with ids in breadth-first order around the ones that the description names. */
export function locate(
  world: WorldDefinition,
  entities: number,
  seed: number,
  hidden: number,
  ids: { file: number },
): Located[] {
  const worldSeed = (world.seed ^ seed) | 0;
  const nodes = breadthFirst([...world.tree(entities, worldSeed)]);
  const pins = new Set(nodes.flatMap(({ pin }) => (pin === undefined ? [] : [pin])));
  const idOf = new Map<Node, number>();
  let next = world.firstEntity;
  for (const node of nodes) {
    while (node.pin === undefined && pins.has(next)) next += 1;
    idOf.set(node, node.pin ?? next);
    if (node.pin === undefined) next += 1;
  }
  if (next > plantedFrom(world))
    throw new RangeError(`${entities} entities do not fit world ${world.workspace}.`);
  const types = new Map(world.types.map((type) => [type.className, type]));
  return nodes.map((node) => {
    const id = idOf.get(node) as number;
    const ordinal = id - world.firstEntity;
    const files = (node.files ?? []).map((file) => locateFile(file, worldSeed, ordinal, ids));
    return {
      type: types.get(node.type) as WorldType,
      parent: node.parent === null ? null : (idOf.get(node.parent) as number),
      files,
      made: {
        world: world.workspace,
        seed: worldSeed,
        ordinal,
        id,
        name: node.name,
        place: node.place,
        refs: refsWith(node, (other) => idOf.get(other) as number),
        files: files.map((file) => file.id),
        hidden,
        ...(node.pin === undefined ? {} : { pin: node.pin }),
      },
    };
  });
}

/** References as ids. */
export function refsWith(node: Node, idOf: (other: Node) => number): Made['refs'] {
  const refs: Made['refs'] = {};
  for (const [key, ref] of Object.entries(node.refs ?? {})) {
    if (typeof ref === 'number') refs[key] = ref;
    else if (Array.isArray(ref))
      refs[key] = ref.map((one: Node | number) => (typeof one === 'number' ? one : idOf(one)));
    else refs[key] = idOf(ref as Node);
  }
  return refs;
}

export function locateFile(
  { name, pin, size }: NodeFile,
  seed: number,
  ordinal: number,
  ids: { file: number },
): LocatedFile {
  while (pin === undefined && namedFiles.has(ids.file)) ids.file += 1;
  const id = pin ?? ids.file;
  if (pin === undefined) ids.file += 1;
  return {
    id,
    name,
    size: size ?? Math.round(2_000_000 * Math.exp(0.5 * new Random(seed, ordinal, name).normal())),
  };
}

function breadthFirst(nodes: readonly Node[]): Node[] {
  const depths = new Map<Node, number>();
  const levels: Node[][] = [];
  for (const node of nodes) {
    const depth = node.parent === null ? 0 : (depths.get(node.parent) as number) + 1;
    depths.set(node, depth);
    const level = levels[depth];
    if (level === undefined) levels[depth] = [node];
    else level.push(node);
  }
  return levels.flat();
}

/** A file's content is a stub that says what it stands for. */
export function fileRecord(file: LocatedFile, entity: number, createdAt: string, by: number): FileRecord {
  return {
    kind: 'file',
    id: file.id,
    entity,
    filename: file.name,
    size: file.size,
    content_base64: Buffer.from(stubOf(file.name, file.size)).toString('base64'),
    created_at: createdAt,
    created_by: by,
  };
}

/** The summary as the wire has it; one in two hundred is still being made, or failed. */
export function summaryMembers(
  type: WorldType,
  made: Made,
  revisions: readonly Revision[],
): Record<string, unknown> {
  const last = revisions.at(-1) as Revision;
  const random = new Random(made.seed, made.world, made.ordinal, 'summary');
  if (type.summarize === undefined) {
    return { summary: {}, summary_status: 'finished', summary_updated_at: stamp(last.time, last.micros) };
  }
  if (random.chance(0.005)) {
    return { summary: {}, summary_status: random.pick(['running', 'failed']), summary_updated_at: null };
  }
  const values = type.summarize(last.value, made);
  const summary = Object.fromEntries(
    (type.summary ?? []).map(({ key, label, suffix, prefix }) => [
      key,
      { label, value: values[key] ?? null, suffix, prefix },
    ]),
  );
  return {
    summary,
    summary_status: 'finished',
    summary_updated_at: stamp(last.time + random.int(900, 9000), last.micros),
  };
}
