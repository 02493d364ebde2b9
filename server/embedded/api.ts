import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { log } from '../log.ts';
import { answerJson } from './answer.ts';
import { callerOf } from './caller.ts';
import type { Database } from './database.ts';
import { signDownloads } from './downloads.ts';
import { ApiError } from './errors.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { ApiEnv, Embedded } from './place.ts';
import { mountRoutes } from './router.ts';
import { appRoutes } from './routes/apps.ts';
import { answerDownload } from './routes/downloads.ts';
import { entityRoutes } from './routes/entities.ts';
import { entityTypeRoutes } from './routes/entity-types.ts';
import { fileRoutes } from './routes/files.ts';
import { jobRoutes } from './routes/jobs.ts';
import { parametrizationRoutes } from './routes/parametrization.ts';
import { peopleRoutes } from './routes/people.ts';
import { revisionRoutes } from './routes/revisions.ts';
import { answerUpload, uploadRoutes } from './routes/uploads.ts';
import { workspaceRoutes } from './routes/workspaces.ts';

/** The VIKTOR REST API over a database, every path below `/api`. `secret` signs download links. */
export function createApi(
  database: Database,
  secret: string,
  jobs: Jobs = createJobs(database),
): Hono<ApiEnv> {
  const downloads = signDownloads(secret);
  const embedded: Embedded = { database, downloads, jobs };
  const app = new Hono<ApiEnv>().basePath('/api');

  app.use('*', async (c, next) => {
    c.set('requestId', randomUUID());
    await next();
    c.header('X-Request-Id', c.get('requestId'));
  });
  app.get('/downloads/:signed/', (c) => answerDownload(embedded, downloads.targetOf(c.req.param('signed'))));
  app.post('/uploads/', (c) => answerUpload(c, embedded));
  app.use('*', async (c, next) => {
    c.set('caller', await callerOf(c, database));
    await next();
  });
  mountRoutes(app, {
    ...workspaceRoutes(embedded),
    ...entityTypeRoutes(embedded),
    ...entityRoutes(embedded),
    ...revisionRoutes(embedded),
    ...parametrizationRoutes(embedded),
    ...jobRoutes(embedded),
    ...fileRoutes(embedded),
    ...uploadRoutes(embedded),
    ...peopleRoutes(embedded),
    ...appRoutes(embedded),
  });
  app.all('*', (c) => {
    const slash = c.req.path.endsWith('/') ? '' : ' Every path of this API ends in "/".';
    throw new ApiError(404, { detail: `There is nothing at ${c.req.path}.${slash}` });
  });
  app.onError(async (error, c) => {
    const refusal = error instanceof ApiError ? error : refusalOf(error);
    const requestId = c.get('requestId') ?? null;
    if (refusal.status >= 500) {
      log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request failed');
    }
    const body = refusal.status >= 500 ? { ...refusal.body, request_id: requestId } : refusal.body;
    const answer = await answerJson(c, JSON.stringify(body), refusal.status, refusal.headers);
    answer.headers.set('X-Request-Id', String(requestId));
    return answer;
  });
  return app;
}

/** What went wrong below the API, as far as the caller can do something about it. Nothing was written: every write is one transaction. */
function refusalOf(error: Error): ApiError {
  const code = (error as { code?: unknown }).code;
  const state = typeof code === 'string' ? code : '';
  if (state === '53100' || state === 'ENOSPC') {
    return new ApiError(507, { detail: 'The disk of the server is full, so nothing was written.' });
  }
  if (/^(08|57P|53)|^ECONN|^40(001|P01)$/.test(state)) {
    return new ApiError(
      503,
      { detail: 'The database does not answer right now. Try again in a moment.' },
      { 'Retry-After': '2' },
    );
  }
  return new ApiError(500, {
    detail:
      'The server failed on this request. Nothing was written; its log has the cause under the request id.',
  });
}
