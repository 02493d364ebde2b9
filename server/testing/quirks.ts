/**
 * What is not on record about VIKTOR's answers, each as a way of its own to answer that can be turned on: a layer over the embedded environment for tests.
 * Everything here is a possibility and not a claim.
 */

import { fromPlain, toPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Members = { [name: string]: Json };
export type Answer = (request: Request) => Promise<Response>;
/** One layer: sees a request and may change it, its answer, or both. */
type Quirk = (request: Request, next: Answer) => Promise<Response>;

const path = (request: Request): string => new URL(request.url).pathname.replace(/^\/api/, '');
const isEntity = (request: Request): boolean => /^\/workspaces\/\d+\/entities\/\d+\/$/.test(path(request));
const isRevisions = (request: Request): boolean => path(request).endsWith('/revisions/');

function withQuery(request: Request, change: (query: URLSearchParams) => void): Request {
  const url = new URL(request.url);
  change(url.searchParams);
  return new Request(url, request);
}

async function withBody(request: Request, change: (text: string) => string): Promise<Request> {
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: change(await request.text()) });
}

const lossless: ReadonlySet<string> = new Set(['properties', 'params']);

/** Changes the answer; params stay as they are, digit by digit. */
async function withAnswer(answer: Response, change: (json: Json) => Json): Promise<Response> {
  if (!answer.ok || answer.status === 204) return answer;
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  const json = toPlain(readJson(text), lossless) as Json;
  return new Response(printJson(fromPlain(change(json))), { status: answer.status, headers });
}

const isObject = (json: Json): json is Members =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !((json as unknown) instanceof Map);

/** Changes each record of an answer: of a page, of an array, or the one it is. */
function eachRecord(json: Json, change: (record: Members) => Members): Json {
  if (Array.isArray(json)) return json.map((item) => (isObject(item) ? change(item) : item));
  if (!isObject(json)) return json;
  return Array.isArray(json.results) ? { ...json, results: eachRecord(json.results, change) } : change(json);
}

