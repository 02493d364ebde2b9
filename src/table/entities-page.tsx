import type { QueryClient } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { LoaderFunction } from 'react-router';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure } from '../ui/notice.tsx';
import { PageMain } from '../ui/page-main.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { useAddress } from '../ui/use-address.ts';
import styles from './entities-page.module.css';
import { EntityGrid } from './entity-grid.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { readMarked } from './marked.ts';
import { MarkedRows } from './marked-rows.tsx';
import { prefetchRows } from './rows-query.ts';
import { TableBar } from './table-bar.tsx';
import { TableNotes } from './table-notes.tsx';
import { readTableQuery, type TableQuery, writeTableQuery } from './table-query.ts';
import { rowsWanted, useTable } from './use-table.ts';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params, request }) => {
    const w = workspaceIdOf(params);
    prefetchRows(client, w, rowsWanted(readTableQuery(new URL(request.url).searchParams).query));
    client.prefetchQuery(workspaceQueries.getWorkspace(w));
    client.prefetchQuery(entityTypeQueries.getEntityTypes(w));
    prefetchBeside(client, userQueries.getWorkspaceUsers(w));
    return null;
  };

/** The entities of a workspace as one flat table; what it shows is in the address. */
export function Component() {
  const w = useWorkspaceId();
  const workspace = useQuery(workspaceQueries.getWorkspace(w));
  const types = useQuery(entityTypeQueries.getEntityTypes(w));
  const failed = workspace.error ?? types.error;
  if (workspace.error instanceof ApiError && workspace.error.status === 404) throw workspace.error;
  return (
    <PageMain className={styles.page}>
      <PageTitle>{`Entities · ${workspace.data?.name ?? 'Workspace'} · VIKTOR explorer`}</PageTitle>
      {failed ? (
        <div className={styles.note}>
          <Failure
            title={
              workspace.error ? 'The entities could not be listed' : 'The entity types could not be listed'
            }
            error={failed}
            onRetry={() => void (workspace.error ? workspace : types).refetch()}
          />
        </div>
      ) : null}
      {workspace.error ? null : types.data || types.errorUpdateCount > 0 ? (
        <EntitiesTable key={w} workspaceId={w} />
      ) : (
        <BoneRows count={14} label="Loading the entity types" />
      )}
    </PageMain>
  );
}

function EntitiesTable({ workspaceId: w }: { workspaceId: number }) {
  const [params, write] = useAddress();
  const read = useMemo(() => readTableQuery(params), [params]);
  const address = writeTableQuery(read.query).toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: marks are no part of what is read and put in order
  const query = useMemo(() => read.query, [address]);
  const marks = readMarked(params);
  const listed = marks.marked.join();
  const marked = useMemo(() => new Set(listed.split(',').filter(Boolean).map(Number)), [listed]);
  const problems = [...read.problems, ...marks.problems];
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [filtering, setFiltering] = useState(query.filter.items.length > 0);
  const table = useTable(w, query, closed);
  const change = useCallback(
    (next: Partial<TableQuery>) =>
      write((before) => writeTableQuery({ ...readTableQuery(before).query, ...next }, before)),
    [write],
  );
  const mark = useCallback(
    (next: (before: readonly number[]) => readonly number[]) =>
      write((before) => {
        const ids = next(readMarked(before).marked);
        const after = new URLSearchParams(before);
        if (ids.length > 0) after.set('marked', ids.join());
        else after.delete('marked');
        return after;
      }),
    [write],
  );
  const toggleMark = useCallback(
    (id: number) => mark((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])),
    [mark],
  );
  const toggleGroup = useCallback(
    (key: string) =>
      setClosed((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  const filterBy = useCallback(
    (column: string) => {
      setFiltering(true);
      const items = [...query.filter.items, { column, operator: 'filled', value: '' } as const];
      change({ filter: { ...query.filter, items } });
    },
    [change, query.filter],
  );
  return (
    <>
      <TableBar
        workspaceId={w}
        query={query}
        table={table}
        filtering={filtering}
        onFiltering={setFiltering}
        onChange={change}
        allClosed={closed.size > 0}
        onCloseAll={(close) =>
          setClosed(new Set(close ? table.arranged?.groups?.map(({ key }) => key) : undefined))
        }
      />
      {filtering ? (
        <FilterPanel workspaceId={w} query={query} table={table} onChange={(filter) => change({ filter })} />
      ) : null}
      <MarkedRows workspaceId={w} marked={marks.marked} onClear={() => mark(() => [])} />
      <TableNotes table={table} problems={problems} />
      <EntityGrid
        workspaceId={w}
        query={query}
        table={table}
        closed={closed}
        marked={marked}
        onMark={toggleMark}
        onToggleGroup={toggleGroup}
        onChange={change}
        onFilterBy={filterBy}
      />
    </>
  );
}
