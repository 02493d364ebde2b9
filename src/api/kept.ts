import { useCallback, useSyncExternalStore } from 'react';
import { browserStorage } from '../storage.ts';
import { environmentKey } from './session.ts';

/** A value that this browser keeps for the environment; `place` tells several of a name apart, such as those of each user. */
export interface Kept<T> {
  read(place?: string): T;
  /** Show a value from now on without storing it yet, such as while something is dragged. */
  show(value: T, place?: string): void;
  /** Show and store it; in a full or forbidden storage it holds until the page is left. */
  write(value: T, place?: string): void;
  useValue(place?: string): T;
}

/** `parse` makes the value of whatever JSON the storage holds, `undefined` where there is none; `print` is its way back. */
export function keptValue<T>(
  name: string,
  parse: (json: unknown) => T,
  print: (value: T) => unknown = (value) => value,
): Kept<T> {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  let held: { key: string; text: string | null; value: T } | undefined;
  const keyOf = (place: string) => [name, environmentKey(), place].filter(Boolean).join(' ');
  const kept: Omit<Kept<T>, 'useValue'> = {
    read(place = '') {
      const key = keyOf(place);
      const text = browserStorage.get(key);
      if (held?.key !== key || held.text !== text)
        held = { key, text, value: parse(browserStorage.getJson(key)) };
      return held.value;
    },
    show(value, place = '') {
      const key = keyOf(place);
      held = { key, text: browserStorage.get(key), value };
      for (const listener of listeners) listener();
    },
    write(value, place = '') {
      browserStorage.setJson(keyOf(place), print(value));
      kept.show(value, place);
    },
  };
  return {
    ...kept,
    useValue: (place = '') =>
      useSyncExternalStore(
        subscribe,
        useCallback(() => kept.read(place), [place]),
      ),
  };
}
