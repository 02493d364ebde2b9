import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { JobRun } from '../api/job-runs.ts';
import styles from './run-status.module.css';

/** Where a run is, in a word and an icon; while it runs with what the app says, a bar when it says how far, and the time since. */
export function RunStatus({ run }: { run: JobRun }) {
  const { icon: Icon, word, tone } = lookOf(run);
  const going = run.state === 'running' || run.state === 'starting';
  const percentage = going ? (run.message?.percentage ?? null) : null;
  return (
    <span className={styles.status} data-tone={tone}>
      <Icon size={15} stroke={1.8} aria-hidden="true" />
      <span className={styles.word}>{word}</span>
      {percentage !== null ? (
        <>
          <progress className={styles.bar} max={100} value={percentage} aria-label="Progress" />
          <span>{`${Math.round(percentage)} %`}</span>
        </>
      ) : null}
      {going && run.message?.text ? <span className={styles.message}>{run.message.text}</span> : null}
      <Elapsed run={run} />
    </span>
  );
}

function lookOf({ state, error, cancelling }: JobRun) {
  if (cancelling) return { icon: IconPlayerStop, word: 'Cancelling', tone: 'plain' };
  if (state === 'queued') return { icon: IconClock, word: 'Waits its turn', tone: 'plain' };
  if (state === 'starting') return { icon: IconClock, word: 'Starting', tone: 'plain' };
  if (state === 'running') return { icon: IconClock, word: 'Running', tone: 'going' };
  if (state === 'done') return { icon: IconCircleCheck, word: 'Done', tone: 'good' };
  if (state === 'cancelled') return { icon: IconPlayerStop, word: 'Cancelled', tone: 'plain' };
  if (state === 'lost') return { icon: IconAlertTriangle, word: 'Lost sight of', tone: 'warn' };
  if (error?.kind === 'user') return { icon: IconAlertTriangle, word: 'Stopped by the app', tone: 'warn' };
  if (error?.kind === 'timeout') return { icon: IconClock, word: 'Took too long', tone: 'bad' };
  return { icon: IconCircleX, word: 'Failed', tone: 'bad' };
}

function Elapsed({ run: { state, startedAt, endedAt } }: { run: JobRun }) {
  const going = state === 'running' || state === 'starting';
  const now = useSeconds(going);
  if (startedAt === null) return null;
  const seconds = ((endedAt ?? now) - startedAt) / 1000;
  return <span className={styles.time}>{durationText(Math.max(0, seconds), going)}</span>;
}

/** The time, once a second while somebody needs it. */
function useSeconds(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/** `0.8 s`, `41 s`, `3 min 5 s`; without tenths while it grows. */
function durationText(seconds: number, whole = false): string {
  if (seconds < 10 && !whole) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
