import { useQueries } from '@tanstack/react-query';

/** What a worker says of a result never changes, and goes with it. */
export const KEPT = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 10_000,
  retry: false,
  structuralSharing: false,
} as const;

interface Blocks<Item> {
  /** Of queries about the list, which another one does not have. */
  key: readonly unknown[];
  /** Items that are read in one go. */
  size: number;
  /** What one looks at: from here up to before `to`. */
  from: number;
  to: number;
  read: (from: number, to: number) => Item[] | Promise<Item[]>;
}

/** A long list, read in blocks where one looks. Gives the item at a place, `undefined` where none has been read yet. Throws what a read fails with. */
export function useBlocks<Item>({
  key,
  size,
  from,
  to,
  read,
}: Blocks<Item>): (at: number) => Item | undefined {
  const first = Math.floor(from / size);
  const last = Math.max(first, Math.floor((to - 1) / size));
  const blocks = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const found = useQueries({
    queries: blocks.map((block) => ({
      queryKey: [...key, block],
      queryFn: async () => read(block * size, (block + 1) * size),
      ...KEPT,
    })),
  });
  const failed = found.find(({ error }) => error !== null)?.error;
  if (failed) throw failed;
  return (at) => found[blocks.indexOf(Math.floor(at / size))]?.data?.[at % size];
}
