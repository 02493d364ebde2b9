import type { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { type Branch, loadedOf, readBranches } from '../api/branches.ts';
import { entityQueries, FIRST_PAGE } from '../api/entities.ts';
import { fold } from '../api/fold.ts';
import { workspaceQueries } from '../api/workspaces.ts';

/** Where a path of names leads: the entity, or the name that is not there; `partly` where it was given up before all was looked through. */
export type PathEnd = { entity: Entity } | { missing: string; under: string | null; partly?: true };

/** Requests for one path at most: thousands may hold a name, or have it, and each of these may lead on. */
export const MOST_REQUESTS = 30;

interface Walk {
  client: QueryClient;
  w: number;
  signal: AbortSignal | undefined;
  requests: number;
  gaveUp: boolean;
}

/**
 * Follow names from the top down, from what is loaded where it is, else with a search in each branch on the way. Names are compared without case and
 * accents; of several with one name the one that leads on is taken. Throws what the reads throw, and the signal's reason once aborted.
 */
export async function findPath(
  client: QueryClient,
  w: number,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<PathEnd> {
  const workspace = client.getQueryData(workspaceQueries.getWorkspace(w).queryKey);
  const below = workspace && names.length > 1 && same(workspace.name, names[0]) ? names.slice(1) : names;
  return follow({ client, w, signal, requests: 0, gaveUp: false }, null, below);
}

const same = (a: string, b: string | undefined) => fold(a.trim()) === fold((b ?? '').trim());

async function follow(walk: Walk, parent: Entity | null, names: readonly string[]): Promise<PathEnd> {
  const [name = '', ...rest] = names;
  let end: PathEnd = { missing: name, under: parent?.name ?? null };
  for await (const entity of named(walk, parent, name)) {
    end = rest.length === 0 ? { entity } : await follow(walk, entity, rest);
    if ('entity' in end || walk.gaveUp) return end;
  }
  return walk.gaveUp ? { ...end, partly: true } : end;
}

/** Those of exactly this name: the loaded ones, then page by page those among all that hold it, as the server finds them. */
async function* named(walk: Walk, parent: Entity | null, name: string): AsyncGenerator<Entity> {
  const { client, w, signal } = walk;
  const branch = readBranches(client, w).get(parent?.id ?? null);
  const loaded = loadedOf(branch).filter((entity) => same(entity.name, name));
  yield* loaded;
  if (isComplete(branch)) return;
  const known = new Set(loaded.map(({ id }) => id));
  for (let offset = 0, more = true; more; ) {
    walk.gaveUp = walk.requests === MOST_REQUESTS;
    if (walk.gaveUp) return;
    walk.requests += 1;
    const { count, results } = await client.fetchQuery(
      entityQueries.getEntityChildren(w, parent?.id ?? null, { ...FIRST_PAGE, offset, search: name }),
    );
    signal?.throwIfAborted();
    yield* results.filter((entity) => same(entity.name, name) && !known.has(entity.id));
    offset += results.length;
    more = results.length > 0 && offset < count;
  }
}

const isComplete = (branch: Branch | undefined) =>
  branch?.count !== undefined && loadedOf(branch).length >= branch.count;
