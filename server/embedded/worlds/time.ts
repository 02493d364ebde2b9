import type { Random } from './random.ts';

/** Times are milliseconds UTC since 1970 until they are written. Never the clock. */
const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

export const firstMoment = Date.UTC(2024, 1, 5, 8, 12);
export const lastMoment = Date.UTC(2026, 5, 30, 15, 20);

/** `2026-03-11T09:41:27.518204Z`: six decimals, of which the last three come from `micros`. */
export function stamp(time: number, micros = 0): string {
  return `${new Date(time).toISOString().slice(0, 23)}${String(micros % 1000).padStart(3, '0')}Z`;
}

/** The last Sunday of a month at 01:00 UTC, when the clocks change in Amsterdam. */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * day;
}

/** Hours that Amsterdam is ahead of UTC. */
function amsterdamOffset(time: number): number {
  const year = new Date(time).getUTCFullYear();
  return time >= lastSunday(year, 2) && time < lastSunday(year, 9) ? 2 : 1;
}

/** Amsterdam's wall clock as UTC time: `2024-03-04 10:02`. */
export function amsterdam(wall: string, seconds = 0): number {
  const utc = Date.parse(`${wall.replace(' ', 'T')}:00Z`) + seconds * 1000;
  return utc - amsterdamOffset(utc - hour) * hour;
}

/** The next moment at which people are at work (07:00-17:30 in Amsterdam, on weekdays), with some scatter in the morning. */
export function atWork(time: number, random: Random): number {
  const wall = new Date(time + amsterdamOffset(time) * hour);
  const weekday = wall.getUTCDay();
  const minutes = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const weekend = weekday === 0 || weekday === 6;
  if (!weekend && minutes >= 7 * 60 && minutes < 17 * 60 + 30) return time;
  const midnight = time - minutes * minute;
  const days = weekend ? (weekday === 6 ? 2 : 1) : minutes < 7 * 60 ? 0 : weekday === 5 ? 3 : 1;
  return midnight + days * day + random.int(7 * 60, 16 * 60) * minute + random.int(0, 59) * 1000;
}

/** When the import service writes: 02:00-04:00 UTC of the same day. */
export function atNight(time: number, random: Random): number {
  return time - (time % day) + 2 * hour + random.int(0, 7199) * 1000;
}

/** The time between two revisions of one entity: mostly a session, else days or weeks. */
export function gap(random: Random): number {
  const share = random.unit();
  if (share < 0.6) return random.int(20, 1199) * 1000;
  if (share < 0.9) return random.between(1, 5) * day;
  return random.between(14, 56) * day;
}
