import { readJson } from '../../../contract/json/reading.ts';
import { answerJson, noContent } from '../answer.ts';
import { errorOf } from '../apps/compute.ts';
import type { Method, RelativeText } from '../apps/method.ts';
import { methodOf } from '../apps/registry.ts';
import { readBody } from '../body.ts';
import { type EntityFacts, findEntity, paramsOf, withTypes } from '../entity-rows.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { contentLength, fileOfEntity, readBase64 } from '../file-contents.ts';
import { objectText } from '../json-text.ts';
import type { Members } from '../members.ts';
import { type ApiContext, type Embedded, type Place, placeOf } from '../place.ts';
import { cookRecipes } from '../recipes.ts';
import { idsOf, rightsAt } from '../rights.ts';
import type { Routes } from '../router.ts';
import type { JobRow } from '../schema.ts';
import { typesOf } from '../types.ts';
import { appEntity, appParams } from './parametrization.ts';

/** Children that a method gets at most. */
const mostChildren = 500;
/** Bytes of a file that a method gets at most. */
const largestFile = 20_000_000;
/** Jobs of one caller that run at once. */
const mostRunning = 30;
/** Seconds: the longest that a job may run, and what it gets when nothing is said. */
const longest = 86_400;
/** With `poll_result` the answer waits so many milliseconds for the job to end. */
const patience = 3_000;

interface Asked {
  method: string;
  params: string;
  poll: boolean;
  timeout: number;
  events: string[];
}

function readAsked(body: Members, place: Place): Asked {
  const problems: Record<string, string[]> = {};
  const member = (key: string): unknown => readJson(body.get(key) ?? 'null');
  const method = member('method_name') ?? member('method');
  if (typeof method !== 'string' || method === '') problems.method_name = ['This field is required.'];
  const timeout = member('timeout') ?? longest;
  if (typeof timeout !== 'number' || !Number.isInteger(timeout) || timeout < 1 || timeout > longest) {
    problems.timeout = [`Must be a whole number of seconds from 1 to ${longest}.`];
  }
  const poll = member('poll_result') ?? false;
  if (typeof poll !== 'boolean') problems.poll_result = ['Must be true or false.'];
  const events = member('events') ?? [];
  if (!Array.isArray(events) || events.some((event) => typeof event !== 'string')) {
    problems.events = ['Must be a list of texts.'];
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const params = appParams(body, place, body.has('params') ? 'params' : 'arguments');
  return {
    method: method as string,
    params,
    poll: poll as boolean,
    timeout: timeout as number,
    events: events as string[],
  };
}

function requireMethod(entity: EntityFacts, name: string): Method {
  const method = methodOf(entity.type.class_name ?? '', name);
  if (method !== undefined) return method;
  throw invalid({
    method_name: [`The app has no method "${name}" for entities of type "${entity.type.name}".`],
  });
}

/** Other entities that the method reads, as far as the caller may. */
async function relatives(place: Place, entities: EntityFacts[]): Promise<RelativeText[]> {
  const readable = entities.filter(({ path }) => rightsAt(place.grants, path)?.level === 'all');
  const params = await paramsOf(place, readable);
  return readable.map(({ id, name, type }) => ({
    id,
    name,
    className: type.class_name ?? '',
    params: params.get(id) ?? '{}',
  }));
}

async function childrenOf(place: Place, parent: EntityFacts): Promise<EntityFacts[]> {
  const { database } = place;
  const read = () =>
    database.kysely
      .selectFrom('entities')
      .selectAll()
      .where('parent_id', '=', parent.id)
      .orderBy('id')
      .limit(mostChildren)
      .execute();
  let rows = await read();
  const uncooked = rows.filter(({ recipe }) => recipe !== null).map(({ id }) => id);
  if (uncooked.length > 0) {
    await database.transaction((transaction) => cookRecipes(transaction, uncooked));
    rows = await read();
  }
  return withTypes(rows, await typesOf(place));
}

async function entitiesAt(place: Place, ids: readonly number[]): Promise<EntityFacts[]> {
  const found = await Promise.all(ids.map((id) => findEntity(place, id)));
  return found.filter((entity) => entity !== undefined);
}

/** The text of the file that an entity is, each byte a character; null where there is none, or it is too large to be one of these. */
async function fileOf({ database }: Place, entity: EntityFacts): Promise<string | null> {
  const file = await fileOfEntity(database.kysely, entity.id);
  const length = file === undefined ? null : await contentLength(database.kysely, file);
  if (file === undefined || length === null || length > largestFile) return null;
  let text = '';
  for await (const piece of readBase64(database, file)) {
    text += Buffer.from(piece, 'base64').toString('latin1');
  }
  return text;
}

async function requireRoom({ database, caller }: Place): Promise<void> {
  const { running } = await database.kysely
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('running'))
    .where('created_by', '=', caller.id)
    .where('status', '=', 'running')
    .executeTakeFirstOrThrow();
  if (running < mostRunning) return;
  throw new ApiError(
    429,
    { detail: `${running} of your jobs are running: wait until one ends, or cancel one.` },
    { 'Retry-After': '5' },
  );
}

