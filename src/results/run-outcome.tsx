import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { jobRunner } from '../api/job-runner.ts';
import type { JobRun } from '../api/job-runs.ts';
import type { JobError } from '../api/jobs.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import type { Picking } from './part.ts';
import { Raw } from './raw.tsx';
import { ResultView } from './result-view.tsx';
import styles from './run-outcome.module.css';

/** What came of a run: its result, why it stopped, or what stands in the way. A result from before a reload is read when this is shown. */
export function RunOutcome({ run, picking }: { run: JobRun; picking?: Picking }) {
  const missing = run.state === 'done' && run.result === undefined;
  const { id } = run;
  useEffect(() => {
    if (missing) void jobRunner.recall(id);
  }, [missing, id]);
  return (
    <div className={styles.outcome}>
      {run.trouble ? <Notice tone="warn">{run.trouble}</Notice> : null}
      {run.error ? <Problem run={run} error={run.error} /> : null}
      {run.state === 'cancelled' ? <Empty>It was cancelled before it had a result.</Empty> : null}
      {missing && !run.trouble ? <BoneRows count={6} label="Loading the result" /> : null}
      {run.state === 'done' && run.result !== undefined && run.elsewhere ? (
        <>
          <Notice tone="plain">
            The server keeps this result elsewhere, and it could not be read from there. This is what it gave
            in its place.
          </Notice>
          <Raw value={run.result} name={run.label} />
        </>
      ) : null}
      {run.state === 'done' && run.result !== undefined && !run.elsewhere ? (
        <ResultView
          result={run.result}
          context={{
            workspaceId: run.workspaceId,
            entityId: run.entityId,
            label: run.label,
            params: run.params,
            renew: () => jobRunner.renew(id),
            ...(picking ? { picking } : {}),
          }}
        />
      ) : null}
    </div>
  );
}

const TITLES: Record<JobError['kind'], string> = {
  user: 'The app asks for something',
  code: 'The app failed',
  timeout: 'It took too long',
  other: 'It did not end well',
};

/** What the app says to its reader is said as that; its own faults are told apart, with what helps its maker. */
function Problem({ run, error }: { run: JobRun; error: JobError }) {
  return (
    <Notice
      tone={error.kind === 'user' ? 'warn' : 'bad'}
      title={TITLES[error.kind]}
      action={
        run.state === 'lost' && run.uid ? (
          <Button variant="default" onClick={() => void jobRunner.recall(run.id)}>
            Look again
          </Button>
        ) : undefined
      }
    >
      <div className={styles.sentence}>{error.sentence}</div>
      {error.fields.length > 0 ? (
        <div>
          Named as the cause: <code>{error.fields.join('; ')}</code>
        </div>
      ) : null}
      {error.trace ? (
        <details>
          <summary>Trace for the app’s maker</summary>
          <pre className={styles.trace}>{error.trace}</pre>
        </details>
      ) : null}
    </Notice>
  );
}
