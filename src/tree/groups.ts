import { useSyncExternalStore } from 'react';
import { keptValue } from '../api/kept.ts';

/** How the children of one parent are grouped: `by` and `figures` are columns as links write them, such as `type` or `param:/geometry/span`. */
export interface BranchGroups {
  by: string;
  figures?: string;
  /** Keys of the groups that are open. */
  open: readonly string[];
}

/** By id of the parent, or `roots`. */
export type Groups = Readonly<Record<string, BranchGroups>>;

/** What is kept of a workspace at most. */
const MOST_BRANCHES = 50;
const MOST_OPEN = 200;

/** How the branches of each workspace are grouped, kept by this browser. */
const kept = keptValue<Groups>('vx-tree-groups', parse);

function parse(json: unknown): Groups {
  if (typeof json !== 'object' || json === null) return {};
  const read = Object.entries(json).flatMap(([parent, value]): [string, BranchGroups][] => {
    const { by, figures, open } = (value ?? {}) as Partial<Record<keyof BranchGroups, unknown>>;
    if (!/^(roots|\d+)$/.test(parent) || typeof by !== 'string') return [];
    const keys = Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [];
    return [[parent, { by, ...(typeof figures === 'string' && { figures }), open: keys }]];
  });
  return Object.fromEntries(read);
}

const nameOf = (parent: number | null) => String(parent ?? 'roots');

export const useGroups = (w: number): Groups => kept.useValue(String(w));
export const groupsOf = (groups: Groups, parent: number | null): BranchGroups | undefined =>
  groups[nameOf(parent)];

/** Show the children of one parent in groups; `null` shows them as they are. */
export function setGroups(w: number, parent: number | null, groups: BranchGroups | null): void {
  const { [nameOf(parent)]: _before, ...others } = kept.read(String(w));
  const rest = Object.entries(others).slice(groups ? 1 - MOST_BRANCHES : -MOST_BRANCHES);
  kept.write({ ...Object.fromEntries(rest), ...(groups && { [nameOf(parent)]: groups }) }, String(w));
}

export function ungroupAll(w: number): void {
  kept.write({}, String(w));
}

export function openGroups(w: number, parent: number | null, keys: readonly string[]): void {
  const groups = groupsOf(kept.read(String(w)), parent);
  if (!groups || keys.every((key) => groups.open.includes(key))) return;
  const open = [...new Set([...groups.open, ...keys])].slice(-MOST_OPEN);
  kept.write({ ...kept.read(String(w)), [nameOf(parent)]: { ...groups, open } }, String(w));
}

export function closeGroup(w: number, parent: number | null, key: string): void {
  const groups = groupsOf(kept.read(String(w)), parent);
  if (!groups) return;
  const open = groups.open.filter((other) => other !== key);
  kept.write({ ...kept.read(String(w)), [nameOf(parent)]: { ...groups, open } }, String(w));
}

/** Goes up when what groups are made of changes beside the cache: values that were read, and what is being read. */
let news = 0;
const listeners = new Set<() => void>();
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellGroupNews(): void {
  news++;
  for (const listener of listeners) listener();
}
export const useGroupNews = () => useSyncExternalStore(subscribe, () => news);
