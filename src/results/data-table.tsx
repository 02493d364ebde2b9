import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Empty, Notice } from '../ui/notice.tsx';
import styles from './data-table.module.css';
import { type Arrangement, arrange, type Table } from './table-model.ts';
import { type Choosing, TableRows } from './table-rows.tsx';

/** A table that can be sorted by any column and filtered by words, drawn where one looks. */
export function DataTable({ table, label, choosing }: { table: Table; label: string; choosing?: Choosing }) {
  const { arrangement, change, sortBy } = useArrangement();
  const settled = useDeferredValue(arrangement);
  const rows = useMemo(() => arrange(table, settled), [table, settled]);
  return (
    <Arranged
      {...{ arrangement, change }}
      head={table}
      total={table.rows.length}
      count={rows.length}
      rows={
        <TableRows
          {...{ label, arrangement, choosing }}
          head={table}
          count={rows.length}
          rowAt={(at) => rows[at]}
          onSort={table.arranging ? sortBy : undefined}
        />
      }
    />
  );
}

export function useArrangement() {
  const [arrangement, change] = useState<Arrangement>({ column: null, descending: false, filter: '' });
  const sortBy = (column: number) =>
    change((now) => {
      if (now.column !== column) return { ...now, column, descending: false };
      return now.descending ? { ...now, column: null, descending: false } : { ...now, descending: true };
    });
  return { arrangement, change, sortBy };
}

/** Rows with what filters them above. */
export function Arranged({
  head,
  total,
  count,
  arrangement,
  change,
  rows,
}: {
  head: Pick<Table, 'columns' | 'arranging' | 'left'>;
  total: number;
  /** Rows that hold the words. */
  count: number;
  arrangement: Arrangement;
  change: (next: (now: Arrangement) => Arrangement) => void;
  rows: ReactNode;
}) {
  if (head.columns.length === 0) return <Empty>The table is empty.</Empty>;
  const [all, some] = [total.toLocaleString(), count.toLocaleString()];
  return (
    <div className={styles.part}>
      {head.arranging && total > 5 ? (
        <div className={styles.tools}>
          <TextInput
            aria-label="Filter rows"
            placeholder="Filter rows"
            leftSection={<IconSearch size={14} />}
            value={arrangement.filter}
            onChange={(event) => {
              const filter = event.currentTarget.value;
              change((now) => ({ ...now, filter }));
            }}
          />
          <span role="status">{count === total ? `${all} rows` : `${some} of ${all} rows`}</span>
        </div>
      ) : null}
      {head.left ? <Notice tone="plain">{leftWords(head.left)}</Notice> : null}
      {rows}
    </div>
  );
}

function leftWords({ rows, columns }: NonNullable<Table['left']>): string {
  const parts = [
    [rows, 'row'],
    [columns, 'column'],
  ] as const;
  const named = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString()} more ${word}${count === 1 ? '' : 's'}`);
  return `${named.join(' and ')} of this table: see the result as JSON for all of it.`;
}
