import { sql } from 'kysely';
import { answerPage, answerParts } from './answer.ts';
import {
  type EntityFacts,
  type EntityQuery,
  endOfSubtree,
  entitiesOf,
  paramsSizes,
  selectFacts,
} from './entity-rows.ts';
import { printEntity } from './entity-wire.ts';
import { viewOf } from './form-types.ts';
import type { ApiContext, Place } from './place.ts';
import { type Flags, type Paging, type QueryReader, readFlags, readPaging, readQuery } from './query.ts';
import { cookRecipes } from './recipes.ts';
import { idsOf, visiblePaths } from './rights.ts';
import { foldText } from './text.ts';

const sorts = {
  id: 'entities.id',
  name: 'entities.name_key',
  created_at: 'entities.created_us',
  updated_at: 'entities.updated_us',
  summary_updated_at: 'entities.summary_updated_at',
  summary: 'entities.summary',
} as const;
type Sort = keyof typeof sorts;
const sortTerms = (Object.keys(sorts) as Sort[]).flatMap(
  (key) => [key, `${key}:asc`, `${key}:desc`] as const,
);

interface Filters {
  apply(query: EntityQuery): EntityQuery;
  /** Whether anything is left out. */
  any: boolean;
  sort: string[];
}

/** The filters that all entity lists share. `created_by` and the like take several users, any of which counts. */
function readFilters(query: QueryReader): Filters {
  const types = query.texts('entity_type');
  const name = query.text('name');
  const words = foldText(query.text('search') ?? '')
    .split(/\s+/)
    .filter(Boolean);
  query.flag('only_name', false); // `search` looks at names only, so both values mean the same here.
  const createdBy = query.integers('created_by');
  const updatedBy = query.integers('last_updated_by');
  const [createdMin, createdMax] = [query.time('created_at_min'), query.time('created_at_max')];
  const [updatedMin, updatedMax] = [query.time('updated_at_min'), query.time('updated_at_max')];
  const sort = query.choices('sort', sortTerms);
  const times = [createdMin, createdMax, updatedMin, updatedMax].filter((time) => time !== undefined);
  return {
    sort,
    any:
      types.length + words.length + createdBy.length + updatedBy.length + times.length > 0 ||
      name !== undefined,
    apply(entities) {
      let found = entities;
      if (types.length > 0) {
        const ids = types.filter((type) => /^\d{1,15}$/.test(type)).map(Number);
        found = found.where((eb) =>
          eb.or([
            ...(ids.length > 0 ? [eb('entities.entity_type_id', 'in', ids)] : []),
            eb('entity_types.class_name', 'in', types),
          ]),
        );
      }
      if (name !== undefined) found = found.where('entities.name', '=', name);
      for (const word of words) {
        found = found.where('entities.name_key', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
      }
      if (createdBy.length > 0) found = found.where('entities.created_by', 'in', createdBy);
      if (updatedBy.length > 0) found = found.where('entities.updated_by', 'in', updatedBy);
      if (createdMin !== undefined) found = found.where('entities.created_us', '>=', createdMin);
      if (createdMax !== undefined) found = found.where('entities.created_us', '<=', createdMax);
      if (updatedMin !== undefined) found = found.where('entities.updated_us', '>=', updatedMin);
      if (updatedMax !== undefined) found = found.where('entities.updated_us', '<=', updatedMax);
      return found;
    },
  };
}

/** What the caller may see: all, or the subtrees of the grants with the way down to them. */
function onlyVisible(query: EntityQuery, { grants }: Place): EntityQuery {
  const paths = visiblePaths(grants);
  if (paths === null) return query;
  const ancestors = paths.flatMap(idsOf);
  return query.where((eb) =>
    eb.or([
      ...paths.map((path) =>
        eb.and([eb('entities.path', '>=', path), eb('entities.path', '<', endOfSubtree(path))]),
      ),
      eb('entities.id', 'in', ancestors),
    ]),
  );
}

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
  const list = onlyVisible(
    filters.apply(scope(entitiesOf(place.database.kysely, place.workspace.id))),
    place,
  );
  const ordered = order(list, filters.sort);
  if (paging.limit === null) return answerParts(partsOf(place, ordered, flags, paging.offset));
  const known = !filters.any && visiblePaths(place.grants) === null ? total : undefined;
  const [count, items] = await Promise.all([
    known ?? countOf(list),
    readPart(place, ordered, flags, { limit: paging.limit, offset: paging.offset }),
  ]);
  return answerPage(c, items, count, paging);
}

async function countOf(list: EntityQuery): Promise<number> {
  const row = await list.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}

function order(list: EntityQuery, terms: string[]): EntityQuery {
  let ordered = list;
  for (const term of terms) {
    const [key, direction] = term.split(':') as [Sort, string | undefined];
    ordered = ordered.orderBy(sorts[key], direction === 'desc' ? 'desc' : 'asc');
  }
  return ordered.orderBy('entities.id');
}

async function* partsOf(
  place: Place,
  ordered: EntityQuery,
  flags: Flags,
  from: number,
): AsyncGenerator<string[]> {
  const limit = 1000;
  for (let offset = from; ; ) {
    const items = await readPart(place, ordered, flags, { limit, offset });
    if (items.length === 0) return;
    yield items;
    // A part may be shorter because its params are large, so only an empty one is the end.
    offset += items.length;
    if (!flags.properties && items.length < limit) return;
  }
}

/** Bytes of params in one page: fewer entities are answered rather than a page that no one can hold. */
const mostParams = 16 * 1024 * 1024;

async function readPart(
  place: Place,
  ordered: EntityQuery,
  flags: Flags,
  { limit, offset }: Paging & { limit: number },
): Promise<string[]> {
  let entities: EntityFacts[] = await selectFacts(ordered).limit(limit).offset(offset).execute();
  if (flags.properties) {
    const raw = entities.filter((entity) => entity.recipe !== null).map((entity) => entity.id);
    if (raw.length > 0) {
      await place.database.transaction((transaction) => cookRecipes(transaction, raw));
      entities = await selectFacts(ordered).limit(limit).offset(offset).execute();
    }
    entities = await fitting(place, entities);
  }
  const view = await viewOf(place, entities, flags);
  return entities.map((entity) => printEntity(place, entity, view));
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
