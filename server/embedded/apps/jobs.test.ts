import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Job } from '../../../contract/job.ts';
import { messageAt } from '../job-progress.ts';
import { failLostJobs } from '../jobs.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from '../testing.ts';
import { leveeReach20004, segment20019 } from '../worlds/levee/printed.ts';
import { edited, print } from '../worlds/values.ts';
import { appWorld } from './testing.ts';

const world = {
  records: appWorld(),
  permissions: [
    { user_id: 109, workspace_id: 11, level: 'navigate' as const, can_write: false, below_entity_id: null },
    { user_id: 105, workspace_id: null, level: 'all' as const, can_write: false, below_entity_id: null },
  ],
};
let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ ...world, pace: 0.05 });
});
afterAll(() => environment.close());

const segment = '/workspaces/11/entities/20019';
const params = print(segment20019);
const fineGrid = print(edited(segment20019, { grid_dx: 0.004, grid_dy: 0.004 }));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Asked extends TestRequest {
  entity?: string;
  params?: string;
  more?: Record<string, unknown>;
}
function post(method: string, { entity = segment, params: sent = params, more, ...request }: Asked = {}) {
  const members = { method_name: method, ...more };
  const rest = JSON.stringify(members).slice(1, -1);
  return environment.fetch(`${entity}/jobs/`, {
    method: 'POST',
    body: `{${rest},"params":${sent}}`,
    ...request,
  });
}
async function start(method: string, asked: Asked = {}): Promise<number> {
  const answer = await post(method, asked);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { uid: number }).uid;
}
async function read(uid: number): Promise<Job> {
  const answer = await environment.fetch(`/jobs/${uid}/`);
  expect(answer.status).toBe(200);
  return Job.parse(await answer.json());
}
async function end(uid: number, see: (job: Job) => void = () => {}): Promise<Job> {
  for (;;) {
    const job = await read(uid);
    if (job.status !== 'running') return job;
    see(job);
    await pause(15);
  }
}

/** The path of the first link in a result. */
function linkIn({ result }: Job): string {
  const [url = ''] = /http[^"]+\/api\/downloads\/[^"]+/.exec(JSON.stringify(result)) ?? [];
  return new URL(url).pathname;
}

describe('a job', () => {
  test('gives its address, runs, and has a result', async () => {
    const answer = await post('piping_data');
    const started = (await answer.json()) as { uid: number; url: string; status: string };
    expect([answer.status, started.status]).toEqual([201, 'running']);
    expect(new URL(started.url).pathname).toBe(`/api/jobs/${started.uid}/`);
    expect(await end(started.uid)).toMatchObject({
      kind: 'result',
      status: 'success',
      message: null,
      error: { type: '', message: '' },
      result: { data: [{ key: 'scenario_0', label: 'Base (0.60)' }, {}, {}, { key: 'worst' }] },
    });
  });
  test('tells how far it is while it runs', async () => {
    const seen = new Set<number | null>();
    await end(await start('piping_data'), ({ message }) => {
      const { percentage = null } = (message ?? {}) as { percentage?: number };
      seen.add(percentage);
    });
    const told = [...seen].filter((percentage) => percentage !== null);
    expect(told.length).toBeGreaterThan(0);
    expect([20, 50, 80]).toEqual(expect.arrayContaining(told));
  });
  test('that is cancelled stays so, without a result', async () => {
    const uid = await start('piping_data');
    expect((await environment.fetch(`/jobs/${uid}/`, { method: 'DELETE' })).status).toBe(204);
    expect(await read(uid)).toMatchObject({ status: 'cancelled', result: null });
    await pause(800);
    expect((await read(uid)).status).toBe('cancelled');
  });
  test('that has ended is not cancelled any more', async () => {
    const uid = await start('area_map');
    await end(uid);
    await environment.fetch(`/jobs/${uid}/`, { method: 'DELETE' });
    expect((await read(uid)).status).toBe('success');
  });
  test('is stopped after the time it was given, in the middle of computing', async () => {
    const uid = await start('make_exit_points', { params: fineGrid, more: { timeout: 1 } });
    expect(await end(uid)).toMatchObject({
      status: 'failed',
      error: { type: 'error_timeout', message: 'The job was stopped after 1 second, the most it was given.' },
    });
  });
  test('that was quick is answered at once when asked for so', async () => {
    const answer = await post('layout_chart', { more: { poll_result: true } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'success', content: { plotly: {} } });
  });
  test('with a message for people names the fields', async () => {
    const uid = await start('make_exit_points', { params: '{}' });
    expect((await end(uid)).error).toEqual({
      type: 'error_user',
      message: 'Draw the segment area first.',
      invalid_fields: { polygon: ['Draw an area.'] },
      stack_trace: '',
    });
  });
  test('stores nothing on its entity', async () => {
    const before = await (await environment.fetch(`${segment}/`)).text();
    await end(await start('fetch_layers'));
    expect(await (await environment.fetch(`${segment}/`)).text()).toBe(before);
  });
  test('patches rows without touching how their numbers are spelled', async () => {
    const rows = '{"schematisation":{"soil":{"scenarios":[{"name":"A","k1":1.50,"layers":[]}]}}}';
    const uid = await start('fetch_layers', { params: rows });
    await end(uid);
    const text = await (await environment.fetch(`/jobs/${uid}/`)).text();
    expect(text).toContain('"name":"A","k1":1.50,"layers":[{"soil":"Cover clay"');
  });
});

