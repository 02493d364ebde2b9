import { useMemo, useState } from 'react';
import type { JsonArray } from '../../contract/json.ts';
import { type Pasted, pasteCells } from './grid-clipboard.ts';
import type { Column } from './grid-columns.ts';
import { pastedWords } from './grid-paste.tsx';
import type { RowLimits } from './row-limits.ts';

/** A block of cells, and the cell that its first one goes to. */
interface Block {
  cells: readonly (readonly string[])[];
  start: { row: number; column: number };
}

/**
 * Cells pasted into rows: taken at once where all of them fit, else offered for a look, made anew when rows change meanwhile. `take` is given the rows with the cells in them and
 * says whether they were written; `say` what was done.
 */
export function usePaste(options: {
  rows: JsonArray;
  columns: readonly Column[];
  limits: RowLimits;
  take: (rows: JsonArray, start: Block['start']) => boolean;
  say: (words: string) => void;
}) {
  const { rows, columns, limits, take, say } = options;
  const [block, setBlock] = useState<Block | null>(null);
  const read = ({ start, cells }: Block) => pasteCells(rows, columns, start, cells, limits);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `read` reads, and `limits` as they follow from the form
  const offered = useMemo(() => (block ? read(block) : null), [block, rows, columns, limits.max]);
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
      if (pasted.rejected.length || pasted.commas || pasted.titled) setBlock({ cells, start });
      else write(pasted, start);
    },
    takeOffered: () => offered && block && write(offered, block.start),
    cancel: () => setBlock(null),
  };
}
