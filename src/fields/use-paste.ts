import { useEffect, useMemo, useState } from 'react';
import type { JsonArray } from '../../contract/json/value.ts';
import type { FieldSpec } from './form-spec.ts';
import { type IsShown, type Pasted, pasteCells } from './grid-clipboard.ts';
import type { Column } from './grid-columns.ts';
import { pastedWords } from './grid-paste.tsx';

/** A block of cells, and the cell that its first one goes to. */
interface Block {
  cells: readonly (readonly string[])[];
  start: { row: number; column: number };
  /** The rows as they were then. */
  rows: JsonArray;
}

/** Whether a row stands elsewhere than it did: a block that was looked at would go into other rows. */
function haveMoved(before: JsonArray, rows: JsonArray): boolean {
  if (before === rows) return false;
  const known = new Set(before);
  return before.length !== rows.length || rows.some((row, at) => row !== before[at] && known.has(row));
}

/**
 * Cells pasted into rows: taken at once where all of them fit, else offered for a look, made anew when rows change meanwhile and over when they move. `take` is given the rows with the cells in them and
 * says whether they were written; `say` what was done.
 */
export function usePaste(options: {
  rows: JsonArray;
  columns: readonly Column[];
  spec: FieldSpec | undefined;
  isShown?: IsShown;
  take: (rows: JsonArray, start: Block['start']) => boolean;
  say: (words: string) => void;
}) {
  const { rows, columns, spec, isShown, take, say } = options;
  const [block, setBlock] = useState<Block | null>(null);
  const read = ({ start, cells }: Pick<Block, 'start' | 'cells'>) =>
    pasteCells(rows, columns, start, cells, spec, isShown);
  const isOver = block !== null && haveMoved(block.rows, rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `read` reads; `isShown` follows from the form
  const offered = useMemo(
    () => (block && !isOver ? read(block) : null),
    [block, isOver, rows, columns, spec],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once; `say` is made anew at each drawing
  useEffect(() => {
    if (!isOver) return;
    setBlock(null);
    say('Rows have moved: paste again.');
  }, [isOver]);
  const write = (pasted: Pasted, start: Block['start']) => {
    setBlock(null);
    if (pasted.cells === 0 || take(pasted.rows, start)) say(pastedWords(pasted));
  };
  return {
    /** What waits for a look, with the columns from the first that is pasted into. */
    offered: offered && block ? { pasted: offered, columns: columns.slice(block.start.column) } : null,
    paste: (cells: Block['cells'], start: Block['start']) => {
      const pasted = read({ cells, start });
      // What is not taken exactly as it came is looked at first.
      if (pasted.rejected.length || pasted.commas || pasted.titled) setBlock({ cells, start, rows });
      else write(pasted, start);
    },
    takeOffered: () => offered && block && write(offered, block.start),
    cancel: () => setBlock(null),
  };
}
