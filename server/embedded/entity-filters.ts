import { type EntityQuery, endOfSubtree } from './entity-rows.ts';
import type { Place } from './place.ts';
import type { QueryReader } from './query.ts';
import { idsOf, visiblePaths } from './rights.ts';
import { foldText } from './text.ts';
import type { Types } from './types.ts';

const sorts = {
  id: 'id',
  name: 'name_key',
  created_at: 'created_us',
  updated_at: 'updated_us',
  summary_updated_at: 'summary_updated_at',
  summary: 'summary',
} as const;
type Sort = keyof typeof sorts;
const sortTerms = (Object.keys(sorts) as Sort[]).flatMap(
  (key) => [key, `${key}:asc`, `${key}:desc`] as const,
);

export interface Filters {
  apply(query: EntityQuery, types: Types): EntityQuery;
  /** Whether anything is left out. */
  any: boolean;
  sort: string[];
}

/** The filters that all entity lists share. A key that is repeated asks for any of its values. */
export function readFilters(query: QueryReader): Filters {
  const types = query.texts('entity_type');
  const name = query.text('name');
  const words = wordsOf(query.text('search'));
  query.flag('only_name', false); // `search` looks at names only, so both values mean the same here.
  const createdBy = query.integers('created_by');
  const updatedBy = query.integers('last_updated_by');
  const [createdMin, createdMax] = [query.time('created_at_min'), query.time('created_at_max')];
  const [updatedMin, updatedMax] = [query.time('updated_at_min'), query.time('updated_at_max')];
  const sort = query.choices('sort', sortTerms);
  const times = [createdMin, createdMax, updatedMin, updatedMax].filter((time) => time !== undefined);
  const lists = [types, words, createdBy, updatedBy, times];
  return {
    sort,
    any: name !== undefined || lists.some((list) => list.length > 0),
    apply(entities, known) {
      let found = entities;
      if (types.length > 0) found = found.where('entity_type_id', 'in', typeIds(types, known));
      if (name !== undefined) found = found.where('name', '=', name);
      for (const word of words) found = found.where('name_key', 'like', containing(word));
      if (createdBy.length > 0) found = found.where('created_by', 'in', createdBy);
      if (updatedBy.length > 0) found = found.where('updated_by', 'in', updatedBy);
      if (createdMin !== undefined) found = found.where('created_us', '>=', createdMin);
      if (createdMax !== undefined) found = found.where('created_us', '<=', createdMax);
      if (updatedMin !== undefined) found = found.where('updated_us', '>=', updatedMin);
      if (updatedMax !== undefined) found = found.where('updated_us', '<=', updatedMax);
      return found;
    },
  };
}

/** Each value is a type's id or its class name. 0 is nobody's id: SQL has no empty list. */
function typeIds(values: string[], types: Types): number[] {
  const wanted = new Set(values);
  const found = [...types.values()].filter(
    ({ id, class_name }) => wanted.has(String(id)) || (class_name !== null && wanted.has(class_name)),
  );
  return [0, ...found.map((type) => type.id)];
}

/** Folded words of a search text; all of them must occur. */
export function wordsOf(search: string | undefined): string[] {
  return foldText(search ?? '')
    .split(/\s+/)
    .filter(Boolean);
}

/** A `like` pattern for texts that contain this one literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** What the caller may see: all, or the subtrees of the grants with the way down to them. */
export function onlyVisible(query: EntityQuery, { grants }: Place): EntityQuery {
  const paths = visiblePaths(grants);
  if (paths === null) return query;
  return query.where((eb) =>
    eb.or([
      ...paths.map((path) => eb.and([eb('path', '>=', path), eb('path', '<', endOfSubtree(path))])),
      eb('id', 'in', paths.flatMap(idsOf)),
    ]),
  );
}

/** In the order of the sort terms, and of ids where they leave it open. */
export function inOrder(list: EntityQuery, terms: string[]): EntityQuery {
  let ordered = list;
  for (const term of terms) {
    const [key, direction] = term.split(':') as [Sort, string | undefined];
    ordered = ordered.orderBy(sorts[key], direction === 'desc' ? 'desc' : 'asc');
  }
  return ordered.orderBy('id');
}
