import { TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Empty } from '../ui/notice.tsx';
import styles from './data-table.module.css';
import { type Arrangement, arrange, type Table, type TableCell, type TableRow } from './table-model.ts';

/** Fewer rows are all drawn, so that the browser's own search finds them. */
const DRAWN = 200;
const ROW = 26;

/** One row of a table may be chosen, by its place in the result. */
export interface Choosing {
  chosen: number | null;
  choose: (index: number | null) => void;
}

/** A table that can be sorted by any column and filtered by words, drawn where one looks. */
export function DataTable({ table, label, choosing }: { table: Table; label: string; choosing?: Choosing }) {
  const [arrangement, setArrangement] = useState<Arrangement>({
    column: null,
    descending: false,
    filter: '',
  });
  const settled = useDeferredValue(arrangement);
  const rows = useMemo(() => arrange(table, settled), [table, settled]);
  if (table.columns.length === 0) return <Empty>The table is empty.</Empty>;
  const sortBy = (column: number) =>
    setArrangement((now) => {
      if (now.column !== column) return { ...now, column, descending: false };
      return now.descending ? { ...now, column: null, descending: false } : { ...now, descending: true };
    });
  const total = table.rows.length;
  return (
    <div className={styles.part}>
      {table.arranging && total > 5 ? (
        <div className={styles.tools}>
          <TextInput
            aria-label="Filter rows"
            placeholder="Filter rows"
            leftSection={<IconSearch size={14} />}
            value={arrangement.filter}
            onChange={(event) => {
              const filter = event.currentTarget.value;
              setArrangement((now) => ({ ...now, filter }));
            }}
          />
          <span role="status">
            {rows.length === total ? `${total} rows` : `${rows.length} of ${total} rows`}
          </span>
        </div>
      ) : null}
      <Rows
        {...{ table, rows, label, arrangement, choosing }}
        onSort={table.arranging ? sortBy : undefined}
      />
    </div>
  );
}

interface RowsProps {
  table: Table;
  rows: TableRow[];
  label: string;
  arrangement: Arrangement;
  onSort: ((column: number) => void) | undefined;
  choosing: Choosing | undefined;
}

function Rows({ table, rows, label, arrangement, onSort, choosing }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = rows.length > DRAWN;
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 900, height: 520 },
  });
  const items = virtual
    ? virtualizer.getVirtualItems()
    : rows.map((_, index) => ({ index, start: index * ROW, end: 0 }));
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={scroller} className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table} aria-label={label} aria-rowcount={rows.length + 1}>
        <Head {...{ table, arrangement, onSort, choosing }} />
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            return row ? <Row key={row.index} {...{ table, row, choosing }} position={index} /> : null;
          })}
          <Gap height={below} />
        </tbody>
      </table>
      {rows.length === 0 ? <Empty>No row holds these words.</Empty> : null}
    </section>
  );
}

/** What stands in for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null;
}

function Head({ table, arrangement, onSort, choosing }: Omit<RowsProps, 'rows' | 'label'>) {
  return (
    <thead>
      <tr>
        {choosing ? (
          <th scope="col">
            <span className="vx-visually-hidden">Choose</span>
          </th>
        ) : null}
        {table.named ? (
          <th scope="col">
            <span className="vx-visually-hidden">Row</span>
          </th>
        ) : null}
        {table.columns.map((column, index) => {
          const sorted = arrangement.column === index;
          const Arrow = arrangement.descending ? IconArrowDown : IconArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              data-end={column.end || undefined}
              aria-sort={sorted ? (arrangement.descending ? 'descending' : 'ascending') : undefined}
            >
              {onSort ? (
                <button type="button" className={styles.sort} onClick={() => onSort(index)}>
                  {column.title}
                  {sorted ? <Arrow size={12} aria-hidden="true" /> : null}
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface RowProps {
  table: Table;
  row: TableRow;
  position: number;
  choosing: Choosing | undefined;
}

function Row({ table, row, position, choosing }: RowProps) {
  const chosen = choosing?.chosen === row.index;
  return (
    <tr aria-rowindex={position + 2} data-chosen={chosen || undefined}>
      {choosing ? (
        <td>
          <button
            type="button"
            className={styles.choose}
            aria-pressed={chosen}
            aria-label={`Look at row ${row.index + 1}`}
            onClick={() => choosing.choose(chosen ? null : row.index)}
          >
            {chosen ? 'Close' : 'Look'}
          </button>
        </td>
      ) : null}
      {table.named ? <th scope="row">{row.header}</th> : null}
      {row.cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and never move
        <td key={index} data-end={table.columns[index]?.end || undefined} style={styleOf(cell)}>
          {cell.text}
        </td>
      ))}
    </tr>
  );
}

/** The app's colours, kept readable in light and dark: towards the text's own colour, and a background as a tint. */
function styleOf({ color, background, bold, italic }: TableCell): CSSProperties | undefined {
  if (!color && !background && !bold && !italic) return undefined;
  return {
    ...(color ? { color: `color-mix(in oklab, ${color} 45%, var(--vx-text))` } : {}),
    ...(background ? { background: `color-mix(in oklab, ${background} 22%, var(--vx-bg))` } : {}),
    ...(bold ? { fontWeight: 650 } : {}),
    ...(italic ? { fontStyle: 'italic' } : {}),
  };
}
