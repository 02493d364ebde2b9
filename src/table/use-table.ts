import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { EntitySource } from '../api/entity-pages.ts';
import { typesInDoubt } from '../api/types-in-doubt.ts';
import { useTypesToList } from '../api/types-to-list.ts';
import {
  type Column,
  type EntityRow,
  factColumn,
  type Names,
  pointersOf,
  readColumn,
  summaryColumn,
  summaryKeys,
  valueIn,
} from '../columns/column.ts';
import { type ColumnWords, MOST_TYPES, useColumnWords } from '../columns/use-column-words.ts';
import { useNames } from '../columns/use-names.ts';
import { type Arranged, type Arranging, arrange, arrangedLines, type Lines, plainLines } from './arrange.ts';
import { compileFilter, conditionsOf } from './filter.ts';
import { RowStore, type RowsState } from './row-store.ts';
import type { RowsWanted } from './rows-query.ts';
import type { TableQuery } from './table-query.ts';

/** Rows are read whole without asking where that takes up to so many requests, when a filter, an order or a group needs them all. */
const READ_UNASKED = 50;
/** Rows are arranged anew at most so often while they come. */
const ARRANGE_EVERY = 300;
/** Source: docs.viktor.ai, workspaces entity_types entities read, `sort`. */
const SERVER_SORTS: ReadonlySet<string> = new Set(['name', 'updated_at']);
const SUMMARY_SHOWN = 4;
const NO_LINES = plainLines(0);

export interface Table {
  store: RowStore;
  state: RowsState;
  columns: Column[];
  /** Some of the first rows, which name the columns. */
  sample: readonly EntityRow[];
  names: Names;
  words: ColumnWords;
  lines: Lines;
  arranged: Arranged | null;
  /** Whether rows are being filtered, sorted or grouped here, over what is read. */
  local: boolean;
  /** Whether the server puts them in order. */
  sortedByServer: boolean;
  /** Whether what is arranged still waits for rows that nobody asked for yet. */
  incomplete: boolean;
  arranging: boolean;
  /** What may be missing in it, as a sentence. */
  doubt: string;
}

/** A table of entities as an address describes it: reads what is needed, and puts it in order. */
export function useTable(w: number, query: TableQuery, closed: ReadonlySet<string>): Table {
  const names = useNames(w);
  const types = useTypesToList(w);
  const typeIds = types.ids?.join(',');
  const wanted = useMemo(() => rowsWanted(query, typeIds), [query, typeIds]);
  const { store, state, sortedByServer } = useRowStore(w, query, wanted);
  const columns = useColumns(query, store, state);
  const begun = state.read > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first rows tell, once
  const sample = useMemo(() => firstRows(store, 200), [store, begun]);
  // Lists answer in any order: only when all have, it is known which types there are.
  const answered = begun && (!state.counting || state.error !== null);
  const ofTypes = useMemo(() => (answered ? firstOfTypes(store) : []), [store, answered]);
  const words = useColumnWords(w, ofTypes, columns);
  const filterOn = conditionsOf(query.filter).length > 0;
  const local = filterOn || query.group !== null || (query.sort !== null && !sortedByServer);
  const { arranged, arranging } = useArranged(store, state, query, names, local, sortedByServer);

  const few = !state.counting && state.pagesLeft <= READ_UNASKED;
  const idle = local && !state.complete && !state.readingAll && !state.error;
  const stopped = useRef<RowStore | null>(null);
  useEffect(() => {
    // Once for each table: who stopped it has said so.
    if (!idle || !few || stopped.current === store) return;
    stopped.current = store;
    void store.readAll();
  }, [idle, few, store]);

  const made = useMemo(() => {
    if (!local) return plainLines(state.count);
    return arranged ? arrangedLines(arranged, closed) : undefined;
  }, [local, arranged, closed, state.count]);
  // Until rows are put in another order they stay as they stood.
  const before = useRef<{ store: RowStore; lines: Lines }>(undefined);
  const lines = made ?? (before.current?.store === store ? before.current.lines : NO_LINES);
  useEffect(() => {
    before.current = { store, lines };
  }, [store, lines]);
  return {
    store,
    state,
    columns,
    sample,
    names,
    words,
    lines,
    arranged,
    local,
    sortedByServer,
    incomplete: idle && (!few || stopped.current === store),
    arranging,
    doubt: query.parent === null && query.types.length === 0 ? typesInDoubt(types) : '',
  };
}

/** Which lists make up a table: the children of one, or those of every type, one after the other. */
function sourcesOf(query: TableQuery, typeIds: string | undefined): EntitySource[] {
  if (query.parent !== null) {
    const parent = query.parent === 'roots' ? null : query.parent;
    return [query.types.length > 0 ? { parent, types: query.types } : { parent }];
  }
  if (query.types.length > 0) return query.types.map((type) => ({ type }));
  return (typeIds ?? '').split(',').flatMap((id) => (id ? [{ type: Number(id) }] : []));
}

/** What a table asks the server for. */
export function rowsWanted(query: TableQuery, typeIds?: string): RowsWanted {
  const sources = sourcesOf(query, typeIds);
  const served = sources.length === 1 && query.sort !== null && SERVER_SORTS.has(query.sort.column);
  const sort = served && query.sort ? `${query.sort.column}${query.sort.descending ? ':desc' : ''}` : '';
  return { sources, search: query.search, sort, pointers: wantedPointers(query) };
}

