import type { PickSpec } from '../fields/form-spec.ts';
import type { Method } from './methods.ts';

/** The views whose map it may be: the one that the app names, else each that draws one. */
export function mapsFor({ view }: PickSpec, methods: readonly Method[]): Method[] {
  const views = methods.filter(({ from }) => from === 'view');
  return views.filter(({ method, kind }) =>
    view === undefined ? /geojson|map/.test(kind) : method === view,
  );
}

/** With the name, or without it where it was there; beyond the most that the app takes, in place of the one that was picked first. */
export function toggled(picked: readonly string[], name: string, most = Number.POSITIVE_INFINITY): string[] {
  if (picked.includes(name)) return picked.filter((one) => one !== name);
  return [...picked, name].slice(-most);
}

/** Whether the app takes so many. */
export const isEnough = ({ least, most = Number.POSITIVE_INFINITY }: PickSpec, count: number): boolean =>
  count >= least && count <= most;

/** What is picked, and what the app wants. */
export function pickWords({ groups, least, most }: PickSpec, count: number): string {
  const many = most === least ? `${least}` : most === undefined ? `at least ${least}` : `${least} to ${most}`;
  const of = groups ? ` of ${groups.map((group) => `“${group}”`).join(', ')}` : '';
  return `${count} picked; the app wants ${many}${of}. Click features on the map, or pick them by name below it with the space bar.`;
}
