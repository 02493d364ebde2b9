import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ParamType } from '../../contract/entity.ts';
import type { JsonArray } from '../../contract/json/value.ts';
import type { Path } from '../params/path.ts';
import type { FieldSpec } from './form-spec.ts';
import { type Column, gridColumns, haveSameColumns } from './grid-columns.ts';
import type { CellAddress, RowActions } from './grid-row.tsx';
import type { FieldKind } from './kinds.ts';

/** The rows in which a text waits that is no value; `undefined` where none does anywhere. */
export function rowsWithPending(
  pending: ReadonlyMap<string, { path: Path }>,
  path: Path,
  pointer: string,
): Set<number> | undefined {
  if (pending.size === 0) return undefined;
  const found = new Set<number>();
  for (const [key, { path: place }] of pending)
    if (key.startsWith(`${pointer}/`)) found.add(Number(place[path.length]));
  return found;
}

interface Found {
  rows: JsonArray;
  kind: FieldKind;
  paramType: ParamType | undefined;
  spec: FieldSpec | undefined;
  columns: Column[];
}

/** The columns of rows; the same ones as before while they say the same, so that rows need no new rendering. Of many rows only those are looked at that changed. */
export function useColumns(
  rows: JsonArray,
  kind: FieldKind,
  paramType: ParamType | undefined,
  spec: FieldSpec | undefined,
): Column[] {
  const kept = useRef<Found>(undefined);
  const before = kept.current;
  const isSame =
    before !== undefined &&
    before.kind === kind &&
    before.paramType === paramType &&
    before.spec === spec &&
    haveSameColumns(before.rows, rows);
  const found = isSame ? before.columns : gridColumns(rows, kind, paramType, spec);
  const columns = before && sameColumns(before.columns, found) ? before.columns : found;
  kept.current = { rows, kind, paramType, spec, columns };
  return columns;
}

function sameColumns(before: readonly Column[], columns: readonly Column[]): boolean {
  return (
    before.length === columns.length &&
    columns.every(({ key, kind, spec }, index) => {
      const known = before[index];
      return known?.key === key && known.kind === kind && known.spec === spec;
    })
  );
}

/** Cells from which only the rows in view are in the page. */
const MANY = 800;
const ROW = 28;

/** The rows in view and the active one (a place on screen), where there are too many cells to draw all of them; `undefined` where all are drawn. */
export function useWindow(
  rows: number,
  columns: number,
  scroller: RefObject<HTMLElement | null>,
  active: number,
) {
  const isMany = rows * columns >= MANY;
  const virtualizer = useVirtualizer({
    count: isMany ? rows : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    initialOffset: Math.max(0, active - 3) * ROW,
    // The row in use stays in the page wherever it is scrolled to: who types in its cell goes on.
    rangeExtractor: (range) => [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  if (!isMany) return undefined;
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (place: number) => virtualizer.scrollToIndex(place),
  };
}

/** Functions that never change themselves and always do what those of the last rendering do. */
export function useLatest(actions: RowActions): RowActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const pick = useCallback(
    (address: CellAddress, extend: boolean) => latest.current.pick(address, extend),
    [],
  );
  const open = useCallback((address: CellAddress) => latest.current.open(address), []);
  const type = useCallback((text: string) => latest.current.type(text), []);
  const commit = useCallback((text: string) => latest.current.commit(text), []);
  return useMemo(() => ({ pick, open, type, commit }), [pick, open, type, commit]);
}
