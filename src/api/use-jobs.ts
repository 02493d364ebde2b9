import { useSyncExternalStore } from 'react';
import { jobRunner } from './job-runner.ts';
import type { JobRun } from './job-runs.ts';
import { type LoggedRequest, requestLog } from './request-log.ts';

/** All runs of this session, newest first. */
export function useJobRuns(): readonly JobRun[] {
  return useSyncExternalStore(jobRunner.subscribe, jobRunner.read);
}

/** Requests of this page, newest first. */
export function useRequestLog(): readonly LoggedRequest[] {
  return useSyncExternalStore(requestLog.subscribe, requestLog.read);
}