describe('a result', () => {
  const turbine = '/workspaces/13/entities/40011';
  test('links to files without a token, for reading on the same server', async () => {
    const uid = await start('model_3d', { entity: '/workspaces/13/entities/40052', params: '{}' });
    const pathname = linkIn(await end(uid));
    const answer = await environment.pageFetch(pathname);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'model/gltf+json',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(await answer.json()).toMatchObject({ asset: { version: '2.0' } });
    expect((await environment.pageFetch(pathname.replace('job-', 'job-1'))).status).toBe(404);
  });
  test('that is a page is an attachment', async () => {
    const uid = await start('log', { entity: '/workspaces/11/entities/20311', params: '{}' });
    const answer = await environment.pageFetch(linkIn(await end(uid)));
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="CPT-4-112.gef log.html"/,
    );
  });
  test('may come from the file that the entity is', async () => {
    const uid = await start('process_file', { entity: '/workspaces/11/entities/20311', params: '{}' });
    expect((await end(uid)).result).toMatchObject({ set_params: { ground_level: 3.4, measurements: {} } });
  });
  test('may have a link that has expired', async () => {
    const old = '{"report":{"date":"2019-05-01"}}';
    const uid = await start('make_report', { entity: '/workspaces/12/entities/30017', params: old });
    expect((await environment.pageFetch(linkIn(await end(uid)))).status).toBe(404);
  });
  test('that is very long is a link to its text', async () => {
    const axis = Array.from({ length: 5000 }, (_, index) => ({ lat: 51.9 + index * 0.0003, lon: 5.42 }));
    const long = print(edited(leveeReach20004, { axis, chainage_step: 5 }));
    const job = await end(
      await start('layers_along', { entity: '/workspaces/11/entities/20004', params: long }),
    );
    expect(job.kind).toBe('result_pointer');
    const answer = await environment.pageFetch(linkIn(job));
    expect(Object.keys((await answer.json()) as object)).toEqual(['plotly']);
  });
  test('never comes from a method that does not end, which tells how far it is', async () => {
    const params = '{"curtail":[{"from_month":11,"to_month":2}]}';
    const uid = await start('shadow', { entity: turbine, params, more: { timeout: 2 } });
    const seen = new Set<unknown>();
    const job = await end(uid, ({ message }) => seen.add((message as { message?: string } | null)?.message));
    expect(seen).toContain('Round 1');
    expect(job.error).toMatchObject({ type: 'error_timeout' });
  });
});

