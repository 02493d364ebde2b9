import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Link, type LoaderFunction, useSearchParams } from 'react-router';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { environmentKey } from '../api/session.ts';
import { useTypesToList } from '../api/types-to-list.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { paths } from '../paths.ts';
import { useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure } from '../ui/notice.tsx';
import { PageMain } from '../ui/page-main.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { useTyped } from '../ui/use-typed.ts';
import { Hits } from './hits.tsx';
import { IndexBar } from './index-bar.tsx';
import { builderOf, type IndexBuilder } from './index-builder.ts';
import styles from './search-page.module.css';
import type { ValueHits } from './value-index.ts';
import { readValueQuery } from './value-query.ts';
import type { IndexState } from './value-store.ts';

const PAUSE_MS = 200;
const MOST = 300;

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const w = workspaceIdOf(params);
    client.prefetchQuery(workspaceQueries.getWorkspace(w));
    client.prefetchQuery(entityTypeQueries.getEntityTypes(w));
    prefetchBeside(client, userQueries.getCurrentUser());
    return null;
  };

/** Looks for values and keys in the params of a workspace, in an index that this browser makes and keeps. */
export function Component() {
  const w = useWorkspaceId();
  const client = useQueryClient();
  const workspace = useQuery(workspaceQueries.getWorkspace(w));
  const types = useQuery(entityTypeQueries.getEntityTypes(w));
  const me = useQuery(userQueries.getCurrentUser());
  const failed = [workspace, types, me].find(({ error }) => error);
  if (failed?.error instanceof ApiError && failed.error.status === 404) throw failed.error;
  return (
    <PageMain className={styles.page}>
      <PageTitle>{`Search values · ${workspace.data?.name ?? 'Workspace'} · VIKTOR explorer`}</PageTitle>
      <h1 className={styles.title}>Search values</h1>
      {failed?.error ? (
        <Failure
          title="The search could not be opened"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      ) : me.data && types.data ? (
        <Search
          key={w}
          workspaceId={w}
          types={types.data}
          builder={builderOf(client, w, `${environmentKey()} ${me.data.id}`)}
        />
      ) : (
        <BoneRows count={6} label="Opening the search" />
      )}
    </PageMain>
  );
}

function Search({
  workspaceId: w,
  types,
  builder,
}: {
  workspaceId: number;
  types: readonly EntityType[];
  builder: IndexBuilder;
}) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('q') ?? '';
  const { text, setText } = useTyped(
    asked,
    (q) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (q.trim() === '') next.delete('q');
          else next.set('q', q);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    PAUSE_MS,
  );
  const state = useSyncExternalStore(builder.subscribe, builder.snapshot);
  const found = useHits(builder, asked, state.index);
  return (
    <>
      <search>
        <TextInput
          className={styles.input}
          size="sm"
          aria-label="Search values"
          placeholder="12.5   >10   10..20   steel   span: 12"
          leftSection={<IconSearch size={15} />}
          rightSection={
            text ? (
              <CloseButton ref={passFocus} size="sm" aria-label="Clear search" onClick={() => setText('')} />
            ) : null
          }
          value={text}
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p className={styles.hint}>
          A number finds its value however it is spelled. <code>&gt;10</code> and <code>10..20</code> compare;
          a text is looked for in texts and keys; <code>span: 12</code> only below keys that hold “span”. For
          names, use the <Link to={paths.entities(w)}>table</Link>.
        </p>
      </search>
      <IndexBar builder={builder} state={state} types={useTypesToList(w)} />
      {state.phase === 'opening' ? (
        <BoneRows count={4} label="Opening the index" />
      ) : asked.trim() !== '' && found && (state.counts.size > 0 || state.index.asOf) ? (
        <Hits
          workspaceId={w}
          types={types}
          query={asked}
          found={found}
          complete={state.index.asOf !== null}
        />
      ) : null}
    </>
  );
}

/** What meets a query now; looked for again as entities come in or change, at most twice a second and never while it is being looked for. */
function useHits(builder: IndexBuilder, asked: string, index: IndexState): ValueHits | null {
  const query = useMemo(() => readValueQuery(asked), [asked]);
  const [found, setFound] = useState<{
    query: typeof query;
    index: IndexState;
    hits: ValueHits;
  } | null>(null);
  const searched = found?.query === query;
  const upToDate = searched && found.index === index;
  useEffect(() => {
    if (!query || upToDate) return;
    let wanted = true;
    const search = async () => {
      const now = builder.snapshot().index;
      const hits = await builder.find(query, MOST);
      if (wanted && hits) setFound({ query, index: now, hits });
    };
    const timer = setTimeout(() => void search(), found?.query === query ? 500 : 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [builder, query, found, upToDate]);
  return searched ? found.hits : null;
}
