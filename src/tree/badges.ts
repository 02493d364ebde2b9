import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { type Branch, type Branches, entityAt, slotOf } from '../api/branches.ts';
import { ancestorIds } from '../api/entities.ts';
import { userQueries } from '../api/users.ts';
import { summaryFailed } from '../columns/summary.ts';
import { standsOn } from '../drafts/kept-draft.ts';
import { slicer } from '../workers/slicer.ts';
import { type DraftBases, useDraftBases } from './draft-bases.ts';
import { noteSeen, readSeen, type Seen } from './seen-entities.ts';

/** What a row is marked with, the most pressing first; each is one bit of a number, so that rows compare them at once. */
const BADGES = ['conflict', 'error', 'draft', 'changed', 'locked'] as const;
export type Badge = (typeof BADGES)[number];

export const badgeBit = (badge: Badge): number => 1 << BADGES.indexOf(badge);
export const hasBadge = (bits: number, badge: Badge): boolean => (bits & badgeBit(badge)) !== 0;
export const badgesOf = (bits: number): Badge[] => BADGES.filter((badge) => hasBadge(bits, badge));

export interface Badges {
  /** Those of an entity itself. */
  of(entity: Entity): number;
  /** Those of what is loaded below it. */
  below(id: number): number;
  /** Those of some children of a branch, by their places, and of what is below these. */
  among(branch: Branch | undefined, slots: readonly number[]): number;
}

/**
 * Marks on the rows of the tree, from what is known without a request: unsaved drafts of this browser, and those that somebody saved after; what was saved since
 * this person looked; locks; summaries that the app could not compute and branches that could not be read. All of it rolled up to what is above.
 */
export function useBadges(w: number, branches: Branches, open: Entity | undefined): Badges {
  const me = useQuery({ ...userQueries.getCurrentUser(), enabled: false }).data?.id ?? 0;
  const [seen, setSeen] = useState<Seen>(new Map());
  useEffect(() => setSeen(readSeen(me, w)), [me, w]);
  const drafts = useDraftBases(w, me);
  const { id, updated_at: at } = open ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another entity or another save is news
  useEffect(() => {
    if (open && me !== 0) setSeen(noteSeen(me, w, open));
  }, [me, w, id, at]);
  const looked = useLookedThrough(branches);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found is a reason to tell it
  return useMemo(() => badgesIn(branches, seen, drafts), [branches, seen, drafts, looked]);
}

function badgesIn(branches: Branches, seen: Seen, drafts: DraftBases): Badges {
  const of = (entity: Entity): number => {
    const before = seen.get(entity.id)?.at;
    const changed = before !== undefined && before !== '' && (entity.updated_at ?? '') > before;
    return ownBits(entity, branches) | draftBits(entity, drafts) | (changed ? badgeBit('changed') : 0);
  };
  const below = new Map<number, number>();
  const rollUp = (path: readonly number[], bits: number) => {
    for (const above of path) below.set(above, (below.get(above) ?? 0) | bits);
  };
  for (const branch of branches.values()) {
    const bits = bitsIn(branch);
    if (bits !== 0) rollUp(pathTo(branch, branches), bits);
  }
  const paths = new Map([...seen].map(([id, { path }]) => [id, path]));
  for (const self of new Set([...paths.keys(), ...drafts.keys()])) {
    const entity = loadedEntity(branches, self, paths.get(self));
    const path = (entity && ancestorIds(entity)) ?? paths.get(self)?.filter((above) => above !== self) ?? [];
    rollUp(path, entity ? of(entity) : drafts.has(self) ? badgeBit('draft') : 0);
  }
  const told = new Set([...paths.keys(), ...drafts.keys(), ...below.keys()]);
  const bitsAt = (branch: Branch | undefined, slot: number): number => {
    const page = branch?.pages.get(Math.floor(slot / branch.pageSize))?.entities;
    const entity = page?.[slot % (branch?.pageSize ?? 1)];
    if (!entity) return 0;
    if (told.has(entity.id)) return of(entity) | (below.get(entity.id) ?? 0);
    // Most pages have nothing to tell, and groups are long.
    return ofPages.get(page) ? tellBits(entity) : 0;
  };
  const ofSlots = new WeakMap<readonly number[], number>();
  const among = (branch: Branch | undefined, slots: readonly number[]): number => {
    const known = ofSlots.get(slots) ?? slots.reduce((bits, slot) => bits | bitsAt(branch, slot), 0);
    ofSlots.set(slots, known);
    return known;
  };
  return { of, below: (id) => below.get(id) ?? 0, among };
}

