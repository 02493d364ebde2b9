import { deriveFrom } from '../../contract/json/memory.ts';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { moveIn, spliced } from '../params/path.ts';
import { writeTsv } from './grid-clipboard.ts';
import { emptied, emptyRow, fillDown } from './grid-model.ts';
import type { Tools } from './grid-tools.tsx';
import { countText } from './sizes.ts';
import type { Grid } from './use-grid.ts';

/** What can be done with the rows of a grid, each with the row of the active cell or with what is selected. */
export function gridActs(grid: Grid): Tools {
  const { store, path, spec, columns, rows, row, at, place, range, selected, limits, sort } = grid;
  const { held, heldBySort, isFull, change, setNote } = grid;
  return {
    add: () =>
      isFull() ||
      change(spliced(rows, rows.length, 0, emptyRow(columns, rows, spec?.copyLast)), {
        row: rows.length,
        column: 0,
      }),
    insert: () => {
      if (!heldBySort() && !isFull())
        change(spliced(rows, at.row, 0, emptyRow(columns, rows)), { row: at.row, column: 0 });
    },
    duplicate: () => {
      if (row !== undefined && !heldBySort() && !isFull())
        change(spliced(rows, at.row + 1, 0, row), { row: at.row + 1, column: at.column });
    },
    remove: () => {
      if (row === undefined) return;
      if (rows.length - selected.length < limits.min) return setNote(limits.fewest);
      const gone = new Set(selected);
      const left = deriveFrom(
        rows,
        rows.filter((_, index) => !gone.has(index)),
      );
      const next = Math.max(
        0,
        Math.min(
          selected.reduce((top, index) => Math.min(top, index)),
          left.length - 1,
        ),
      );
      change(left, { row: next, column: at.column });
    },
    fill: () => {
      if (heldBySort() || held()) return;
      const from = range.bottom > range.top ? range.top : range.top - 1;
      if (from < 0) return;
      const filled = fillDown(
        rows,
        columns,
        { row: from, column: range.left },
        { row: range.bottom, column: range.right },
      );
      store.set(path, filled);
    },
    move: (by: -1 | 1) => {
      const to = at.row + by;
      if (row !== undefined && to >= 0 && to < rows.length && !heldBySort())
        change(moveIn(rows, [], at.row, to), { row: to, column: at.column });
    },
    sort: grid.toggleSort,
    keepOrder: () => {
      if (!sort || held()) return;
      const made = deriveFrom(
        rows,
        sort.order.map((index) => rows[index] as JsonValue),
      );
      grid.endSort();
      change(made, { row: place, column: at.column });
    },
    storedOrder: grid.endSort,
    copy: () => {
      navigator.clipboard?.writeText(writeTsv(columns, rows)).then(
        () => setNote(`Copied ${countText(rows.length, 'row')}.`),
        () => setNote('The browser did not allow copying.'),
      );
    },
  };
}

/** Empties the selected cells, each in the way of its column; what holds more than one value, or is not stored, stays. */
export function clearCells(grid: Grid): void {
  const { store, path, rows, row, at, cell, cellPath, column, selected, selectedColumns, held } = grid;
  const made = emptied(rows, selected, selectedColumns);
  if (selected.length === 1 && selectedColumns.length === 1) {
    const only = isObject(row) && column ? made[at.row] : undefined;
    if (column && isObject(only) && cell !== undefined) store.set(cellPath, only.get(column.key));
  } else if (made !== rows && !held()) store.set(path, made);
}
