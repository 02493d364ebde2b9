import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { createChildEntity } from './entity-creation.ts';
import {
  entitiesPath,
  getEntitiesByType,
  getEntity,
  getEntityChildren,
  getEntityParent,
  getRootEntities,
  LIGHT,
} from './entity-reads.ts';
import { deleteEntity, renameEntity, setEntityParams } from './entity-writes.ts';
import { untilNextVisit } from './fresh.ts';
import { request } from './http.ts';
import { PAGE_SIZE } from './pages.ts';
import type { CreateChild, DeleteEntity, RenameEntity, SetParams } from './staleness.ts';
import { inTurn } from './turns.ts';
import { userQueries } from './users.ts';

/** Keys put the lookup before the id: a prefix is "all cached lookups of this sort". */
export const entityKeys = {
  all: (w: number) => ['workspaces', w, 'entities'] as const,
  details: (w: number) => [...entityKeys.all(w), 'detail'] as const,
  detail: (w: number, id: number) => [...entityKeys.details(w), id] as const,
  branches: (w: number) => [...entityKeys.all(w), 'children'] as const,
  /** The roots are the children of nobody: `parent` null. */
  children: (w: number, parent: number | null) => [...entityKeys.branches(w), parent ?? 'roots'] as const,
  parents: (w: number) => [...entityKeys.all(w), 'parent'] as const,
  parent: (w: number, id: number) => [...entityKeys.parents(w), id] as const,
  briefs: (w: number) => [...entityKeys.all(w), 'brief'] as const,
  brief: (w: number, id: number) => [...entityKeys.briefs(w), id] as const,
  byTypes: (w: number) => [...entityKeys.all(w), 'byType'] as const,
  byType: (w: number, type: number) => [...entityKeys.byTypes(w), type] as const,
  rows: (w: number) => [...entityKeys.all(w), 'rows'] as const,
  /** What references can be set to. */
  picks: (w: number) => [...entityKeys.all(w), 'picks'] as const,
  revisions: (w: number, id: number) => [...entityKeys.all(w), 'revisions', id] as const,
};

export interface PageOptions {
  offset: number;
  limit: number;
  /** As `name` or `updated_at:desc`; the server's own order without it. */
  sort?: string;
  /** Words that the name holds, all of them. */
  search?: string;
}
export const FIRST_PAGE: PageOptions = { offset: 0, limit: PAGE_SIZE };

export const entityQueries = {
  /** One entity with its params as stored. SDK: `API.get_entity`, `Entity.last_saved_params`, `Entity.last_saved_summary`. */
  getEntity: (w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.detail(w, id),
      queryFn: ({ signal, client }) => getEntity(w, id, { signal, like: readParams(client, w, id) }),
      structuralSharing: false,
    }),

  /**
   * The entity as the server has it at this moment, for a look before a write. A lookup of its own, asked once: a failure is for the write to tell, and must not
   * become the state of the page that reads {@link entityQueries.getEntity}.
   */
  getEntityNow: (w: number, id: number) =>
    queryOptions({
      queryKey: [...entityKeys.all(w), 'now', id],
      queryFn: ({ signal, client }) => getEntity(w, id, { signal, like: readParams(client, w, id) }),
      retry: false,
      staleTime: 0,
      gcTime: 0,
      structuralSharing: false,
    }),

  /** The facts of an entity at this moment, without params: whether anything is new costs little to ask. */
  getEntityFactsNow: (w: number, id: number) =>
    queryOptions({
      queryKey: [...entityKeys.all(w), 'facts', id],
      queryFn: ({ signal }) =>
        request({ path: `${entitiesPath(w)}${id}/`, query: LIGHT, answer: Entity, signal }),
      retry: false,
      staleTime: 0,
      gcTime: 0,
    }),

  /** One page of the children of an entity, or of the roots for `null`, in the server's order. SDK: `Entity.children`, `Workspace.get_root_entities`. */
  getEntityChildren: (w: number, parent: number | null, page: PageOptions = FIRST_PAGE) =>
    queryOptions({
      queryKey: [...entityKeys.children(w, parent), page],
      queryFn: ({ signal }): Promise<Page<Entity>> =>
        parent === null
          ? getRootEntities(w, { ...page, signal })
          : getEntityChildren(w, parent, { ...page, signal }),
      ...untilNextVisit,
    }),

  /** The parent, or null for a root. Prefer `path` of the entity: it costs nothing. SDK: `Entity.parent`. */
  getEntityParent: (w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.parent(w, id),
      queryFn: ({ signal }) => getEntityParent(w, id, { signal }),
    }),

  /** One page of the entities of a type, wherever they are in the tree. SDK: `API.get_entities_by_type`. */
  getEntitiesByType: (w: number, type: number, page: PageOptions = FIRST_PAGE) =>
    queryOptions({
      queryKey: [...entityKeys.byType(w, type), page],
      queryFn: ({ signal }) => getEntitiesByType(w, type, { ...page, signal }),
    }),

  /** An entity without params, taken from the lists that are cached already; asked for only when none holds it. */
  getEntityBrief: (client: QueryClient, w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.brief(w, id),
      queryFn: ({ signal }) =>
        cachedEntity(client, w, id) ??
        request({ path: `${entitiesPath(w)}${id}/`, query: LIGHT, answer: Entity, signal }),
    }),
};

