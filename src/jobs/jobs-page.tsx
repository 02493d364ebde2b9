import { type QueryClient, useQuery } from '@tanstack/react-query';
import { type LoaderFunction, useSearchParams } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { storedParams } from '../api/stored-params.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import styles from './jobs-page.module.css';
import { MethodList } from './method-list.tsx';
import type { Method } from './methods.ts';
import { RunBar } from './run-bar.tsx';
import { RunPanel } from './run-panel.tsx';
import { useMethods } from './use-methods.ts';
import { type RunParams, useRunParams } from './use-run-params.ts';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(entityQueries.getEntity(workspaceId, entityIdOf(params)));
    prefetchBeside(client, entityTypeQueries.getEntityTypes(workspaceId));
    prefetchBeside(client, workspaceQueries.getWorkspace(workspaceId));
    prefetchBeside(client, userQueries.getCurrentUser());
    return null;
  };

/** The methods of an entity's app: run with the saved or the unsaved params, and what came of them. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const { data: entity } = useQuery(entityQueries.getEntity(workspaceId, entityId));
  return (
    <div className={styles.page}>
      <PageTitle>{`${entity?.name ?? `Entity ${entityId}`} · Jobs · VIKTOR explorer`}</PageTitle>
      {!entity ? <BoneRows count={8} label="Loading the methods" /> : null}
      {entity && !storedParams(entity) ? (
        <Notice tone="plain" title="Nothing can be run here">
          Methods run with the params of the entity, and the server gives none of this one: you may have no
          right to read them.
        </Notice>
      ) : null}
      {entity && storedParams(entity) ? (
        <Jobs key={entityId} workspaceId={workspaceId} entity={entity} />
      ) : null}
    </div>
  );
}

function Jobs({ workspaceId, entity }: { workspaceId: number; entity: Entity }) {
  const { methods, pending, error, retry, session, ready } = useMethods(workspaceId, entity);
  const params = useRunParams(workspaceId, entity);
  const [search, setSearch] = useSearchParams();
  const of = search.get('with') === 'draft' && params.draft ? 'draft' : 'saved';
  const asked = search.get('method');
  const chosen = asked === null ? methods[0] : methods.find(({ method }) => method === asked);
  const set = (name: string, value: string | null) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === 'with' },
    );
  if (methods.length === 0 && pending) return <BoneRows count={8} label="Loading the methods" />;
  if (methods.length === 0 && !error)
    return <Empty>The app of this workspace offers no method for entities of this type.</Empty>;
  return (
    <>
      <RunBar params={params} of={of} onChange={(next) => set('with', next === 'draft' ? 'draft' : null)} />
      <div className={styles.columns}>
        <MethodList
          {...{ workspaceId, entity, methods, pending, error, retry }}
          chosen={chosen?.method}
          onChoose={(method) => set('method', method)}
        />
        {chosen && ready ? (
          <Chosen {...{ workspaceId, entity, params, of, session, methods }} method={chosen} />
        ) : null}
        {(chosen ? !ready : pending) ? <BoneRows count={8} label="Loading the methods" /> : null}
        {!chosen && !pending && !error ? (
          <Notice tone="warn">{`The app offers no method “${asked}” for this entity. Choose one of the list.`}</Notice>
        ) : null}
      </div>
    </>
  );
}

function Chosen(props: {
  workspaceId: number;
  entity: Entity;
  params: RunParams;
  of: 'saved' | 'draft';
  session: string | undefined;
  method: Method;
  methods: readonly Method[];
}) {
  const { params, of, method } = props;
  const used = of === 'draft' ? params.draft : params.saved;
  return used ? <RunPanel key={method.method} {...props} used={used} /> : null;
}
