import { keptValue } from '../api/kept.ts';

const kept = keptValue<readonly number[]>('vx-pins', (list) =>
  Array.isArray(list) ? list.filter((id): id is number => Number.isSafeInteger(id)) : [],
);

/** The workspaces that a user pinned in this browser, in the order they were; whatever the storage holds that is no id is left out. */
const readPins = (user: number): readonly number[] => kept.read(String(user));

/** Pin a workspace, or take its pin out. */
export function togglePin(user: number, id: number): void {
  const pins = readPins(user);
  kept.write(pins.includes(id) ? pins.filter((pin) => pin !== id) : [...pins, id], String(user));
}

export const usePins = (user: number): readonly number[] => kept.useValue(String(user));
