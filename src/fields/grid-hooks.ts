import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Path } from '../params/path.ts';
import type { Column } from './grid-model.ts';
import type { CellAddress, RowActions } from './grid-row.tsx';

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

/** The same columns as before while they say the same: rows then need no new rendering. */
export function useStable(columns: Column[]): Column[] {
  const kept = useRef(columns);
  const same =
    kept.current.length === columns.length &&
    columns.every(({ key, kind, spec }, index) => {
      const before = kept.current[index];
      return before?.key === key && before.kind === kind && before.spec === spec;
    });
  if (!same) kept.current = columns;
  return kept.current;
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
  const commit = useCallback((text: string) => latest.current.commit(text), []);
  return useMemo(() => ({ pick, open, commit }), [pick, open, commit]);
}
