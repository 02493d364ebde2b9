import { ActionIcon } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { jobRunner } from '../api/job-runner.ts';
import { isFinal } from '../api/job-runs.ts';
import { environmentKey } from '../api/session.ts';
import { useJobRuns } from '../api/use-jobs.ts';
import { userQueries } from '../api/users.ts';
import { useCommands } from '../palette/commands.ts';
import { Tip } from '../ui/tip.tsx';
import styles from './jobs-button.module.css';

const JobsDrawer = lazy(() => import('./jobs-drawer.tsx').then((module) => ({ default: module.JobsDrawer })));
const RequestsDrawer = lazy(() =>
  import('./requests-drawer.tsx').then((module) => ({ default: module.RequestsDrawer })),
);

/** How many jobs run, from every page, and the way to them; also to the list of requests. */
export function JobsButton() {
  const [open, setOpen] = useState<'jobs' | 'requests' | null>(null);
  const { data: me } = useQuery(userQueries.getCurrentUser());
  const runs = useJobRuns();
  const going = runs.filter((run) => !isFinal(run)).length;
  const waiting = runs.filter(({ state }) => state === 'queued').length;
  const userId = me?.id;
  useEffect(() => {
    // People of two environments may have the same number.
    if (userId !== undefined) jobRunner.open(`${environmentKey()} ${userId}`.trim());
  }, [userId]);
  useCommands([
    { id: 'jobs.open', title: 'Show jobs', area: 'Everywhere', run: () => setOpen('jobs') },
    {
      id: 'requests.open',
      title: 'Show the requests made',
      area: 'Everywhere',
      run: () => setOpen('requests'),
    },
  ]);
  const words =
    going === 0 ? 'Jobs' : `Jobs: ${going - waiting} running${waiting > 0 ? `, ${waiting} waiting` : ''}`;
  return (
    <>
      <Tip label={words}>
        <ActionIcon variant="subtle" color="gray" aria-label={words} onClick={() => setOpen('jobs')}>
          <IconPlayerPlay size={18} stroke={1.6} />
          {going > 0 ? (
            <span className={styles.count} aria-hidden="true">
              {going}
            </span>
          ) : null}
        </ActionIcon>
      </Tip>
      {/* Without the role: pages have a status of their own. */}
      <span aria-live="polite" className="vx-visually-hidden">
        {going > 0 ? words : ''}
      </span>
      <Suspense fallback={null}>
        {open === 'jobs' ? (
          <JobsDrawer runs={runs} onClose={() => setOpen(null)} onRequests={() => setOpen('requests')} />
        ) : null}
        {open === 'requests' ? <RequestsDrawer onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
