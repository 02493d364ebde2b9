import type { Workspace } from '../../contract/workspace.ts';
import { fold } from '../api/fold.ts';

export type SortKey = 'name' | 'created_at' | 'updated_at';

/** What the address says of the list; every member has a fallback, so that a bad link still shows a list. */
export interface WorkspaceFilters {
  search: string;
  app: string[];
  label: string[];
  visibility: string[];
  archived: boolean;
  sort: { key: SortKey; descending: boolean };
  /** Whether the address asks for that order. */
  sorted: boolean;
  /** What the address asks for as order and no list has. */
  unknownSort: string | null;
}

const SORT_KEYS: readonly SortKey[] = ['name', 'created_at', 'updated_at'];

/** Read the filters of the address. `sort` is written as VIKTOR writes it, `updated_at:desc`, and read as others do too: `-updated_at`. */
export function readFilters(params: URLSearchParams): WorkspaceFilters {
  const asked = params.get('sort') ?? '';
  const [, minus, key, direction] = /^(-?)(\w+)(?::(asc|desc))?$/.exec(asked) ?? [];
  const known = minus && direction ? undefined : SORT_KEYS.find((candidate) => candidate === key);
  return {
    search: params.get('search') ?? '',
    app: params.getAll('app'),
    label: params.getAll('label'),
    visibility: params.getAll('visibility'),
    archived: params.get('archived') === 'true',
    sorted: known !== undefined,
    unknownSort: asked && !known ? asked : null,
    sort: known
      ? { key: known, descending: minus === '-' || direction === 'desc' }
      : { key: 'name', descending: false },
  };
}

/** The id of the app as text; `none` for a workspace in development. */
export const appKey = (workspace: Workspace) => (workspace.app ? String(workspace.app.id) : 'none');
export const appName = (workspace: Workspace) =>
  workspace.app ? (workspace.app.readable_name ?? workspace.app.name ?? `App ${workspace.app.id}`) : 'No app';

/** Newer pages write `PUBLIC`, `PRIVATE`…; where `type` says development, that is what users know it by. */
export const visibilityOf = (workspace: Workspace) =>
  workspace.type?.toUpperCase() === 'DEVELOPMENT'
    ? 'DEVELOPMENT'
    : (workspace.visibility ?? 'Not given').toUpperCase();

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const foldedTexts = new WeakMap<Workspace, { name: string; text: string }>();

/** Its name and all that is searched, folded once: every key asks for them of each workspace several times. */
function foldedOf(workspace: Workspace): { name: string; text: string } {
  let folded = foldedTexts.get(workspace);
  if (!folded) {
    const labels = workspace.labels?.map(({ name }) => name).join(' ') ?? '';
    const text = `${workspace.name} ${workspace.description ?? ''} ${appName(workspace)} ${labels}`;
    folded = { name: fold(workspace.name), text: fold(text) };
    foldedTexts.set(workspace, folded);
  }
  return folded;
}

/** How well a workspace answers a search, folded: 0 not at all; the start of the name above a word's start above anywhere above the description. */
function matchRank(workspace: Workspace, wanted: string): number {
  if (wanted === '') return 1;
  const { name, text } = foldedOf(workspace);
  if (String(workspace.id) === wanted) return 6;
  if (name.startsWith(wanted)) return 5;
  if (name.includes(` ${wanted}`)) return 4;
  if (name.includes(wanted)) return 3;
  return wanted.split(/\s+/).every((word) => text.includes(word)) ? 2 : 0;
}

const FACETS = ['app', 'label', 'visibility'] as const;
type Facet = (typeof FACETS)[number];

/** The filters with every value of a facet as the list has it, which an address may give by its name too; and in words those that no workspace has, which are left out. */
export function settleFacets(
  workspaces: readonly Workspace[],
  filters: WorkspaceFilters,
): { filters: WorkspaceFilters; unknown: string[] } {
  const settled = { ...filters };
  const unknown: string[] = [];
  for (const facet of FACETS) {
    if (filters[facet].length === 0) continue;
    const known = workspaces.flatMap((workspace) => valuesOf(workspace, facet));
    const found = filters[facet].map((asked) => {
      if (known.some(([value]) => value === asked)) return [asked];
      const named = known.filter(([, label]) => fold(label) === fold(asked.trim()));
      if (named.length === 0) unknown.push(`the ${facet} “${asked}”`);
      return named.map(([value]) => value);
    });
    settled[facet] = [...new Set(found.flat())];
  }
  return { filters: settled, unknown };
}

