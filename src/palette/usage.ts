import { keptValue } from '../api/kept.ts';

/** Something that was opened or done before: what the palette offers first. */
export interface Used {
  /** `entity:11/20019`, `workspace:11`, `command:entity.rename`. */
  key: string;
  title: string;
  /** Address to open; commands have none. */
  to?: string;
  /** Of an entity: the ids of those it is in, as far as they were known. */
  above?: readonly number[];
  /** How often, each time counting half as much after a week. */
  weight: number;
  /** When last, in ms since 1970. */
  at: number;
}

const MOST = 120;
const HALF_LIFE = 7 * 24 * 3_600_000;
const isUsed = (item: unknown): item is Used => {
  const { key, title, to, above, weight, at } = (item ?? {}) as Record<string, unknown>;
  return (
    typeof key === 'string' &&
    typeof title === 'string' &&
    (to === undefined || (typeof to === 'string' && /^\/(?!\/)/.test(to))) &&
    (above === undefined || Array.isArray(above)) &&
    Number.isFinite(weight) &&
    Number.isFinite(at)
  );
};

const kept = keptValue<readonly Used[]>('vx-used', (list) =>
  Array.isArray(list) ? list.filter(isUsed) : [],
);

/** What this user used, most recent first; whatever the storage holds that is not of this form is left out. */
export const readUsed = (user: number): readonly Used[] => kept.read(String(user));

/** Note that something was used now. */
export function noteUse(
  user: number,
  used: Pick<Used, 'key' | 'title' | 'to' | 'above'>,
  now = Date.now(),
): void {
  const list = readUsed(user);
  const before = list.find(({ key }) => key === used.key);
  const weight = (before ? weightNow(before, now) : 0) + 1;
  const others = list.filter(({ key }) => key !== used.key);
  kept.write([{ ...used, weight, at: now }, ...others].slice(0, MOST), String(user));
}

/** Take out entities that are not there any more, with what was in them. */
export function forgetEntities(user: number, w: number, ids: readonly number[]): void {
  const list = readUsed(user);
  const left = list.filter(({ key, above = [] }) => {
    const entity = entityOfUse(key);
    return entity?.w !== w || ![entity.id, ...above].some((id) => ids.includes(id));
  });
  if (left.length < list.length) kept.write(left, String(user));
}

/** The {@link Used.key} of an entity. */
export const entityUse = (w: number, id: number) => `entity:${w}/${id}`;

/** Which entity a {@link Used.key} is of; undefined for what is no entity. */
export function entityOfUse(key: string): { w: number; id: number } | undefined {
  const [, w, id] = /^entity:(\d+)\/(\d+)$/.exec(key) ?? [];
  return w && id ? { w: Number(w), id: Number(id) } : undefined;
}

function weightNow({ weight, at }: Used, now: number): number {
  return weight * 0.5 ** (Math.max(0, now - at) / HALF_LIFE);
}

/** From 0, never used, towards 1, used often and just now. */
export function familiarity(used: Used | undefined, now = Date.now()): number {
  if (!used) return 0;
  const weight = weightNow(used, now);
  return weight / (weight + 2);
}
