import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { cachedEntity } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { wordsOf } from '../api/fold.ts';
import { revisionQueries } from '../api/revisions.ts';
import { useBranches } from '../api/use-branches.ts';
import { placeWords } from '../api/use-place.ts';
import { useSearch } from '../api/use-search.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { type EntityTab, entityTabPath, paths } from '../paths.ts';
import { relativeTime } from '../ui/time.tsx';
import { useAllCommands } from './commands.ts';
import {
  commandItems,
  type Item,
  pageItems,
  ranked,
  referenceItems,
  type Section,
  withHabit,
  workspaceItems,
} from './items.ts';
import { EXACT, textScore } from './match.ts';
import { matchEntities } from './match-entities.ts';
import { readReference } from './reference.ts';
import { entityOfUse, entityUse, familiarity, readUsed, type Used } from './usage.ts';

export interface Here {
  workspaceId: number | undefined;
  entityId: number | undefined;
  tab: EntityTab;
}

/** Loaded entities that fit, before the server is asked too. */
const ENOUGH = 8;
const MOST_ENTITIES = 30;

export interface Sections {
  sections: Section[];
  busy: boolean;
  /** What could not be asked, as a sentence. */
  problem: string | null;
  retry: () => void;
}

/** What the palette offers for a text: `>` looks through actions only, `@` through the revisions of the entity in view. */
export function useSections(here: Here, typed: string): Sections {
  const mode = /^[>@]/.exec(typed)?.[0];
  const text = (mode ? typed.slice(1) : typed).trim();
  const client = useQueryClient();
  const me = client.getQueryData(userQueries.getCurrentUser().queryKey)?.id ?? 0;
  const list = useMemo(() => readUsed(me), [me]);
  const used = useMemo(() => new Map(list.map((item) => [item.key, item])), [list]);
  const words = useMemo(() => wordsOf(text), [text]);
  const commands = useAllCommands();
  const entities = useEntities(here, mode ? '' : text, used);
  const revisions = useRevisions(here, mode === '@', words);
  const workspaces = useQuery({
    ...workspaceQueries.getWorkspaces({ include_archived: false, include_development: false }),
    enabled: text !== '' && !mode,
  });
  const actions = { title: 'Actions', items: commandItems(commands, words, used), most: mode ? 60 : 12 };
  const asked = [
    revisions,
    { busy: entities.busy || workspaces.isFetching, error: entities.error ?? workspaces.error },
  ];
  const state = {
    busy: asked.some(({ busy }) => busy),
    problem: asked.find(({ error }) => error)?.error?.message ?? null,
    retry: () => {
      entities.retry();
      revisions.retry();
      if (workspaces.error) workspaces.refetch();
    },
  };
  if (mode === '>') return { ...state, sections: ranked([actions]) };
  if (mode === '@') return { ...state, sections: [{ title: 'Revisions', items: revisions.items }] };
  const name = here.entityId === undefined ? undefined : entities.name;
  if (text === '')
    return {
      ...state,
      sections: startSections(
        namedNow(client, list),
        here,
        actions.items,
        pageItems({ ...here, name }, words),
      ),
    };
  const pasted = referenceItems(readReference(text), here.workspaceId).filter(
    ({ to }) => to !== entities.items[0]?.to,
  );
  return {
    ...state,
    sections: ranked([
      { title: 'Pasted', items: pasted, most: 2 },
      { title: 'Entities', items: entities.items, most: MOST_ENTITIES },
      {
        title: 'Opened before',
        items: elsewhereItems(namedNow(client, list), here, words, workspaces.data),
        most: 8,
      },
      { title: 'Workspaces', items: workspaceItems(workspaces.data ?? [], words, used), most: 8 },
      { title: 'Pages', items: pageItems({ ...here, name }, words), most: 6 },
      actions,
      { title: 'Revisions', items: revisions.items, most: 5 },
    ]),
  };
}

/** Entities under the name they have now, as far as that is known. */
const namedNow = (client: QueryClient, list: readonly Used[]): Used[] =>
  list.map((used) => {
    const entity = entityOfUse(used.key);
    const name = entity && cachedEntity(client, entity.w, entity.id)?.name;
    return name === undefined ? used : { ...used, title: name };
  });

