import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { userQueries } from '../api/users.ts';
import { placeOf } from '../drafts/place.ts';
import { type Staging, stageParams } from '../drafts/stage.ts';
import { paths } from '../paths.ts';
import { BusyButton } from '../ui/busy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ResultContext } from './part.ts';
import styles from './stage.module.css';

/** Puts params into the editor as unsaved changes, to be reviewed and saved there. Nothing is stored by it. */
export function Stage({
  params,
  reason,
  context: { workspaceId, entityId },
}: {
  params: JsonObject;
  /** Where the params come from, as a sentence. */
  reason: string;
  context: ResultContext;
}) {
  const { data: entity } = useQuery(entityQueries.getEntity(workspaceId, entityId));
  const { data: me } = useQuery(userQueries.getCurrentUser());
  const staging = useMutation({
    mutationKey: ['stage_result'],
    mutationFn: (staging: Staging) => stageParams(staging),
  });
  const stage = (atClash?: Staging['atClash']) => {
    if (!entity || !me) return;
    const place = placeOf(me, workspaceId, entityId);
    staging.mutate({ place, entity, params, reason, ...(atClash ? { atClash } : {}) });
  };
  const staged = staging.data;
  return (
    <div className={styles.stage}>
      <BusyButton
        variant="default"
        disabled={!entity || !me}
        busy={staging.isPending}
        onClick={() => stage()}
      >
        Stage as draft
      </BusyButton>
      <div role="status" className={styles.said}>
        {staged?.kind === 'staged' || staged?.kind === 'same' ? (
          <>
            {staged.sentence} <Link to={paths.params(workspaceId, entityId)}>Review in the params</Link>
          </>
        ) : null}
      </div>
      {staged?.kind === 'refused' ? <Notice tone="bad">{staged.sentence}</Notice> : null}
      {staged?.kind === 'asks' ? (
        <Notice
          tone="warn"
          action={
            <>
              <Button variant="default" onClick={() => stage('kept')}>
                Keep mine
              </Button>
              <Button variant="default" onClick={() => stage('staged')}>
                Take the new values
              </Button>
            </>
          }
        >
          {staged.sentence}
        </Notice>
      ) : null}
    </div>
  );
}
