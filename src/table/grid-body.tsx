import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useCallback, useEffect, useRef } from 'react';
import { type Column, type EntityRow, type Names, valueIn } from '../columns/column.ts';
import type { ColumnWords } from '../columns/use-column-words.ts';
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
  /** Of a row, in pixels. */
  height: number;
  closed: ReadonlySet<string>;
  activeRow: number;
  activeColumn: number;
  marked: ReadonlySet<number>;
  groupBy: Column | undefined;
  onToggleGroup: (key: string) => void;
}

/** Rows above and below what is seen that are drawn as well. */
const OVER = 4;

/** The rows in view and a few around them; scrolling draws these anew and nothing else of the table. */
export const GridBody = memo(function GridBody({
  workspaceId,
  table,
  kinds,
  view,
  scroller,
  height,
  closed,
  activeRow,
  activeColumn,
  marked,
  groupBy,
  onToggleGroup,
}: Props) {
  const { lines, columns, store, names, words } = table;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVER,
    rangeExtractor: useWithActive(activeRow),
    initialRect: { width: 1200, height: 800 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the density
  useEffect(() => rows.measure(), [height]);
  const items = rows.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = rows.range ?? {};
  useSeenPages(table, Math.max(0, startIndex - OVER), Math.min(lines.length - 1, endIndex + OVER));
  const slots = useSlots(items.length);
  const isAway = (index: number) => index < startIndex - OVER || index > endIndex + OVER;
  return (
    <div
      role={lines.length > 0 ? 'rowgroup' : undefined}
      className={styles.body}
      style={{ height: rows.getTotalSize() }}
    >
      {items.map(({ index, start }) => {
        const line = lines.at(index);
        const at = line && 'at' in line ? line.at : undefined;
        const row = at === undefined ? undefined : store.rowAt(at);
        return (
          <GridRow
            key={isAway(index) ? 'away' : index % slots}
            workspaceId={workspaceId}
            index={index}
            start={start}
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

/** The rows in view, and the one the keyboard is at: it stays in the page wherever that is scrolled. */
function useWithActive(active: number): (range: Range) => number[] {
  return useCallback(
    (range) => {
      const near = defaultRangeExtractor(range);
      return active < 0 || active >= range.count || near.includes(active) ? near : [...near, active];
    },
    [active],
  );
}

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
