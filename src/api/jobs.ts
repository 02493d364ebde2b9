import { Job } from '../../contract/job.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { ApiError, request, requestNothing } from './http.ts';
import { LARGE, type LargeResult, type MethodResult, readLarge } from './large-result.ts';
import { requestContent } from './request-content.ts';

/** Results hold sets of params, so they stay lossless as a whole. */
const RESULT_MEMBERS: ReadonlySet<string> = new Set(['result', 'content']);

export interface Compute {
  workspaceId: number;
  entityId: number;
  /** The method of the app's controller: a view's `controller_method`, a button's `method`. */
  method: string;
  /** Complete, saved or not: nothing is stored by computing. */
  params: JsonObject;
  /** Seconds after which the server stops the job, 1 to 86,400; without it the server's own limit holds, a day. */
  timeout?: number | undefined;
  /** Names of the features that were picked on a map, for a button that asks for them. Source: docs.viktor.ai, REST API, entities jobs. */
  events?: readonly string[] | undefined;
  /** An editor session on the entity, which public workspaces want. */
  session?: string | undefined;
}

const given = (name: string, value: JsonValue | undefined): [string, JsonValue][] =>
  value === undefined ? [] : [[name, value]];

/** Takes a result that is large out of an answer. */
export interface Aside {
  result: LargeResult | null;
}

/** With a place to put it, a large result is left unread, `{}` standing for it in the answer. */
function withAside(aside: Aside | undefined) {
  if (!aside) return {};
  return {
    readBody: async (body: Blob) => {
      if (body.size < LARGE) return body.text();
      const { record, result } = await readLarge(body, 'record');
      aside.result = result;
      return record;
    },
  };
}

/** Start a method of an entity's app with these params. No revision is written. SDK: `Entity.compute`, `API.entity_compute`. */
export function entityCompute(call: Compute, aside?: Aside): Promise<Job> {
  const { method, params, timeout, session } = call;
  return request({
    ...withAside(aside),
    method: 'POST',
    path: `/workspaces/${call.workspaceId}/entities/${call.entityId}/jobs/`,
    body: printJson(
      new Map<string, JsonValue>([
        ...given('editor_session', session),
        ['method_name', method],
        ['params', params],
        ['poll_result', false],
        ...given('events', call.events),
        ...given('timeout', timeout),
      ]),
    ),
    answer: Job,
    lossless: RESULT_MEMBERS,
  });
}

/** Where a job is now. Ask again while {@link readJob} says it runs. SDK: `Job.get_result`. */
export async function getJob(uid: string, signal?: AbortSignal, aside?: Aside): Promise<Job> {
  const job = await request({
    ...withAside(aside),
    path: `/jobs/${encodeURIComponent(uid)}/`,
    answer: Job,
    lossless: RESULT_MEMBERS,
    ...(signal ? { signal } : {}),
  });
  const untold = untoldOf(job);
  if (untold !== null) throw new ApiError(untold, { kind: 'unreadable' });
  return job;
}

/** What is missing in a record that would be asked for for ever; null in others. */
function untoldOf(job: Job): string | null {
  if (TELLING.every((name) => job[name] === undefined || job[name] === null))
    return 'The server does not say how this job stands.';
  return text(job.completed_at) !== '' && text(job.status) === '' && readJob(job).state === 'running'
    ? 'The server says that this job has ended, but neither how nor what came of it.'
    : null;
}
const TELLING = ['uid', 'url', 'status', 'message', 'error', 'error_message', 'result', 'content'];

/** Ask the server to stop a job. What it has computed so far is lost. */
export function cancelJob(uid: string): Promise<void> {
  return requestNothing({ method: 'DELETE', path: `/jobs/${encodeURIComponent(uid)}/` });
}

/** The name to poll a started job by: its `uid`, else what ends its `url`. */
export function uidOf(job: Job): string | undefined {
  if (job.uid !== null && job.uid !== undefined && job.uid !== '') return String(job.uid);
  return job.url?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
}

/** `user`: a message meant for the reader. `code`: the app's own fault. `timeout`: it took too long. `other`: the platform stopped it. */
export type JobErrorKind = 'user' | 'code' | 'timeout' | 'other';

export interface JobError {
  kind: JobErrorKind;
  /** A sentence to show, the app's own where it gave one. */
  sentence: string;
  /** Params that the app named as the cause: the path of each, and what the app says of it. */
  fields: readonly string[];
  trace: string | null;
}

export interface JobMessage {
  text: string;
  /** `progress`, `info`, `warning`, `success`, as the app says. */
  type: string;
  /** 0 to 100. */
  percentage: number | null;
}

export type JobReport =
  | { state: 'running'; message: JobMessage | null }
  | { state: 'done'; result: JsonValue; elsewhere: boolean }
  | { state: 'failed'; error: JobError }
  | { state: 'cancelled' };

type Members = Record<string, unknown>;
const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};
const text = (...values: unknown[]): string =>
  (values.find((value) => typeof value === 'string' && value.trim() !== '') as string | undefined) ?? '';

