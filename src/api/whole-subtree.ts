import { type Entity, EntityList } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { collectPages, PAGE_SIZE, requestPage } from './pages.ts';
import { knownChildCount } from './rights.ts';

export interface WholeEntity {
  entity: Entity;
  /** Null for the top of what was read. */
  parent: number | null;
  params: JsonObject;
}

/** What cannot be read whole, as a sentence. */
export class NotWholeError extends Error {
  override name = 'NotWholeError';
  /** How many there are at least, where they are too many. */
  readonly atLeast: number | undefined;

  constructor(message: string, atLeast?: number) {
    super(message);
    this.atLeast = atLeast;
  }
}

/**
 * An entity and all below it with their params as stored, parents before children; `top` as it was just read, below it one request a page.
 * Throws {@link NotWholeError} beyond `most` entities and where the server gives no params, and what the reads throw.
 */
export async function readWholeSubtree(
  w: number,
  top: Entity,
  {
    most,
    mayHold,
    onProgress,
  }: { most: number; mayHold: (entity: Entity) => boolean; onProgress: (read: number) => void },
): Promise<WholeEntity[]> {
  const all = [whole(top, null)];
  for (let at = 0; at < all.length; at++) {
    const { entity } = all[at] as WholeEntity;
    if (!mayHold(entity) || knownChildCount(entity) === 0) continue;
    const path = `/workspaces/${w}/entities/${entity.id}/entities/`;
    const query = { properties: true, clean_params: false, param_types: true, summary_types: false };
    const children = await collectPages(async (range) => {
      const page = await requestPage({ path, query, answer: EntityList }, range);
      if (all.length + page.count > most)
        throw new NotWholeError(
          `There are more than ${most.toLocaleString()} entities, too many for a copy.`,
          all.length + page.count,
        );
      onProgress(all.length + range.offset + page.results.length);
      return page;
    }, PAGE_SIZE);
    for (const child of children) all.push(whole(child, entity.id));
  }
  return all;
}

function whole(entity: Entity, parent: number | null): WholeEntity {
  if (!entity.properties) throw new NotWholeError(`The params of “${entity.name}” are not given to you.`);
  return { entity, parent, params: entity.properties };
}