describe('messages', () => {
  const method = { seconds: 60, stages: ['Building', 'Solving', 'Reading'], run: () => ({}) };
  const told = (elapsed: number, isEndless = false) => messageAt(method, elapsed, 0.2, isEndless);
  test.each([
    [2, null],
    [2.4, 'Building 20'],
    [6, 'Solving 50'],
    [9.6, 'Reading 80'],
    [11, 'Reading 80'],
  ])('after %s of 12 seconds are %s', (elapsed, expected) => {
    const message = told(elapsed);
    expect(message && `${message.message} ${message.percentage}`).toBe(expected);
  });
  test('of a quick method there are none', () => {
    expect(messageAt({ ...method, seconds: 10 }, 9, 1, false)).toBeNull();
  });
  test('of an endless method rise and never reach the end', () => {
    const percentages = [1, 60, 3600].map((elapsed) => told(elapsed, true)?.percentage ?? 100);
    expect(percentages).toEqual([4, 74, 98]);
  });
});

describe('while a job computes', () => {
  test('the API answers others, and the next job can be cancelled', async () => {
    const uids = [
      await start('make_exit_points', { params: fineGrid }),
      await start('make_exit_points', { params: fineGrid }),
    ];
    const waits: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const asked = performance.now();
      expect((await environment.fetch(`${segment}/`)).status).toBe(200);
      waits.push(performance.now() - asked);
      await pause(10);
    }
    const states = await Promise.all(uids.map(read));
    expect(states.map(({ status }) => status)).toEqual(['running', 'running']);
    // A blocked loop would answer after the whole minute that the jobs need.
    expect(waits.sort((a, b) => a - b)[10]).toBeLessThan(1000);
    const waiting = await start('area_map');
    for (const uid of uids) await environment.fetch(`/jobs/${uid}/`, { method: 'DELETE' });
    expect((await end(waiting)).status).toBe('success');
  });
});

describe('a server that ends', () => {
  test('leaves no job that seems to run', async () => {
    const uid = await start('piping_data');
    await failLostJobs(environment.database);
    expect(await read(uid)).toMatchObject({
      status: 'failed',
      error: {
        type: 'error_app_reloading',
        message: 'The server was restarted while this job ran, so there is no result. Run it again.',
      },
    });
  });
  test('is noticed by its silence where several share a database', async () => {
    const uid = await start('area_map');
    await end(uid);
    const row = { status: 'running' as const, runner: 'another', result: null, completed_at: null };
    const put = (alive_us: number) =>
      environment.database.kysely
        .updateTable('jobs')
        .set({ ...row, alive_us })
        .where('id', '=', uid)
        .execute();
    await put(Date.now() * 1000);
    expect((await read(uid)).status).toBe('running');
    await put((Date.now() - 60_000) * 1000);
    expect((await read(uid)).status).toBe('failed');
  });
});

describe('refusals', () => {
  test.each([
    ['no_such_method', {}, 'method_name'],
    ['piping_data', { timeout: 0 }, 'timeout'],
    ['piping_data', { timeout: 86_401 }, 'timeout'],
    ['piping_data', { events: [1] }, 'events'],
    ['piping_data', { poll_result: 'yes' }, 'poll_result'],
    ['piping_data', { editor_session: 'x' }, 'editor_session'],
  ])('%s with %j is a 400 at %s', async (method, more, member) => {
    const answer = await post(method, { more });
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, [member]]);
  });
  test('needs the right to read params, not to write', async () => {
    expect((await post('area_map', { as: 109 })).status).toBe(403);
    expect((await post('area_map', { as: 105 })).status).toBe(201);
  });
  test('is told to nobody but who started it', async () => {
    const uid = await start('area_map');
    expect((await environment.fetch(`/jobs/${uid}/`, { as: 105 })).status).toBe(404);
    expect((await environment.fetch(`/jobs/${uid}/`, { as: 105, method: 'DELETE' })).status).toBe(404);
    expect((await environment.fetch('/jobs/x/')).status).toBe(404);
  });
  test('an entity that is not there is a 404', async () => {
    expect((await post('area_map', { entity: '/workspaces/11/entities/99' })).status).toBe(404);
  });
});
