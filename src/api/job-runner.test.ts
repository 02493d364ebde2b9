// @vitest-environment jsdom
import { File as NodeFile } from 'node:buffer';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { JobRunner } from './job-runner.ts';
import type { RunRequest } from './job-runs.ts';
import { LargePart, type LargeResult, partOf } from './large-result.ts';

/** A server of jobs in forty lines: each ends when it is told to. The embedded environment's own jobs end by the clock, which these tests own. */
const server = {
  asked: [] as string[],
  jobs: new Map<string, string>(),
  down: false,
  refuse: null as Response | null,
};
const realFetch = globalThis.fetch;
let runner: JobRunner;

function answer(input: unknown, init: RequestInit = {}): Response {
  const method = init.method ?? 'GET';
  const path = String(input).replace('/api', '');
  server.asked.push(`${method} ${path}`);
  if (server.down) throw new TypeError('Failed to fetch');
  if (server.refuse) {
    const refused = server.refuse;
    server.refuse = null;
    return refused;
  }
  if (method === 'POST') {
    const uid = `job-${server.jobs.size + 1}`;
    server.jobs.set(uid, '{"status":"running"}');
    return new Response(JSON.stringify({ uid, url: `/jobs/${uid}/` }), { status: 201 });
  }
  const uid = path.split('/').at(-2) ?? '';
  const record = server.jobs.get(uid);
  if (record === undefined) return new Response('{}', { status: 404 });
  if (method === 'DELETE') server.jobs.set(uid, '{"status":"cancelled"}');
  return new Response(method === 'DELETE' ? '' : record);
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  Object.assign(server, { asked: [], jobs: new Map(), down: false, refuse: null });
  globalThis.fetch = async (input, init) => answer(input, init);
  runner = new JobRunner();
  runner.open('me');
});
afterEach(() => {
  runner.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  globalThis.fetch = realFetch;
});

const params = (text = '{"width":1.0}') => readJson(text) as JsonObject;
const request = (more: Partial<RunRequest> = {}): RunRequest => ({
  ...{ workspaceId: 1, entityId: 1020, entityName: 'Point', method: 'view', label: 'View' },
  ...{ params: params(), of: 'saved' },
  ...more,
});
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const polls = () => server.asked.filter((line) => line.startsWith('GET')).length;
const state = (id: string) => runner.find(id)?.state;

it('asks after 0.8 s, then 1.5 times later each time, at most 5 s', async () => {
  runner.run(request());
  await pass(799);
  expect(polls()).toBe(0);
  await pass(2);
  expect(polls()).toBe(1);
  await pass(1201);
  expect(polls()).toBe(2);
  await pass(60_000);
  const before = polls();
  await pass(50_000);
  expect(polls() - before).toBe(10);
});

it('a job of a public workspace is asked for with its editor session, which is kept nowhere', async () => {
  const bodies: string[] = [];
  globalThis.fetch = async (input, init) => {
    bodies.push(String(init?.body ?? ''));
    return answer(input, init);
  };
  runner.run(request({ session: 'f3a1' }));
  runner.run(request({ method: 'other' }));
  await pass(1);
  expect(bodies.map((body) => body.slice(0, 40))).toEqual([
    '{"editor_session":"f3a1","method_name":"',
    '{"method_name":"other","params":{"width"',
  ]);
  expect(sessionStorage.getItem('viktor-explorer-jobs me')).not.toContain('f3a1');
});

it('a large result is left unread, and its small parts are there at once', async () => {
  const run = runner.run(request());
  await pass(1);
  const rows = JSON.stringify(Array.from({ length: 30_000 }, (_, at) => [at, 1.5]));
  server.jobs.set(
    'job-1',
    `{"status":"success","result":{"table":{"data":${rows}},"data":[{"key":"a","value":1.0}]}}`,
  );
  await pass(900);
  vi.useRealTimers();
  await vi.waitFor(() => expect(state(run.id)).toBe('done'));
  const result = runner.find(run.id)?.result as LargeResult;
  expect(partOf(result, 'table')).toBeInstanceOf(LargePart);
  expect(await (partOf(result, 'table') as LargePart).text.text()).toBe(`{"data":${rows}}`);
  expect(printJson(partOf(result, 'data') as JsonValue)).toBe('[{"key":"a","value":1.0}]');
});

