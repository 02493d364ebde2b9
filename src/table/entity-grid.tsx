import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Column, columnLabel, readColumn, valueIn } from '../columns/column.ts';
import { paths } from '../paths.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty } from '../ui/notice.tsx';
import { type RowWindow, useRowHeight } from '../ui/use-window.ts';
import type { Line } from './arrange.ts';
import { columnsIn, placeInRow, useColumnWindow } from './column-window.ts';
import styles from './entity-grid.module.css';
import { type ColumnKind, conditionsOf } from './filter.ts';
import { Footer, footHeight } from './footer.tsx';
import { GridBody } from './grid-body.tsx';
import { HeaderCell } from './header-cell.tsx';
import { type Place, useKeptPlace } from './kept-place.ts';
import { kindOfColumn } from './statistics.ts';
import type { TableQuery } from './table-query.ts';
import type { Table } from './use-table.ts';
import { setColumnWidth, useColumnWidths } from './widths.ts';

interface Props {
  workspaceId: number;
  query: TableQuery;
  table: Table;
  closed: ReadonlySet<string>;
  marked: ReadonlySet<number>;
  onMark: (id: number) => void;
  onToggleGroup: (key: string) => void;
  onChange: (next: Partial<TableQuery>) => void;
  onFilterBy: (column: string) => void;
}

/** Shift with these makes a column wider by so many pixels while its head is the active cell. */
const WIDER: Record<string, number> = { ArrowRight: 16, ArrowLeft: -16 };

/** What stands where no row is: that they come, or why there are none. */
function NoRows({ query, table }: { query: TableQuery; table: Table }) {
  const { state } = table;
  if (state.read === 0 && state.counting && !state.error)
    return <BoneRows count={14} label="Loading the entities" />;
  if (table.local && !table.arranged && state.count > 0)
    return <BoneRows count={14} label="Putting the rows in order" />;
  return state.error ? null : <Empty>{emptyText(query, table)}</Empty>;
}

function emptyText(query: TableQuery, { state }: Table): string {
  if (state.count > 0)
    return conditionsOf(query.filter).length > 0
      ? `None of the ${state.read.toLocaleString()} rows read meets the filter.`
      : 'There is nothing to show.';
  if (query.search) return `No name holds “${query.search}” here.`;
  return query.parent === null ? 'There are no entities here yet.' : 'Nothing is inside this entity.';
}

/** Height of the head with its line below, which lies over the rows. */
const HEAD = 31;

/** Scrolls just enough that a column can be seen; the first may stay in place, over the others. */
function revealColumn(scroller: HTMLElement, edges: readonly number[], column: number): void {
  const first = scroller.querySelector('[data-head="0"]');
  const covered = first && getComputedStyle(first).position === 'sticky' ? (edges[1] ?? 0) : 0;
  const [left = 0, right = 0] = [edges[column], edges[column + 1]];
  const { scrollLeft, clientWidth } = scroller;
  if (column === 0) scroller.scrollLeft = 0;
  else if (left < scrollLeft + covered || right - left > clientWidth - covered)
    scroller.scrollLeft = left - covered;
  else if (right > scrollLeft + clientWidth) scroller.scrollLeft = right - clientWidth;
}

