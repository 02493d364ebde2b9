import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Link } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityAt, slotOf } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { canHaveChildren, knownChildCount } from '../api/rights.ts';
import { useBranches } from '../api/use-branches.ts';
import { usePlace } from '../api/use-place.ts';
import { personName, userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { readSummary } from '../columns/summary.ts';
import { paths } from '../paths.ts';
import { useEntityId, useWorkspaceId } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { Name } from '../ui/name.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { Time } from '../ui/time.tsx';
import { Children } from './children.tsx';
import { CopyId } from './copy-id.tsx';
import { Glance } from './glance.tsx';
import styles from './overview-page.module.css';

/** An entity at a glance: its summary, its facts, and what is inside it. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const ids = useId();
  const detail = useQuery(entityQueries.getEntity(workspaceId, entityId));
  const { entity: known, parent } = usePlace(workspaceId, entityId);
  const entity = detail.data ?? known;
  if (!entity)
    return (
      <div className={styles.page}>
        <BoneRows count={8} label="Loading the entity" />
      </div>
    );
  const unreadable = detail.data !== undefined && detail.data.properties === undefined;
  return (
    <div className={styles.page}>
      <PageTitle>{`${entity.name} · VIKTOR explorer`}</PageTitle>
      <SummarySection entity={entity} />
      <section aria-labelledby={`${ids}-facts`}>
        <h2 id={`${ids}-facts`}>Facts</h2>
        <Facts workspaceId={workspaceId} entity={entity} parent={parent} />
        {unreadable ? (
          <p className={styles.note}>
            The params and the history are not shown: you have no right to read them here. Names and types can
            be seen.
          </p>
        ) : null}
      </section>
      <Contents key={entityId} workspaceId={workspaceId} entity={entity} />
    </div>
  );
}

function SummarySection({ entity }: { entity: Entity }) {
  const { lines, note, failed } = readSummary(entity);
  const id = useId();
  if (lines.length === 0 && !note) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>Summary</h2>
      {lines.length > 0 ? (
        <dl className={styles.summary}>
          {lines.map((line) => (
            <div key={line.key}>
              <dt>{line.label}</dt>
              <dd>{line.text ?? <span className={styles.quiet}>no value</span>}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {note ? (
        <p className={styles.note} data-tone={failed ? 'bad' : 'warn'}>
          {note}
        </p>
      ) : null}
    </section>
  );
}

function Facts({
  workspaceId,
  entity,
  parent,
}: {
  workspaceId: number;
  entity: Entity;
  parent: number | null | undefined;
}) {
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const type = types?.find((candidate) => candidate.id === entity.entity_type);
  const className = type?.class_name ?? entity.entity_type_name;
  const label = type?.name ?? entity.entity_type_name ?? `Type ${entity.entity_type}`;
  return (
    <FactList>
      <Fact name="Type">
        {label}
        {className && className !== label ? (
          <>
            {' '}
            <code>{className}</code>
          </>
        ) : null}
        {type?.is_file ? ', a file' : null}
      </Fact>
      <Fact name="Id">
        <CopyId id={entity.id} />
      </Fact>
      <Fact name="Parent">
        <ParentLink workspaceId={workspaceId} entity={entity} parent={parent} />
      </Fact>
      <Fact name="Created">
        <Moment at={entity.created_at} by={personName(entity.created_by, users)} />
      </Fact>
      <Fact name="Changed">
        <Moment at={entity.updated_at} by={personName(entity.last_updated_by, users)} />
      </Fact>
      <Fact name="Lock">
        {entity.locked
          ? `Locked${entity.locked_by ? ` by ${personName(entity.locked_by, users)}` : ''}`
          : 'Not locked'}
      </Fact>
    </FactList>
  );
}

function Moment({ at, by }: { at: string | null | undefined; by: string | undefined }) {
  return (
    <>
      <Time value={at} absolute />
      {by ? ` by ${by}` : ''}
    </>
  );
}

function ParentLink({
  workspaceId,
  entity,
  parent,
}: {
  workspaceId: number;
  entity: Entity;
  parent: number | null | undefined;
}) {
  const branches = useBranches(workspaceId);
  if (parent === undefined) return <span className={styles.quiet}>…</span>;
  if (parent === null) return <span className={styles.quiet}>None: it is at the top</span>;
  const above = entity.path?.filter((id) => id !== entity.id).at(-2) ?? null;
  const branch = branches.get(above);
  const name = entityAt(branch, slotOf(branch, parent) ?? -1)?.name;
  return (
    <Link to={paths.entity(workspaceId, parent)}>
      {name === undefined ? `Entity ${parent}` : <Name>{name}</Name>}
    </Link>
  );
}

/** What is inside; for what can hold nothing, its params. */
function Contents({ workspaceId, entity }: { workspaceId: number; entity: Entity }) {
  const types = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const workspace = useQuery(workspaceQueries.getWorkspace(workspaceId));
  // Pending it is again at each new try, which what is shown below would begin anew.
  if (!types.isFetched || !workspace.isFetched) return null;
  const appType = workspace.data?.app_version?.app_type;
  const possible = canHaveChildren(entity.entity_type, types.data, appType);
  if (!possible && !knownChildCount(entity)) return <Glance workspaceId={workspaceId} entity={entity} />;
  return <Children workspaceId={workspaceId} entity={entity} types={types.data ?? []} />;
}
