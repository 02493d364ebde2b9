import type { Entity } from '../../contract/entity.ts';
import { keptValue } from '../api/kept.ts';

interface Look {
  /** When it was changed last, as somebody saw it. */
  at: string;
  path: number[];
}
/** What somebody looked at, by id, that of longest ago first. */
export type Seen = ReadonlyMap<number, Look>;

const MOST = 400;

const isLook = (item: unknown): item is [number, Look] =>
  Array.isArray(item) &&
  Number.isSafeInteger(item[0]) &&
  typeof item[1]?.at === 'string' &&
  Array.isArray(item[1].path);

const kept = keptValue<Seen>(
  'vx-seen',
  (list) => new Map(Array.isArray(list) ? list.filter(isLook) : []),
  (seen) => [...seen],
);

const placeOf = (user: number, w: number) => `${user} ${w}`;

export const readSeen = (user: number, w: number): Seen => kept.read(placeOf(user, w));

export function noteSeen(user: number, w: number, entity: Entity): Seen {
  const others = [...readSeen(user, w)].filter(([id]) => id !== entity.id).slice(1 - MOST);
  const look = { at: entity.updated_at ?? '', path: entity.path ?? [] };
  const seen = new Map([...others, [entity.id, look] as const]);
  kept.write(seen, placeOf(user, w));
  return seen;
}
