import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityKeys, knownParent } from './entities.ts';
import { entityFilesKey } from './file-keys.ts';
import {
  patchChildCount,
  patchCreated,
  patchDeleted,
  patchEntity,
  patchRenamed,
  patchSaved,
  type Stale,
} from './patched-lists.ts';

export interface SetParams {
  workspaceId: number;
  id: number;
  params: JsonObject;
  message?: string;
  /** The revision this stands on, where the server gives it: it then refuses with 412 when there is a newer one. VIKTOR's API has no such check. */
  revision?: number | null;
}
export interface RenameEntity {
  workspaceId: number;
  id: number;
  name: string;
}
export interface CreateChild {
  workspaceId: number;
  parent: number | null;
  entity_type: number;
  name: string;
  params?: JsonObject;
}
export interface DeleteEntity {
  workspaceId: number;
  id: number;
  parent: number | null;
}
/** Who deleted what is deleted now, as far as is known. */
export type DeletedBy = 'us' | 'somebody';

export interface UploadFile {
  workspaceId: number;
  /** The entity it is kept with. */
  id: number;
  file: File;
  onProgress?: (part: number) => void;
  signal?: AbortSignal;
}

export type Write = 'set_params' | 'rename' | 'create_child' | 'delete' | 'upload_file';

/** A write that was answered, in the cache it is put into, and when it was asked for, in ms. */
interface Done {
  client: QueryClient;
  since: number;
}

/** The list of what goes stale: every write, and the lookups it makes stale. Nothing else invalidates. */
const STALE = {
  set_params: ({ workspaceId: w, id }: SetParams, saved: Entity, { client, since }: Done): Stale[] => [
    entityKeys.revisions(w, id),
    ...patchSaved(client, { workspaceId: w, parent: knownParent(client, w, saved) ?? null, since }),
    entityKeys.parents(w),
    entityKeys.brief(w, id),
    entityKeys.byType(w, saved.entity_type),
    entityKeys.rows(w),
  ],
  rename: ({ workspaceId: w, id }: RenameEntity, saved: Entity, { client, since }: Done): Stale[] => [
    entityKeys.revisions(w, id),
    ...patchRenamed(client, { workspaceId: w, parent: knownParent(client, w, saved) ?? null, since }),
    entityKeys.parents(w),
    entityKeys.brief(w, id),
    entityKeys.byType(w, saved.entity_type),
    entityKeys.rows(w),
    { queryKey: entityKeys.picks(w), refetchType: 'none' },
  ],
  create_child: (
    { workspaceId: w, parent }: CreateChild,
    created: Entity,
    { client, since }: Done,
  ): Stale[] => [
    ...patchCreated(client, { workspaceId: w, parent, since }, created),
    ...patchChildCount(client, { workspaceId: w, parent, since }, 1),
    entityKeys.byType(w, created.entity_type),
    entityKeys.rows(w),
    { queryKey: entityKeys.picks(w), refetchType: 'none' },
  ],
  delete: ({ workspaceId: w, parent, id }: DeleteEntity, by: DeletedBy, done: Done): Stale[] => {
    // Whoever else deleted it, and when: what was read may be of after that.
    const since = by === 'somebody' ? Number.NEGATIVE_INFINITY : done.since;
    return [
      ...patchDeleted(done.client, { workspaceId: w, parent, since }, id),
      ...patchChildCount(done.client, { workspaceId: w, parent, since }, -1),
      entityKeys.parents(w),
      entityKeys.byTypes(w),
      entityKeys.rows(w),
      { queryKey: entityKeys.picks(w), refetchType: 'none' },
    ];
  },
  upload_file: ({ workspaceId: w, id }: UploadFile): Stale[] => [entityFilesKey(w, id)],
};

/** Act on {@link STALE} after a write: put its answer into the cache, drop what is gone, and wait until what is on screen was read again. */
export async function applyStaleness(
  done: Done,
  write: Write,
  variables: unknown,
  answer: unknown,
): Promise<void> {
  const { client } = done;
  if (write === 'delete') dropSubtree(client, variables as DeleteEntity);
  if (write === 'create_child') putCreated(client, variables as CreateChild, answer as Entity);
  if (write === 'set_params' || write === 'rename')
    putSaved(client, variables as SetParams, answer as Entity);
  const list = STALE[write] as (variables: unknown, answer: unknown, done: Done) => Stale[];
  await Promise.all(
    list(variables, answer, done).map((stale) =>
      makeStale(client, 'queryKey' in stale ? stale : { queryKey: stale }),
    ),
  );
}

/** What is on its way may be of before the write: it is asked for anew, also what was never read before, which else would come and count as fresh. */
function makeStale(client: QueryClient, filters: InvalidateQueryFilters): Promise<void> {
  const onTheWay = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  for (const query of onTheWay) query.cancel({ silent: true });
  const again = client.invalidateQueries(filters);
  for (const query of onTheWay)
    if (!query.isActive()) client.prefetchQuery({ ...query.options, queryKey: query.queryKey });
  return again;
}

/** The answer of a PUT is the entity: no page that shows it has to ask again, and lists show it before they are read again. */
function putSaved(
  client: QueryClient,
  { workspaceId: w, id }: { workspaceId: number; id: number },
  saved: Entity,
): void {
  // One that is on its way may be of before: it must not come after.
  client.cancelQueries({ queryKey: entityKeys.detail(w, id) });
  client.setQueryData(entityKeys.detail(w, id), saved);
  const { properties: _params, param_types: _types, ...brief } = saved;
  patchEntity(client, w, id, (entity) => ({ ...entity, ...brief }));
}

/** The answer of a POST is the entity that is opened next. One without params, or with params but not their types, is read when it is opened. */
function putCreated(client: QueryClient, { workspaceId: w }: CreateChild, created: Entity): void {
  // Params without any are of no types: only what the server does not say is asked for.
  if (created.properties instanceof Map && created.param_types !== undefined)
    client.setQueryData(entityKeys.detail(w, created.id), created);
}

/** Nothing may ask for a deleted entity again, nor for what went with it. */
function dropSubtree(client: QueryClient, { workspaceId: w, id }: DeleteEntity): void {
  const gone = new Set([id]);
  for (const query of client.getQueryCache().findAll({ queryKey: entityKeys.all(w) })) {
    const entities = (query.state.data as Partial<Page<Entity>> | undefined)?.results ?? [
      query.state.data as Entity | undefined,
    ];
    for (const entity of entities) if (entity?.path?.includes(id)) gone.add(entity.id);
  }
  for (const lookup of ['detail', 'children', 'parent', 'brief', 'revisions'] as const) {
    for (const goneId of gone) client.removeQueries({ queryKey: [...entityKeys.all(w), lookup, goneId] });
  }
}