function draftBits(entity: Entity, drafts: DraftBases): number {
  if (!drafts.has(entity.id)) return 0;
  const base = drafts.get(entity.id);
  return !base || standsOn(base, entity) ? badgeBit('draft') : badgeBit('conflict');
}

/** What an entity is marked with for everybody. */
function ownBits(entity: Entity, branches: Branches): number {
  return tellBits(entity) | (isUnread(branches.get(entity.id)) ? ERROR : 0);
}

const LOCKED = badgeBit('locked');
const ERROR = badgeBit('error');
const tellBits = (entity: Entity): number =>
  (entity.locked ? LOCKED : 0) | (entity.summary_status && summaryFailed(entity) ? ERROR : 0);

/** Whether a page of it could not be read. */
function isUnread(branch: Branch | undefined): boolean {
  if (!branch) return false;
  for (const { error, entities, fetching } of branch.pages.values())
    if (error && !entities && !fetching) return true;
  return false;
}

const ofPages = new WeakMap<readonly Entity[], number>();

/** Looks through pages that came, in slices and after the rows were drawn: lists are long. Goes up when there is more to tell. */
function useLookedThrough(branches: Branches): number {
  const [found, setFound] = useState(0);
  useEffect(() => {
    let left = false;
    const look = async () => {
      const rest = slicer();
      let more = false;
      const tell = () => {
        if (more) setFound((before) => before + 1);
      };
      for (const { pages } of branches.values())
        for (const { entities } of pages.values()) {
          if (!entities || ofPages.has(entities)) continue;
          const bits = entities.reduce((sum, entity) => sum | tellBits(entity), 0);
          ofPages.set(entities, bits);
          more ||= bits !== 0;
          const pause = rest();
          if (pause) await pause;
          if (left) return tell();
        }
      tell();
    };
    // A slice of it must not stand before the first picture of the rows.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(look);
    });
    return () => {
      left = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [branches]);
  return found;
}

/** Those of the members of a branch, as far as its pages were looked through. */
function bitsIn(branch: Branch): number {
  let bits = isUnread(branch) ? ERROR : 0;
  for (const { entities } of branch.pages.values()) {
    if (entities) bits |= ofPages.get(entities) ?? 0;
  }
  return bits;
}

/** The ids of all that a branch is in. */
function pathTo({ parent, pages }: Branch, branches: Branches): readonly number[] {
  if (parent === null) return [];
  for (const { entities } of pages.values()) {
    const path = entities?.[0] && ancestorIds(entities[0]);
    if (path) return path;
  }
  return climb(parent, branches);
}

/** An entity and what it is in, as the branches tell that are loaded: for servers that do not give `path`. */
function climb(id: number, branches: Branches): number[] {
  const path: number[] = [];
  for (let at: number | null = id; at !== null && !path.includes(at); ) {
    path.push(at);
    const child: number = at;
    at = holderOf(branches, child)?.parent ?? null;
  }
  return path;
}

/** The entity where the tree holds it. */
function loadedEntity(
  branches: Branches,
  id: number,
  path: readonly number[] | undefined,
): Entity | undefined {
  const branch = path
    ? branches.get(path.filter((above) => above !== id).at(-1) ?? null)
    : holderOf(branches, id);
  return entityAt(branch, slotOf(branch, id) ?? -1);
}

const holderOf = (branches: Branches, id: number): Branch | undefined =>
  [...branches.values()].find((branch) => slotOf(branch, id) !== undefined);
