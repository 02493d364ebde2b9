import { randomUUID } from 'node:crypto';
import { log } from '../log.ts';
import { computeAside } from './app-threads.ts';
import { errorOf } from './apps/compute.ts';
import type { JobError, Method, Outcome, ResultFile, Task } from './apps/method.ts';
import type { Database } from './database.ts';
import { takeId } from './ids.ts';
import { type JobMessage, messageAt } from './job-progress.ts';
import type { JobRow } from './schema.ts';
import { timeNow } from './text.ts';

/** A server says this often that its jobs run; one that was silent for longer than `silence` is taken as gone. Milliseconds. */
const heartbeat = 5_000;
const silence = 30_000;
/** Results are kept for a day. Milliseconds. */
const keptFor = 86_400_000;
const longestTimer = 2 ** 31 - 1;
/** Methods take a fifth of the time that they say. */
const usualPace = 0.2;
/** A result of more characters is given as a link to it. */
const longestResult = 1_000_000;

export interface JobRequest {
  workspaceId: number;
  callerId: number;
  method: Method;
  task: Omit<Task, 'linkMark'>;
  /** Seconds. */
  timeout: number;
}

export interface Jobs {
  /** Starts a job and gives its id; it goes on by itself. */
  start(request: JobRequest): Promise<number>;
  /** Resolves when the job ends, or after so many milliseconds. */
  wait(id: number, milliseconds: number): Promise<void>;
  /** Where the job is now, or undefined when there is none. */
  find(id: number): Promise<JobRow | undefined>;
  cancel(id: number): Promise<void>;
  /** Says of every job that runs here that it will not end any more. */
  close(): Promise<void>;
}

interface Running {
  message(): JobMessage | null;
  stop(): void;
  end: Promise<void>;
}
type End = { status: JobRow['status']; error?: JobError; result?: string; files?: ResultFile[] };

const microseconds = (): number => Date.now() * 1000;
const restarted = errorOf(
  'error_app_reloading',
  'The server was restarted while this job ran, so there is no result. Run it again.',
);

/** Fails the jobs that a server left running when it ended. For a database that no other server uses. */
export async function failLostJobs(database: Database): Promise<void> {
  await store(database, { status: 'failed', error: restarted }, null);
}

