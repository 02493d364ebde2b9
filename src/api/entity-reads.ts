import type { Page } from '../../contract/common.ts';
import { Entity, EntityList } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { compact } from './compact.ts';
import { ApiError, type QueryValue, request, requestOptional } from './http.ts';
import { collectPages, PAGE_SIZE, type PageRange, pageOfRange, requestPage } from './pages.ts';
import { isPassing } from './retry.ts';
import { seen } from './seen.ts';

/** Lists never carry params unless asked to: they can be megabytes each, and the defaults of the server are not published. */
export const LIGHT = { properties: false, clean_params: false, param_types: false, summary_types: false };
/** Params raw, as stored: a comparison or a save of cleaned params would lose what cleaning dropped. */
export const WHOLE = { properties: true, clean_params: false, param_types: true, summary_types: false };

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** Beyond one's own rights: app code only, and refused by most environments. Off unless set. SDK: `privileged`. */
  privileged?: boolean | undefined;
}

export interface EntityReadOptions extends ReadOptions {
  /** Params that those of the entity are probably much like: what is spelt the same is shared. */
  like?: JsonObject | null | undefined;
}

export interface EntityListOptions extends ReadOptions, Partial<PageRange> {
  /** Class names or ids of types: only entities of these. SDK: `entity_type_names`. */
  entity_type_names?: readonly (string | number)[] | undefined;
  /** Whether the entities carry their params. SDK: `include_params`, true there; here false, as lists can be megabytes. */
  include_params?: boolean | undefined;
  /** As `name` or `updated_at:desc`; the server's own order without it. */
  sort?: string | undefined;
  /** Words that the name holds, all of them. */
  search?: string | undefined;
}

export const entitiesPath = (w: number): string => `/workspaces/${w}/entities/`;

/** Told loudly where it is turned on: the caller acts beyond a person's rights. */
export function privilegedQuery(privileged: boolean | undefined): Record<string, QueryValue> {
  if (privileged !== true) return {};
  // biome-ignore lint/suspicious/noConsole: meant for whoever looks at what a program did
  console.warn('VIKTOR explorer: a privileged call, beyond the rights of the person who makes it.');
  return { privileged: true };
}

/** One entity with its params as stored; without them where the caller may not read params. SDK: `API.get_entity`, `Entity.last_saved_params`, `last_saved_summary`. */
export async function getEntity(w: number, id: number, options: EntityReadOptions = {}): Promise<Entity> {
  const { signal, like } = options;
  const read = (flags: Record<string, QueryValue>) =>
    request({
      path: `${entitiesPath(w)}${id}/`,
      query: { ...flags, ...privilegedQuery(options.privileged) },
      answer: Entity,
      like,
      ...(signal ? { signal } : {}),
    });
  try {
    return await read(WHOLE);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    // Without the right to read params an environment may refuse the whole, where name and type may still be read.
    return read(LIGHT).catch((lighter) => {
      throw isPassing(lighter) ? lighter : error;
    });
  }
}

/** One page of a list of entities. `offset` 0 and `limit` {@link PAGE_SIZE} unless given. */
async function readList(path: string, options: EntityListOptions): Promise<Page<Entity>> {
  const { signal, privileged, entity_type_names, include_params, sort, search } = options;
  const range = { offset: options.offset ?? 0, limit: options.limit ?? PAGE_SIZE };
  const page = await requestPage(
    {
      path,
      query: {
        ...(include_params ? WHOLE : LIGHT),
        entity_type: entity_type_names,
        sort,
        search,
        ...privilegedQuery(privileged),
      },
      answer: EntityList,
      ...(signal ? { signal } : {}),
    },
    range,
  );
  const { results, ...rest } = pageOfRange(page, range);
  return { ...rest, results: compact(results) };
}

/** One page of the entities at the top, found among all where the environment lists all. SDK: `API.get_root_entities`, `Workspace.get_root_entities`. */
export async function getRootEntities(w: number, options: EntityListOptions = {}): Promise<Page<Entity>> {
  const path = entitiesPath(w);
  const { offset = 0, limit = PAGE_SIZE } = options;
  let first: Page<Entity> | undefined;
  if (!seen.listsEverything.has(w)) {
    const page = await readList(path, options);
    if (page.results.every(isRoot)) return page;
    seen.listsEverything.add(w);
    if (offset === 0) first = page;
  }
  const all = await collectPages((range) => readList(path, { ...options, ...range }), limit, first);
  const roots = all.filter(isRoot);
  return { count: roots.length, results: roots.slice(offset, offset + limit) };
}

/** `entities/` is documented as "all entities" and used as "the roots". What says nothing of a parent is at the top. */
function isRoot({ id, parent_count, path }: Entity): boolean {
  if (parent_count !== null && parent_count !== undefined) return parent_count === 0;
  return (path ?? []).every((above) => above === id);
}

/** One page of the entities in an entity. SDK: `API.get_entity_children`, `Entity.children`. */
export function getEntityChildren(
  w: number,
  id: number,
  options: EntityListOptions = {},
): Promise<Page<Entity>> {
  return readList(`${entitiesPath(w)}${id}/entities/`, options);
}

/** One page of the entities of a type, wherever they are. SDK: `API.get_entities_by_type`. */
export function getEntitiesByType(
  w: number,
  type: number,
  options: EntityListOptions = {},
): Promise<Page<Entity>> {
  return readList(`/workspaces/${w}/entity_types/${type}/entities/`, options);
}

/** The entities beside an entity, without itself: whether the server leaves it out is not on record. SDK: `API.get_entity_siblings`, `Entity.siblings`. */
export async function getEntitySiblings(
  w: number,
  id: number,
  options: EntityListOptions = {},
): Promise<Entity[]> {
  const path = `${entitiesPath(w)}${id}/siblings/`;
  const all = await collectPages((range) => readList(path, { ...options, ...range }));
  return all.filter((entity) => entity.id !== id);
}

/** The parent; null for an entity at the top. SDK: `API.get_entity_parent`, `Entity.parent`. */
export function getEntityParent(w: number, id: number, options: ReadOptions = {}): Promise<Entity | null> {
  return requestOptional({
    path: `${entitiesPath(w)}${id}/parent/`,
    query: { ...LIGHT, ...privilegedQuery(options.privileged) },
    answer: Entity,
    ...(options.signal ? { signal: options.signal } : {}),
  });
}