it('the same method with the same params is computed once', async () => {
  const { id } = runner.run(request());
  await pass(10);
  expect(runner.run(request({ params: params() })).id).toBe(id);
  server.jobs.set('job-1', '{"status":"success","result":{"data":[]}}');
  await pass(1000);
  expect(runner.run(request()).id).toBe(id);
  expect(server.asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  expect(runner.run(request({ params: params('{"width":1}') })).id).not.toBe(id);
  expect(runner.run(request({ again: true })).id).not.toBe(id);
});

it('runs with other picks are other runs, and with the same ones the same', async () => {
  const { id } = runner.run(request({ events: ['a'] }));
  expect(runner.run(request({ events: ['a'] })).id).toBe(id);
  expect(runner.run(request({ events: ['b'] })).id).not.toBe(id);
  expect(runner.run(request()).id).not.toBe(id);
});

it('a run that failed can be run again', async () => {
  const { id } = runner.run(request());
  await pass(10);
  server.jobs.set('job-1', '{"status":"failed","error":{"type":"error_user","message":"No."}}');
  await pass(1000);
  expect(runner.find(id)?.error).toMatchObject({ kind: 'user', sentence: 'No.' });
  expect(runner.run(request()).id).not.toBe(id);
});

it('three run at once, and the next starts when one ends', async () => {
  const ids = [1, 2, 3, 4].map((width) => runner.run(request({ params: params(`{"width":${width}}`) })).id);
  await pass(10);
  expect(ids.map(state)).toEqual(['running', 'running', 'running', 'queued']);
  server.jobs.set('job-2', '{"status":"success","result":{}}');
  await pass(1000);
  expect(ids.map(state)).toEqual(['running', 'done', 'running', 'running']);
});

it('keeps what runs however many end after it, and the last 200 of those', async () => {
  const long = runner.run(request());
  await pass(1);
  for (let at = 0; at < 240; at++) {
    const { id } = runner.run(request({ params: params(`{"width":${at}}`) }));
    await pass(1);
    await runner.cancel(id);
  }
  expect(state(long.id)).toBe('running');
  expect(runner.read()).toHaveLength(201);
});

it('cancelling tells the server, also when it had not named the job yet', async () => {
  const { id } = runner.run(request());
  void runner.cancel(id);
  await pass(10);
  expect(state(id)).toBe('cancelled');
  expect(server.asked.at(-1)).toBe('DELETE /jobs/job-1/');
  await pass(60_000);
  expect(polls()).toBe(0);
});

it('a reload goes on with what runs, reads a result only when it is looked at, and computes nothing twice', async () => {
  const running = runner.run(request()).id;
  const done = runner.run(request({ method: 'other' })).id;
  await pass(10);
  server.jobs.set('job-2', '{"status":"success","result":{"data":[1.0]}}');
  await pass(1000);
  runner.close();
  server.asked = [];
  runner = new JobRunner();
  runner.open('me');
  await pass(10);
  expect([running, done].map(state)).toEqual(['running', 'done']);
  expect(server.asked).toEqual(['GET /jobs/job-1/']);
  await runner.recall(done);
  expect(runner.find(done)?.result).toEqual(readJson('{"data":[1.0]}'));
  expect(runner.run(request()).id).toBe(running);
  expect(runner.run(request({ method: 'other' })).id).toBe(done);
  expect(server.asked.filter((line) => line.startsWith('POST'))).toEqual([]);
});

it('jobs of one person are not shown to another', async () => {
  runner.run(request());
  await pass(10);
  runner.open('somebody else');
  expect(runner.read()).toEqual([]);
});

it('a result that is kept elsewhere is read from there', async () => {
  // The answers are Node's, and jsdom's File does not take Node's Blob.
  vi.stubGlobal('File', NodeFile);
  const { id } = runner.run(request());
  await pass(10);
  server.jobs.set(
    'job-1',
    '{"status":"success","kind":"result_pointer","result":{"url":"/api/downloads/job-2/"}}',
  );
  server.jobs.set('job-2', '{"table":{"data":[[1.0]]}}');
  await pass(1000);
  expect(runner.find(id)).toMatchObject({ state: 'done', elsewhere: false });
  expect(runner.find(id)?.result).toEqual(readJson('{"table":{"data":[[1.0]]}}'));
  server.jobs.set('job-2', '{"table":{"data":[[2.0]]}}');
  expect(await runner.renew(id)).toEqual(readJson('{"table":{"data":[[2.0]]}}'));
});

it('what is called a pointer and holds parts is a result', async () => {
  const { id } = runner.run(request());
  await pass(10);
  server.jobs.set('job-1', '{"status":"success","kind":"result_pointer","result":{"data":[]}}');
  await pass(1000);
  expect(runner.find(id)).toMatchObject({ state: 'done', elsewhere: false });
});

it.each(['{"data":"s3://kept/1"}', '{}', 'null'])(
  'a pointer %s that leads nowhere is no result',
  async (pointer) => {
    const { id } = runner.run(request());
    await pass(10);
    server.jobs.set('job-1', `{"status":"success","kind":"result_pointer","result":${pointer}}`);
    await pass(1000);
    const run = runner.find(id);
    expect(run).toMatchObject({ state: 'done', elsewhere: true, result: readJson(pointer) });
    expect(run?.trouble).toContain('does not say where it keeps this result');
  },
);

it.each(['', '{"status":"success","result":'])(
  'a large result behind a pointer is left unread too: %s',
  async (before) => {
    vi.stubGlobal('File', NodeFile);
    const { id } = runner.run(request());
    await pass(1);
    server.jobs.set(
      'job-1',
      '{"status":"success","kind":"result_pointer","result":{"url":"/api/downloads/job-2/"}}',
    );
    const table = `{"data":${JSON.stringify(Array.from({ length: 30_000 }, (_, at) => [at, 'x']))}}`;
    server.jobs.set('job-2', `${before}{"table":${table}}${before ? '}' : ''}`);
    await pass(900);
    vi.useRealTimers();
    await vi.waitFor(() => expect(state(id)).toBe('done'));
    const part = partOf(runner.find(id)?.result, 'table') as LargePart;
    expect(await part.text.text()).toBe(table);
  },
);

it('a page that nobody sees stops asking after a minute, and asks at once when it is seen again', async () => {
  runner.run(request());
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(70_000);
  const before = polls();
  await pass(120_000);
  expect(polls()).toBe(before);
  visibility.mockRestore();
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(1);
  expect(polls()).toBe(before + 1);
});

it('a broken connection while a job runs is said, and passes', async () => {
  const { id } = runner.run(request());
  await pass(10);
  server.down = true;
  await pass(3000);
  expect(runner.find(id)).toMatchObject({
    state: 'running',
    trouble: expect.stringContaining('not be reached'),
  });
  server.down = false;
  server.jobs.set('job-1', '{"status":"success","result":{}}');
  await pass(30_000);
  expect(runner.find(id)).toMatchObject({ state: 'done', trouble: null });
});

it('an empty answer about a job is no end of it', async () => {
  const { id } = runner.run(request());
  await pass(10);
  server.jobs.set('job-1', '');
  await pass(2500);
  expect(runner.find(id)).toMatchObject({ state: 'running', trouble: expect.stringMatching(/with nothing/) });
  server.jobs.set('job-1', '{"status":"success","result":{"data":[1.0]}}');
  await pass(10_000);
  expect(runner.find(id)).toMatchObject({ state: 'done', trouble: null });
});

it.each([
  ['nothing', '{"detail":"ok","status":null}', 'The server does not say how this job stands.'],
  [
    'only that it has ended',
    '{"uid":1,"status":null,"completed_at":"2026-10-01T10:00:00.000Z","result":null,"error":null}',
    'The server says that this job has ended, but neither how nor what came of it.',
  ],
])('a job of which the server says %s is not asked about for ever', async (_what, answer, sentence) => {
  const run = runner.run(request());
  await pass(0);
  server.jobs.set('job-1', answer);
  await pass(60_000);
  expect(runner.find(run.id)).toMatchObject({ state: 'lost', error: { sentence } });
  expect(server.asked).toHaveLength(2);
});

it('a server that asks to slow down is asked again when it said, and nothing starts twice', async () => {
  server.refuse = new Response('{}', { status: 429, headers: { 'Retry-After': '7' } });
  const { id } = runner.run(request());
  await pass(6900);
  expect(server.asked).toHaveLength(1);
  await pass(200);
  expect(state(id)).toBe('running');
  expect(server.jobs.size).toBe(1);
});

it('a start whose answer never came is lost, not started again', async () => {
  server.down = true;
  const { id } = runner.run(request());
  await pass(60_000);
  expect(runner.find(id)).toMatchObject({
    state: 'lost',
    error: { sentence: expect.stringContaining('may run there') },
  });
  expect(server.asked).toHaveLength(1);
});

it('a job the server has forgotten is lost, with a sentence', async () => {
  const { id } = runner.run(request());
  await pass(10);
  server.jobs.clear();
  await pass(1000);
  expect(runner.find(id)).toMatchObject({
    state: 'lost',
    error: { sentence: expect.stringContaining('run it again') },
  });
});
