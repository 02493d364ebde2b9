import { useSyncExternalStore } from 'react';
import { keptValue } from '../api/kept.ts';

/** How the children of one parent are grouped: `by` and `figures` are columns as links write them, such as `type` or `param:/geometry/span`. */
export interface BranchGroups {
  by: string;
  figures?: string;
  /** Keys of the groups that are open. */
  open: readonly string[];
}

/** By id of the parent, null for the top; what was grouped or opened longest ago first. */
export type Groups = ReadonlyMap<number | null, BranchGroups>;

/** What is kept of a workspace at most. */
const MOST_BRANCHES = 50;
const MOST_OPEN = 200;

/** How the branches of each workspace are grouped, kept by this browser. */
const kept = keptValue<Groups>('vx-tree-groups', parse, (groups) => [...groups]);

function parse(json: unknown): Groups {
  if (!Array.isArray(json)) return new Map();
  const read = json.flatMap((item): [number | null, BranchGroups][] => {
    const [parent, value] = Array.isArray(item) ? item : [];
    const { by, figures, open } = (value ?? {}) as Partial<Record<keyof BranchGroups, unknown>>;
    if ((parent !== null && !Number.isSafeInteger(parent)) || typeof by !== 'string') return [];
    const keys = Array.isArray(open) ? open.filter((key) => typeof key === 'string') : [];
    return [[parent, { by, ...(typeof figures === 'string' && { figures }), open: keys }]];
  });
  return new Map(read);
}

export const useGroups = (w: number): Groups => kept.useValue(String(w));

/** Show the children of one parent in groups; `null` shows them as they are. */
export function setGroups(w: number, parent: number | null, groups: BranchGroups | null): void {
  const others = [...kept.read(String(w))].filter(([other]) => other !== parent);
  const all = groups ? [...others, [parent, groups] as const] : others;
  kept.write(new Map(all.slice(-MOST_BRANCHES)), String(w));
}

export function ungroupAll(w: number): void {
  kept.write(new Map(), String(w));
}

export function openGroups(w: number, parent: number | null, keys: readonly string[]): void {
  const groups = kept.read(String(w)).get(parent);
  if (!groups || keys.every((key) => groups.open.includes(key))) return;
  const open = [...new Set([...groups.open, ...keys])].slice(-MOST_OPEN);
  setGroups(w, parent, { ...groups, open });
}

export function closeGroup(w: number, parent: number | null, key: string): void {
  const groups = kept.read(String(w)).get(parent);
  if (groups) setGroups(w, parent, { ...groups, open: groups.open.filter((other) => other !== key) });
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
