import { keptValue } from '../api/kept.ts';

/** Pixels; what a column can be made. */
const [NARROWEST, WIDEST] = [48, 1200];
/** Columns whose widths are kept; those set longest ago go first. */
const MOST = 200;

const within = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

const kept = keptValue<ReadonlyMap<string, number>>(
  'vx-column-widths',
  (list) =>
    new Map(
      (Array.isArray(list) ? list : []).flatMap((item: unknown): [string, number][] => {
        const [id, width] = Array.isArray(item) ? item : [];
        return typeof id === 'string' && Number.isFinite(width) ? [[id, within(width)]] : [];
      }),
    ),
  (widths) => [...widths],
);

function withWidth(id: string, width: number | null): ReadonlyMap<string, number> {
  const next = new Map(kept.read());
  next.delete(id);
  if (width !== null) next.set(id, within(width));
  return new Map([...next].slice(-MOST));
}

/** How wide a column is drawn from now on, kept in this browser for the environment; null: its own width again. */
export const setColumnWidth = (id: string, width: number | null): void => kept.write(withWidth(id, width));

/** The same while it is dragged: kept only by {@link keepColumnWidths}. */
export const showColumnWidth = (id: string, width: number): void => kept.show(withWidth(id, width));

export const keepColumnWidths = (): void => kept.write(kept.read());

/** The widths that somebody gave to columns, by their ids, in pixels. */
export const useColumnWidths = (): ReadonlyMap<string, number> => kept.useValue();
