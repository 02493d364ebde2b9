import { Button, NativeSelect } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { jobRunner } from '../api/job-runner.ts';
import { isFinal, type JobRun, runKey, withPicks } from '../api/job-runs.ts';
import { useJobRuns } from '../api/use-jobs.ts';
import { RunOutcome } from '../results/run-outcome.tsx';
import { RunStatus } from '../results/run-status.tsx';
import { BoneRows } from '../ui/bone.tsx';
import { MarkedText } from '../ui/marked-text.tsx';
import { Empty } from '../ui/notice.tsx';
import styles from './jobs-page.module.css';
import type { Method } from './methods.ts';
import { isEnough, mapsFor } from './picks.ts';

const CompareRuns = lazy(() =>
  import('./compare-runs.tsx').then((module) => ({ default: module.CompareRuns })),
);
const PickOnMap = lazy(() => import('./pick-on-map.tsx').then((module) => ({ default: module.PickOnMap })));
const Sweep = lazy(() => import('./sweep.tsx').then((module) => ({ default: module.Sweep })));

const LIMITS = [
  { value: '60', label: '1 minute' },
  { value: '600', label: '10 minutes' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
];

interface RunPanelProps {
  workspaceId: number;
  entity: Entity;
  method: Method;
  /** All that the entity's app offers. */
  methods: readonly Method[];
  of: 'saved' | 'draft';
  /** What it runs with. */
  used: JsonObject;
  session: string | undefined;
}

/** One method: run it, follow it, cancel it, look at what came of it, and set that against other params. */
export function RunPanel({ workspaceId, entity, method, methods, of, used, session }: RunPanelProps) {
  const [limit, setLimit] = useState('3600');
  const [beside, setBeside] = useState<'compare' | 'sweep' | null>(null);
  const runs = useJobRuns().filter(
    (run) => run.method === method.method && run.entityId === entity.id && run.workspaceId === workspaceId,
  );
  const place = { workspaceId, entityId: entity.id, entityName: entity.name, session };
  const called = { ...place, method: method.method, label: method.label };
  // Of params of megabytes it takes long.
  const plain = useMemo(
    () => runKey({ workspaceId, entityId: entity.id, method: method.method, params: used }),
    [workspaceId, entity.id, method.method, used],
  );
  const { picked, pick } = usePicked(plain);
  const isReady = !method.picks || isEnough(method.picks, picked.length);
  const what = method.picks ? { ...called, events: picked } : called;
  const key = method.picks ? withPicks(plain, picked) : plain;
  const current = runs.find((run) => run.key === key);
  const other = runs.find((run) => run.of !== 'variant');
  const note = of === 'draft' ? 'unsaved params' : '';
  const run = { params: used, of, note, timeout: Number(limit) };
  const start = (again: boolean) =>
    jobRunner.run({ ...what, ...run, note: [note, ...picked].filter(Boolean).join(', '), again });
  return (
    <section className={styles.panel} aria-label={method.label}>
      <header className={styles.head}>
        <h2>{method.label}</h2>
        <code>{method.method}</code>
        {method.description ? (
          <p>
            <MarkedText>{method.description}</MarkedText>
          </p>
        ) : null}
      </header>
      <div className={styles.actions}>
        {isReady ? <RunButtons run={current} onRun={start} /> : <Button disabled>Run</Button>}
        <NativeSelect
          aria-label="Time limit"
          size="xs"
          data={LIMITS}
          value={limit}
          onChange={(event) => setLimit(event.currentTarget.value)}
        />
        <Toggle isOpen={beside === 'compare'} onToggle={(open) => setBeside(open ? 'compare' : null)}>
          Compare
        </Toggle>
        <Toggle
          isOpen={beside === 'sweep'}
          disabled={!isReady}
          onToggle={(open) => setBeside(open ? 'sweep' : null)}
        >
          Sweep
        </Toggle>
        <span role="status" className={styles.status}>
          {current ? <RunStatus run={current} /> : null}
        </span>
      </div>
      <Suspense fallback={<BoneRows count={4} />}>
        {beside === 'compare' ? <CompareRuns runs={runs} current={current} /> : null}
        {beside === 'sweep' ? (
          <Sweep what={what} params={used} paramsKey={plain} of={of} timeout={Number(limit)} />
        ) : null}
      </Suspense>
      {beside === null && (!method.picks || current) ? (
        <Outcome current={current} other={other} of={of} method={method} />
      ) : null}
      {method.picks ? (
        <Suspense fallback={<BoneRows count={4} />}>
          <PickOnMap
            picks={method.picks}
            views={mapsFor(method.picks, methods)}
            request={{ ...place, ...run }}
            {...{ picked, pick }}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

const NOTHING: readonly string[] = [];

/** The features that are picked for these params: on the map of others they may not be. */
function usePicked(key: string) {
  const [kept, setKept] = useState({ key, picked: NOTHING });
  const pick = useCallback((picked: readonly string[]) => setKept({ key, picked }), [key]);
  return { picked: kept.key === key ? kept.picked : NOTHING, pick };
}

function Toggle({
  isOpen,
  disabled = false,
  onToggle,
  children,
}: {
  isOpen: boolean;
  disabled?: boolean;
  onToggle: (open: boolean) => void;
  children: string;
}) {
  return (
    <Button
      variant={isOpen ? 'light' : 'subtle'}
      disabled={disabled}
      aria-expanded={isOpen}
      onClick={() => onToggle(!isOpen)}
    >
      {children}
    </Button>
  );
}

function RunButtons({ run, onRun }: { run: JobRun | undefined; onRun: (again: boolean) => void }) {
  if (run && !isFinal(run))
    return (
      <Button variant="default" disabled={run.cancelling} onClick={() => void jobRunner.cancel(run.id)}>
        Cancel
      </Button>
    );
  return run?.state === 'done' ? (
    <Button variant="default" onClick={() => onRun(true)}>
      Run again
    </Button>
  ) : (
    <Button onClick={() => onRun(false)}>Run</Button>
  );
}

/** What came of these params; before they were run, what came of others, said to be so. */
function Outcome({
  current,
  other,
  of,
  method,
}: {
  current: JobRun | undefined;
  other: JobRun | undefined;
  of: 'saved' | 'draft';
  method: Method;
}) {
  if (current) return <RunOutcome key={current.id} run={current} />;
  const guess =
    method.seconds !== null && method.seconds >= 1 ? ` Its maker expects ${method.seconds} s.` : '';
  if (other?.state !== 'done')
    return <Empty>{`Not run yet with the ${of === 'draft' ? 'unsaved' : 'saved'} params.${guess}`}</Empty>;
  return (
    <>
      <p className={styles.stale}>
        {`Not run yet with the ${of === 'draft' ? 'unsaved' : 'saved'} params. This is from other params${other.note ? ` (${other.note})` : ''}:`}
      </p>
      <RunOutcome key={other.id} run={other} />
    </>
  );
}