/** The cached lists that hold an entity, with what they say of it. */
function listsWith(client: QueryClient, w: number, id: number) {
  const lists = client.getQueryCache().findAll({ queryKey: entityKeys.branches(w) });
  return lists.flatMap((query) => {
    const page = query.state.data as Page<Entity> | undefined;
    const entity = page?.results.find((one) => one.id === id);
    return entity ? [{ query, entity }] : [];
  });
}

/** The params of an entity as they were read last, which those of now are probably much like. */
export function readParams(client: QueryClient, w: number, id: number): JsonObject | null | undefined {
  return client.getQueryData<Entity>(entityKeys.detail(w, id))?.properties;
}

/** The entity as some cached read holds it, the newest first; undefined when none does. Makes no request. */
export function cachedEntity(client: QueryClient, w: number, id: number): Entity | undefined {
  const detail = client.getQueryState<Entity>(entityKeys.detail(w, id));
  if (detail?.data && !detail.isInvalidated) return detail.data;
  return listsWith(client, w, id).find(({ query }) => !query.state.isInvalidated)?.entity ?? detail?.data;
}

/** Ids of the entities with a name that some cached read holds. */
function cachedNamed(client: QueryClient, w: number, name: string): number[] {
  const caches = [entityKeys.branches(w), entityKeys.details(w)].flatMap((queryKey) =>
    client.getQueriesData<Page<Entity> | Entity>({ queryKey }),
  );
  return caches
    .flatMap(([, data]) => (data && 'results' in data ? (data.results as Entity[]) : (data ?? [])))
    .filter((entity) => entity.name === name)
    .map(({ id }) => id);
}

/** Ids of the ancestors, root first, without the entity itself; undefined when the server does not give `path`. */
export function ancestorIds(entity: Entity): number[] | undefined {
  return entity.path?.filter((id) => id !== entity.id);
}

/** The id of the parent, null for a root, undefined when only {@link entityQueries.getEntityParent} can tell. */
export function parentId(entity: Entity): number | null | undefined {
  if (entity.path && (entity.path.length > 0 || entity.parent_count === 0))
    return ancestorIds(entity)?.at(-1) ?? null;
  return entity.parent_count === 0 ? null : undefined;
}

/** As {@link parentId}, where the entity does not tell from the list that holds it. */
export function knownParent(client: QueryClient, w: number, entity: Entity): number | null | undefined {
  const told = parentId(entity);
  if (told !== undefined) return told;
  const [holder] = listsWith(client, w, entity.id);
  const parent = holder?.query.queryKey[entityKeys.branches(w).length];
  return parent === 'roots' ? null : (parent as number | undefined);
}

/**
 * Whether the caller may do `action`; true when the server does not say, or says it in words that are not on record, so that it is asked and not guessed.
 * Whoever sees an entity has one of the rights to read it. Source: public captures of entities.
 */
export function mayDo(
  { actions }: { actions: string[] | null },
  action: 'read' | 'update' | 'rename' | 'create' | 'delete',
): boolean {
  return actions === null || !actions.some((word) => READING.has(word)) || actions.includes(action);
}
const READING: ReadonlySet<string> = new Set(['read', 'read-basic', 'read-nav']);

/** Writes of one entity go out one after the other, see {@link inTurn}. */
export const entityMutations = {
  /** Save a new revision with these params, complete, every untouched leaf as it came. An empty message is left out: the API refuses it. SDK: `Entity.set_params`. */
  setParams: () =>
    mutationOptions({
      mutationKey: ['set_params'],
      meta: { write: 'set_params' },
      mutationFn: (call: SetParams, { client }) => {
        const { workspaceId: w, id } = call;
        return inTurn(client, w, id, () => {
          const known = { name: cachedEntity(client, w, id)?.name, like: readParams(client, w, id) };
          return setEntityParams({ ...call, ...known });
        });
      },
    }),

  /** SDK: `Entity.rename`. Makes a revision with unchanged params. */
  rename: () =>
    mutationOptions({
      mutationKey: ['rename'],
      meta: { write: 'rename' },
      mutationFn: ({ workspaceId: w, id, name }: RenameEntity, { client }) =>
        inTurn(client, w, id, () => renameEntity(w, id, name, cachedEntity(client, w, id)?.properties)),
    }),

  /** SDK: `Entity.create_child`; a root for `parent` null, which simple apps allow. */
  createChild: () =>
    mutationOptions({
      mutationKey: ['create_child'],
      meta: { write: 'create_child' },
      mutationFn: (call: CreateChild, { client }) =>
        createChildEntity({
          ...call,
          me: client.getQueryData(userQueries.getCurrentUser().queryKey)?.id,
          known: cachedNamed(client, call.workspaceId, call.name),
        }),
    }),

  /** Deletes the entity and, on the embedded environment, all below it. Leave its page first. SDK: `Entity.delete`. */
  delete: () =>
    mutationOptions({
      mutationKey: ['delete'],
      meta: { write: 'delete' },
      mutationFn: ({ workspaceId: w, id }: DeleteEntity, { client }) =>
        inTurn(client, w, id, () => deleteEntity(w, id)),
    }),
};
