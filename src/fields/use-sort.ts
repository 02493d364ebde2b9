import { useMemo, useState } from 'react';
import type { JsonArray } from '../../contract/json/value.ts';
import { sortedOrder } from './grid-model.ts';

/** Rows in the order of a column, to look at: what is stored keeps its order until that is asked for. */
export interface Sort {
  key: string;
  descending: boolean;
  /** The row that stands at each place. */
  order: readonly number[];
}

/** The order in which rows are shown: as stored, or by a column. Rows that came or went end it. A row stands at a place. */
export function useSort(rows: JsonArray) {
  const [wish, setSort] = useState<Sort | null>(null);
  const sort = wish && wish.order.length === rows.length ? wish : null;
  const placeOf = useMemo(() => {
    if (!sort) return (row: number) => row;
    const places = new Map(sort.order.map((row, place) => [row, place]));
    return (row: number) => places.get(row) ?? row;
  }, [sort]);
  const endSort = () => setSort(null);
  /** By the column upwards, then downwards, then as stored. */
  const toggleSort = (key: string) => {
    if (sort?.key === key && sort.descending) return endSort();
    const descending = sort?.key === key;
    setSort({ key, descending, order: sortedOrder(rows, key, descending) });
  };
  return { sort, placeOf, rowAt: (place: number) => sort?.order[place] ?? place, toggleSort, endSort };
}
