import { useEffect } from 'react';
import { jobRunner } from '../api/job-runner.ts';
import type { JobRun } from '../api/job-runs.ts';

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
