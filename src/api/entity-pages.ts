import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import { type Entity, EntityList } from '../../contract/entity.ts';
import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { fromPointer } from '../params/path.ts';
import { slicer } from '../workers/slicer.ts';
import { compact } from './compact.ts';
import { entityKeys, type PageOptions } from './entities.ts';
import { type PageRange, pageOfRange, requestPage } from './pages.ts';
import { readAgain } from './retry.ts';

/** A list of entities as the API has it: all of a type, or the children of one (`null`: the roots), which may be narrowed to types. */
export type EntitySource = { type: number } | { parent: number | null; types?: readonly number[] };

/** An entity of a list without its params, and those values of them that were asked for, by JSON pointer. */
export interface EntityWithValues {
  readonly entity: Entity;
  readonly values: { get(pointer: string): JsonValue | undefined };
  /** Whether its params came along; the caller may have no right to read them. */
  readonly readable: boolean;
}

const LIGHT = { properties: false, clean_params: false, param_types: false, summary_types: false };

function pathOf(w: number, source: EntitySource): string {
  if ('type' in source) return `/workspaces/${w}/entity_types/${source.type}/entities/`;
  const { parent } = source;
  return parent === null ? `/workspaces/${w}/entities/` : `/workspaces/${w}/entities/${parent}/entities/`;
}

export interface RowPageOptions extends PageOptions {
  /** Places in the params to bring along; none: params are not asked for. */
  pointers: readonly string[];
}

/**
 * One page of a list with chosen values of the params. Of the params only these are kept, so that a list of 100,000 fits. The first page is what one
 * answer gives, which tells how many the server gives at a time; of later ones the rest is asked for where fewer came. All that a server without pages gives is in the first.
 */
export const entityPage = (w: number, source: EntitySource, options: RowPageOptions) =>
  queryOptions({
    queryKey: [...entityKeys.rows(w), source, options],
    queryFn: ({ signal }): Promise<Page<EntityWithValues>> => {
      const { pointers, offset, limit, ...order } = options;
      const places = new Places(pointers);
      return readRange({ offset, limit }, async (range) => {
        const page = await requestPage(
          {
            path: pathOf(w, source),
            query: {
              ...LIGHT,
              properties: pointers.length > 0,
              ...order,
              ...('types' in source && source.types ? { entity_type: source.types } : {}),
            },
            answer: EntityList,
            signal,
          },
          range,
        );
        return { ...page, results: await valuesOf(page.results, places, signal) };
      });
    },
    structuralSharing: false,
  });

/** The entity as a page of {@link entityPage} holds it that no write made stale; undefined when none does. Makes no request. */
export function rowEntity(client: QueryClient, w: number, id: number): Entity | undefined {
  for (const { state } of client.getQueryCache().findAll({ queryKey: entityKeys.rows(w) })) {
    const rows = state.isInvalidated
      ? undefined
      : (state.data as Page<EntityWithValues> | undefined)?.results;
    const row = rows?.find(({ entity }) => entity.id === id);
    if (row) return row.entity;
  }
  return undefined;
}

/** Reads a range of a list; a part that failed is asked for again without what came before it. `rest` is `more` where the server does not tell the length: then `count` is the least it can be. */
async function readRange<T>(
  { offset, limit }: PageRange,
  read: (range: PageRange) => Promise<Page<T>>,
): Promise<Page<T>> {
  const results: T[] = [];
  for (;;) {
    const range = { offset: offset + results.length, limit: limit - results.length };
    // The first part is tried again by who asks.
    const page = await (results.length > 0 ? readAgain(() => read(range)) : read(range));
    if (page.rest === 'whole') return { count: page.count, results: page.results.slice(offset) };
    results.push(...page.results);
    const { count } = pageOfRange(page, range);
    const end = offset + results.length;
    const full = page.results.length === 0 || results.length >= limit || end >= count;
    if (offset === 0 || full) return { count, results, ...(page.rest ? { rest: page.rest } : {}) };
  }
}

