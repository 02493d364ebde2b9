import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { JsonArray } from '../../contract/json/value.ts';
import { type KeptCell, useFields } from './field-store.ts';
import type { Column } from './grid-columns.ts';
import type { CellAddress } from './grid-row.tsx';

/** The active cell of a table, `at` a place that there is. The form remembers it, with the focus, for when the table is drawn as another element. */
export function useActiveCell(
  pointer: string,
  rows: JsonArray,
  columns: readonly Column[],
  table: RefObject<HTMLElement | null>,
) {
  const { memory } = useFields();
  const [active, setActive] = useState<KeptCell>(() => {
    const kept = memory.get(pointer) as KeptCell | undefined;
    return { row: kept?.row ?? 0, column: kept?.column ?? 0, key: kept?.key };
  });
  useEffect(() => void memory.set(pointer, active), [memory, pointer, active]);
  const takesFocus = useRef(false);
  useLayoutEffect(() => {
    takesFocus.current = (memory.get(pointer) as KeptCell | undefined)?.takesFocus === true;
    return () => {
      // The app's form may put the table elsewhere in the page, as another element.
      if (table.current?.contains(document.activeElement))
        memory.set(pointer, { ...(memory.get(pointer) as KeptCell), takesFocus: true });
    };
  }, [memory, pointer, table]);
  const named = columns.findIndex(({ key }) => key === active.key);
  const at: CellAddress = {
    row: Math.max(0, Math.min(active.row, rows.length - 1)),
    column: named >= 0 ? named : Math.max(0, Math.min(active.column, columns.length - 1)),
  };
  return {
    at,
    setActive: (to: CellAddress) => setActive({ ...to, key: columns[to.column]?.key }),
    /** Whether the active cell is to take the focus when it is drawn next. */
    takesFocus,
  };
}
