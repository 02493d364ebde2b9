import type { Entity } from '../../contract/entity.ts';
import { browserStorage } from '../storage.ts';

/** When an entity was changed last as somebody saw it, and where it was, by id. */
export type Seen = Record<string, { at: string; path: number[] }>;

const MOST = 400;
const storageKey = (user: number, w: number) => `vx-seen-${user}-${w}`;

export function readSeen(user: number, w: number): Seen {
  const seen = browserStorage.getJson(storageKey(user, w));
  if (typeof seen !== 'object' || seen === null) return {};
  const good = Object.entries(seen).filter(
    ([, value]) => typeof value?.at === 'string' && Array.isArray(value?.path),
  );
  return Object.fromEntries(good);
}

export function noteSeen(user: number, w: number, entity: Entity): Seen {
  const { [entity.id]: _before, ...others } = readSeen(user, w);
  const kept = Object.entries(others).slice(-(MOST - 1));
  const seen = {
    ...Object.fromEntries(kept),
    [entity.id]: { at: entity.updated_at ?? '', path: entity.path ?? [] },
  };
  browserStorage.setJson(storageKey(user, w), seen);
  return seen;
}