async function start(c: ApiContext, embedded: Embedded): Promise<Response> {
  const place = await placeOf(c, embedded);
  const entity = await appEntity(c, place);
  const asked = readAsked(await readBody(c), place);
  const method = requireMethod(entity, asked.method);
  await requireRoom(place);
  const needs = method.needs ?? [];
  const references = method.references?.(readJson(asked.params)) ?? [];
  const [file, children, above, referred] = await Promise.all([
    needs.includes('file') && entity.type.is_file ? fileOf(place, entity) : null,
    needs.includes('children') ? childrenOf(place, entity).then((found) => relatives(place, found)) : [],
    needs.includes('above')
      ? entitiesAt(place, idsOf(entity.path).slice(0, -1).reverse()).then((found) => relatives(place, found))
      : [],
    entitiesAt(place, references.filter(Number.isSafeInteger)).then((found) => relatives(place, found)),
  ]);
  const uid = await embedded.jobs.start({
    workspaceId: place.workspace.id,
    callerId: place.caller.id,
    method,
    timeout: asked.timeout,
    task: {
      className: entity.type.class_name ?? '',
      method: asked.method,
      entity: { id: entity.id, name: entity.name },
      params: asked.params,
      events: asked.events,
      children,
      above,
      references: referred,
      file,
    },
  });
  if (asked.poll) {
    await embedded.jobs.wait(uid, patience);
    const job = await embedded.jobs.find(uid);
    if (job !== undefined && job.status !== 'running') {
      return answerJson(c, await printFinished(c, embedded, job));
    }
  }
  const url = new URL(`/api/jobs/${uid}/`, c.req.url).href;
  const accepted = { uid, url, message: null, kind: 'result', status: 'running' };
  return answerJson(c, JSON.stringify(accepted), 201);
}

/** A job is its caller's: nobody else is told of it. */
async function jobOf(c: ApiContext, { jobs }: Embedded): Promise<JobRow> {
  const uid = c.req.param('job_uid') ?? '';
  const job = /^\d{1,15}$/.test(uid) ? await jobs.find(Number(uid)) : undefined;
  if (job === undefined || job.created_by !== c.get('caller').id) throw notFound(`Job ${uid.slice(0, 40)}`);
  return job;
}

/** The result with a fresh link for each file in it. */
async function linkedResult(c: ApiContext, { database, downloads }: Embedded, job: JobRow): Promise<string> {
  const text = job.result ?? 'null';
  if (!text.includes(job.link_mark)) return text;
  const files = await database.kysely
    .selectFrom('job_files')
    .select(['ordinal', 'is_expired'])
    .where('job_id', '=', job.id)
    .execute();
  return files.reduce(
    (linked, { ordinal, is_expired }) =>
      linked.replaceAll(
        `"${job.link_mark}${ordinal}"`,
        JSON.stringify(downloads.resultUrl(c, job.id, ordinal, is_expired)),
      ),
    text,
  );
}

const noError = JSON.stringify({ ...errorOf('error_code', ''), type: '' });

async function printJob(c: ApiContext, embedded: Embedded, job: JobRow): Promise<string> {
  return objectText({
    uid: String(job.id),
    kind: JSON.stringify(job.result_kind),
    status: JSON.stringify(job.status),
    completed_at: JSON.stringify(job.completed_at),
    error: job.error ?? (job.status === 'running' ? 'null' : noError),
    message: job.status === 'running' ? (job.message ?? 'null') : 'null',
    log_download_url: 'null',
    result: await linkedResult(c, embedded, job),
  });
}

/** What starting a job answers when it was quick: other names for the same. */
async function printFinished(c: ApiContext, embedded: Embedded, job: JobRow): Promise<string> {
  const error = JSON.parse(job.error ?? noError) as ReturnType<typeof errorOf>;
  const status = job.status === 'success' ? 'success' : job.status === 'failed' ? error.type : 'stopped';
  return objectText({
    uid: String(job.id),
    message: 'null',
    kind: JSON.stringify(job.result_kind),
    status: JSON.stringify(status === 'error_code' ? 'error' : status),
    error_message: JSON.stringify(error.message),
    error_stack_trace: JSON.stringify(error.stack_trace === '' ? {} : { text: error.stack_trace }),
    invalid_fields: JSON.stringify(error.invalid_fields),
    completed_at: JSON.stringify(job.completed_at),
    log_download_url: 'null',
    content: await linkedResult(c, embedded, job),
  });
}

export function jobRoutes(embedded: Embedded): Routes {
  return {
    '/workspaces/:workspace_id/entities/:entity_id/jobs/': { POST: (c) => start(c, embedded) },
    '/jobs/:job_uid/': {
      async GET(c) {
        return answerJson(c, await printJob(c, embedded, await jobOf(c, embedded)));
      },
      async DELETE(c) {
        await embedded.jobs.cancel((await jobOf(c, embedded)).id);
        return noContent();
      },
    },
  };
}
