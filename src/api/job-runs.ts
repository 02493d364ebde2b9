import { printJson } from '../../contract/json/printing.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { hash } from './hash.ts';
import type { JobError, JobMessage } from './jobs.ts';
import type { MethodResult } from './large-result.ts';

/** Which params a job computes with. */
export type ParamsOf = 'saved' | 'draft' | 'variant';

/** What to run. */
export interface RunRequest {
  workspaceId: number;
  entityId: number;
  entityName: string;
  method: string;
  /** What people call the method. */
  label: string;
  params: JsonObject;
  of: ParamsOf;
  /** What tells a variant from the others: “width 12.5”. */
  note?: string;
  /** Seconds, 1 to 86,400; an hour without it. */
  timeout?: number;
  /** Names of the features that were picked on a map for it. */
  events?: readonly string[] | undefined;
  /** An editor session on the entity, which public workspaces want. */
  session?: string | undefined;
  /** Compute once more although the result is here. */
  again?: boolean;
}

/** `lost`: it may run on the server, but this page cannot follow it. */
export type RunState = 'queued' | 'starting' | 'running' | 'done' | 'failed' | 'cancelled' | 'lost';

/** One run of a method. Immutable: a later state is another object with the same `id`. */
export interface JobRun {
  id: string;
  /** Method and params: runs of one key compute the same. */
  key: string;
  workspaceId: number;
  entityId: number;
  entityName: string;
  method: string;
  label: string;
  of: ParamsOf;
  note: string;
  timeout: number;
  state: RunState;
  /** The server's name of it, once it has one. */
  uid: string | null;
  message: JobMessage | null;
  /** Why it failed or was lost. */
  error: JobError | null;
  /** What stands in the way right now, though it goes on: “The server could not be reached. …” */
  trouble: string | null;
  cancelling: boolean;
  /** Milliseconds since 1970. */
  askedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** `undefined` until it is done, and after a reload until it is looked at. */
  result: MethodResult | undefined;
  /** The result is a pointer to where it is kept. */
  elsewhere: boolean;
  /** What it computes with; `undefined` after a reload. */
  params: JsonObject | undefined;
  session: string | undefined;
  events: readonly string[] | undefined;
}

export const isFinal = ({ state }: Pick<JobRun, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled' || state === 'lost';

/** What a key stands for; two sets of params that print differently have different keys, and so have different picks. */
export function runKey({
  workspaceId,
  entityId,
  method,
  params,
  events,
}: Pick<RunRequest, 'workspaceId' | 'entityId' | 'method' | 'params' | 'events'>): string {
  const text = printJson(params);
  // Two seeds: a chance hit would show the result of other params.
  const key = `${workspaceId} ${entityId} ${method} ${text.length} ${hash(text, 1)}${hash(text, 2)}`;
  return withPicks(key, events);
}

/** The key of the same run with features picked for it. */
export const withPicks = (key: string, events: readonly string[] | undefined): string =>
  events ? `${key} ${JSON.stringify(events)}` : key;

type KeptRun = Omit<
  JobRun,
  'result' | 'params' | 'session' | 'events' | 'trouble' | 'cancelling' | 'message'
>;

/** Runs as text for the browser's session storage: without params and results, which can be megabytes. */
export function printRuns(runs: readonly JobRun[]): string {
  return JSON.stringify(
    runs.map(
      ({
        result: _r,
        params: _p,
        session: _s,
        events: _e,
        trouble: _t,
        cancelling: _c,
        message: _m,
        ...kept
      }): KeptRun => kept,
    ),
  );
}

/** Runs as a reload finds them. What the server had not named yet cannot be followed, and is said to be lost. */
export function readRuns(text: string | null): JobRun[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(kept)) return [];
  return kept.filter(isKept).map((run) => {
    const made: JobRun = {
      ...run,
      result: undefined,
      params: undefined,
      session: undefined,
      events: undefined,
      trouble: null,
      cancelling: false,
      message: null,
    };
    if (run.state === 'queued') return { ...made, state: 'cancelled', endedAt: made.endedAt ?? made.askedAt };
    return run.state === 'starting' || (run.state === 'running' && run.uid === null)
      ? { ...made, state: 'lost', error: LOST_ON_RELOAD, endedAt: made.askedAt }
      : made;
  });
}

const LOST_ON_RELOAD: JobError = {
  kind: 'other',
  sentence:
    'The page was reloaded before the server had named this job, so it cannot be followed. Run it again.',
  fields: [],
  trace: null,
};

function isKept(value: unknown): value is KeptRun {
  const run = value as Partial<KeptRun> | null;
  return (
    typeof run?.id === 'string' &&
    typeof run.key === 'string' &&
    typeof run.method === 'string' &&
    typeof run.workspaceId === 'number' &&
    typeof run.entityId === 'number' &&
    typeof run.state === 'string'
  );
}
