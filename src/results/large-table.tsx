import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Arranged, useArrangement } from './data-table.tsx';
import { KEPT, useBlocks } from './kept.ts';
import type { TableHead } from './large-desk.ts';
import type { LargeReader } from './large-reader.ts';
import { type Choosing, TableRows } from './table-rows.tsx';

/** Rows that are asked for in one go. */
const BLOCK = 100;

/** A table that is sorted and filtered in a worker, which hands over the rows that are looked at. `of` tells what the worker has on its table now. */
export function LargeTable({
  reader,
  head,
  of,
  label,
  choosing,
}: {
  reader: LargeReader;
  head: TableHead;
  of: string;
  label: string;
  choosing?: Choosing;
}) {
  const { arrangement, change, sortBy } = useArrangement();
  const [seen, setSeen] = useState({ from: 0, to: 40 });
  const look = useCallback((from: number, to: number) => setSeen({ from, to }), []);
  const key = ['large', reader.id, 'rows', of];
  const ask = (how: typeof arrangement, from: number, to: number) =>
    reader.ask('rows', { arrangement: how, from, to });
  const arranged = useQuery({
    queryKey: [...key, arrangement],
    queryFn: async () => ({ how: arrangement, count: (await ask(arrangement, 0, 0)).count }),
    placeholderData: keepPreviousData,
    ...KEPT,
  });
  const { how = arrangement, count = head.total } = arranged.data ?? {};
  const rowAt = useBlocks({
    key: [...key, how],
    size: BLOCK,
    from: seen.from,
    to: Math.min(seen.to, count),
    read: async (from, to) => (await ask(how, from, to)).rows,
  });
  if (arranged.error) throw arranged.error;
  return (
    <Arranged
      {...{ head, arrangement, change, count }}
      total={head.total}
      rows={
        <TableRows
          {...{ head, count, rowAt, label, arrangement, choosing }}
          onSort={head.arranging ? sortBy : undefined}
          onSeen={look}
        />
      }
    />
  );
}
