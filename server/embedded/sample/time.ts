import type { Random } from './random.ts';

/** Times are milliseconds UTC until they are written. */
const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
export const firstMoment = Date.UTC(2024, 1, 5, 8, 12);
export const lastMoment = Date.UTC(2026, 5, 30, 15, 20);

/** `2026-03-11T09:41:27.518204Z`: six decimals, the last three from `micros`. */
export function stamp(time: number, micros = 0): string {
  return `${new Date(time).toISOString().slice(0, 23)}${String(micros % 1000).padStart(3, '0')}Z`;
}

/** The last Sunday of a month at 01:00 UTC, when Amsterdam changes its clocks. */
function clockChange(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * day;
}

function offset(time: number): number {
  const year = new Date(time).getUTCFullYear();
  return time >= clockChange(year, 2) && time < clockChange(year, 9) ? 2 * hour : hour;
}

/** Amsterdam's wall clock (`2024-03-04 10:02`) as UTC milliseconds. */
export function amsterdam(wall: string): number {
  const utc = Date.parse(`${wall.replace(' ', 'T')}:00Z`);
  return utc - offset(utc - hour);
}

/** The same moment, or the next one at which people work: 07:00-17:30 in Amsterdam, Monday to Friday. */
export function atWork(time: number, random: Random): number {
  const local = new Date(time + offset(time));
  const weekday = local.getUTCDay();
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes();
  const free = weekday === 0 || weekday === 6;
  if (!free && minutes >= 420 && minutes < 1050) return time;
  const later = free ? (weekday === 6 ? 2 : 1) : minutes < 420 ? 0 : weekday === 5 ? 3 : 1;
  return time - minutes * minute + later * day + random.int(420, 960) * minute;
}

/** When the import service writes: between 02:00 and 04:00 UTC of the same day. */
export const atNight = (time: number, random: Random): number =>
  time - (time % day) + 2 * hour + random.int(0, 7199) * 1000;

/** The time between two revisions of an entity: mostly a session, else days, else weeks. */
export function gap(random: Random): number {
  const share = random.unit();
  if (share < 0.6) return random.int(15, 1199) * 1000;
  return Math.floor((share < 0.9 ? random.between(1, 5) : random.between(14, 56)) * day);
}
