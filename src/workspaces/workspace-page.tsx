import { type UseQueryResult, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { paths } from '../paths.ts';
import { useWorkspaceId } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { BusyButton } from '../ui/busy-button.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { Name } from '../ui/name.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { Time } from '../ui/time.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { LabelChip } from './label-chip.tsx';
import { type TypeCount, useTypeCounts } from './type-counts.ts';
import { TypeGraph } from './type-graph.tsx';
import { appName, visibilityLabel, visibilityOf } from './workspace-filters.ts';
import styles from './workspace-page.module.css';

/** A workspace's own page: what it is, where to begin, and which types it is made of. */
export function Component() {
  const workspaceId = useWorkspaceId();
  return (
    <main id="main" className={styles.page}>
      <Suspense key={workspaceId} fallback={<BoneRows count={12} label="Loading the workspace" />}>
        <WorkspacePage workspaceId={workspaceId} />
      </Suspense>
    </main>
  );
}

function WorkspacePage({ workspaceId }: { workspaceId: number }) {
  const { data: workspace } = useSuspenseQuery(workspaceQueries.getWorkspace(workspaceId));
  const roots = useQuery(entityQueries.getEntityChildren(workspaceId, null));
  return (
    <>
      <PageTitle>{`${workspace.name} · VIKTOR explorer`}</PageTitle>
      <h1 className={styles.title}>
        <Name>{workspace.name}</Name>
      </h1>
      {workspace.description ? <p className={styles.description}>{workspace.description}</p> : null}
      <Facts workspace={workspace} />
      <Roots workspaceId={workspaceId} roots={roots} />
      {/* Not before it is known how much stands above: it would be moved. */}
      {roots.isPending && roots.fetchStatus !== 'paused' ? null : <EntityTypes workspaceId={workspaceId} />}
    </>
  );
}

const APP_TYPES: Record<string, string> = {
  tree: 'tree: entities with parents and children',
  simple: 'simple: one flat list of entities',
  editor: 'editor: one form, nothing is saved',
};

function Facts({ workspace }: { workspace: Workspace }) {
  const version = workspace.app_version;
  const sdk = typeof version?.sdk_version === 'object' ? version.sdk_version?.complete : version?.sdk_version;
  const labels = workspace.labels ?? [];
  return (
    <FactList>
      <Fact name="App">
        {workspace.app
          ? `${appName(workspace)} ${version?.tag ?? ''}`
          : 'None published: a workspace in development'}
      </Fact>
      <Fact name="App type">
        {version?.app_type ? (APP_TYPES[version.app_type] ?? version.app_type) : 'Not given'}
      </Fact>
      <Fact name="SDK and Python">
        {[sdk, version?.python_version].filter(Boolean).join(' · ') || 'Not given'}
      </Fact>
      <Fact name="Visibility">
        {visibilityLabel(visibilityOf(workspace)) + (workspace.is_archived ? ', archived' : '')}
      </Fact>
      <Fact name="Labels">
        {labels.length === 0 ? (
          'None'
        ) : (
          <span className={styles.labels}>
            {labels.map((label) => (
              <LabelChip key={label.id} label={label} />
            ))}
          </span>
        )}
      </Fact>
      <Fact name="Created">
        <Time value={workspace.created_at} absolute />
      </Fact>
      <Fact name="Updated">
        <Time value={workspace.updated_at} absolute />
      </Fact>
      <Fact name="Id">{workspace.id}</Fact>
      {typeof workspace.start_entity_id === 'number' ? (
        <Fact name="Start entity">
          <Link to={paths.entity(workspace.id, workspace.start_entity_id)}>{workspace.start_entity_id}</Link>
        </Fact>
      ) : null}
    </FactList>
  );
}

function Roots({ workspaceId, roots }: { workspaceId: number; roots: UseQueryResult<Page<Entity>> }) {
  return (
    <section aria-labelledby="roots">
      <h2 id="roots">
        Entities at the top{roots.data ? <span className={styles.count}>{roots.data.count}</span> : null}
      </h2>
      {roots.isPending ? <BoneRows count={2} /> : null}
      {roots.error ? (
        <Failure title="The entities could not be read" error={roots.error} onRetry={() => roots.refetch()} />
      ) : null}
      {roots.data?.count === 0 ? (
        <Empty>This workspace has no entities yet. They are made by its app or by a script.</Empty>
      ) : null}
      <ul className={styles.roots}>
        {roots.data?.results.slice(0, 50).map((entity) => (
          <li key={entity.id}>
            <Link to={paths.entity(workspaceId, entity.id)}>
              <TypeIcon typeId={entity.entity_type} name={entity.entity_type_name} />
              <Name>{entity.name}</Name>
            </Link>
            <span className={styles.second}>
              {entity.entity_type_name} · <Time value={entity.updated_at} />
            </span>
          </li>
        ))}
      </ul>
      {roots.data && roots.data.count > 50 ? (
        <p className={styles.second}>The first 50 of {roots.data.count}; the tree lists all of them.</p>
      ) : null}
    </section>
  );
}

function EntityTypes({ workspaceId }: { workspaceId: number }) {
  const types = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const [asked, setAsked] = useState(false);
  const { counts, busy, error, ask } = useTypeCounts(workspaceId, types.data ?? [], asked);
  const nameOf = (id: number) => types.data?.find((type) => type.id === id)?.name ?? `type ${id}`;
  return (
    <section aria-labelledby="types">
      <h2 id="types">
        Entity types{types.data ? <span className={styles.count}>{types.data.length}</span> : null}
        <Link to={paths.entities(workspaceId)} className={styles.asTable}>
          All entities as a table
        </Link>
        <Link to={paths.search(workspaceId)} className={styles.also}>
          Search values
        </Link>
      </h2>
      {types.data && counts.size < types.data.length ? (
        <p ref={passFocus} className={styles.ask}>
          <BusyButton
            variant="default"
            busy={busy}
            onClick={() => {
              setAsked(true);
              ask();
            }}
          >
            Count entities and find the last changes
          </BusyButton>
          <span className={styles.second}>
            {types.data.length} {types.data.length === 1 ? 'request' : 'requests'}, one a type
          </span>
        </p>
      ) : null}
      {error ? <Failure title="Some entities could not be counted" error={error} onRetry={ask} /> : null}
      {types.data ? <TypeGraph workspaceId={workspaceId} types={types.data} /> : null}
      {types.isPending ? <BoneRows count={5} /> : null}
      {types.error ? (
        <Failure
          title="The entity types could not be read"
          error={types.error}
          onRetry={() => types.refetch()}
        />
      ) : null}
      {types.data ? (
        <div className={styles.tableScroll}>
          <table className={styles.types}>
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col">Class</th>
                {counts.size > 0 ? (
                  <>
                    <th scope="col">Entities</th>
                    <th scope="col">Last change</th>
                  </>
                ) : null}
                <th scope="col">May contain</th>
                <th scope="col">Views</th>
                <th scope="col">Id</th>
              </tr>
            </thead>
            <tbody>
              {types.data.map((type) => (
                <TypeRow
                  key={type.id}
                  workspaceId={workspaceId}
                  type={type}
                  nameOf={nameOf}
                  counts={counts}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

function TypeRow({
  workspaceId,
  type,
  nameOf,
  counts,
}: {
  workspaceId: number;
  type: EntityType;
  nameOf: (id: number) => string;
  counts: ReadonlyMap<number, TypeCount>;
}) {
  const known = counts.get(type.id);
  const children = type.child_entity_type_ids ?? [];
  return (
    <tr>
      <td>
        <span className={styles.type}>
          <TypeIcon typeId={type.id} isFile={type.is_file} name={type.class_name} />
          <Link to={paths.entities(workspaceId, `type=${type.id}`)}>{type.name}</Link>
          {type.is_file ? <span className={styles.second}>file</span> : null}
        </span>
      </td>
      <td>
        <code>{type.class_name ?? '–'}</code>
      </td>
      {counts.size > 0 ? (
        <>
          <td>{known ? known.count.toLocaleString() : <span className={styles.second}>–</span>}</td>
          <td>
            {known?.newest ? (
              <>
                <Link to={paths.entity(workspaceId, known.newest.id)}>
                  <Name>{known.newest.name}</Name>
                </Link>{' '}
                <span className={styles.second}>
                  <Time value={known.newest.updated_at} />
                </span>
              </>
            ) : (
              <span className={styles.second}>–</span>
            )}
          </td>
        </>
      ) : null}
      <td>
        {children.length > 0 ? (
          children.map(nameOf).join(', ')
        ) : (
          <span className={styles.second}>nothing</span>
        )}
      </td>
      <td>{type.views?.length || <span className={styles.second}>none</span>}</td>
      <td>{type.id}</td>
    </tr>
  );
}
