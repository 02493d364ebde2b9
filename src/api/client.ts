import { EntityFileLink, FileDownloadLink, PresignedForm, StoredFile } from '../../contract/file.ts';
import type { Job } from '../../contract/job.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { privilegedQuery, type ReadOptions } from './entity-reads.ts';
import { ApiError, request, setSender } from './http.ts';
import { getJob, readJob, uidOf } from './jobs.ts';
import { readAgain } from './retry.ts';
import { forgetSeen } from './seen.ts';

/** Where a program that is not the page sends its calls. */
export interface Connection {
  /** `https://cloud.viktor.ai`, or an explorer's embedded environment. Without `/api`. */
  origin: string;
  /** Personal access token. */
  token: string;
}

/** Sends all calls of this room to an environment with a token, for programs without a page. Null: back to the page's own `/api`. Throws for an `origin` that is none. */
export function connect(connection: Connection | null): void {
  forgetSeen();
  if (connection === null) {
    setSender(null);
    return;
  }
  const origin = connection.origin.replace(/\/+$/, '');
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new TypeError(`“${connection.origin}” is not an origin such as https://cloud.viktor.ai.`);
  setSender({
    origin,
    headers: () => Promise.resolve({ Authorization: `Bearer ${connection.token}` }),
    signedOut: () => Promise.resolve(false),
  });
}

/** A link to the content of the file that an entity of a file type is; it works for a short while. Throws where there is none. SDK: `API.get_entity_file`, `Entity.get_file`. */
export async function getEntityFile(w: number, id: number, options: ReadOptions = {}): Promise<string> {
  const link = await request({
    path: `/workspaces/${w}/entities/${id}/download/`,
    query: privilegedQuery(options.privileged),
    answer: EntityFileLink,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return link.temporary_download_url;
}

/** The record of a file that a FileField's number names. SDK: `FileResource.filename`. */
export function getFile(w: number, source: number): Promise<StoredFile> {
  return request({ path: `/workspaces/${w}/files/${source}/`, answer: StoredFile });
}

/** A link to its content, for a short while. SDK: `FileResource.file`, `open`, `open_binary`. */
export async function getFileLink(w: number, source: number): Promise<string> {
  const path = `/workspaces/${w}/files/${source}/download/`;
  const link = await request({ path, query: { redirect: false }, answer: FileDownloadLink });
  return link.temp_download_url;
}

/** A form to send a file with that a new entity of a file type is made of. SDK: `API.generate_upload_url`. */
export function generateUploadUrl(w: number, type: number): Promise<PresignedForm> {
  const path = `/workspaces/${w}/entity_types/${type}/upload/`;
  return request({ method: 'POST', path, answer: PresignedForm });
}

/** A job that did not succeed. SDK: `ComputeError`. */
export class ComputeError extends Error {
  override name = 'ComputeError';
}

const firstPause = 800;
const longestPause = 5000;

/**
 * The result of a job: one member for each kind. Asks at first after 0.8 s, then less and less often, up to 5 s. Throws {@link ComputeError}, or ApiError with status 408 after
 * `timeout` seconds. SDK: `Job.get_result`.
 */
export async function getResult(job: Job, timeout = 15): Promise<JsonValue> {
  const uid = uidOf(job);
  const until = Date.now() + timeout * 1000;
  let pause = firstPause;
  for (let now = job; ; ) {
    const report = readJob(now);
    if (report.state === 'done') return report.result;
    if (report.state === 'failed') throw new ComputeError(report.error.sentence);
    if (report.state === 'cancelled') throw new ComputeError('The job was cancelled.');
    if (uid === undefined) throw new ComputeError('The server did not say how to ask for the job.');
    if (Date.now() + pause > until) {
      throw new ApiError(`The job was not done within ${timeout} seconds. It goes on.`, {
        kind: 'refused',
        status: 408,
      });
    }
    await new Promise((go) => setTimeout(go, pause));
    pause = Math.min(longestPause, pause * 1.5);
    now = await readAgain(() => getJob(uid));
  }
}