/** The rows as a grid: only the rows and columns in view are in the page, and only the pages of those rows are read. */
export function EntityGrid({
  workspaceId: w,
  query,
  table,
  closed,
  marked,
  onMark,
  onToggleGroup,
  onChange,
  onFilterBy,
}: Props) {
  const { lines, columns, store, state } = table;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<RowWindow>(null);
  const height = useRowHeight();
  const navigate = useNavigate();
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  useKeptPlace(scroller, place, setPlace, {
    rows: lines.length,
    more: state.counting || state.readingAll || table.arranging,
    height,
  });
  const [menu, setMenu] = useState<number | null>(null);
  const kinds = useKinds(table);
  const given = useColumnWidths();
  const widths = useMemo(
    () => columns.map((column, index) => given.get(column.id) ?? widthOf(column, kinds[index])),
    [columns, kinds, given],
  );
  const ownName = columns[0]?.id === 'name' && !given.has('name');
  const { view, look } = useColumnWindow(
    scroller,
    widths,
    ownName ? `minmax(${widths[0]}px, 460px)` : `${widths[0]}px`,
  );
  const groupBy = useMemo(() => (query.group ? readColumn(query.group) : undefined), [query.group]);
  const least = view.edges.at(-1) ?? 0;
  const line = (index: number): Line | undefined => lines.at(index);
  const isInHead = place.row < 0;
  const activeLine = isInHead ? undefined : line(place.row);
  const open = (index: number, event?: { metaKey: boolean; ctrlKey: boolean }) => {
    const at = line(index);
    if (!at) return;
    if ('group' in at) return onToggleGroup(at.group.key);
    const row = store.rowAt(at.at);
    if (!row) return;
    const to = paths.entity(w, row.entity.id);
    if (event && (event.metaKey || event.ctrlKey)) window.open(to, '_blank', 'noopener');
    else navigate(to);
  };
  const mark = (index: number) => {
    const at = line(index);
    if (at && 'group' in at) return onToggleGroup(at.group.key);
    const row = at && store.rowAt(at.at);
    if (row) onMark(row.entity.id);
  };
  const go = (next: Place) => {
    const row = Math.max(-1, Math.min(lines.length - 1, next.row));
    const column = Math.max(0, Math.min(columns.length - 1, next.column));
    setPlace({ row, column });
    if (row >= 0) rows.current?.reveal(row);
    if (!scroller.current || column === place.column) return;
    revealColumn(scroller.current, view.edges, column);
    look();
  };
  const openMenu = useCallback((index: number | null) => {
    setMenu(index);
    if (index === null) scroller.current?.focus({ preventScroll: true });
  }, []);
  const hear = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const column = columns[place.column];
    const wider = event.shiftKey && place.row < 0 && column ? WIDER[event.key] : undefined;
    if (wider !== undefined && column) {
      event.preventDefault();
      return setColumnWidth(column.id, (widths[place.column] ?? 0) + wider);
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / height) - 3);
    const next = moved(event, place, page, lines.length, columns.length);
    if (next) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (place.row < 0) setMenu(place.column);
      else if (event.key === ' ') mark(place.row);
      else open(place.row, event);
    }
  };
  const click = (event: MouseEvent) => {
    const box = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-mark]') : null;
    if (!box) return;
    onMark(Number(box.dataset.mark));
    scroller.current?.focus({ preventScroll: true });
  };
  const press = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
    const [row, column] = (cell?.dataset.cell ?? '').split(':').map(Number);
    if (row !== undefined && column !== undefined) setPlace({ row, column });
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label="Entities"
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-busy={state.readingAll || table.arranging || undefined}
      // While rows are put in groups there are none.
      aria-activedescendant={
        isInHead || activeLine
          ? `cell-${place.row}-${activeLine && 'group' in activeLine ? 0 : place.column}`
          : undefined
      }
      tabIndex={0}
      onKeyDown={hear}
      onMouseDown={press}
      onClick={click}
      aria-multiselectable="true"
      data-marking={marked.size > 0 || undefined}
      style={{ '--columns': view.template, '--least': `${least}px` } as React.CSSProperties}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.row}>
          {columnsIn(view, columns.length, place.row === -1 ? place.column : -1).map((index) => (
            <HeaderCell
              key={columns[index]?.id}
              column={columns[index] as Column}
              index={index}
              style={placeInRow(view, index)}
              label={columnLabel(columns[index] as Column, table.sample)}
              unit={table.words.unitOf(columns[index] as Column)}
              width={widths[index] ?? 0}
              ownWidth={!given.has(columns[index]?.id ?? '')}
              active={place.row === -1 && place.column === index}
              number={kinds[index] === 'number'}
              query={query}
              columns={columns}
              opened={menu === index}
              onOpened={openMenu}
              onChange={onChange}
              onFilterBy={onFilterBy}
            />
          ))}
        </div>
      </div>
      {lines.length === 0 ? (
        <div role="rowgroup" className={styles.nothing}>
          <div role="row">
            <div role="gridcell" aria-colspan={columns.length}>
              <NoRows query={query} table={table} />
            </div>
          </div>
        </div>
      ) : null}
      <GridBody
        workspaceId={w}
        table={table}
        kinds={kinds}
        view={view}
        scroller={scroller}
        window={rows}
        height={height}
        covered={HEAD + footHeight(table, kinds)}
        closed={closed}
        activeRow={place.row}
        activeColumn={place.column}
        marked={marked}
        groupBy={groupBy}
        onToggleGroup={onToggleGroup}
      />
      <Footer table={table} kinds={kinds} view={view} />
    </div>
  );
}

function useKinds({ columns, store, state, names }: Table): ColumnKind[] {
  // A few hundred rows tell, of all types; not more often than what is read doubles.
  const step = Math.ceil(Math.log2(1 + state.read / 200));
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    const rows = store.sample(400);
    return columns.map((column) => kindOfColumn(rows.map((row) => valueIn(row, column, names))));
  }, [columns, store, names, step]);
}

function widthOf(column: Column, kind: ColumnKind | undefined): number {
  if (column.id === 'name') return 240;
  if (column.id === 'id') return 90;
  if (column.id === 'locked') return 80;
  if (kind === 'number') return 130;
  if (kind === 'date' || kind === 'boolean') return 120;
  return 170;
}

function moved(
  event: KeyboardEvent,
  { row, column }: Place,
  page: number,
  rows: number,
  columns: number,
): Place | null {
  const far = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  switch (event.key) {
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: far ? columns - 1 : column + 1 };
    case 'ArrowLeft':
      return { row, column: far ? 0 : column - 1 };
    case 'Home':
      return far ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return far ? { row: rows - 1, column: columns - 1 } : { row, column: columns - 1 };
    case 'PageDown':
      return { row: row + page, column };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    default:
      return null;
  }
}