/** Runs jobs of the apps. `pace`: seconds that pass for each second that a method says it takes. */
export function createJobs(database: Database, pace = usualPace): Jobs {
  const runner = randomUUID();
  const running = new Map<number, Running>();
  let beat: NodeJS.Timeout | undefined;

  function beatWhileRunning(): void {
    if (running.size === 0) {
      clearInterval(beat);
      beat = undefined;
    } else beat ??= setInterval(() => void sayAlive(), heartbeat).unref();
  }
  async function sayAlive(): Promise<void> {
    for (const [id, { message }] of running) {
      await database.kysely
        .updateTable('jobs')
        .set({ alive_us: microseconds(), message: JSON.stringify(message()) })
        .where('id', '=', id)
        .execute()
        .catch((error: unknown) => log.warn({ err: error, job: id }, 'A running job could not be noted'));
    }
  }
  function run(id: number, request: JobRequest, linkMark: string): void {
    const { method, timeout } = request;
    const started = Date.now();
    const computing = computeAside({ ...request.task, linkMark });
    let isEndless = false;
    let stop = (): void => {};
    const stopped = new Promise<null>((resolve) => {
      stop = () => resolve(null);
    });
    let lateAlarm: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      lateAlarm = setTimeout(() => resolve('late'), Math.min(timeout * 1000, longestTimer)).unref();
    });
    const outcome = computing.outcome.then(async (found): Promise<Outcome> => {
      isEndless = found.kind === 'endless';
      if (isEndless) return new Promise(() => {});
      const seconds = (found.kind === 'error' && found.afterSeconds) || method.seconds;
      await sleep(seconds * pace * 1000 - (Date.now() - started));
      return found;
    });
    const end = Promise.race([outcome, stopped, late])
      .then((found) => {
        if (found === null || found === 'late') computing.stop();
        return found === null ? null : endOf(found, timeout);
      })
      .catch((error: unknown): End => {
        log.error({ err: error, job: id, method: request.task.method }, 'A job broke off');
        return { status: 'failed', error: errorOf('error_code', '') };
      })
      .then((found) => (found === null ? undefined : store(database, found, id)))
      .catch((error: unknown) => log.error({ err: error, job: id }, 'The end of a job could not be stored'))
      .finally(() => {
        clearTimeout(lateAlarm);
        running.delete(id);
        beatWhileRunning();
      });
    running.set(id, {
      message: () => messageAt(method, (Date.now() - started) / 1000, pace, isEndless),
      stop,
      end,
    });
    beatWhileRunning();
  }
  return {
    async start(request) {
      const [id, linkMark] = [await takeId(database.kysely, 'job'), `link:${randomUUID()}:`];
      const now = microseconds();
      await database.kysely
        .deleteFrom('jobs')
        .where('started_us', '<', now - keptFor * 1000)
        .where('status', '!=', 'running')
        .execute();
      await database.kysely
        .insertInto('jobs')
        .values({
          id,
          workspace_id: request.workspaceId,
          entity_id: request.task.entity.id,
          method: request.task.method,
          created_by: request.callerId,
          runner,
          status: 'running',
          started_us: now,
          alive_us: now,
          result_kind: 'result',
          link_mark: linkMark,
        })
        .execute();
      run(id, request, linkMark);
      return id;
    },
    async wait(id, milliseconds) {
      await Promise.race([running.get(id)?.end, sleep(milliseconds)]);
    },
    async find(id) {
      const read = () =>
        database.kysely.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
      const row = await read();
      if (row?.status !== 'running') return row;
      const here = running.get(id);
      if (here !== undefined) return { ...row, message: JSON.stringify(here.message()) };
      if (row.runner !== runner && row.alive_us > microseconds() - silence * 1000) return row;
      // It ended while it was read; or its server is gone, or could not store its end.
      const again = await read();
      if (again?.status !== 'running') return again;
      await store(database, { status: 'failed', error: restarted }, id);
      return read();
    },
    async cancel(id) {
      await store(database, { status: 'cancelled' }, id);
      const here = running.get(id);
      here?.stop();
      await here?.end;
    },
    async close() {
      const ends = [...running.values()].map(({ stop, end }) => {
        stop();
        return end;
      });
      const ids = [...running.keys()];
      await Promise.all(ends);
      for (const id of ids) await store(database, { status: 'failed', error: restarted }, id);
    },
  };
}

function endOf(found: Outcome | 'late', timeout: number): End {
  if (found === 'late') {
    const seconds = timeout === 1 ? '1 second' : `${timeout} seconds`;
    return {
      status: 'failed',
      error: errorOf('error_timeout', `The job was stopped after ${seconds}, the most it was given.`),
    };
  }
  if (found.kind === 'result') return { status: 'success', result: found.text, files: found.files };
  return { status: 'failed', error: found.kind === 'error' ? found.error : restarted };
}

/** Writes the end of a job that still runs, with its files, or of every job that runs. What has ended before stays as it ended. */
async function store(database: Database, end: End, id: number | null): Promise<void> {
  await database.transaction(async (transaction) => {
    let update = transaction
      .updateTable('jobs')
      .set({
        status: end.status,
        completed_at: timeNow(),
        message: null,
        error: end.error === undefined ? null : JSON.stringify(end.error),
      })
      .where('status', '=', 'running');
    if (id !== null) update = update.where('id', '=', id);
    const [ended] = await update.returning(['id', 'link_mark']).execute();
    if (id === null || ended === undefined || end.result === undefined) return;
    const { kind, result, files } = keptResult(end.result, end.files ?? [], ended.link_mark);
    await transaction.updateTable('jobs').set({ result, result_kind: kind }).where('id', '=', id).execute();
    for (const [ordinal, file] of files.entries()) {
      await transaction
        .insertInto('job_files')
        .values({ job_id: id, ordinal, ...file })
        .execute();
    }
  });
}

/** A result that is very long is kept as one more file; one that has links itself stays, since they are made anew at each reading. */
function keptResult(result: string, files: ResultFile[], linkMark: string) {
  if (result.length <= longestResult || files.length > 0) return { kind: 'result' as const, result, files };
  const whole: ResultFile = {
    filename: 'result.json',
    content_type: 'application/json',
    is_expired: false,
    content: new TextEncoder().encode(result),
  };
  return {
    kind: 'result_pointer' as const,
    result: JSON.stringify({ url: `${linkMark}0` }),
    files: [whole],
  };
}

/** Does not keep the process alive. */
const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.min(Math.max(0, milliseconds), longestTimer)).unref();
  });
