import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Arranged, useArrangement } from './data-table.tsx';
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
  const blocks = blocksOf(seen.from, Math.min(seen.to, count));
  const rows = useQueries({
    queries: blocks.map((block) => ({
      queryKey: [...key, how, block],
      queryFn: () => ask(how, block * BLOCK, (block + 1) * BLOCK),
      ...KEPT,
    })),
  });
  const failed = [arranged, ...rows].find(({ error }) => error !== null)?.error;
  if (failed) throw failed;
  return (
    <Arranged
      {...{ head, arrangement, change, count }}
      total={head.total}
      rows={
        <TableRows
          {...{ head, count, label, arrangement, choosing }}
          rowAt={(at) => rows[blocks.indexOf(Math.floor(at / BLOCK))]?.data?.rows[at % BLOCK]}
          onSort={head.arranging ? sortBy : undefined}
          onSeen={look}
        />
      }
    />
  );
}

/** What a worker says of a result never changes, and goes with it. */
export const KEPT = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 10_000,
  retry: false,
  structuralSharing: false,
} as const;

function blocksOf(from: number, to: number): number[] {
  const first = Math.floor(from / BLOCK);
  const last = Math.max(first, Math.floor(Math.max(0, to - 1) / BLOCK));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
