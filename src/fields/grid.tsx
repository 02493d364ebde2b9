import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { deriveFrom, isArray, isObject, type JsonValue } from '../../contract/json.ts';
import { moveIn, type Path, rowName, spliced, toPointer } from '../params/path.ts';
import { hasMod } from '../ui/keys.ts';
import { useTableBlame } from './blame-slot.tsx';
import type { OtherView } from './edit-rows.tsx';
import { type EditProps, useBaseAt, useFields, useValueAt } from './field-store.ts';
import { choiceLabel } from './form-labels.ts';
import styles from './grid.module.css';
import { GridBelow } from './grid-below.tsx';
import { GridHead } from './grid-head.tsx';
import { rowsWithPending, useColumns, useLatest } from './grid-hooks.ts';
import { stepOf } from './grid-keys.ts';
import {
  type Column,
  cellSpec,
  cellText,
  emptied,
  emptyRow,
  fillDown,
  opensBelow,
  type Pasted,
  pasteCells,
  readCell,
  readTsv,
  rowsOf,
  writeCells,
  writeTsv,
} from './grid-model.ts';
import { GridPaste, pastedWords } from './grid-paste.tsx';
import { type CellAddress, GridRow } from './grid-row.tsx';
import { GridTools } from './grid-tools.tsx';
import { countText } from './sizes.ts';
import { useActiveCell } from './use-active-cell.ts';
import { useSort } from './use-sort.ts';

/** Rows from which only those in view are in the page. */
const MANY = 100;
const ROW = 28;

/**
 * Rows as a spreadsheet: arrows move, with Shift they select, typing replaces, Enter and F2 edit, Tab and Enter go on, Escape leaves, Alt+arrows move a row, Mod+D
 * fills down. Cells that hold more than one value open below the table. Every change is one step of undo. What every key and tool does is in this one file because all of it turns on the active
 * cell and what is selected.
 */
