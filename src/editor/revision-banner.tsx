import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { personName, userQueries } from '../api/users.ts';
import { placeOf } from '../drafts/place.ts';
import { type Staged, stageParams } from '../drafts/stage.ts';
import { useCommands } from '../palette/commands.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { closedReason } from './closed.ts';
import styles from './editor.module.css';
import type { FoundRevision } from './use-revision.ts';

/** Says which revision is shown, and leads from it: into the editor as unsaved edits, to the newest, to its comparison with the newest. */
export function RevisionBanner(props: {
  found: FoundRevision;
  params: JsonObject;
  entity: Entity;
  type: EntityType | undefined;
  me: User;
  workspace: Workspace | undefined;
  workspaceId: number;
}) {
  const { found, params, entity, type, me, workspace, workspaceId } = props;
  const { revision, number, isNewest } = found;
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const [staged, setStaged] = useState<Staged>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const newest = paths.params(workspaceId, entity.id);
  const closed = closedReason(entity, type, workspace, me, users);
  const restore = async (atClash?: 'kept' | 'staged') => {
    setBusy(true);
    const result = await stageParams({
      place: placeOf(me, workspaceId, entity.id),
      entity,
      params,
      reason: `Restored from revision ${number}.`,
      message: `Restore revision ${number}`,
      ...(atClash ? { atClash } : {}),
    });
    setBusy(false);
    if (result.kind === 'staged') void navigate(newest);
    else setStaged(result);
  };
  useCommands([
    {
      id: 'params.revision.restore',
      title: `Restore revision ${number} into the editor`,
      area: 'Params',
      reason: closed ?? null,
      run: () => void restore(),
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
              <Button
                variant="default"
                loading={busy}
                disabled={closed !== undefined}
                onClick={() => void restore()}
              >
                Restore into editor
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
      {staged ? (
        <Notice
          tone={staged.kind === 'refused' ? 'bad' : 'warn'}
          action={
            staged.kind === 'asks' ? (
              <div className={styles.revisionActs}>
                <Button variant="default" loading={busy} onClick={() => void restore('kept')}>
                  Keep my edits there
                </Button>
                <Button loading={busy} onClick={() => void restore('staged')}>
                  Take the new values
                </Button>
              </div>
            ) : undefined
          }
        >
          {staged.sentence}
        </Notice>
      ) : null}
    </>
  );
}