function passes(workspace: Workspace, filters: WorkspaceFilters, except?: Facet): boolean {
  if (Boolean(workspace.is_archived) !== filters.archived) return false;
  if (except !== 'app' && filters.app.length > 0 && !filters.app.includes(appKey(workspace))) return false;
  if (
    except !== 'visibility' &&
    filters.visibility.length > 0 &&
    !filters.visibility.includes(visibilityOf(workspace))
  )
    return false;
  if (except !== 'label' && filters.label.length > 0) {
    if (!workspace.labels?.some((label) => filters.label.includes(String(label.id)))) return false;
  }
  return matchRank(workspace, fold(filters.search.trim())) > 0;
}

/** What this browser knows of a user's workspaces, for their order. */
export interface Habits {
  pinned: readonly number[];
  /** From 0, never opened, towards 1, opened often and just now. */
  familiarity: (id: number) => number;
  /** When it was opened last, in ms since 1970; 0 for never. */
  openedAt: (id: number) => number;
}
const NO_HABITS: Habits = { pinned: [], familiarity: () => 0, openedAt: () => 0 };
/** So many that were opened last come first, while no order is asked for. */
const RECENT = 5;

/**
 * The workspaces that pass. Pinned ones come first. While searching, the best match follows, of equal ones the more familiar; else, as long as
 * no order is asked for, the five opened last; then the chosen order. Ties keep the server's order.
 */
export function filterWorkspaces(
  workspaces: readonly Workspace[],
  filters: WorkspaceFilters,
  { pinned, familiarity, openedAt }: Habits = NO_HABITS,
): Workspace[] {
  const { key, descending } = filters.sort;
  const sign = descending ? -1 : 1;
  const wanted = fold(filters.search.trim());
  const searching = wanted !== '';
  const shown = workspaces
    .filter((workspace) => passes(workspace, filters))
    .map((workspace) => ({
      workspace,
      pin: pinned.includes(workspace.id) ? 1 : 0,
      rank: searching ? matchRank(workspace, wanted) + familiarity(workspace.id) * 0.9 : 0,
      opened: searching || filters.sorted ? 0 : openedAt(workspace.id),
      value: String(workspace[key] ?? ''),
    }));
  const recent = shown
    .filter(({ opened }) => opened > 0)
    .sort((a, b) => b.opened - a.opened)
    .slice(0, RECENT);
  for (const one of shown) if (!recent.includes(one)) one.opened = 0;
  shown.sort(
    (a, b) =>
      b.pin - a.pin || b.rank - a.rank || b.opened - a.opened || sign * collator.compare(a.value, b.value),
  );
  return shown.map(({ workspace }) => workspace);
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

/** The values of a facet with how many workspaces each would show, given all the other filters. */
export function facetValues(
  workspaces: readonly Workspace[],
  filters: WorkspaceFilters,
  facet: Facet,
): FacetValue[] {
  const values = new Map<string, FacetValue>();
  for (const workspace of workspaces) {
    const counted = passes(workspace, filters, facet) ? 1 : 0;
    for (const [value, label] of valuesOf(workspace, facet)) {
      const known = values.get(value) ?? { value, label, count: 0 };
      known.count += counted;
      values.set(value, known);
    }
  }
  return [...values.values()].sort((a, b) => collator.compare(a.label, b.label));
}

function valuesOf(workspace: Workspace, facet: Facet): [value: string, label: string][] {
  if (facet === 'app') return [[appKey(workspace), appName(workspace)]];
  if (facet === 'visibility') return [[visibilityOf(workspace), visibilityLabel(visibilityOf(workspace))]];
  return (workspace.labels ?? []).map((label) => [String(label.id), label.name]);
}

export const visibilityLabel = (visibility: string) =>
  visibility.charAt(0) + visibility.slice(1).toLowerCase();

/** App versions in use by app, where workspaces on one app run different ones. */
export function mixedVersions(workspaces: readonly Workspace[]): Map<string, string[]> {
  const tags = new Map<string, Set<string>>();
  for (const workspace of workspaces) {
    if (!workspace.app || !workspace.app_version?.tag) continue;
    const known = tags.get(appKey(workspace)) ?? new Set();
    tags.set(appKey(workspace), known.add(workspace.app_version.tag));
  }
  return new Map(
    [...tags]
      .filter(([, used]) => used.size > 1)
      .map(([app, used]) => [app, [...used].sort(collator.compare)]),
  );
}
