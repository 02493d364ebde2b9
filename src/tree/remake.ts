import type { Entity } from '../../contract/entity.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isObject } from '../../contract/json/value.ts';
import type { CreateChild, SetParams } from '../api/staleness.ts';
import { getIn } from '../params/path.ts';
import type { Capsule, Copied, MadeIds } from './capsules.ts';
import { entityReferences, type Reference, withNewIds } from './references.ts';

export interface Remade {
  /** Of the top. */
  id: number;
  /** What could not be made, as sentences. */
  problems: string[];
  /** References between what was made that name the new ids. */
  remapped: number;
  /** Entities whose references could not be looked for, because the types of their params were not given. */
  untyped: number;
}

interface Writes {
  create: (child: CreateChild) => Promise<{ id: number }>;
  setParams: (call: SetParams) => Promise<unknown>;
  /** An entity as it is at this moment, with its params; undefined where there is none any more. */
  read: (id: number) => Promise<Entity | undefined>;
  /** Told of each that was made, before the next one is. Where it rejects, making goes on: that matters only to a second time. */
  note: (old: number, made: number) => Promise<void>;
  /** Told of each that was made before and is not there any more. */
  forget: (old: number) => Promise<void>;
}

/**
 * Make everything of a capsule again, with new ids, where it was; params that name something of it name the new one. What names one that is made later is
 * saved once more at the end. What was made `before` may have been edited since: only its references follow. Rejects when the top cannot be made.
 */
export async function remake(
  { workspaceId, parent, entities }: Capsule,
  writes: Writes,
  onProgress: (made: number) => void,
  before: MadeIds,
): Promise<Remade> {
  const { create, note, forget } = writes;
  const ids = await stillThere(entities, before, writes);
  for (const old of before.keys()) if (!ids.has(old)) await forget(old);
  const problems: string[] = [];
  const following = new Set<number>();
  let remapped = 0;
  let unnoted = 0;
  for (const [index, one] of entities.entries()) {
    onProgress(index);
    if (ids.has(one.id)) continue;
    const under = index === 0 ? parent : ids.get(one.parent ?? -1);
    if (under === undefined) {
      problems.push(`${one.name}: what it was in could not be made.`);
      continue;
    }
    const params = readJson(one.params);
    const references = isObject(params) ? (one.references ?? []) : [];
    try {
      const made = await create({
        workspaceId,
        parent: under,
        entity_type: one.type,
        name: one.name,
        ...(isObject(params) && { params: withNewIds(params, references, ids) }),
      });
      const known = references.filter(({ id }) => ids.has(id)).length;
      remapped += known;
      if (known === references.length) following.add(one.id);
      ids.set(one.id, made.id);
      await note(one.id, made.id).catch(() => {
        unnoted += 1;
      });
    } catch (error) {
      if (index === 0) throw error;
      problems.push(`${one.name}: ${wordsOf(error)}`);
    }
  }
  for (const { id: old, name, references = [] } of entities) {
    const id = ids.get(old);
    if (id === undefined || following.has(old) || !references.some((to) => ids.has(to.id))) continue;
    try {
      remapped += await follow(workspaceId, id, references, ids, writes);
    } catch (error) {
      problems.push(`${name}: some of its references may still name what was deleted. ${wordsOf(error)}`);
    }
  }
  if (unnoted > 0 && problems.length > 0)
    problems.unshift(
      `This browser could not note ${unnoted.toLocaleString()} of those that were made: making the rest again would make them twice.`,
    );
  const made = entities.filter(({ id }) => ids.has(id));
  return {
    id: ids.get(entities[0]?.id ?? -1) ?? -1,
    problems,
    remapped,
    untyped: made.filter(({ references }) => references === undefined).length,
  };
}

/** What was made before without what was deleted since and has to be made first: the top, and what holds something that is not made yet; with all below it. */
async function stillThere(
  entities: readonly Copied[],
  before: MadeIds,
  { read }: Pick<Writes, 'read'>,
): Promise<Map<number, number>> {
  const ids = new Map(before);
  const holders = new Set<number | null | undefined>([entities[0]?.id]);
  for (const { id, parent } of entities.toReversed()) {
    const made = ids.get(id);
    if (made !== undefined && holders.has(id) && !(await read(made))) ids.delete(id);
    if (!ids.has(id)) holders.add(parent);
  }
  for (const { id, parent } of entities.slice(1)) if (!ids.has(parent ?? -1)) ids.delete(id);
  return ids;
}

/** Save an entity once more where it still names what was made again, as it is now; the number of such references. */
async function follow(
  workspaceId: number,
  id: number,
  references: readonly Reference[],
  ids: MadeIds,
  { read, setParams }: Pick<Writes, 'read' | 'setParams'>,
): Promise<number> {
  const now = await read(id);
  if (!now) return 0;
  const { properties: params, param_types: types, revision_id: revision } = now;
  if (!params) throw new Error('Its params are not given to you.');
  const all = types ? entityReferences(params, types) : references;
  const open = all.filter((to) => ids.has(to.id) && getIn(params, to.path) === to.id);
  if (open.length === 0) return 0;
  const message = 'References name what was made again';
  await setParams({ workspaceId, id, params: withNewIds(params, open, ids), revision, message });
  return open.length;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
