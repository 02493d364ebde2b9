import type * as z from 'zod/mini';
import { GATEWAY_HEADER, STORED_HEADER } from '../../contract/gateway.ts';
import { toPlain } from '../../contract/json/plain.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { tellPieces } from './counted.ts';
import { errorBody, type FieldMessages, fieldsSentence } from './error-body.ts';
import { faultIn } from './fault.ts';
import { readAnswer } from './read-answer.ts';
import { bodyOf } from './request-body.ts';
import { noteRequest } from './request-log.ts';
import { noteClock } from './server-clock.ts';
import { secondsToWait, waitTheTime } from './slow-down.ts';
import { utf8Of } from './utf8.ts';

/** Members that carry params or values of them (a summary's, an option's, a default): they stay lossless values, everything around them becomes plain objects. */
const LOSSLESS_MEMBERS: ReadonlySet<string> = new Set(['properties', 'params', 'value', 'default']);

/** Why a request failed: the server refused it, it never got an answer, or the answer made no sense. */
export type ApiErrorKind = 'refused' | 'unreachable' | 'unreadable';

/**
 * The one error of the query layer. `message` is a sentence to show. `status` is 0 when no answer came. `fields` holds the
 * messages of a 400 by member of the body, `non_field_errors` included.
 */
export class ApiError extends Error {
  override name = 'ApiError';
  /** The message without the doubt whether a write was done. */
  readonly reason: string;
  readonly kind: ApiErrorKind;
  readonly status: number;
  readonly fields: FieldMessages;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** What the gateway itself says went wrong, such as `unreachable` or `timeout`, and `broken` for an empty answer to a read; null for an answer of the environment. */
  readonly gateway: string | null;
  /** It is not known whether what was to be written was stored, which the message says. */
  readonly inDoubt: boolean;

  constructor(
    message: string,
    details: {
      kind: ApiErrorKind;
      status?: number;
      fields?: FieldMessages;
      requestId?: string | null;
      retryAfterSeconds?: number | null;
      gateway?: string | null;
      inDoubt?: boolean;
      cause?: unknown;
    },
  ) {
    super(message + (details.inDoubt ? ' It is not known whether this was stored.' : ''), {
      cause: details.cause,
    });
    this.reason = message;
    this.kind = details.kind;
    this.status = details.status ?? 0;
    this.fields = details.fields ?? {};
    this.requestId = details.requestId ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.gateway = details.gateway ?? null;
    this.inDoubt = details.inDoubt ?? false;
  }
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export interface ApiRequest<S extends z.ZodMiniType> {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Set for a POST that stores nothing: its failures are told as those of a read. */
  asks?: boolean;
  /** Below `/api`, with its trailing slash. */
  path: string;
  /** Set for what is not of the REST API: the path is whole. */
  bare?: boolean;
  /** Lists repeat their key; null and undefined are left out. */
  query?: Record<string, QueryValue>;
  /** JSON text: composed by the caller, so that params keep every digit. */
  body?: string;
  answer: S;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Members of the answer that stay lossless values, in place of the usual ones. */
  lossless?: ReadonlySet<string>;
  /** Params that those of the answer are probably much like: what is spelt the same is taken from them, shared, and not read again. */
  like?: JsonObject | null | undefined;
  /** The text to read in place of a good answer's own. */
  readBody?: (body: Blob) => Promise<string>;
}

/** Send one request to the REST API and read its answer against the contract. Throws {@link ApiError}; an abort passes through. */
export async function request<S extends z.ZodMiniType>(call: ApiRequest<S>): Promise<z.output<S>> {
  const { status, text } = await send(call);
  return read(call, text, status);
}

/** As {@link request}, where no content, `null`, and each of the statuses `none`, means "there is none", as for the parent of a root. Source: docs.viktor.ai, entities/parent. */
export async function requestOptional<S extends z.ZodMiniType>(
  call: ApiRequest<S>,
  none: readonly number[] = [403, 404],
): Promise<z.output<S> | null> {
  try {
    const { status, text } = await send(call);
    return status === 204 || ['', 'null'].includes(text.trim()) ? null : await read(call, text, status);
  } catch (error) {
    if (error instanceof ApiError && none.includes(error.status)) return null;
    throw error;
  }
}

/** Send a request whose answer has no content. */
export async function requestNothing(call: Omit<ApiRequest<z.ZodMiniType>, 'answer'>): Promise<void> {
  await send(call);
}

/** How a page that is signed in through a gateway sends its requests; see `session.ts`. */
export interface Sender {
  /** Where `/api` is; this page's own server when not given. */
  origin?: string;
  /** Headers that say as whom; waits until that is known. */
  headers(): Promise<Record<string, string>>;
  /** The server no longer knows who asks. True: somebody signed in again, so the same request may be sent again, as nothing was done. */
  signedOut(): Promise<boolean>;
  /** What to do about a token that is not accepted, where nobody can sign in from the page. */
  whenRefused?: string;
}
let sender: Sender | null = null;

export function setSender(next: Sender | null): void {
  sender = next;
}

/** Headers that say as whom the page sends. */
export const senderHeaders = async (): Promise<Record<string, string>> => (await sender?.headers()) ?? {};

type Sent = Omit<ApiRequest<z.ZodMiniType>, 'answer'>;

const isRead = ({ method = 'GET', asks = false }: Pick<Sent, 'method' | 'asks'>): boolean =>
  method === 'GET' || asks;

async function send(call: Sent) {
  const via = call.bare ? null : sender;
  for (let refusals = 0; ; ) {
    const { response, body } = await sendOnce(call, await via?.headers(), via?.origin);
    if (body === null) throw notText(call, response.status);
    if (response.ok) return { status: response.status, text: await textOf(call, body, response.status) };
    if (response.status === 401 && (await via?.signedOut())) continue;
    const error = refusal(call, response, body as string);
    const seconds = response.status === 429 ? secondsToWait(refusals, error.retryAfterSeconds) : null;
    if (seconds === null) throw error;
    await waitTheTime(seconds, call.signal);
    refusals += 1;
  }
}

async function textOf(call: Sent, body: string | Blob, status: number): Promise<string> {
  if (typeof body === 'string') return body;
  try {
    return (await call.readBody?.(body)) ?? '';
  } catch (cause) {
    throw notJson(call, status, cause);
  }
}

const notJson = ({ path }: { path: string }, status: number, cause: unknown) =>
  new ApiError(`The server answered ${path} with something that is not JSON.`, {
    kind: 'unreadable',
    status,
    cause,
  });

const notText = ({ path }: { path: string }, status: number) =>
  new ApiError(`The server answered ${path} with text that is not UTF-8.`, { kind: 'unreadable', status });

async function sendOnce(call: Sent, more: Record<string, string> = {}, origin = '') {
  const method = call.method ?? 'GET';
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'X-VX': '1',
    ...more,
    ...call.headers,
  };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  const url = `${call.bare ? '' : `${origin}/api`}${call.path}${queryText(call.query)}`;
  // What goes to this page's own server may be a token.
  const noted = noteRequest(method, url, call.bare ? null : call.body);
  try {
    call.signal?.throwIfAborted();
    const response = await fetch(url, {
      method,
      headers,
      body: call.body === undefined ? null : await bodyOf(call.body, call.signal),
      signal: call.signal ?? null,
      credentials: 'same-origin',
    });
    noteClock(response);
    void tellPieces(response, noted);
    // What a refusal says is for people to read, and nothing is made of it.
    const body = !response.ok
      ? await response.text()
      : await (call.readBody ? response.blob() : utf8Of(response));
    noted.end({ status: response.status, size: typeof body === 'string' ? body.length : (body?.size ?? 0) });
    return { response, body };
  } catch (cause) {
    noted.end({ status: 0, aborted: call.signal?.aborted === true });
    if (call.signal?.aborted) throw cause;
    throw new ApiError(
      isRead(call)
        ? 'The server could not be reached. Check the connection, then try again.'
        : 'The connection broke before the server answered.',
      { kind: 'unreachable', inDoubt: !isRead(call), cause },
    );
  }
}

