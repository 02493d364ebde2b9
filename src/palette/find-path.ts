import type { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { type Branch, loadedOf, readBranches } from '../api/branches.ts';
import { entityQueries, FIRST_PAGE } from '../api/entities.ts';
import { fold } from '../api/fold.ts';
import { workspaceQueries } from '../api/workspaces.ts';

/** Where a path of names leads: the entity, or the name that is not there, or not among so many that hold it. */
export type PathEnd = { entity: Entity } | { missing: string; under: string | null; among?: number };

/** Pages of names that hold the one that is looked for, before it is given up: thousands may. */
const MOST_PAGES = 10;

/**
 * Follow names from the top down, from what is loaded where it is, else with one search in each branch on the way. Names are compared without case and
 * accents; of several with one name the one that leads on is taken. Throws what the reads throw.
 */
export async function findPath(client: QueryClient, w: number, names: readonly string[]): Promise<PathEnd> {
  const workspace = client.getQueryData(workspaceQueries.getWorkspace(w).queryKey);
  const below = workspace && names.length > 1 && same(workspace.name, names[0]) ? names.slice(1) : names;
  return follow(client, w, null, below);
}

const same = (a: string, b: string | undefined) => fold(a.trim()) === fold((b ?? '').trim());

async function follow(
  client: QueryClient,
  w: number,
  parent: Entity | null,
  names: readonly string[],
): Promise<PathEnd> {
  const [name = '', ...rest] = names;
  const branch = readBranches(client, w).get(parent?.id ?? null);
  const loaded = loadedOf(branch).filter((entity) => same(entity.name, name));
  const end = await firstThatLeads(client, w, loaded, rest);
  if (end && 'entity' in end) return end;
  // Another of the name may stand on a page that was not read.
  const known = new Set(loaded.map(({ id }) => id));
  const { others, among } = isComplete(branch)
    ? { others: [] }
    : await searchChildren(client, w, parent?.id ?? null, name);
  const found = await firstThatLeads(
    client,
    w,
    others.filter(({ id }) => !known.has(id)),
    rest,
  );
  return found ?? end ?? { missing: name, under: parent?.name ?? null, ...(among ? { among } : {}) };
}

/** Of entities with one name where the first leads that has what is looked for, else what the last of them misses; undefined for none. */
async function firstThatLeads(
  client: QueryClient,
  w: number,
  entities: readonly Entity[],
  rest: readonly string[],
): Promise<PathEnd | undefined> {
  let end: PathEnd | undefined;
  for (const entity of entities) {
    end = rest.length === 0 ? { entity } : await follow(client, w, entity, rest);
    if ('entity' in end) return end;
  }
  return end;
}

/** Those of exactly this name, as the server finds all that hold it; `among` how many were looked at, where there are more. */
async function searchChildren(
  client: QueryClient,
  w: number,
  parent: number | null,
  name: string,
): Promise<{ others: Entity[]; among?: number }> {
  let offset = 0;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { count, results } = await client.fetchQuery(
      entityQueries.getEntityChildren(w, parent, { ...FIRST_PAGE, offset, search: name }),
    );
    const others = results.filter((entity) => same(entity.name, name));
    offset += results.length;
    if (others.length > 0 || results.length === 0 || offset >= count) return { others };
  }
  return { others: [], among: offset };
}

const isComplete = (branch: Branch | undefined) =>
  branch?.count !== undefined && loadedOf(branch).length >= branch.count;
