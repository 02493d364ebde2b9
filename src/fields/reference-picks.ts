import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { StoredFile } from '../../contract/file.ts';
import { ancestorIds, cachedEntity, entityKeys, entityQueries, parentId } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { fileQueries } from '../api/files.ts';
import { collectPages, type PageRange } from '../api/pages.ts';
import { sizeWords } from '../ui/size-words.ts';
import { useFields } from './field-store.ts';
import type { FieldSpec } from './form-spec.ts';
import type { Pick } from './picker.tsx';
import { countText } from './sizes.ts';

/** The most that a picker reads; VIKTOR's own pickers end there too. */
const MOST = 5000;
const CUT = `Only the first ${countText(MOST, 'entity')} are offered: of another, type the id.`;
const NONE: Pick[] = [];

/**
 * What a reference can be set to: the entities of the types that the field takes among all, the children or the siblings; or the files of the entity. Read when
 * `open` is called first, from cached lists where they hold it.
 */
export function useReferencePicks(what: 'entity' | 'file', spec: FieldSpec | undefined) {
  const { workspaceId, entityId } = useFields();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(false);
  const scope = spec?.whose ?? 'all';
  const entities = useQuery({
    queryKey: [...entityKeys.picks(workspaceId), scope, entityId, spec?.entityTypes ?? null],
    queryFn: () => entitiesToPick(client, workspaceId, entityId, spec),
    enabled: wanted && what === 'entity',
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const files = useQuery({
    ...fileQueries.getFiles(workspaceId, entityId),
    enabled: wanted && what === 'file',
  });
  const { error, isPending } = what === 'file' ? files : entities;
  const picks = useMemo(() => {
    if (what === 'file') return files.data ? filePicks(files.data, spec?.extensions) : NONE;
    return entities.data ? entityPicks(client, workspaceId, entities.data) : NONE;
  }, [what, files.data, entities.data, client, workspaceId, spec]);
  const open = () => {
    setWanted(true);
    if (entities.data && entities.isStale) void entities.refetch();
  };
  const waits = wanted && isPending;
  const said = error ? `Could not be read: ${error.message}` : waits ? 'Reading…' : undefined;
  /** What is wrong with a text that names none of them. */
  const objectionTo = (text: string) =>
    waits
      ? `“${text}” was entered before the names were read.`
      : error
        ? `“${text}” could not be looked up, as the names could not be read.`
        : `“${text}” is neither the name of one that can be picked here nor an id.`;
  const isCut = what === 'entity' && entities.data?.isCut;
  return { picks, said: said ?? (isCut ? CUT : undefined), waits, objectionTo, open };
}

interface Found {
  entities: readonly Entity[];
  types: readonly EntityType[];
  /** There are more. */
  isCut: boolean;
}

/** Up to {@link MOST} entities that a reference can be set to, with all types. */
export async function entitiesToPick(
  client: QueryClient,
  w: number,
  id: number,
  spec: FieldSpec | undefined,
): Promise<Found> {
  const types = await client.fetchQuery(entityTypeQueries.getEntityTypes(w));
  const taken = spec?.entityTypes
    ? types.filter(({ name, class_name: className }) =>
        spec.entityTypes?.some((wanted) => wanted === className || wanted === name),
      )
    : types;
  const ids = new Set(taken.map((type) => type.id));
  const lists = await (spec?.whose === undefined
    ? Promise.all(taken.map((type) => ofType(client, w, type.id)))
    : Promise.all([childrenOf(client, w, await whoseChildren(client, w, id, spec.whose))]));
  const entities = lists
    .flat()
    .filter((entity) => ids.has(entity.entity_type) && !(spec?.whose === 'siblings' && entity.id === id));
  return { entities: entities.slice(0, MOST), types, isCut: entities.length > MOST };
}

const ofType = (client: QueryClient, w: number, type: number): Promise<Entity[]> =>
  mostOf((range) => client.fetchQuery(entityQueries.getEntitiesByType(w, type, range)));

const childrenOf = (client: QueryClient, w: number, parent: number | null): Promise<Entity[]> =>
  mostOf((range) => client.fetchQuery(entityQueries.getEntityChildren(w, parent, range)));

/** A list page by page, until it shows that there are more than can be picked. */
function mostOf(readPage: (range: PageRange) => Promise<Page<Entity>>): Promise<Entity[]> {
  return collectPages(async (range) => {
    const page = await readPage(range);
    return range.offset + page.results.length > MOST ? { ...page, rest: 'end' } : page;
  });
}

async function whoseChildren(
  client: QueryClient,
  w: number,
  id: number,
  whose: 'children' | 'siblings',
): Promise<number | null> {
  if (whose === 'children') return id;
  const entity = cachedEntity(client, w, id);
  const known = entity && parentId(entity);
  if (known !== undefined) return known;
  return (await client.fetchQuery(entityQueries.getEntityParent(w, id)))?.id ?? null;
}

/** Each by its name; the way to it as far as cached lists tell the names on it, else the type. */
function entityPicks(client: QueryClient, w: number, { entities, types }: Found): Pick[] {
  const names = new Map<number, string | undefined>();
  const nameOf = (id: number) => {
    if (!names.has(id)) names.set(id, cachedEntity(client, w, id)?.name);
    return names.get(id) ?? `#${id}`;
  };
  const typeName = new Map(types.map((type) => [type.id, type.name]));
  return entities.map((entity) => {
    const way = ancestorIds(entity)?.map(nameOf).join(' › ');
    const note = [typeName.get(entity.entity_type), way, `#${entity.id}`].filter(Boolean).join(' · ');
    return { key: String(entity.id), label: entity.name, note };
  });
}

function filePicks(files: readonly StoredFile[], extensions: readonly string[] | undefined): Pick[] {
  const takes = ({ filename }: StoredFile) =>
    !extensions || extensions.some((end) => filename.toLowerCase().endsWith(end.toLowerCase()));
  return files.filter(takes).map((file) => ({
    key: String(file.id),
    label: file.filename,
    note: [
      file.file_size ? sizeWords(file.file_size) : '',
      file.created_at?.slice(0, 10) ?? '',
      `#${file.id}`,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
}