/** What a job's record says, whichever of the shapes on record it has. Anything but `running` and `message` is final. */
export function readJob(job: Job): JobReport {
  const status = (job.status ?? '').toLowerCase();
  const result = job.result ?? job.content ?? undefined;
  if (status === 'running' || status === 'message')
    return { state: 'running', message: readMessage(job.message) };
  if (status === '' && text(job.error, ...Object.values(members(job.error)), job.error_message) !== '')
    return { state: 'failed', error: readError(job, 'failed') };
  if (status === '' && result === undefined) return { state: 'running', message: readMessage(job.message) };
  if (status === 'success' || (status === '' && result !== undefined))
    return { state: 'done', result: result ?? null, elsewhere: job.kind === 'result_pointer' };
  if (status === 'cancelled' || status === 'canceled') return { state: 'cancelled' };
  return { state: 'failed', error: readError(job, status) };
}

function readMessage(message: unknown): JobMessage | null {
  const from = members(message);
  const percentage = Number(from.percentage ?? Number.NaN);
  const made: JobMessage = {
    text: text(message, from.message, from.text),
    type: text(from.message_type, from.type) || 'info',
    percentage: Number.isFinite(percentage) ? Math.min(100, Math.max(0, percentage)) : null,
  };
  return made.text === '' && made.percentage === null ? null : made;
}

const SENTENCES: Record<JobErrorKind, string> = {
  user: 'The app stopped and gave no reason.',
  code: 'The app’s own code failed, and it gives no reason. Its maker can find the cause in the app’s log.',
  timeout: 'The job took longer than it was allowed to, and was stopped.',
  other: 'The job was stopped.',
};
const BY_STATUS: Record<string, string> = {
  stopped: 'The job was stopped by the server.',
  expired: 'The job has expired: the server keeps no result of it any more.',
  error_app_reloading: 'The app was being reloaded. Run it again in a moment.',
};

function readError(job: Job, status: string): JobError {
  const from = members(job.error);
  const type =
    [text(from.type, from.error_type, from.kind), status].find((name) =>
      /user|code|time|reload/.test(name),
    ) ?? '';
  const message = text(job.error, from.message, from.text, job.error_message);
  const trace = readTrace(from.stack_trace, from.traceback, job.error_stack_trace);
  // Where there is `error_user` beside it, `error` is the app's own fault.
  const forReader = message !== '' && trace === null && status !== 'error';
  const kind = kindOf(type.toLowerCase(), status, forReader);
  const fields = readFields(from.invalid_fields ?? job.invalid_fields);
  const named = BY_STATUS[status];
  const unknown = status === 'failed' || status === 'error' ? undefined : `The job ended as “${status}”.`;
  const sentence = message || named || (kind === 'other' ? (unknown ?? SENTENCES.code) : SENTENCES[kind]);
  return { kind, sentence, fields, trace };
}

/** A trace as text; the quick answer gives an object, which is empty where there is none. */
function readTrace(...traces: unknown[]): string | null {
  const objects = traces.map(members).filter(holds);
  const told = text(...traces, ...objects.map((trace) => text(trace.text, trace.traceback)));
  return told || (objects[0] ? JSON.stringify(objects[0], null, 2) : null);
}

/** What is said of each param: by path (`{"a.b": ["Draw an area."]}`, nested where the params are), or a list of paths. */
function readFields(invalid: unknown): string[] {
  if (Array.isArray(invalid)) {
    return invalid.map((field) => text(field, members(field).name, members(field).field)).filter(Boolean);
  }
  return saidOf('', invalid);
}

const holds = (value: unknown): boolean => Object.keys(members(value)).length > 0;

function saidOf(path: string, said: unknown): string[] {
  const sentences = Array.isArray(said) ? said : [said];
  // Of rows those without a fault are there too, empty.
  const isFault = (item: unknown) => !Array.isArray(said) || text(item) !== '' || holds(item);
  const inner = Object.entries(members(said)).filter(([, item]) => isFault(item));
  if (inner.length > 0 && sentences.some((item) => typeof item === 'object' && item !== null))
    return inner.flatMap(([name, item]) => saidOf(path ? `${path}.${name}` : name, item));
  const told = sentences.filter((item) => text(item) !== '').join(' ');
  return [[path, told].filter(Boolean).join(': ')].filter(Boolean);
}

/** Where the server names no kind, a message without a trace is taken as one for the reader. */
function kindOf(type: string, status: string, forReader: boolean): JobErrorKind {
  if (type.includes('user')) return 'user';
  if (type.includes('code')) return 'code';
  if (type.includes('time')) return 'timeout';
  if (type.includes('reload')) return 'other';
  if (status === 'failed' || status === 'error') return forReader ? 'user' : 'code';
  return 'other';
}

/**
 * A result that is only a link to where it is kept is read from there; what is behind the link may be the result or its record. Rejects where nothing says
 * where to read it.
 */
export async function followPointer(pointer: JsonValue): Promise<MethodResult> {
  const link = isObject(pointer) ? pointer.get('url') : pointer;
  if (typeof link !== 'string' || link === '') {
    // What holds parts is a result, whatever it is called.
    if (isObject(pointer) && [...pointer.values()].some((part) => isObject(part) || isArray(part)))
      return pointer;
    throw new ApiError('The server does not say where it keeps this result.', { kind: 'unreadable' });
  }
  const file = await requestContent(link);
  const large = file.size < LARGE ? null : await readLarge(file, 'file');
  if (large?.result) return large.result;
  const found = readJson(large?.record ?? (await file.text()));
  const inner = isObject(found) ? (found.get('result') ?? found.get('content')) : undefined;
  return inner ?? found;
}
