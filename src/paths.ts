/** Entities or revisions that one page compares at most. */
export const MOST_COMPARED = 50;

/** Every link of the explorer. Ids come from the wire or from a parsed URL; search params are the pages' own business. */
export const paths = {
  connect: (next?: string) => `/connect${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`,
  workspaces: () => '/workspaces',
  workspace: (w: number) => `/workspaces/${w}`,
  /** The table of entities; what it shows is in its search params. */
  entities: (w: number, query = '') => `/workspaces/${w}/entities${query ? `?${query}` : ''}`,
  /** Values in params; `query` is what is looked for. */
  search: (w: number, query = '') =>
    `/workspaces/${w}/search${query ? `?q=${encodeURIComponent(query)}` : ''}`,
  entity: (w: number, id: number) => `/workspaces/${w}/entities/${id}`,
  /** The form; of an old revision, to be read only. */
  params: (w: number, id: number, revision?: number) =>
    `/workspaces/${w}/entities/${id}/params${revision === undefined ? '' : `?revision=${revision}`}`,
  /** A place in the form, by its JSON pointer: the form opens there. */
  field: (w: number, id: number, pointer: string) =>
    `/workspaces/${w}/entities/${id}/params?path=${encodeURIComponent(pointer)}`,
  /** Two sides compared; without `from` the one before. */
  revisions: (w: number, id: number, sides?: { from?: number | string | undefined; to: number | string }) =>
    `/workspaces/${w}/entities/${id}/revisions${
      sides ? `?${sides.from === undefined ? '' : `from=${sides.from}&`}to=${sides.to}` : ''
    }`,
  /** Two entities as they are now, or three to fifty in one table. */
  compare: (w: number, ids: readonly number[]) =>
    `/workspaces/${w}/entities/${ids.at(-1)}/revisions?${
      ids.length === 2 ? `from=${w}.${ids[0]}&to=head` : `many=${ids.map((id) => `${w}.${id}`).join(',')}`
    }`,
  jobs: (w: number, id: number, method?: string) =>
    `/workspaces/${w}/entities/${id}/jobs${method === undefined ? '' : `?method=${encodeURIComponent(method)}`}`,
  files: (w: number, id: number) => `/workspaces/${w}/entities/${id}/files`,
  about: () => '/about',
};

/** Search params of any page of a workspace that are the tree's: the text, the types and the shape of its filter. */
export const TREE_PARAMS = ['tree', 'tree-type', 'tree-flat'] as const;

export type EntityTab = 'overview' | 'params' | 'revisions' | 'jobs' | 'files';

/** The page of an entity that shows one of its tabs. */
export function entityTabPath(w: number, id: number, tab: EntityTab): string {
  return tab === 'overview' ? paths.entity(w, id) : paths[tab](w, id);
}

/** Which tab of an entity an address shows: going from entity to entity keeps it. */
export function tabOfPath(pathname: string): EntityTab {
  const tab = /^\/workspaces\/\d+\/entities\/\d+\/(params|revisions|jobs|files)\/?$/.exec(pathname)?.[1];
  return (tab as EntityTab | undefined) ?? 'overview';
}

/** The entity that an address of one of its pages is about; null for other pages. */
export function entityOfPath(address: string): { workspaceId: number; entityId: number } | null {
  const found = /^\/workspaces\/(\d{1,15})\/entities\/(\d{1,15})(?![^/?])/.exec(address);
  return found && { workspaceId: Number(found[1]), entityId: Number(found[2]) };
}

/** Pages that can stand in the second pane: those of a workspace. */
const BESIDE = /^\/workspaces\/\d{1,15}(\/search|\/entities(\/\d{1,15}(\/[a-z]+)?)?)?\/?(\?.*)?$/;

/** The address that `?beside=` shows in the second pane; null without one, or for anything that is no page of a workspace. */
export function besideOf(search: string): string | null {
  const path = new URLSearchParams(search).get('beside');
  return path !== null && BESIDE.test(path) ? withBeside(path, null) : null;
}

/** An address with another one in the second pane, or with none. */
export function withBeside(address: string, beside: string | null): string {
  const [, path = '', text] = /^([^?]*)(.*)$/s.exec(address) ?? [];
  const search = new URLSearchParams(text);
  search.delete('beside');
  if (beside !== null) search.set('beside', withBeside(beside, null));
  return search.size > 0 ? `${path}?${search}` : path;
}