async function read<S extends z.ZodMiniType>(
  call: ApiRequest<S>,
  text: string,
  status: number,
): Promise<z.output<S>> {
  let json: JsonValue;
  // To a read that is no answer; it may be there the next time.
  if (text.trim() === '' && isRead(call))
    throw new ApiError(`The server answered ${call.path} with nothing. Try again.`, {
      kind: 'unreachable',
      gateway: 'broken',
    });
  try {
    json = await readAnswer(text, call);
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw notJson(call, status, cause);
  }
  const plain = toPlain(json, call.lossless ?? LOSSLESS_MEMBERS);
  const result = call.answer.safeParse(plain);
  if (result.success) return result.data as z.output<S>;
  throw new ApiError(
    `The server answered ${call.path} in an unexpected form: ${faultIn(plain, result.error.issues)}.`,
    { kind: 'unreadable', status },
  );
}

const SENTENCES: Record<number, string> = {
  401: 'You are not signed in, or your token is no longer accepted. Sign in again; nothing you typed is lost.',
  403: 'You do not have the right to do this.',
  404: 'This does not exist, or you may not see it.',
  412: 'Somebody saved in the meantime.',
  413: 'This is larger than the server accepts.',
  429: 'The server asks to slow down. Wait a moment, then try again.',
  500: 'The environment failed on this request. Try again.',
  502: 'The environment cannot be reached. Try again in a minute.',
  503: 'The environment is overloaded, or down for maintenance. Try again in a minute.',
  504: 'The environment did not answer in time. Try again.',
};

/** With how long to wait, where the server's own words hold no number: in whole units, and rather a little more, as who comes too early is asked to wait again. */
function slowDownSentence(detail: string | undefined, seconds: number | null): string | undefined {
  if (seconds === null || (detail && /\d/.test(detail))) return detail;
  const [size, unit] = seconds < 100 ? [1, 'second'] : seconds < 5400 ? [60, 'minute'] : [3600, 'hour'];
  const count = Math.max(1, Math.ceil(seconds / size));
  return `${detail ?? 'The server asks to slow down.'} Try again in ${count} ${unit}${count === 1 ? '' : 's'}.`;
}

/** The error that a refused request is, from its answer. `path`: what is called so where nothing else can be told. */
export function refusal(call: { path: string }, response: Response, text: string): ApiError {
  const { detail, fields } = errorBody(text);
  const retryAfterSeconds = secondsOf(response.headers.get('Retry-After'));
  const unknown = response.status === 401 ? sender?.whenRefused : undefined;
  const message =
    unknown ??
    (response.status === 429 ? slowDownSentence(detail, retryAfterSeconds) : detail) ??
    (fieldsSentence(fields) || undefined) ??
    SENTENCES[response.status] ??
    `The server answered ${call.path} with status ${response.status}.`;
  return new ApiError(message, {
    kind: 'refused',
    status: response.status,
    fields,
    requestId: response.headers.get('X-Request-Id'),
    retryAfterSeconds,
    gateway: response.headers.get(GATEWAY_HEADER),
    inDoubt: response.headers.has(STORED_HEADER),
  });
}

/** Seconds, or the moment as a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

function queryText(query: Record<string, QueryValue> | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
