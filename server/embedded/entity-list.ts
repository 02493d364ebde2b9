import { sql } from 'kysely';
import { answerPage, answerParts } from './answer.ts';
import { inOrder, onlyVisible, readFilters } from './entity-filters.ts';
import { type EntityFacts, type EntityQuery, paramsSizes, withTypes } from './entity-rows.ts';
import { printEntity } from './entity-wire.ts';
import { viewOf } from './form-types.ts';
import type { ApiContext, Place } from './place.ts';
import { type Flags, readFlags, readPaging, readQuery } from './query.ts';
import { cookRecipes } from './recipes.ts';
import { visiblePaths } from './rights.ts';
import { typesOf } from './types.ts';

/**
 * Answers a list of entities: a page, or the whole list as a bare array. `scope` says which list; `total` is its length where that is known
 * without counting (nothing filtered, everything visible).
 */
export async function answerEntities(
  c: ApiContext,
  place: Place,
  scope: (query: EntityQuery) => EntityQuery,
  total?: number,
): Promise<Response> {
  const query = readQuery(c);
  const [paging, flags, filters] = [readPaging(query), readFlags(query, false), readFilters(query)];
  query.check();
  const all = scope(place.database.kysely.selectFrom('entities'));
  const list = onlyVisible(filters.apply(all, await typesOf(place)), place);
  if (paging.limit === null) {
    return answerParts(partsOf(place, list, { flags, sort: filters.sort, from: paging.offset }));
  }
  const known = !filters.any && visiblePaths(place.grants) === null ? total : undefined;
  const { limit, offset } = paging;
  const [count, entities] = await Promise.all([
    known ?? countOf(list),
    readPart(place, inOrder(list, filters.sort).limit(limit).offset(offset), flags),
  ]);
  return answerPage(c, await print(place, entities, flags), count, paging);
}

async function countOf(list: EntityQuery): Promise<number> {
  const row = await list.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}

const entitiesOfOnePart = 1000;

async function* partsOf(
  place: Place,
  list: EntityQuery,
  { flags, sort, from }: { flags: Flags; sort: string[]; from: number },
): AsyncGenerator<string[]> {
  const ordered = inOrder(list, sort).limit(entitiesOfOnePart);
  let [offset, after] = [from, 0];
  for (;;) {
    // In order of ids each part starts behind the last one, which costs the same however far it is.
    const part = after > 0 ? ordered.where('id', '>', after) : ordered.offset(offset);
    const entities = await readPart(place, part, flags);
    if (entities.length === 0) return;
    yield await print(place, entities, flags);
    // A part may be shorter because its params are large, so only an empty one is the end.
    if (sort.length === 0) after = entities.at(-1)?.id ?? 0;
    else offset += entities.length;
  }
}

async function print(place: Place, entities: EntityFacts[], flags: Flags): Promise<string[]> {
  const view = await viewOf(place, entities, flags);
  return entities.map((entity) => printEntity(place, entity, view));
}

/** Bytes of params in one page: fewer entities are answered rather than a page that no one can hold. */
const mostParams = 16 * 1024 * 1024;

async function readPart(place: Place, part: EntityQuery, flags: Flags): Promise<EntityFacts[]> {
  const types = await typesOf(place);
  const read = async (): Promise<EntityFacts[]> => withTypes(await part.selectAll().execute(), types);
  const entities = await read();
  if (!flags.properties) return entities;
  const raw = entities.filter((entity) => entity.recipe !== null).map((entity) => entity.id);
  if (raw.length === 0) return fitting(place, entities);
  await place.database.transaction((transaction) => cookRecipes(transaction, raw));
  return fitting(place, await read());
}

async function fitting(place: Place, entities: EntityFacts[]): Promise<EntityFacts[]> {
  const sizes = await paramsSizes(
    place,
    entities.map((entity) => entity.id),
  );
  let sum = 0;
  const end = entities.findIndex((entity, index) => {
    sum += sizes.get(entity.id) ?? 0;
    return sum > mostParams && index > 0;
  });
  return end === -1 ? entities : entities.slice(0, end);
}
