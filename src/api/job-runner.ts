import type { Job } from '../../contract/job.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { tabStorage } from '../storage.ts';
import { ApiError } from './http.ts';
import { isFinal, type JobRun, printRuns, type RunRequest, readRuns, runKey } from './job-runs.ts';
import {
  type Aside,
  cancelJob,
  entityCompute,
  followPointer,
  getJob,
  type JobError,
  type JobMessage,
  readJob,
  uidOf,
} from './jobs.ts';
import { isPassing } from './retry.ts';
import { uniqueName } from './unique-name.ts';

const FIRST_POLL = 800;
const POLL_GROWTH = 1.5;
const LONGEST_POLL = 5000;
/** Polls that fail are spread out further than those that tell something. */
const LONGEST_TROUBLE = 30_000;
/** A page that nobody sees for this long stops asking. */
const HIDDEN_FOR = 60_000;
const AT_ONCE = 3;
const KEPT = 200;
const HOUR = 3600;
const STORED = 'viktor-explorer-jobs ';

/** Starts jobs, follows them and keeps what came of them, whatever page is open. */
export class JobRunner {
  #runs: readonly JobRun[] = [];
  #owner: string | null = null;
  #listeners = new Set<() => void>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #delays = new Map<string, number>();
  #asking = new Set<string>();
  #hiddenSince: number | null = null;

  constructor() {
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#seen);
  }

  /** Newest first. */
  read = (): readonly JobRun[] => this.#runs;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whose jobs are kept over a reload, in this tab; goes on with those that were running. Jobs of somebody else are let go. */
  open(owner: string): void {
    if (this.#owner === owner) return;
    if (this.#owner !== null) this.close();
    this.#owner = owner;
    const known = new Set(this.#runs.map(({ id }) => id));
    const kept = readRuns(tabStorage.get(STORED + owner)).filter(({ id }) => !known.has(id));
    this.#put([...this.#runs, ...kept]);
    for (const run of kept) if (!isFinal(run)) this.#poll(run.id);
  }

  /** Stops following and forgets all runs; what is stored stays. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#delays.clear();
    this.#owner = null;
    this.#runs = [];
    this.#tell();
  }

  /**
   * Run a method, unless the same method is running or done with the same params: then that run is given back, and nothing is asked of the server.
   * At most three run at once; others wait their turn. Never throws: what goes wrong is said in the run.
   */
  run(request: RunRequest): JobRun {
    const key = runKey(request);
    const same = this.#runs.find((run) => run.key === key);
    if (same && (!isFinal(same) || (same.state === 'done' && !request.again))) return same;
    const { again: _, ...asked } = request;
    const made: JobRun = {
      ...{ note: '', timeout: HOUR, session: undefined, events: undefined, ...asked, key },
      ...{ id: uniqueName(), state: 'queued', uid: null, message: null, error: null, trouble: null },
      ...{ cancelling: false, askedAt: Date.now(), startedAt: null, endedAt: null },
      ...{ result: undefined, elsewhere: false },
    };
    const others = this.#runs.filter((run) => run.key !== key || !isFinal(run));
    let ended = 0;
    this.#put([made, ...others.filter((run) => !isFinal(run) || ++ended < KEPT)]);
    this.#startNext();
    return this.find(made.id) ?? made;
  }

  find = (id: string): JobRun | undefined => this.#runs.find((run) => run.id === id);

  /** Ask for a job to be stopped. One that waits is simply taken out; for others the server decides, and the run says what it answered. */
  async cancel(id: string): Promise<void> {
    const run = this.find(id);
    if (!run || isFinal(run)) return;
    if (run.state === 'queued') return this.#end(id, { state: 'cancelled' });
    this.#change(id, { cancelling: true });
    if (run.uid === null) return; // it is asked for when the server has named it
    try {
      await cancelJob(run.uid);
      this.#end(id, { state: 'cancelled' });
    } catch (error) {
      this.#change(id, { cancelling: false, trouble: `It could not be cancelled: ${sentenceOf(error)}` });
      if (error instanceof ApiError && error.status > 0) this.#poll(id);
    }
  }

  /** Read the result of a run that was done before a reload, or look once more for a lost one. */
  async recall(id: string): Promise<void> {
    const run = this.find(id);
    if (!run?.uid || (run.state === 'done' && run.result !== undefined)) return;
    await this.#ask(id, run.uid);
  }

  /** Read a result anew and give it: links in it live for minutes, and the server gives new ones as long as it keeps the result. */
  async renew(id: string): Promise<JobRun['result']> {
    const run = this.find(id);
    if (run?.uid && run.state === 'done') await this.#ask(id, run.uid);
    return this.find(id)?.result;
  }

  /** Take a run out of the list; one that runs goes on at the server. */
  forget(id: string): void {
    this.#stopTimer(id);
    this.#put(this.#runs.filter((run) => run.id !== id));
    this.#startNext();
  }

  #startNext(): void {
    const busy = this.#runs.filter(({ state }) => state === 'starting' || state === 'running').length;
    const waiting = this.#runs.filter(({ state }) => state === 'queued').reverse();
    for (const run of waiting.slice(0, Math.max(0, AT_ONCE - busy))) void this.#start(run);
  }

  async #start(run: JobRun): Promise<void> {
    const { id, workspaceId, entityId, method, params, timeout, session, events } = run;
    if (!params) return this.#end(id, { state: 'cancelled' });
    this.#change(id, { state: 'starting', startedAt: Date.now(), trouble: null });
    try {
      const aside: Aside = { result: null };
      await this.#take(
        id,
        await entityCompute({ workspaceId, entityId, method, params, timeout, session, events }, aside),
        aside,
      );
    } catch (error) {
      if (error instanceof ApiError && error.status === 429) return this.#wait(id, error);
      this.#end(id, notStarted(error));
    }
  }

