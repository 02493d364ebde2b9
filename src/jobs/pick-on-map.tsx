import { Button, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { jobRunner } from '../api/job-runner.ts';
import { isFinal, type RunRequest, runKey } from '../api/job-runs.ts';
import { useJobRuns } from '../api/use-jobs.ts';
import type { PickSpec } from '../fields/form-spec.ts';
import type { Picking } from '../results/part.ts';
import { RunOutcome } from '../results/run-outcome.tsx';
import { RunStatus } from '../results/run-status.tsx';
import { Empty } from '../ui/notice.tsx';
import styles from './jobs-page.module.css';
import type { Method } from './methods.ts';
import { pickWords, toggled } from './picks.ts';

interface PickOnMapProps {
  picks: PickSpec;
  /** The views of the entity that may draw a map. */
  views: readonly Method[];
  /** What the map is computed with, but for the method. */
  request: Omit<RunRequest, 'method' | 'label'>;
  picked: readonly string[];
  pick: (picked: readonly string[]) => void;
}

/** The map that a button wants features picked on: computed with the same params as the button, when it is asked for. */
export function PickOnMap({ picks, views, request, picked, pick }: PickOnMapProps) {
  const [chosen, setChosen] = useState(views[0]?.method ?? '');
  const view = views.find(({ method }) => method === chosen) ?? views[0];
  if (!view)
    return (
      <Empty>
        {`The app wants features picked ${picks.view ? `in its view “${picks.view}”` : 'on a map'}, and offers no such view for this entity.`}
      </Empty>
    );
  return (
    <section className={styles.beside} aria-label="Pick on the map">
      <div className={styles.sweep}>
        {views.length > 1 ? (
          <NativeSelect
            aria-label="Map"
            size="xs"
            value={view.method}
            data={views.map(({ method, label }) => ({ value: method, label }))}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
              pick([]);
            }}
          />
        ) : null}
        <span role="status">{pickWords(picks, picked.length)}</span>
        {picked.length > 0 ? (
          <Button variant="subtle" onClick={() => pick([])}>
            Pick none
          </Button>
        ) : null}
      </div>
      <PickMap key={view.method} {...{ picks, view, request, picked, pick }} />
    </section>
  );
}

function PickMap({ picks, view, request, picked, pick }: Omit<PickOnMapProps, 'views'> & { view: Method }) {
  const what = { ...request, method: view.method, label: view.label };
  const { workspaceId, entityId, params } = request;
  const key = useMemo(
    () => runKey({ workspaceId, entityId, method: view.method, params }),
    [workspaceId, entityId, view.method, params],
  );
  const run = useJobRuns().find((one) => one.key === key);
  const picking = useMemo<Picking>(
    () => ({
      groups: picks.groups,
      picked: new Set(picked),
      toggle: (name) => pick(toggled(picked, name, picks.most)),
    }),
    [picks, picked, pick],
  );
  if (!run || (isFinal(run) && run.state !== 'done'))
    return (
      <>
        {run ? <RunOutcome run={run} /> : null}
        <div>
          <Button variant="default" onClick={() => jobRunner.run(what)}>
            {`Show the map “${view.label}”`}
          </Button>
        </div>
      </>
    );
  return isFinal(run) ? <RunOutcome run={run} picking={picking} /> : <RunStatus run={run} />;
}
