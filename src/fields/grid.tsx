import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { isArray, isObject, type JsonValue } from '../../contract/json.ts';
import { moveIn, type Path, rowName, spliced, toPointer } from '../params/path.ts';
import { hasMod } from '../ui/keys.ts';
import { type EditProps, useBaseAt, useFields, useValueAt } from './field-store.ts';
import styles from './grid.module.css';
import { GridBelow } from './grid-below.tsx';
import {
  cellText,
  emptyRow,
  gridColumns,
  opensBelow,
  pasteCells,
  readCell,
  readTsv,
  rowsOf,
  writeTsv,
} from './grid-model.ts';
import { type CellAddress, GridRow, type RowActions } from './grid-row.tsx';
import { GridTools } from './grid-tools.tsx';
import { emptyOf } from './kinds.ts';
import { countText } from './sizes.ts';

/** Rows from which only those in view are in the page. */
const MANY = 100;
const ROW = 28;

/**
 * Rows as a spreadsheet: arrows move, typing replaces, Enter and F2 edit, Tab and Enter go on, Escape leaves, Alt+arrows move a row. Cells that hold more than
 * one value open below the table. Every change is one step of undo. In one file because all of it turns on the active cell.
 */
export function EditGrid({ path, kind, paramType, labelId }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const rows = rowsOf(value);
  const baseRows = isArray(base) && base.length === rows.length ? base : undefined;
  const columnsKey = useMemo(() => gridColumns(rows, kind, paramType), [rows, kind, paramType]);
  const columns = useStable(columnsKey);
  const [active, setActive] = useState<CellAddress>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);
  const [below, setBelow] = useState<CellAddress | null>(null);
  const [note, setNote] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const pending = useSyncExternalStore(store.subscribe, () => store.pending);
  const pointer = toPointer(path);
  const troubled = useMemo(() => rowsWithPending(pending, path, pointer), [pending, path, pointer]);

  const windowed = rows.length >= MANY;
  const virtualizer = useVirtualizer({
    count: windowed ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });

  const at: CellAddress = {
    row: Math.max(0, Math.min(active.row, rows.length - 1)),
    column: Math.max(0, Math.min(active.column, columns.length - 1)),
  };
  const column = columns[at.column];
  const row = rows[at.row];
  const cell = isObject(row) && column ? row.get(column.key) : undefined;
  const cellPath: Path = column ? [...path, at.row, column.key] : path;

  const go = (address: CellAddress) => {
    const next = {
      row: Math.max(0, Math.min(address.row, rows.length - 1)),
      column: Math.max(0, Math.min(address.column, columns.length - 1)),
    };
    takesFocus.current = true;
    setActive(next);
    setEditing(null);
    if (windowed) virtualizer.scrollToIndex(next.row);
  };
  const startEditing = (text?: string) => {
    if (!column || !isObject(row)) return;
    if (opensBelow(column.kind, cell)) setBelow(at);
    else if (readOnly) return;
    else if (column.kind === 'boolean' && text === undefined && (typeof cell === 'boolean' || !cell))
      store.set(cellPath, cell !== true);
    else setEditing(text ?? store.pending.get(toPointer(cellPath))?.text ?? cellText(cell));
  };
  /** Keeps what was typed: as a value, or as text that says what is wrong with it. */
  const commit = (text: string) => {
    setEditing(null);
    if (!column || text === (store.pending.get(toPointer(cellPath))?.text ?? cellText(cell))) return;
    const read = readCell(column.kind, text, cell);
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
  const change = (made: JsonValue, next: CellAddress) => {
    if (held()) return;
    store.set(path, made);
    setBelow(null);
    takesFocus.current = true;
    setActive(next);
    setEditing(null);
  };
  const tools = {
    add: () =>
      change(spliced(rows, rows.length, 0, emptyRow(columns, rows)), { row: rows.length, column: 0 }),
    insert: () => change(spliced(rows, at.row, 0, emptyRow(columns, rows)), { row: at.row, column: 0 }),
    duplicate: () => {
      if (row !== undefined)
        change(spliced(rows, at.row + 1, 0, row), { row: at.row + 1, column: at.column });
    },
    remove: () => {
      if (row !== undefined)
        change(spliced(rows, at.row, 1), { row: Math.max(0, at.row - 1), column: at.column });
    },
    move: (by: -1 | 1) => {
      const to = at.row + by;
      if (row !== undefined && to >= 0 && to < rows.length)
        change(moveIn(rows, [], at.row, to), { row: to, column: at.column });
    },
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
    const step: Record<string, CellAddress> = {
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowLeft: { row: at.row, column: at.column - 1 },
      ArrowRight: { row: at.row, column: at.column + 1 },
      Home: { row: hasMod(event) ? 0 : at.row, column: 0 },
      End: { row: hasMod(event) ? rows.length - 1 : at.row, column: columns.length - 1 },
      PageUp: { row: at.row - 10, column: at.column },
      PageDown: { row: at.row + 10, column: at.column },
    };
    const moves = Object.hasOwn(step, key) ? step[key] : undefined;
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      if (!readOnly) tools.move(key === 'ArrowUp' ? -1 : 1);
    } else if (moves && !event.altKey) go(moves);
    else if (key === 'Enter' || key === 'F2') startEditing();
    else if (key === ' ' && column?.kind === 'boolean') startEditing();
    else if (readOnly) return;
    else if (key === 'Delete' || key === 'Backspace') {
      if (hasMod(event)) tools.remove();
      else if (column && cell !== undefined && !opensBelow(column.kind, cell))
        store.set(cellPath, emptyOf(column.kind));
    } else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) startEditing(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onEditKey = (event: KeyboardEvent) => {
    const text = (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    if (event.key === 'Escape') {
      takesFocus.current = true;
      setEditing(null);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      commit(text);
      go({ row: at.row + 1, column: at.column });
    } else if (event.key === 'Tab') {
      commit(text);
      go({ row: at.row, column: at.column + (event.shiftKey ? -1 : 1) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null || readOnly) return;
    const text = event.clipboardData.getData('text/plain');
    if (text === '') return;
    event.preventDefault();
    if (held()) return;
    const pasted = pasteCells(rows, columns, at, readTsv(text));
    if (pasted.cells > 0) store.set(path, pasted.rows);
    setNote(
      [
        `Pasted ${countText(pasted.cells, 'cell')}`,
        pasted.added ? `, ${countText(pasted.added, 'row')} added` : '',
        pasted.commas ? `; ${countText(pasted.commas, 'decimal comma')} read as points` : '',
        '.',
        pasted.rejected.length
          ? ` Left out ${pasted.rejected.length}: ${pasted.rejected.slice(0, 3).join(' ')}`
          : '',
      ].join(''),
    );
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null || window.getSelection()?.toString()) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', cellText(cell));
  };

  const actions = useLatest({
    pick: (address) => {
      if (editing !== null && (address.row !== at.row || address.column !== at.column)) setEditing(null);
      takesFocus.current = true;
      setActive(address);
    },
    open: (address) => {
      takesFocus.current = true;
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
  const draw = (index: number, top?: number) => (
    <GridRow
      key={index}
      index={index}
      top={top}
      row={rows[index] as JsonValue}
      baseRow={baseRows?.[index]}
      compare={baseRows !== undefined}
      columns={columns}
      activeColumn={index === at.row ? at.column : -1}
      editing={index === at.row ? editing : null}
      pending={troubled?.has(index) ? pending : undefined}
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
          <div className={styles.head} role="row" aria-rowindex={1}>
            <div className={styles.corner} role="columnheader">
              <span aria-hidden="true">#</span>
              <span className="vx-visually-hidden">Row</span>
            </div>
            {columns.map(({ key, kind: columnKind }) => (
              <div
                key={key}
                className={styles.columnHead}
                role="columnheader"
                title={key}
                data-kind={columnKind}
              >
                {key}
              </div>
            ))}
          </div>
          {windowed ? (
            <div className={styles.window} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map(({ index, start }) => draw(index, start))}
            </div>
          ) : (
            rows.map((_, index) => draw(index))
          )}
        </div>
      )}
      <GridTools
        readOnly={readOnly}
        labelId={labelId}
        count={rows.length}
        at={at.row}
        missing={value === undefined ? 'not stored' : value === null ? 'empty (null)' : undefined}
        tools={tools}
        note={note}
      />
      {below && isObject(rows[below.row]) ? (
        <GridBelow
          key={`${below.row}:${below.column}`}
          path={[...path, below.row]}
          column={columns[below.column]}
          title={rowName(rows[below.row]) ?? String(below.row + 1)}
          onClose={() => {
            setBelow(null);
            go(below);
          }}
        />
      ) : null}
    </div>
  );
}

function rowsWithPending(
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
function useStable<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}

/** Functions that never change themselves and always do what those of the last rendering do. */
function useLatest(actions: RowActions): RowActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const pick = useCallback((address: CellAddress) => latest.current.pick(address), []);
  const open = useCallback((address: CellAddress) => latest.current.open(address), []);
  const commit = useCallback((text: string) => latest.current.commit(text), []);
  return useMemo(() => ({ pick, open, commit }), [pick, open, commit]);
}