  /** The server asks to slow down: it has not taken the job, so asking again starts nothing twice. */
  #wait(id: string, error: ApiError): void {
    const again = () => {
      const run = this.find(id);
      if (run?.cancelling) this.#end(id, { state: 'cancelled' });
      else if (run) void this.#start(run);
    };
    this.#change(id, { trouble: error.message });
    const seconds = this.find(id)?.cancelling ? 0 : (error.retryAfterSeconds ?? 5);
    this.#timers.set(id, setTimeout(again, seconds * 1000));
  }

  /** An answer of the server about a run: where it is now, and when to ask again. */
  async #take(id: string, job: Job, aside: Aside): Promise<void> {
    const run = this.find(id);
    // An answer that was under way when the job ended otherwise.
    if (!run || run.state === 'cancelled' || run.state === 'failed') return;
    const report = readJob(job);
    if (report.state === 'running') this.#goOn(run, report.message, run.uid ?? uidOf(job) ?? null);
    else if (report.state === 'done') {
      const endedAt = run.endedAt ?? Date.now();
      const done = { state: 'done', error: null, endedAt } as const;
      if (report.elsewhere && !aside.result) await this.#follow(id, report.result, done);
      else this.#end(id, { ...done, result: aside.result ?? report.result, elsewhere: false });
    } else this.#end(id, report);
  }

  /** A result that is kept elsewhere is read from there; where that fails the pointer is what there is to show. */
  async #follow(id: string, pointer: JsonValue, done: Partial<JobRun>): Promise<void> {
    try {
      this.#end(id, { ...done, result: await followPointer(pointer), elsewhere: false });
    } catch (error) {
      this.#end(id, { ...done, result: pointer, elsewhere: true, trouble: sentenceOf(error) });
    }
  }

  #goOn({ id, ...run }: JobRun, message: JobMessage | null, uid: string | null): void {
    if (uid === null) {
      this.#end(id, { state: 'lost', error: other('The server started the job without naming it.') });
      return;
    }
    this.#change(id, {
      ...{ state: 'running', uid, message: message ?? run.message },
      ...{ trouble: null, endedAt: null, error: null },
    });
    if (run.cancelling && run.uid === null) void this.cancel(id);
    this.#later(id, LONGEST_POLL);
  }

  #later(id: string, longest: number, atLeast = 0): void {
    const delay = this.#delays.get(id) ?? FIRST_POLL;
    this.#delays.set(id, Math.min(longest, delay * POLL_GROWTH));
    this.#stopTimer(id);
    const wait = Math.max(Math.min(delay, longest), atLeast);
    this.#timers.set(
      id,
      setTimeout(() => !this.#unseen() && this.#poll(id), wait),
    );
  }

  #poll(id: string): void {
    const run = this.find(id);
    if (run?.uid && !isFinal(run)) void this.#ask(id, run.uid);
  }

  async #ask(id: string, uid: string): Promise<void> {
    if (this.#asking.has(id)) return;
    this.#asking.add(id);
    this.#stopTimer(id);
    try {
      const aside: Aside = { result: null };
      await this.#take(id, await getJob(uid, undefined, aside), aside);
    } catch (error) {
      this.#missed(id, error);
    } finally {
      this.#asking.delete(id);
    }
  }

  /** A question about a job got no use: it goes on as long as that may pass. */
  #missed(id: string, error: unknown): void {
    const run = this.find(id);
    if (!run) return;
    if (isFinal(run)) {
      const gone = error instanceof ApiError && error.status === 404;
      this.#change(id, {
        trouble: gone ? 'The server keeps this result no longer. Run it again.' : sentenceOf(error),
      });
      return;
    }
    if (isPassing(error)) {
      this.#change(id, { trouble: error.message });
      this.#later(id, LONGEST_TROUBLE, (error.retryAfterSeconds ?? 0) * 1000);
    } else this.#end(id, { state: 'lost', error: other(lostSentence(error)) });
  }

  #end(id: string, last: Partial<JobRun>): void {
    this.#stopTimer(id);
    this.#delays.delete(id);
    this.#change(id, { endedAt: Date.now(), trouble: null, cancelling: false, ...last });
    this.#startNext();
  }

  #unseen(): boolean {
    return this.#hiddenSince !== null && Date.now() - this.#hiddenSince > HIDDEN_FOR;
  }

  #seen = (): void => {
    if (document.visibilityState === 'hidden') {
      this.#hiddenSince ??= Date.now();
      return;
    }
    const unseen = this.#unseen();
    this.#hiddenSince = null;
    if (unseen) for (const run of this.#runs) if (run.state === 'running') this.#poll(run.id);
  };

  #stopTimer(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #change(id: string, change: Partial<JobRun>): void {
    this.#put(this.#runs.map((run) => (run.id === id ? { ...run, ...change } : run)));
  }

  #put(runs: readonly JobRun[]): void {
    this.#runs = runs;
    if (this.#owner !== null) keepRuns(STORED + this.#owner, runs);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Without room in the session's storage jobs are followed all the same; a reload then forgets them. */
function keepRuns(key: string, runs: readonly JobRun[]): void {
  if (!tabStorage.set(key, printRuns(runs))) tabStorage.remove(key);
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const other = (sentence: string): JobError => ({ kind: 'other', sentence, fields: [], trace: null });

function notStarted(error: unknown): Partial<JobRun> {
  if (error instanceof ApiError && error.kind === 'unreachable')
    return {
      state: 'lost',
      error: other(
        'The connection broke before the server answered: the job may run there, but cannot be followed from here.',
      ),
    };
  return {
    state: 'failed',
    error: {
      ...other(sentenceOf(error)),
      fields: error instanceof ApiError ? Object.keys(error.fields) : [],
    },
  };
}

function lostSentence(error: unknown): string {
  if (error instanceof ApiError && error.status === 404)
    return 'The server does not know this job any more. It may have been restarted: run it again.';
  return sentenceOf(error);
}

/** The one runner of the page. */
export const jobRunner = new JobRunner();