export function EditGrid(props: EditProps & { other?: OtherView }) {
  const { path, kind, paramType, spec, labelId, other } = props;
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const rows = rowsOf(value);
  const pointer = toPointer(path);
  const baseRows = isArray(base) && base.length === rows.length ? base : undefined;
  // Where rows came or went there is no telling which was which: those that were not there as they are count as changed.
  const known = useMemo(() => (isArray(base) ? new Set(base) : undefined), [base]);
  const blame = useTableBlame(path, base, rows);
  const columns = useColumns(rows, kind, paramType, spec);
  const scroller = useRef<HTMLDivElement>(null);
  const { at, setActive, takesFocus } = useActiveCell(pointer, rows, columns, scroller);
  /** The other corner of what is selected. */
  const [anchor, setAnchor] = useState<CellAddress | null>(null);
  const { sort, placeOf, rowAt, toggleSort, endSort } = useSort(rows);
  const [offered, setOffered] = useState<Pasted | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [below, setBelow] = useState<CellAddress | null>(null);
  const [note, setNote] = useState('');
  const pending = useSyncExternalStore(store.subscribe, () => store.pending);
  const troubled = useMemo(() => rowsWithPending(pending, path, pointer), [pending, path, pointer]);

  const windowed = rows.length >= MANY;
  const virtualizer = useVirtualizer({
    count: windowed ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    initialOffset: Math.max(0, at.row - 3) * ROW,
  });

  const column = columns[at.column];
  const row = rows[at.row];
  const cell = isObject(row) && column ? row.get(column.key) : undefined;
  const cellPath: Path = column ? [...path, at.row, column.key] : path;

  const inUse = editing !== null ? at.row : below?.row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each drawing; its pointer says which it is
  useEffect(
    () => (inUse === undefined ? undefined : store.holdRow([...path, inUse])),
    [store, pointer, inUse],
  );

  const place = placeOf(at.row);
  const corner = anchor ?? at;
  const range = {
    top: Math.min(place, placeOf(corner.row)),
    bottom: Math.max(place, placeOf(corner.row)),
    left: Math.min(at.column, corner.column),
    right: Math.max(at.column, corner.column),
  };
  const selected = Array.from({ length: range.bottom - range.top + 1 }, (_, index) =>
    rowAt(range.top + index),
  );
  const selectedColumns = columns.slice(range.left, range.right + 1);
  /** Goes to a cell, given by its place in the order on screen. */
  const go = (to: { place: number; column: number }, extend = false) => {
    const next = {
      row: rowAt(Math.max(0, Math.min(to.place, rows.length - 1))),
      column: Math.max(0, Math.min(to.column, columns.length - 1)),
    };
    takesFocus.current = true;
    setAnchor(extend ? corner : null);
    setActive(next);
    setEditing(null);
    if (windowed) virtualizer.scrollToIndex(placeOf(next.row));
  };
  /** The text that editing a cell starts with: what people see for an option. */
  const startText = (of: Column, index: number, value_: JsonValue | undefined): string =>
    (of.kind === 'option' && choiceLabel(cellSpec(spec, index, of), value_)) || cellText(value_);
  const startEditing = (text?: string) => {
    if (!column || !isObject(row)) {
      if (row !== undefined) setNote(`Row ${at.row + 1} holds no columns: it is edited in the JSON tab.`);
      return;
    }
    if (opensBelow(column.kind, cell)) setBelow(at);
    else if (readOnly) return;
    else if (column.kind === 'boolean' && text === undefined && (typeof cell === 'boolean' || !cell))
      store.set(cellPath, cell !== true);
    else setEditing(text ?? store.pending.get(toPointer(cellPath))?.text ?? startText(column, at.row, cell));
  };
  /** Keeps what was typed: as a value, or as text that says what is wrong with it. */
  const commit = (text: string) => {
    setEditing(null);
    // What is left as it was is not read: a choice may spell the same value another way.
    if (!column || text === (store.pending.get(toPointer(cellPath))?.text ?? startText(column, at.row, cell)))
      return;
    const read = readCell(column.kind, text, cell, cellSpec(spec, at.row, column));
    if (read.ok) store.set(cellPath, read.value);
    else if (text === cellText(cell)) store.clearPending(cellPath);
    else store.setPending(cellPath, text, read.problem);
  };
  /** Rows do not move under text that is no value yet: it would be lost, or land in another row. */
  const held = (): boolean => {
    if (!troubled?.size) return false;
    setNote('Correct or clear the red cells first; then rows can be added, moved and removed.');
    return true;
  };
  const heldBySort = (): boolean => {
    if (!sort) return false;
    setNote('Rows are shown in another order than they are stored in: keep this order or go back first.');
    return true;
  };
  const change = (made: JsonValue, next: CellAddress) => {
    if (held()) return;
    store.set(path, made);
    setAnchor(null);
    setBelow(null);
    takesFocus.current = true;
    setActive(next);
    setEditing(null);
  };
  const tools = {
    add: () =>
      change(spliced(rows, rows.length, 0, emptyRow(columns, rows, spec?.copyLast)), {
        row: rows.length,
        column: 0,
      }),
    insert: () => {
      if (!heldBySort())
        change(spliced(rows, at.row, 0, emptyRow(columns, rows)), { row: at.row, column: 0 });
    },
    duplicate: () => {
      if (row !== undefined && !heldBySort())
        change(spliced(rows, at.row + 1, 0, row), { row: at.row + 1, column: at.column });
    },
    remove: () => {
      if (row === undefined) return;
      const gone = new Set(selected);
      const left = deriveFrom(
        rows,
        rows.filter((_, index) => !gone.has(index)),
      );
      const next = Math.max(0, Math.min(Math.min(...selected), left.length - 1));
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
    sort: toggleSort,
    keepOrder: () => {
      if (!sort || held()) return;
      const made = deriveFrom(
        rows,
        sort.order.map((index) => rows[index] as JsonValue),
      );
      endSort();
      change(made, { row: place, column: at.column });
    },
    storedOrder: endSort,
    copy: () => {
      navigator.clipboard?.writeText(writeTsv(columns, rows)).then(
        () => setNote(`Copied ${countText(rows.length, 'row')}.`),
        () => setNote('The browser did not allow copying.'),
      );
    },
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (editing !== null) return onEditKey(event);
    const moves = stepOf(event, { place, column: at.column }, { rows: rows.length, columns: columns.length });
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      if (!readOnly) tools.move(key === 'ArrowUp' ? -1 : 1);
    } else if (moves && !event.altKey) go(moves, event.shiftKey);
    else if (key === 'Enter' || key === 'F2') startEditing();
    else if (key === ' ' && column?.kind === 'boolean') startEditing();
    else if (key === 'Escape' && (anchor || offered)) {
      setAnchor(null);
      setOffered(null);
    } else if (hasMod(event) && key.toLowerCase() === 'a') {
      setAnchor({ row: rowAt(0), column: 0 });
      setActive({ row: rowAt(rows.length - 1), column: columns.length - 1 });
    } else if (readOnly) return;
    else if (hasMod(event) && key.toLowerCase() === 'd') tools.fill();
    else if (key === 'Delete' || key === 'Backspace') {
      if (hasMod(event)) tools.remove();
      else clear();
    } else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) startEditing(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** Empties the selected cells, each in the way of its column; what holds more than one value, or is not stored, stays. */
  const clear = () => {
    const made = emptied(rows, selected, selectedColumns);
    if (selected.length === 1 && selectedColumns.length === 1) {
      const only = isObject(row) && column ? made[at.row] : undefined;
      if (column && isObject(only) && cell !== undefined) store.set(cellPath, only.get(column.key));
    } else if (made !== rows && !held()) store.set(path, made);
  };
  const onEditKey = (event: KeyboardEvent) => {
    const text = (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;
    if (event.key === 'Escape') {
      takesFocus.current = true;
      setEditing(null);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      commit(text);
      go({ place: place + 1, column: at.column });
    } else if (event.key === 'Tab') {
      commit(text);
      go({ place, column: at.column + (event.shiftKey ? -1 : 1) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null || readOnly) return;
    const text = event.clipboardData.getData('text/plain');
    if (text === '') return;
    event.preventDefault();
    if (held() || heldBySort()) return;
    const pasted = pasteCells(rows, columns, { row: range.top, column: range.left }, readTsv(text));
    // What is not taken exactly as it came is looked at first.
    if (pasted.rejected.length || pasted.commas || pasted.titled) setOffered(pasted);
    else take(pasted);
  };
  const take = (pasted: Pasted) => {
    setOffered(null);
    if (pasted.cells > 0 && !held()) store.set(path, pasted.rows);
    setNote(pastedWords(pasted));
    takesFocus.current = true;
    setActive({ ...at });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null || window.getSelection()?.toString()) return;
    event.preventDefault();
    const rowsCopied = selected.map((index) => rows[index] as JsonValue);
    event.clipboardData.setData('text/plain', writeCells(selectedColumns, rowsCopied));
    if (selected.length * selectedColumns.length > 1)
      setNote(`Copied ${countText(selected.length * selectedColumns.length, 'cell')}.`);
  };

  const actions = useLatest({
    pick: (address, extend) => {
      if (editing !== null && (address.row !== at.row || address.column !== at.column)) setEditing(null);
      takesFocus.current = true;
      setAnchor(extend ? corner : null);
      setActive(address);
    },
    open: (address) => {
      takesFocus.current = true;
      setAnchor(null);
      setActive(address);
      const kindThere = columns[address.column];
      const there = rows[address.row];
      const inside = isObject(there) && kindThere ? there.get(kindThere.key) : undefined;
      if (kindThere && opensBelow(kindThere.kind, inside)) setBelow(address);
      else if (!readOnly && address.row === at.row && address.column === at.column) startEditing();
    },
    commit,
  });

  const template = useMemo(() => `44px ${columns.map(({ width }) => `${width}px`).join(' ')}`, [columns]);
  const several = selected.length * selectedColumns.length > 1;
  const draw = (where: number, top?: number) => {
    const index = rowAt(where);
    return drawRow(where, index, top, several && where >= range.top && where <= range.bottom);
  };
  const drawRow = (where: number, index: number, top: number | undefined, inRange: boolean) => (
    <GridRow
      key={index}
      index={index}
      place={where}
      top={top}
      row={rows[index] as JsonValue}
      table={spec}
      baseRow={baseRows?.[index]}
      compare={baseRows !== undefined}
      fresh={baseRows === undefined && known !== undefined && !known.has(rows[index] as JsonValue)}
      columns={columns}
      activeColumn={index === at.row ? at.column : -1}
      from={inRange ? range.left : -1}
      to={inRange ? range.right : -1}
      editing={index === at.row ? editing : null}
      pending={troubled?.has(index) ? pending : undefined}
      blame={blame}
      pointer={pointer}
      takesFocus={takesFocus}
      actions={actions}
    />
  );
  return (
    // Without rows there is no grid to find by the label.
    <div
      className={styles.frame}
      {...(rows.length === 0 ? { role: 'group', 'aria-labelledby': labelId } : {})}
    >
      {rows.length === 0 ? null : (
        <div
          ref={scroller}
          role="grid"
          aria-labelledby={labelId}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-readonly={readOnly || undefined}
          className={styles.grid}
          tabIndex={-1}
          style={{ '--columns': template } as Record<string, string>}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCopy={onCopy}
        >
          <GridHead columns={columns} sort={sort} onSort={toggleSort} />
          {windowed ? (
            <div className={styles.window} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map(({ index, start }) => draw(index, start))}
            </div>
          ) : (
            rows.map((_, index) => draw(index))
          )}
        </div>
      )}
      {blame && column && cell !== undefined ? (
        <p className={styles.blame}>
          {`${column.label}, row ${at.row + 1}:`} {blame.mark(at.row, column.key) ?? 'not stored before'}
        </p>
      ) : null}
      {offered ? (
        <GridPaste
          pasted={offered}
          columns={columns.slice(range.left)}
          onTake={() => take(offered)}
          onCancel={() => {
            setOffered(null);
            go({ place, column: at.column });
          }}
        />
      ) : null}
      <GridTools
        sort={sort ?? undefined}
        column={column}
        readOnly={readOnly}
        labelId={labelId}
        count={rows.length}
        at={at.row}
        missing={value === undefined ? 'not stored' : value === null ? 'empty (null)' : undefined}
        tools={tools}
        note={note}
        other={other}
      />
      {below && isObject(rows[below.row]) ? (
        <GridBelow
          key={`${below.row}:${below.column}`}
          path={[...path, below.row]}
          column={columns[below.column]}
          title={rowName(rows[below.row]) ?? String(below.row + 1)}
          onClose={() => {
            setBelow(null);
            go({ place: placeOf(below.row), column: below.column });
          }}
        />
      ) : null}
    </div>
  );
}
