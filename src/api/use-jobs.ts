import { useEffect, useSyncExternalStore } from 'react';
import { jobRunner } from './job-runner.ts';
import type { JobRun } from './job-runs.ts';
import { type LoggedRequest, requestLog } from './request-log.ts';

/** All runs of this session, newest first. */
export function useJobRuns(): readonly JobRun[] {
  return useSyncExternalStore(jobRunner.subscribe, jobRunner.read);
}

/** Reads the results of runs that were done before a reload, one after the other. Says in a run what goes wrong. */
export function useResultsOf(runs: readonly (JobRun | undefined)[]): void {
  const missing = runs
    .filter((run) => run?.state === 'done' && run.result === undefined)
    .map((run) => run?.id)
    .join(' ');
  useEffect(() => {
    let ended = false;
    const readAll = async () => {
      for (const id of missing.split(' ').filter(Boolean)) {
        if (ended) return;
        await jobRunner.recall(id);
      }
    };
    void readAll();
    return () => {
      ended = true;
    };
  }, [missing]);
}

/** Requests of this page, newest first. */
export function useRequestLog(): readonly LoggedRequest[] {
  return useSyncExternalStore(requestLog.subscribe, requestLog.read);
}
