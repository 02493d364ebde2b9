import { memo, type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { type Column, type EntityRow, type Names, valueIn } from '../columns/column.ts';
import type { ColumnWords } from '../columns/use-column-words.ts';
import { type RowWindow, useWindow } from '../ui/use-window.ts';
import type { RowGroup } from './arrange.ts';
import { type ColumnWindow, columnsIn, placeInRow } from './column-window.ts';
import styles from './entity-grid.module.css';
import type { ColumnKind } from './filter.ts';
import { GroupCell, RowCell } from './row-cells.tsx';
import type { Table } from './use-table.ts';

interface Props {
  workspaceId: number;
  table: Table;
  kinds: readonly ColumnKind[];
  /** The columns in the page. */
  view: ColumnWindow;
  scroller: RefObject<HTMLDivElement | null>;
  /** Which rows are in the page. */
  window: Ref<RowWindow>;
  /** Of a row, in pixels. */
  height: number;
  /** Pixels that the head and the foot take, which lie over the rows. */
  covered: number;
  closed: ReadonlySet<string>;
  activeRow: number;
  activeColumn: number;
  marked: ReadonlySet<number>;
  groupBy: Column | undefined;
  onToggleGroup: (key: string) => void;
}

/** The rows in view and a few around them; scrolling draws these anew and nothing else of the table. */
export const GridBody = memo(function GridBody({
  workspaceId,
  table,
  kinds,
  view,
  scroller,
  window,
  height,
  covered,
  closed,
  activeRow,
  activeColumn,
  marked,
  groupBy,
  onToggleGroup,
}: Props) {
  const { lines, columns, store, names, words } = table;
  const rows = useWindow(scroller, lines.length, covered);
  useImperativeHandle(window, () => rows);
  const { from, to } = rows;
  useSeenPages(table, from, to - 1);
  const indexes = Array.from({ length: to - from }, (_, at) => from + at);
  const isAway = activeRow >= 0 && activeRow < lines.length && (activeRow < from || activeRow >= to);
  // What the keyboard is at stays in the page wherever that is scrolled.
  if (isAway) indexes.push(activeRow);
  const slots = useSlots(to - from);
  return (
    <div
      role={lines.length > 0 ? 'rowgroup' : undefined}
      className={styles.body}
      style={{ height: rows.height }}
    >
      {indexes.map((index) => {
        const line = lines.at(index);
        const at = line && 'at' in line ? line.at : undefined;
        const row = at === undefined ? undefined : store.rowAt(at);
        return (
          <GridRow
            key={isAway && index === activeRow ? 'away' : index % slots}
            workspaceId={workspaceId}
            index={index}
            start={rows.topOf(index)}
            height={height}
            group={line && 'group' in line ? line.group : undefined}
            open={line && 'group' in line ? !closed.has(line.group.key) : false}
            row={row}
            marked={row !== undefined && marked.has(row.entity.id)}
            columns={columns}
            kinds={kinds}
            view={view}
            names={names}
            words={words}
            groupBy={groupBy}
            activeColumn={activeRow === index ? activeColumn : -1}
            onToggleGroup={onToggleGroup}
          />
        );
      })}
    </div>
  );
});

/** How many rows of the page are used again and again: as many as ever were in view at once, so that scrolling makes no new ones. */
function useSlots(needed: number): number {
  const most = useRef(1);
  if (needed > most.current) most.current = needed + 4;
  return most.current;
}

const GridRow = memo(function GridRow({
  workspaceId,
  index,
  start,
  height,
  group,
  open,
  row,
  columns,
  kinds,
  view,
  names,
  words,
  marked,
  groupBy,
  activeColumn,
  onToggleGroup,
}: {
  workspaceId: number;
  index: number;
  start: number;
  height: number;
  group: RowGroup | undefined;
  open: boolean;
  row: EntityRow | undefined;
  columns: readonly Column[];
  kinds: readonly ColumnKind[];
  view: ColumnWindow;
  names: Names;
  words: ColumnWords;
  marked: boolean;
  /** The column that rows are grouped by. */
  groupBy: Column | undefined;
  /** -1 while the keyboard is elsewhere. */
  activeColumn: number;
  onToggleGroup: (key: string) => void;
}) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={group ? undefined : marked}
      className={styles.row}
      data-group={group ? true : undefined}
      data-active={activeColumn >= 0 || undefined}
      data-unread={(!group && !row) || undefined}
      style={{ height, transform: `translateY(${start}px)` }}
    >
      {group ? (
        <GroupCell
          id={`cell-${index}-0`}
          place={`${index}:0`}
          group={group}
          span={columns.length}
          words={groupBy && words.optionLabel(groupBy, group.value)}
          open={open}
          active={activeColumn >= 0}
          onToggle={() => onToggleGroup(group.key)}
        />
      ) : (
        columnsIn(view, columns.length, activeColumn).map((at) => {
          const column = columns[at] as Column;
          const value = row && valueIn(row, column, names);
          return (
            <RowCell
              key={column.id}
              workspaceId={workspaceId}
              id={`cell-${index}-${at}`}
              place={`${index}:${at}`}
              style={placeInRow(view, at)}
              column={column}
              row={row}
              value={value}
              words={words.optionLabel(column, value, row?.entity.entity_type)}
              marked={at === 0 ? marked : undefined}
              number={kinds[at] === 'number'}
              active={activeColumn === at}
            />
          );
        })
      )}
    </div>
  );
});

/** Tells the store which rows are on screen, so that their pages are read. */
function useSeenPages({ store, lines, local }: Table, from: number, to: number): void {
  useEffect(() => {
    if (!local) return store.look(from, to);
    // Rows that were filtered or sorted here are read already; only a page that was let go would be missing.
    const [first, last] = [lines.at(from), lines.at(to)];
    if (first && last && 'at' in first && 'at' in last) store.look(first.at, first.at);
  }, [store, lines, local, from, to]);
}