/** Places in params that are looked up in many of them: each pointer is read once, and rows share what they have in common. */
class Places {
  readonly indexes: ReadonlyMap<string, number>;
  readonly steps: readonly (readonly string[])[];

  constructor(pointers: readonly string[]) {
    this.indexes = new Map(pointers.map((pointer, index) => [pointer, index]));
    this.steps = pointers.map((pointer) => fromPointer(pointer).map(String));
  }
}

class Values {
  readonly #places: Places;
  readonly #values: readonly (JsonValue | undefined)[];

  constructor(places: Places, params: JsonValue) {
    this.#places = places;
    this.#values = places.steps.map((steps) => valueAt(params, steps));
  }

  get(pointer: string): JsonValue | undefined {
    const index = this.#places.indexes.get(pointer);
    return index === undefined ? undefined : this.#values[index];
  }
}

/** Rows that are made between two looks at the clock. */
const AT_ONCE = 20;

/** In slices: 200 rows of 200 columns are 40,000 places. */
async function valuesOf(entities: readonly Entity[], places: Places, signal: AbortSignal) {
  const rest = slicer(signal);
  const rows: EntityWithValues[] = [];
  for (let from = 0; from < entities.length; from += AT_ONCE) {
    const pause = rest();
    if (pause) await pause;
    const some = entities.slice(from, from + AT_ONCE).map((entity) => withValues(entity, places));
    const light = compact(some.map(({ entity }) => entity));
    for (const [at, row] of some.entries()) rows.push({ ...row, entity: light[at] as Entity });
  }
  return rows;
}

const NO_VALUES = { get: () => undefined };

/** What these places hold in an entity's params; the params themselves are let go. Without places only whether they came along. */
export function withValues(entity: Entity, places?: Places): EntityWithValues {
  const { properties, param_types: _types, ...light } = entity;
  const values = properties && places ? new Values(places, properties) : NO_VALUES;
  return { entity: light as Entity, values, readable: properties !== undefined };
}

/** The row of an entity that was saved, with the places that `before` has; their values stay where its params did not come along. */
export function rowOf(
  saved: Entity,
  pointers: readonly string[],
  before: EntityWithValues,
): EntityWithValues {
  const row = withValues(saved, new Places(pointers));
  return row.readable ? row : { ...row, values: before.values, readable: before.readable };
}

function valueAt(params: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = params;
  for (const step of steps) {
    if (isObject(value)) value = value.get(step);
    else if (isArray(value) && /^(?:0|[1-9]\d*)$/.test(step)) value = value[Number(step)];
    else return undefined;
  }
  return value;
}

/**
 * One page of the entities of a type with their whole params, for reading them once and letting them go: nothing is kept. `changedSince` narrows
 * it to what was saved from that moment on; `light` leaves the params out. One answer, which may hold fewer than `limit`, and everything from `offset` on where a server has no pages; with `rest` where the server
 * does not tell the length, as in {@link entityPage}.
 */
export const paramsPage = (
  w: number,
  type: number,
  {
    offset,
    limit,
    changedSince,
    light = false,
  }: { offset: number; limit: number; changedSince?: string | undefined; light?: boolean },
) =>
  queryOptions({
    queryKey: [...entityKeys.all(w), 'values', type, offset, limit, changedSince ?? '', light],
    queryFn: async ({ signal }): Promise<Page<Entity>> => {
      const page = await requestPage(
        {
          path: pathOf(w, { type }),
          query: { ...LIGHT, properties: !light, updated_at_min: changedSince },
          answer: EntityList,
          signal,
        },
        { offset, limit },
      );
      const { rest, count } = page;
      if (rest === 'whole') return { count, results: page.results.slice(offset) };
      return { ...pageOfRange(page, { offset, limit }), ...(rest ? { rest } : {}) };
    },
    structuralSharing: false,
    staleTime: 0,
    gcTime: 0,
  });
