import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useRef } from 'react';
import button from '../ui/button.module.css';
import { Empty, Notice } from '../ui/notice.tsx';
import { SortButton } from '../ui/sort-button.tsx';
import styles from './data-table.module.css';
import type { Arrangement, Table, TableCell, TableRow } from './table-model.ts';

/** Fewer rows are all drawn, so that the browser's own search finds them. */
const DRAWN = 200;
const ROW = 26;
/** A browser draws nothing that is taller than some 33 million pixels. */
const MOST_ROWS = 1_200_000;
/** UTF-16 units: more of a cell is in the raw result. */
const LONGEST_CELL = 500;

/** One row of a table may be chosen, by its place in the result. */
export interface Choosing {
  chosen: number | null;
  choose: (index: number | null) => void;
}

type TableShape = Pick<Table, 'columns' | 'named'>;

interface RowsProps {
  head: TableShape;
  count: number;
  /** The row at a place of what is arranged; `undefined` where it is not known yet. */
  rowAt: (at: number) => TableRow | undefined;
  label: string;
  arrangement: Arrangement;
  onSort: ((column: number) => void) | undefined;
  choosing: Choosing | undefined;
  /** Told from and to which row it is drawn. */
  onSeen?: (from: number, to: number) => void;
}

/** The rows of a table, drawn where one looks. */
export function TableRows({ head, count, rowAt, label, arrangement, onSort, choosing, onSeen }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = Math.min(count, MOST_ROWS);
  const virtual = shown > DRAWN;
  const virtualizer = useVirtualizer({
    count: virtual ? shown : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 900, height: 520 },
  });
  const items = virtual
    ? virtualizer.getVirtualItems()
    : Array.from({ length: shown }, (_, index) => ({ index, start: index * ROW, end: 0 }));
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  useEffect(() => {
    onSeen?.(from, to);
  }, [onSeen, from, to]);
  return (
    <>
      {shown < count ? (
        <Notice tone="plain">
          {`The first ${shown.toLocaleString()} of them can be scrolled to. Filter the rows to see others.`}
        </Notice>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={scroller} className={styles.scroll} tabIndex={0} aria-label={label}>
        <table className={styles.table} aria-label={label} aria-rowcount={count + 1}>
          <Head {...{ head, arrangement, onSort, choosing }} />
          <tbody>
            <Gap height={above} />
            {items.map(({ index }) => {
              const row = rowAt(index);
              return row ? (
                <Row key={row.index} {...{ head, row, choosing }} position={index} />
              ) : (
                <Gap key={`gap ${index}`} height={ROW} />
              );
            })}
            <Gap height={below} />
          </tbody>
        </table>
        {count === 0 ? <Empty>No row holds these words.</Empty> : null}
      </section>
    </>
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

function Head({
  head,
  arrangement,
  onSort,
  choosing,
}: Pick<RowsProps, 'head' | 'arrangement' | 'onSort' | 'choosing'>) {
  return (
    <thead>
      <tr>
        {choosing ? (
          <th scope="col">
            <span className="vx-visually-hidden">Choose</span>
          </th>
        ) : null}
        {head.named ? (
          <th scope="col">
            <span className="vx-visually-hidden">Row</span>
          </th>
        ) : null}
        {head.columns.map((column, index) => {
          const sorted = arrangement.column === index;
          const order = sorted ? (arrangement.descending ? 'descending' : 'ascending') : undefined;
          return (
            <th key={column.id} scope="col" data-end={column.end || undefined} aria-sort={order}>
              {onSort ? (
                <SortButton label={column.title} order={order} onClick={() => onSort(index)} />
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
  head: TableShape;
  row: TableRow;
  position: number;
  choosing: Choosing | undefined;
}

function Row({ head, row, position, choosing }: RowProps) {
  const chosen = choosing?.chosen === row.index;
  return (
    <tr aria-rowindex={position + 2} data-chosen={chosen || undefined}>
      {choosing ? (
        <td>
          <button
            type="button"
            className={button.quiet}
            aria-pressed={chosen}
            aria-label={`Look at row ${row.index + 1}`}
            onClick={() => choosing.choose(chosen ? null : row.index)}
          >
            {chosen ? 'Close' : 'Look'}
          </button>
        </td>
      ) : null}
      {head.named ? <th scope="row">{row.header}</th> : null}
      {row.cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and never move
        <td key={index} data-end={head.columns[index]?.end || undefined} style={styleOf(cell)}>
          {cell.text.length > LONGEST_CELL ? `${cell.text.slice(0, LONGEST_CELL)}…` : cell.text}
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
