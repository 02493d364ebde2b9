import { useSyncExternalStore } from 'react';
import { environmentKey } from '../api/session.ts';

/** Pixels; what a column can be made. */
export const [NARROWEST, WIDEST] = [48, 1200];
/** Columns whose widths are kept; those set longest ago go first. */
const MOST = 200;

const listeners = new Set<() => void>();
const storageKey = () => `vx-column-widths ${environmentKey()}`;
let held: { key: string; text: string | null; widths: ReadonlyMap<string, number> } | undefined;

function read(): ReadonlyMap<string, number> {
  const key = storageKey();
  const text = localStorage.getItem(key);
  if (held?.key !== key || held.text !== text) held = { key, text, widths: parsed(text) };
  return held.widths;
}

function parsed(text: string | null): ReadonlyMap<string, number> {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return new Map();
    return new Map(
      list.flatMap((item: unknown): [string, number][] => {
        const [id, width] = Array.isArray(item) ? item : [];
        return typeof id === 'string' && Number.isFinite(width) ? [[id, within(width)]] : [];
      }),
    );
  } catch {
    return new Map();
  }
}

const within = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** How wide a column is drawn from now on, kept in this browser for the environment; null: its own width again. */
export function setColumnWidth(id: string, width: number | null): void {
  const next = new Map(read());
  next.delete(id);
  if (width !== null) next.set(id, within(width));
  const text = JSON.stringify([...next].slice(-MOST));
  try {
    localStorage.setItem(storageKey(), text);
  } catch {
    // A full or forbidden storage: the width holds until the page is left.
  }
  held = { key: storageKey(), text: localStorage.getItem(storageKey()), widths: next };
  for (const listener of listeners) listener();
}

/** The widths that somebody gave to columns, by their ids, in pixels. */
export function useColumnWidths(): ReadonlyMap<string, number> {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
