import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import type { CreateChild, SetParams } from '../api/staleness.ts';
import type { Capsule, Copied, MadeIds } from './capsules.ts';
import { withNewIds } from './references.ts';

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
  /** Told of each that was made, before the next one is. */
  note?: (old: number, made: number) => Promise<void>;
}

/**
 * Make everything of a capsule again, with new ids, where it was; params that name something of it name the new one. What names one that is made later is
 * saved once more at the end. What was made `before` is left as it is: it may have been edited since. Rejects when the top cannot be made.
 */
export async function remake(
  { workspaceId, parent, entities }: Capsule,
  { create, setParams, note }: Writes,
  onProgress: (made: number) => void,
  before: MadeIds = new Map(),
): Promise<Remade> {
  const ids = new Map(before);
  const problems: string[] = [];
  const later: { one: Copied; params: JsonObject; known: number }[] = [];
  let remapped = 0;
  for (const [index, one] of entities.entries()) {
    onProgress(index);
    if (before.has(one.id)) continue;
    const under = index === 0 ? parent : ids.get(one.parent ?? -1);
    if (under === undefined) {
      problems.push(`${one.name}: what it was in could not be made.`);
      continue;
    }
    const params = readJson(one.params);
    const isParams = isObject(params);
    const references = one.references ?? [];
    try {
      const made = await create({
        workspaceId,
        parent: under,
        entity_type: one.type,
        name: one.name,
        ...(isParams && { params: withNewIds(params, references, ids) }),
      });
      const known = isParams ? references.filter(({ id }) => ids.has(id)).length : 0;
      remapped += known;
      if (isParams && known < references.length) later.push({ one, params, known });
      ids.set(one.id, made.id);
      await note?.(one.id, made.id);
    } catch (error) {
      if (index === 0) throw error;
      problems.push(`${one.name}: ${wordsOf(error)}`);
    }
  }
  for (const { one, params, known } of later) {
    const references = one.references ?? [];
    const now = references.filter(({ id }) => ids.has(id)).length;
    if (now === known) continue;
    const id = ids.get(one.id) as number;
    try {
      const message = 'References name what was made again';
      await setParams({ workspaceId, id, params: withNewIds(params, references, ids), message });
      remapped += now - known;
    } catch (error) {
      problems.push(`${one.name}: some of its references still name what was deleted. ${wordsOf(error)}`);
    }
  }
  for (const { id, name, references = [] } of entities)
    if (before.has(id) && references.some((to) => ids.has(to.id) && !before.has(to.id)))
      problems.push(`${name}: some of its references still name what was deleted.`);
  const made = entities.filter(({ id }) => ids.has(id));
  return {
    id: ids.get(entities[0]?.id ?? -1) ?? -1,
    problems,
    remapped,
    untyped: made.filter(({ references }) => references === undefined).length,
  };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