function useRowStore(w: number, query: TableQuery, wanted: RowsWanted) {
  const client = useQueryClient();
  const latest = useRef<{ base: string; sort: string; store: RowStore } | null>(null);
  const { sort: wish, ...rest } = wanted;
  const base = JSON.stringify([w, rest]);
  const before = latest.current;
  const keep = before?.base === base && (before.sort === wish || before.store.snapshot().complete);
  const made = useMemo(() => {
    if (keep && before) return before;
    return {
      base,
      sort: wish,
      store: new RowStore(client, w, wanted),
    };
  }, [client, w, base, wish, keep, before, wanted]);
  useEffect(() => {
    latest.current = made;
    made.store.open();
    return () => made.store.close();
  }, [made]);
  const state = useSyncExternalStore(made.store.subscribe, made.store.snapshot);
  return {
    store: made.store,
    state,
    sortedByServer: query.sort !== null && made.sort === wish && wish !== '',
  };
}

/** The params that any part of a table asks for. */
function wantedPointers(query: TableQuery): string[] {
  const ids = [
    ...query.columns,
    ...(query.sort ? [query.sort.column] : []),
    ...(query.group ? [query.group] : []),
    ...conditionsOf(query.filter).map(({ column }) => column),
  ];
  return pointersOf(ids.flatMap((id) => readColumn(id) ?? []));
}

function useColumns(query: TableQuery, store: RowStore, state: RowsState) {
  const begun = state.read > 0;
  return useMemo(() => {
    if (query.columns.length > 0) return query.columns.flatMap((id) => readColumn(id) ?? []);
    const oneType = query.types.length === 1;
    const keys = begun && (oneType || query.parent !== null) ? summaryKeys(firstRows(store, 200)) : [];
    return [
      factColumn('name'),
      ...(oneType ? [] : [factColumn('type')]),
      ...keys.slice(0, SUMMARY_SHOWN).map(summaryColumn),
      factColumn('updated_at'),
      factColumn('updated_by'),
    ];
    // The first rows decide, once: columns must not come and go while one scrolls.
  }, [query, store, begun]);
}

/** Some of the rows that were read, to tell from what a column holds. */
export function firstRows(store: RowStore, most: number): EntityRow[] {
  const found: EntityRow[] = [];
  for (const [, row] of store.rows()) {
    found.push(row);
    if (found.length >= most) break;
  }
  return found;
}

/** The first row of each type whose params may be read, as far as forms are asked for. */
function firstOfTypes(store: RowStore): EntityRow[] {
  const found = new Map<number, EntityRow>();
  for (const [, row] of store.rows()) {
    const type = row.entity.entity_type;
    if (row.readable && !found.has(type)) found.set(type, row);
    if (found.size >= MOST_TYPES) break;
  }
  return [...found.values()];
}

function useArranged(
  store: RowStore,
  state: RowsState,
  query: TableQuery,
  names: Names,
  local: boolean,
  sortedByServer: boolean,
) {
  const [result, setResult] = useState<{ store: RowStore; arranged: Arranged } | null>(null);
  const [arranging, setArranging] = useState(false);
  const runner = useMemo<Runner | null>(
    () => (local ? { how: arrangingOf(query, names, sortedByServer), dirty: false, running: false } : null),
    [query, names, local, sortedByServer],
  );
  useEffect(() => {
    if (!runner) return;
    const abort = new AbortController();
    runner.start = async () => {
      if (runner.running) return;
      runner.running = true;
      setArranging(true);
      while (runner.dirty) {
        runner.dirty = false;
        try {
          const arranged = await arrange(store.rows(), runner.how, abort.signal);
          if (abort.signal.aborted) return;
          setResult({ store, arranged });
        } catch (error) {
          if (abort.signal.aborted) return;
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, ARRANGE_EVERY));
      }
      runner.running = false;
      if (!abort.signal.aborted) setArranging(false);
    };
    return () => {
      abort.abort();
      runner.running = false;
    };
  }, [runner, store]);
  useEffect(() => {
    // Rows came: what is being arranged is finished first, so that something is seen while more come.
    if (!runner || state.version < 0) return;
    runner.dirty = true;
    void runner.start?.();
  }, [runner, state.version]);
  return {
    arranged: local && result?.store === store ? result.arranged : null,
    arranging: local && arranging,
  };
}

interface Runner {
  how: Arranging<EntityRow>;
  dirty: boolean;
  running: boolean;
  start?: () => Promise<void>;
}

function arrangingOf(query: TableQuery, names: Names, sortedByServer: boolean): Arranging<EntityRow> {
  const reader = (id: string) => {
    const column = readColumn(id);
    return (row: EntityRow) => (column ? valueIn(row, column, names) : undefined);
  };
  const readers = new Map(conditionsOf(query.filter).map(({ column }) => [column, reader(column)]));
  const sort = query.sort && !sortedByServer ? query.sort : null;
  return {
    passes: compileFilter<EntityRow>(query.filter, (row, column) => readers.get(column)?.(row)),
    sort: sort ? { valueOf: reader(sort.column), descending: sort.descending } : undefined,
    group: query.group
      ? {
          valueOf: reader(query.group),
          descending: query.sort?.column === query.group && query.sort.descending,
        }
      : undefined,
  };
}
