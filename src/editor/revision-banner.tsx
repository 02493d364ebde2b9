import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { storedParams } from '../api/stored-params.ts';
import { personName, userQueries } from '../api/users.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { useCommands } from '../palette/commands.ts';
import { paths } from '../paths.ts';
import { restorePlan } from '../revisions/plan.ts';
import { Name } from '../ui/name.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { closedReason } from './closed.ts';
import styles from './editor.module.css';
import type { FoundRevision } from './use-revision.ts';

const StageDialog = lazy(() =>
  import('../revisions/stage-dialog.tsx').then(({ StageDialog: Component }) => ({ default: Component })),
);

/** Says which revision is shown, and leads from it: into the editor as unsaved edits, once it is seen what that changes, to the newest, to its comparison with the newest. */
export function RevisionBanner(props: {
  found: FoundRevision;
  params: JsonObject;
  entity: Entity;
  type: EntityType | undefined;
  me: User;
  workspace: Workspace | undefined;
  workspaceId: number;
  labels: FormLabels;
}) {
  const { found, params, entity, type, me, workspace, workspaceId, labels } = props;
  const { revision, number, isNewest } = found;
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const [restoring, setRestoring] = useState(false);
  const plan = useMemo(() => restorePlan(`revision ${number}`, params), [number, params]);
  const navigate = useNavigate();
  const stored = storedParams(entity);
  const newest = paths.params(workspaceId, entity.id);
  const closed = closedReason(entity, type, workspace, me, users);
  useCommands([
    {
      id: 'params.revision.restore',
      title: `Restore revision ${number} into the editor…`,
      area: 'Params',
      reason: closed ?? null,
      run: () => setRestoring(true),
    },
    {
      id: 'params.revision.newest',
      title: 'Back to the newest params',
      area: 'Params',
      run: () => void navigate(newest),
    },
  ]);
  const message = revision.message?.trim();
  return (
    <>
      <Notice
        tone="warn"
        title={`Revision ${number}${isNewest ? ', the newest' : ''}: to be read, not edited`}
        action={
          <div className={styles.revisionActs}>
            {isNewest ? null : (
              <Button
                variant="default"
                component={Link}
                to={paths.revisions(workspaceId, entity.id, { from: revision.id, to: 'head' })}
              >
                Compare with the newest
              </Button>
            )}
            {isNewest ? null : (
              <Button variant="default" disabled={closed !== undefined} onClick={() => setRestoring(true)}>
                Restore into editor…
              </Button>
            )}
            <Button component={Link} to={newest}>
              Back to the newest
            </Button>
          </div>
        }
      >
        {personName(revision.created_by, users) ?? 'Author not given'} ·{' '}
        <Time value={revision.created_date} absolute />
        {message ? (
          <>
            {' · '}
            <q>
              <Name>{message}</Name>
            </q>
          </>
        ) : null}
        {closed && !isNewest ? <div>{closed}</div> : null}
      </Notice>
      {restoring && stored ? (
        <Suspense>
          <StageDialog
            plan={plan}
            workspaceId={workspaceId}
            entity={{ ...entity, properties: stored }}
            labels={labels}
            onClose={() => setRestoring(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
