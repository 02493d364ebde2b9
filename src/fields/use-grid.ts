import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { getIn, type Path, toPointer } from '../params/path.ts';
import { useTableBlame } from './blame-slot.tsx';
import {
  type EditProps,
  NOT_ENTERED,
  type Pending,
  useBaseAt,
  useFields,
  useValueAt,
} from './field-store.ts';
import { choiceLabel } from './form-labels.ts';
import { cellText, opensBelow, readCell } from './grid-cell.ts';
import { type Column, cellSpec } from './grid-columns.ts';
import { rowsWithPending, useColumns, useWindow } from './grid-hooks.ts';
import { rowsOf } from './grid-model.ts';
import type { CellAddress } from './grid-row.tsx';
import { rowLimits } from './row-limits.ts';
import { useActiveCell } from './use-active-cell.ts';
import { useSort } from './use-sort.ts';

export type Grid = ReturnType<typeof useGrid>;

/** Rows as a grid edits them: which cell is active, what is selected, and what becomes of what is typed. `scroller` holds the cells. */
export function useGrid(props: EditProps, scroller: RefObject<HTMLElement | null>) {
  const { path, kind, paramType, spec } = props;
  const { store, readOnly, awaitsForm } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const rows = rowsOf(value);
  const pointer = toPointer(path);
  const baseRows = isArray(base) && base.length === rows.length ? base : undefined;
  // Where rows came or went there is no telling which was which: those that were not there as they are count as changed.
  const known = useMemo(() => (isArray(base) ? new Set(base) : undefined), [base]);
  const blame = useTableBlame(path, base, rows);
  const columns = useColumns(rows, kind, paramType, spec);
  const { at, setActive, takesFocus } = useActiveCell(pointer, rows, columns, scroller);
  /** The other corner of what is selected. */
  const [anchor, setAnchor] = useState<CellAddress | null>(null);
  const { sort, placeOf, rowAt, toggleSort, endSort } = useSort(rows);
  const [editing, setEditing] = useState<string | null>(null);
  const [below, setBelow] = useState<CellAddress | null>(null);
  const [note, setNote] = useState('');
  const pending = useSyncExternalStore(store.subscribe, () => store.pending);
  const troubled = useMemo(() => rowsWithPending(pending, path, pointer), [pending, path, pointer]);

  const windowed = useWindow(rows.length, columns.length, scroller, placeOf(at.row));

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
    windowed?.scrollTo(placeOf(next.row));
  };
  /** The text that editing a cell starts with: what people see for an option. */
  const startText = (of: Column, index: number, value_: JsonValue | undefined): string =>
    (of.kind === 'option' && choiceLabel(cellSpec(spec, index, of), value_)) || cellText(value_);
  /** The text that is no value and waited in the cell before it was typed in. */
  const waiting = useRef<Pending>(undefined);
  const startEditing = (text?: string) => {
    if (!column || !isObject(row)) {
      if (row !== undefined) setNote(`Row ${at.row + 1} holds no columns: it is edited in the JSON tab.`);
      return;
    }
    if (opensBelow(column.kind, cell)) setBelow(at);
    else if (readOnly) return;
    else if (column.kind === 'boolean' && text === undefined && (typeof cell === 'boolean' || !cell))
      store.set(cellPath, cell !== true);
    else {
      waiting.current = store.pending.get(toPointer(cellPath));
      setEditing(text ?? waiting.current?.text ?? startText(column, at.row, cell));
      if (text !== undefined) type(text);
    }
  };
  /** Keeps what is being typed over a reload; no value comes of it yet. */
  const type = (text: string) => store.setPending(cellPath, text, NOT_ENTERED, true);
  /** Ends typing in the cell without a trace. */
  const leaveAsItWas = () => {
    setEditing(null);
    const { text, problem } = waiting.current ?? {};
    if (text !== undefined && problem !== undefined) store.setPending(cellPath, text, problem);
    else store.clearPending(cellPath);
  };
  /** Makes a text the value of a cell, or keeps it as one that says what is wrong with it. */
  const enter = (index: number, into: Column, text: string) => {
    const there = [...path, index, into.key];
    const old = getIn(store.value, there);
    const read = readCell(into.kind, text, old, cellSpec(spec, index, into));
    if (read.ok) store.set(there, read.value);
    else if (text === cellText(old)) store.clearPending(there);
    else store.setPending(there, text, read.problem);
  };
  /** Keeps what was typed. */
  const commit = (text: string) => {
    // What is left as it was is not read: a choice may spell the same value another way.
    if (!column || text === (waiting.current?.text ?? startText(column, at.row, cell))) return leaveAsItWas();
    setEditing(null);
    enter(at.row, column, text);
  };
  // What was typed in a cell when its page went is entered once the draft is resumed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text
  useEffect(() => {
    if (readOnly || awaitsForm) return;
    for (const { path: there, text, problem, quiet } of pending.values()) {
      const into = columns.find(({ key }) => key === there.at(-1));
      const index = there.at(-2);
      if (problem !== NOT_ENTERED || quiet || !into || typeof index !== 'number') continue;
      const isCell = toPointer(there.slice(0, -2)) === pointer;
      if (isCell && !opensBelow(into.kind, getIn(store.value, there))) enter(index, into, text);
    }
  }, [pending, readOnly, awaitsForm]);
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
  /** Writes rows that were added, moved or removed, and goes to a cell of them. */
  const change = (made: JsonValue, next: CellAddress) => {
    if (held()) return;
    store.set(path, made);
    setAnchor(null);
    setBelow(null);
    takesFocus.current = true;
    setActive(next);
    setEditing(null);
  };
  const limits = rowLimits(spec);
  /** Whether no more rows may come, which is said. */
  const isFull = (): boolean => {
    if (rows.length < limits.max) return false;
    setNote(limits.most);
    return true;
  };
  return {
    store,
    readOnly,
    path,
    spec,
    value,
    rows,
    baseRows,
    known,
    blame,
    columns,
    pointer,
    pending,
    troubled,
    at,
    setActive,
    takesFocus,
    anchor,
    setAnchor,
    corner,
    range,
    selected,
    selectedColumns,
    place,
    placeOf,
    rowAt,
    sort,
    toggleSort,
    endSort,
    editing,
    setEditing,
    below,
    setBelow,
    note,
    setNote,
    windowed,
    limits,
    column,
    row,
    cell,
    cellPath,
    go,
    startEditing,
    type,
    leaveAsItWas,
    commit,
    held,
    heldBySort,
    isFull,
    change,
  };
}