function without(record: Members, ...names: string[]): Members {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

const refused = (status: number, body: Members): Response => Response.json(body, { status });

/** Answers `status` instead, for as long as `times` lasts for each address and method. */
function failing(times: number, when: (request: Request) => boolean, fail: () => Response): () => Quirk {
  return () => {
    const failed = new Map<string, number>();
    return async (request, next) => {
      const key = `${request.method} ${request.url}`;
      const before = failed.get(key) ?? 0;
      if (!when(request) || before >= times) {
        failed.delete(key);
        return next(request);
      }
      failed.set(key, before + 1);
      return fail();
    };
  };
}

function stringIds(json: Json, name = ''): Json {
  if (Array.isArray(json)) return json.map((item) => stringIds(item, name));
  if (isObject(json)) {
    const opaque = name === 'properties' || name === 'summary';
    return opaque
      ? json
      : Object.fromEntries(Object.entries(json).map(([key, value]) => [key, stringIds(value, key)]));
  }
  const isId =
    /^(id|path|entity_type|child_entity_type_ids|created_by|last_updated_by|start_entity_id)$/.test(name);
  return isId && typeof json === 'number' ? String(json) : json;
}

/** By name; each call makes a fresh one, as some remember what they did. */
export const quirks = {
  bareArrays: () => (request, next) =>
    next(
      withQuery(request, (query) => {
        query.delete('limit');
        query.delete('offset');
      }),
    ),
  pageCapOf25: () => (request, next) =>
    next(
      withQuery(request, (query) => {
        if (Number(query.get('limit') ?? 0) > 25) query.set('limit', '25');
      }),
    ),
  revisionNames: () => async (request, next) => {
    const answer = await next(request);
    if (!isRevisions(request)) return answer;
    return withAnswer(answer, (json) =>
      eachRecord(json, ({ properties, created_at, created_by, message, name: _name, ...rest }) => ({
        ...rest,
        params: properties ?? null,
        created_date: created_at ?? null,
        user: { id: created_by ?? null, first_name: 'Tomas' },
        comment: message ?? null,
      })),
    );
  },
  noAuthorNorMessage: () => async (request, next) => {
    const answer = await next(request);
    if (!isRevisions(request)) return answer;
    return withAnswer(answer, (json) =>
      eachRecord(json, (record) => without(record, 'created_by', 'message', 'name')),
    );
  },
  authorNames: () => async (request, next) => {
    const answer = await next(request);
    if (!isRevisions(request)) return answer;
    return withAnswer(answer, (json) =>
      eachRecord(json, (record) => ({ ...record, created_by: 'Tomas Vermeer' })),
    );
  },
  ascendingRevisions: () => async (request, next) => {
    if (!isRevisions(request)) return next(request);
    const { searchParams } = new URL(request.url);
    const all = withQuery(request, (query) => {
      query.delete('limit');
      query.delete('offset');
    });
    return withAnswer(await next(all), (json) => {
      if (!Array.isArray(json) || !searchParams.has('limit'))
        return Array.isArray(json) ? json.reverse() : json;
      const offset = Number(searchParams.get('offset') ?? 0);
      const results = json.reverse().slice(offset, offset + Number(searchParams.get('limit')));
      return { count: json.length, next: null, previous: null, results };
    });
  },
  entitiesListsAll: () => async (request, next) => {
    const match = /^\/workspaces\/(\d+)\/entities\/$/.exec(path(request));
    if (match === null || request.method !== 'GET') return next(request);
    const { headers, url } = request;
    const ask = async (at: string): Promise<Members[]> => {
      const asked = new URL(`/api/workspaces/${match[1]}/${at}`, url);
      return (await (await next(new Request(asked, { headers }))).json()) as Members[];
    };
    const types = await ask('entity_types/');
    const lists = await Promise.all(types.map(({ id }) => ask(`entity_types/${id}/entities/`)));
    // In an order that mixes roots and others.
    const all = lists.flat().sort((a, b) => Number(b.id) - Number(a.id));
    const { searchParams } = new URL(url);
    const offset = Number(searchParams.get('offset') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 0);
    if (limit === 0) return Response.json(all);
    return Response.json({
      count: all.length,
      next: null,
      previous: null,
      results: all.slice(offset, offset + limit),
    });
  },
  parentIs404: () => async (request, next) => {
    const answer = await next(request);
    return answer.status === 204 && path(request).endsWith('/parent/')
      ? refused(404, { detail: 'Not found.' })
      : answer;
  },
  parentIs403: () => async (request, next) => {
    const answer = await next(request);
    return answer.status === 204 && path(request).endsWith('/parent/')
      ? refused(403, { detail: 'Only in a tree.' })
      : answer;
  },
  parentIsNull: () => async (request, next) => {
    const answer = await next(request);
    return answer.status === 204 && path(request).endsWith('/parent/') ? Response.json(null) : answer;
  },
  putClears: () => async (request, next) => {
    if (request.method !== 'PUT' || !isEntity(request)) return next(request);
    const isNamed = /^\s*\{[^{]*"name"|"name":"[^"]*"\s*\}$/.test(await request.clone().text());
    const answer = await next(
      await withBody(request, (text) => {
        const filled = text.includes('"properties"') ? text : text.replace(/\}\s*$/, ',"properties":{}}');
        return filled;
      }),
    );
    return withAnswer(answer, (json) => (isNamed || !isObject(json) ? json : { ...json, name: '' }));
  },
  putDemandsName: () => async (request, next) => {
    if (request.method !== 'PUT' || !isEntity(request)) return next(request);
    const text = await request.clone().text();
    return /"name":"/.test(text) ? next(request) : refused(400, { name: ['This field is required.'] });
  },
  putAnswersWithoutParams: () => async (request, next) => {
    const answer = await next(request);
    if (request.method !== 'PUT' || !isEntity(request)) return answer;
    return withAnswer(answer, (json) => (isObject(json) ? without(json, 'properties', 'param_types') : json));
  },
  putAnswersNothing: () => async (request, next) => {
    const answer = await next(request);
    return request.method === 'PUT' && isEntity(request) && answer.ok
      ? new Response(null, { status: 200 })
      : answer;
  },
  putAnswersSomethingElse: () => async (request, next) => {
    const answer = await next(request);
    return request.method === 'PUT' && isEntity(request) && answer.ok
      ? Response.json({ status: 'accepted' }, { status: 202 })
      : answer;
  },
  putRefusesEmptyMessage: () => async (request, next) => {
    if (request.method !== 'PUT') return next(request);
    const text = await request.clone().text();
    return /"message":\s*(""|null)/.test(text)
      ? refused(400, { message: ['This field may not be blank.'] })
      : next(request);
  },
  paramsAbsent: () => async (request, next) => {
    const answer = await next(request);
    if (!/\/entities\//.test(path(request)) || request.method !== 'GET') return answer;
    return withAnswer(answer, (json) =>
      eachRecord(json, (record) => without(record, 'properties', 'param_types')),
    );
  },
  paramsNull: () => async (request, next) => {
    const answer = await next(request);
    if (!/\/entities\//.test(path(request)) || request.method !== 'GET') return answer;
    return withAnswer(answer, (json) =>
      eachRecord(json, (record) => ('properties' in record ? { ...record, properties: null } : record)),
    );
  },
  paramsRefused: () => async (request, next) => {
    const asks = new URL(request.url).searchParams.get('properties') === 'true';
    if ((asks && request.method === 'GET') || isRevisions(request)) {
      return refused(403, { detail: 'You do not have permission to perform this action.' });
    }
    return next(request);
  },
  htmlTimeouts: failing(
    1,
    (request) => request.method === 'GET',
    () =>
      new Response('<html><h1>504 Gateway Time-out</h1></html>', {
        status: 504,
        headers: { 'Content-Type': 'text/html' },
      }),
  ),
  noCurrentUser: () => async (request, next) =>
    path(request) === '/users/me/' ? refused(404, { detail: 'Not found.' }) : next(request),
  currentUserRefused: () => async (request, next) =>
    path(request) === '/users/me/' ? refused(403, { detail: 'Not for tokens.' }) : next(request),
  foreignNextUrls: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      isObject(json) && json.next
        ? { ...json, next: 'https://elsewhere.example.com/api/evil/?offset=0' }
        : json,
    ),
  noCounts: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      isObject(json) && Array.isArray(json.results) ? without(json, 'count') : json,
    ),
  lowCounts: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      isObject(json) && Array.isArray(json.results)
        ? { ...json, count: Math.min(3, Number(json.count)) }
        : json,
    ),
  extraMembers: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      eachRecord(json, (record) => ({ ...record, brand_new: { deep: [1, null] }, __proto: 1 })),
    ),
  missingMembers: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      eachRecord(json, (record) =>
        without(
          record,
          ...[
            'actions',
            'path',
            'parent_count',
            'child_count',
            'revision_id',
            'entity_type_name',
            'param_types',
          ],
          ...[
            'summary',
            'summary_status',
            'locked',
            'locked_by',
            'labels',
            'visibility',
            'description',
            'views',
          ],
          ...['created_at', 'created_by', 'updated_at', 'last_updated_by', 'is_file', 'show_children_as'],
        ),
      ),
    ),
  oddMembers: () => async (request, next) =>
    withAnswer(await next(request), (json) =>
      eachRecord(json, (record) => {
        const odd: Members = { locked: 'false', locked_by: [], summary_status: 3, updated_at: 1762531509057 };
        const more: Members = { entity_type_name: { en: 'Point' }, actions: 7, path: 'a/b', summary: [1] };
        const all: Members = { ...odd, ...more, created_by: {}, last_updated_by: 'Tomas', labels: 'none' };
        return { ...record, ...Object.fromEntries(Object.entries(all).filter(([name]) => name in record)) };
      }),
    ),
  idsAsStrings: () => async (request, next) => withAnswer(await next(request), (json) => stringIds(json)),
  slowFirstByte: () => async (request, next) => {
    await new Promise((go) => setTimeout(go, 20));
    return next(request);
  },
  storms: failing(
    2,
    () => true,
    () =>
      Response.json({ detail: 'Request was throttled.' }, { status: 429, headers: { 'Retry-After': '0' } }),
  ),
  /** A parent that is answered with nothing is none. */
  emptyReads: failing(
    1,
    (request) => request.method === 'GET' && !path(request).endsWith('/parent/'),
    () => new Response(null, { status: 200 }),
  ),
  resets: failing(
    1,
    (request) => request.method === 'GET',
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"results":['));
            setTimeout(() => controller.error(new Error('reset')), 5);
          },
        }),
      ),
  ),
  createdAs201Object: () => async (request, next) => {
    const answer = await next(request);
    if (request.method !== 'POST' || !answer.ok) return answer;
    const made = await withAnswer(answer, (json) => (Array.isArray(json) ? (json[0] as Json) : json));
    return new Response(made.body, { status: 201, headers: made.headers });
  },
  /** What holds something is not deleted with it: VIKTOR's own tool deletes children first. */
  deleteRefusesParents: () => async (request, next) => {
    if (request.method !== 'DELETE' || !isEntity(request)) return next(request);
    const { url, headers } = request;
    const inside = await next(new Request(`${url}entities/?limit=1&properties=false`, { headers }));
    const { count } = (await inside.json()) as { count: number };
    return count > 0 ? refused(400, { non_field_errors: ['Delete its children first.'] }) : next(request);
  },
  deletedAs200: () => async (request, next) => {
    const answer = await next(request);
    return answer.status === 204 && request.method === 'DELETE' ? Response.json({ deleted: true }) : answer;
  },
} satisfies Record<string, () => Quirk>;

export type QuirkName = keyof typeof quirks;
export const quirkNames = Object.keys(quirks) as QuirkName[];

/** Answers as `next` does, with these quirks on, the first outermost. */
export function quirky(names: readonly QuirkName[], next: Answer): Answer {
  return names.reduceRight<Answer>((inner, name) => {
    const quirk: Quirk = quirks[name]();
    return (request) => quirk(request, inner);
  }, next);
}
