import { Button, Drawer } from '@mantine/core';
import '@mantine/core/styles/Drawer.css';
import { Link } from 'react-router';
import { jobRunner } from '../api/job-runner.ts';
import { isFinal, type JobRun } from '../api/job-runs.ts';
import { paths } from '../paths.ts';
import { RunStatus } from '../results/run-status.tsx';
import { Name } from '../ui/name.tsx';
import { Empty } from '../ui/notice.tsx';
import styles from './jobs-drawer.module.css';

/** The jobs of this session: those that run, those that wait in the order of their turn, then what has ended. They go on when the drawer is closed and the page is left. */
export function JobsDrawer({
  runs,
  onClose,
  onRequests,
}: {
  runs: readonly JobRun[];
  onClose: () => void;
  onRequests: () => void;
}) {
  const waiting = runs.filter(({ state }) => state === 'queued').reverse();
  const going = runs.filter((run) => !isFinal(run) && run.state !== 'queued').reverse();
  const sorted = [...going, ...waiting, ...runs.filter(isFinal)];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={440}
      title="Jobs"
      closeButtonProps={{ 'aria-label': 'Close' }}
      // Its `<header>` is no banner of the page.
      attributes={{ header: { role: 'none' } }}
      transitionProps={{ duration: 120 }}
    >
      {sorted.length === 0 ? (
        <Empty>Nothing was run in this session. Methods are run on the Jobs tab of an entity.</Empty>
      ) : null}
      <ul className={styles.list} aria-label="Jobs of this session">
        {sorted.map((run) => (
          <Item key={run.id} run={run} onClose={onClose} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button variant="subtle" onClick={onRequests}>
          Requests made
        </Button>
      </div>
    </Drawer>
  );
}

function Item({ run, onClose }: { run: JobRun; onClose: () => void }) {
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Link to={paths.jobs(run.workspaceId, run.entityId, run.method)} onClick={onClose}>
          {run.label}
        </Link>
        <span className={styles.of}>
          <Name>{run.entityName}</Name>
          {run.note ? ` · ${run.note}` : ''}
        </span>
        <RunStatus run={run} />
        {run.error ? <span className={styles.sentence}>{run.error.sentence}</span> : null}
        {run.trouble ? <span className={styles.sentence}>{run.trouble}</span> : null}
      </div>
      {isFinal(run) ? (
        <Button
          variant="subtle"
          aria-label={`Take ${run.label} out of the list`}
          onClick={() => jobRunner.forget(run.id)}
        >
          Remove
        </Button>
      ) : (
        <Button
          variant="default"
          disabled={run.cancelling}
          aria-label={`Cancel ${run.label}`}
          onClick={() => void jobRunner.cancel(run.id)}
        >
          Cancel
        </Button>
      )}
    </li>
  );
}