/** Entities of other workspaces, which no list here has: those that were opened before, by the name or the id. */
function elsewhereItems(
  list: readonly Used[],
  here: Here,
  words: readonly string[],
  workspaces: readonly Workspace[] = [],
): Item[] {
  return list.flatMap((item): Item[] => {
    const entity = entityOfUse(item.key);
    if (!entity || entity.w === here.workspaceId || item.to === undefined) return [];
    const fit = words.join('') === String(entity.id) ? EXACT : textScore(item.title, words);
    const detail = workspaces.find(({ id }) => id === entity.w)?.name ?? `Workspace ${entity.w}`;
    const score = withHabit(fit, item);
    return fit > 0 ? [{ key: item.key, title: item.title, detail, to: item.to, score }] : [];
  });
}

/** Before anything is typed: what was used lately, the actions that are possible, the pages. */
function startSections(
  list: readonly Used[],
  here: Here,
  actions: readonly Item[],
  pages: Item[],
): Section[] {
  const { workspaceId: w, entityId: id } = here;
  const open =
    w === undefined ? [] : [paths.workspace(w), ...(id === undefined ? [] : [paths.entity(w, id)])];
  const recent = list
    .filter((item) => item.to !== undefined && !open.includes(item.to))
    .map((item): Item => ({ key: item.key, title: item.title, to: item.to ?? '', score: familiarity(item) }))
    .slice(0, 8);
  // Those of the part one is in before those that are everywhere.
  const possible = actions
    .filter(({ reason }) => !reason)
    .sort((a, b) => b.score - a.score || Number(!a.detail) - Number(!b.detail));
  return [
    { title: 'Recent', items: recent },
    { title: 'Pages', items: pages },
    { title: 'Actions', items: possible },
  ].filter(({ items }) => items.length > 0);
}

function useEntities({ workspaceId, entityId, tab }: Here, text: string, used: ReadonlyMap<string, Used>) {
  const w = workspaceId ?? -1;
  const client = useQueryClient();
  const branches = useBranches(w);
  const { data: types } = useQuery({ ...entityTypeQueries.getEntityTypes(w), enabled: false });
  const words = useMemo(() => wordsOf(text), [text]);
  const loaded = useMemo(
    () => matchEntities(branches, types ?? [], words, MOST_ENTITIES),
    [branches, types, words],
  );
  // “Entity 24” and “5/24” may be names.
  const isPointer = /^#?\d+$/.test(text) || readReference(text)?.kind === 'place' || text.includes('›');
  const enough = loaded.length >= ENOUGH || isPointer;
  const search = useSearch(w, text, branches, { complete: workspaceId === undefined || enough });
  const itemOf = (entity: Entity, score: number): Item => {
    const key = entityUse(w, entity.id);
    const type = types?.find(({ id }) => id === entity.entity_type)?.name ?? entity.entity_type_name;
    return {
      key,
      title: entity.name,
      detail: [type, placeWords(entity, branches)].filter(Boolean).join(' · '),
      typeId: entity.entity_type,
      to: entityTabPath(w, entity.id, tab),
      score: withHabit(score, used.get(key)),
    };
  };
  const items = loaded.map(({ entity, score }) => itemOf(entity, score));
  const known = new Set(items.map(({ key }) => key));
  for (const entity of search.found) {
    const item = itemOf(entity, textScore(entity.name, words) || 0.3);
    if (!known.has(item.key)) items.push(item);
  }
  const name = entityId === undefined ? undefined : cachedEntity(client, w, entityId)?.name;
  return { items, name, busy: search.busy, error: search.error, retry: search.retry };
}

/** The revisions of the entity in view: those that are read already, or read when they are what is looked for. */
function useRevisions({ workspaceId, entityId }: Here, wanted: boolean, words: readonly string[]) {
  const [w, id] = [workspaceId ?? -1, entityId ?? -1];
  const { data, isFetching, error, refetch } = useQuery({
    ...revisionQueries.getEntityRevisions(w, id),
    enabled: wanted && workspaceId !== undefined && entityId !== undefined,
  });
  const items = (data ?? []).flatMap((revision, index): Item[] => {
    const title = titleOf(revision, (data?.length ?? 0) - index);
    const score = words.length === 0 ? (wanted ? 1 : 0) : textScore(`${title} ${revision.id}`, words);
    const before = data?.[index + 1];
    const to = paths.revisions(w, id, { from: before?.id ?? revision.id, to: revision.id });
    return score > 0 ? [{ key: `revision:${revision.id}`, title, detail: ago(revision), to, score }] : [];
  });
  return { items, busy: isFetching, error, retry: () => void (error && refetch()) };
}

const titleOf = (revision: EntityRevision, number: number) =>
  `Revision ${number}${revision.message ? `: ${revision.message}` : ''}`;

function ago({ created_date: at }: EntityRevision): string | undefined {
  const date = at ? new Date(at) : undefined;
  return date && !Number.isNaN(date.getTime()) ? relativeTime(date) : undefined;
}
