import { expect, test } from 'vitest';
import { ApiError } from '../api/http.ts';
import type { SaverPorts } from './save-types.ts';
import { saveParams } from './saver.ts';
import { OneEntityServer, paramsOf } from './testing/one-entity-server.ts';
import { edit, ME, portsOf, THEM } from './testing/saving.ts';

const lost = () => new ApiError('The connection broke.', { kind: 'unreachable' });
const refused = (status: number, more = {}) => new ApiError('No.', { kind: 'refused', status, ...more });

/** Ports where something happens just before the first write. */
function before(server: OneEntityServer, happens: () => void): SaverPorts {
  let done = false;
  const { write, ...rest } = portsOf(server);
  return {
    ...rest,
    write: (...sent) => {
      if (!done) happens();
      done = true;
      return write(...sent);
    },
  };
}

test('a plain save is three requests and one revision', async () => {
  const server = new OneEntityServer('{"a":1.0}');
  expect(await saveParams(portsOf(server), edit('{"a":1.0}', '{"a":2}'))).toMatchObject({ kind: 'saved' });
  expect(server.requests).toEqual(['GET entity', 'PUT entity', 'GET revisions 2']);
  expect(server.revisions.map(({ text }) => text)).toEqual(['{"a":1.0}', '{"a":2}']);
});

test('a foreign revision stops the save before anything is written', async () => {
  const server = new OneEntityServer('{"a":1.0,"b":5}');
  const outcome = await saveParams(portsOf(server), edit('{"a":1.0}', '{"a":2}'));
  expect(outcome).toMatchObject({ kind: 'conflict', theirs: { last_updated_by: 0 } });
  expect(server.requests).toEqual(['GET entity']);
});

test('what somebody has saved just the same is not written again, and no conflict', async () => {
  const server = new OneEntityServer('{"a":1}');
  server.put(THEM, paramsOf('{"a":2}'), '');
  expect(await saveParams(portsOf(server), edit('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'saved',
    note: expect.stringContaining('stored already'),
  });
  expect(server.revisions).toHaveLength(2);
});

test('a revision that slips in between reading and writing is merged back in, by name', async () => {
  const server = new OneEntityServer('{"a":1.0,"b":1}');
  const ports = before(server, () => server.put(THEM, paramsOf('{"a":1.0,"b":9}'), ''));
  const outcome = await saveParams(ports, edit('{"a":1.0,"b":1}', '{"a":2,"b":1}'));
  expect(outcome).toMatchObject({
    kind: 'saved',
    note: expect.stringContaining('Revision 2'),
    mergings: [{ revision: { id: 2 }, before: paramsOf('{"a":2,"b":1}'), after: paramsOf('{"a":2,"b":9}') }],
  });
  expect(outcome).not.toHaveProperty('overlap');
  expect(server.text).toBe('{"a":2,"b":9}');
  expect(server.head.message).toBe('Merged with revision 2, which was saved at the same moment');
});

test('where a revision that slipped in changed the same place, the rest is merged and the place is told', async () => {
  const server = new OneEntityServer('{"a":1.0,"b":1}');
  const ports = before(server, () => server.put(THEM, paramsOf('{"a":7,"b":9}'), ''));
  const outcome = await saveParams(ports, edit('{"a":1.0,"b":1}', '{"a":2,"b":1}'));
  expect(outcome).toMatchObject({ kind: 'saved', overlap: { revision: { id: 2 }, merged: true } });
  expect(server.text).toBe('{"a":2,"b":9}');
});

test('a merge that cannot be written is told, not passed over', async () => {
  const server = new OneEntityServer('{"a":1.0,"b":1}');
  let writes = 0;
  const ports = portsOf(server, {
    write: async (params, message, onto) => {
      if (++writes === 2) throw lost();
      server.put(THEM, paramsOf('{"a":1.0,"b":9}'), '');
      return server.put(ME, params, message, onto);
    },
  });
  const outcome = await saveParams(ports, edit('{"a":1.0,"b":1}', '{"a":2,"b":1}'));
  expect(outcome).toMatchObject({
    kind: 'saved',
    overlap: { revision: { id: 2 }, merged: false },
    mergings: [{ after: paramsOf('{"a":2,"b":9}') }],
  });
});

test('a rename that slips in between needs no merging', async () => {
  const server = new OneEntityServer('{"a":1}');
  const ports = before(server, () => server.put(THEM, paramsOf('{"a":1}'), 'renamed'));
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).not.toHaveProperty('note');
  expect(server.revisions).toHaveLength(3);
});

test('a revision that follows at once is handed on', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}');
  const ports = portsOf(server, {
    write: async (params, message, onto) => {
      const answer = server.put(ME, params, message, onto);
      server.put(THEM, paramsOf('{"a":1,"b":9}'), '');
      return answer;
    },
  });
  expect(await saveParams(ports, edit('{"a":1,"b":1}', '{"a":2,"b":1}'))).toMatchObject({
    kind: 'saved',
    newer: { id: 3, created_by: THEM },
  });
});

test('a server that checks refuses, and a revision that slipped in becomes a conflict', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}', { checks: true });
  const ports = before(server, () => server.put(THEM, paramsOf('{"a":1,"b":9}'), ''));
  expect(await saveParams(ports, edit('{"a":1,"b":1}', '{"a":2,"b":1}'))).toMatchObject({ kind: 'conflict' });
  expect(server.text).toBe('{"a":1,"b":9}');
});

test('on a server that checks, a rename that slips in does not stop the save', async () => {
  const server = new OneEntityServer('{"a":1}', { checks: true });
  const ports = before(server, () => server.put(THEM, paramsOf('{"a":1}'), 'renamed'));
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({ kind: 'saved' });
  expect(server.text).toBe('{"a":2}');
});

test('a write whose answer was lost is recognised by reading back, and not sent again', async () => {
  const server = new OneEntityServer('{"a":1}');
  const ports = portsOf(server, {
    write: async (params, message) => {
      server.put(ME, params, message);
      throw lost();
    },
  });
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'saved',
    note: expect.stringContaining('lost on the way'),
  });
  expect(server.revisions).toHaveLength(2);
});

test('a lost answer hides no revision that slipped in', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}');
  let writes = 0;
  const ports = portsOf(server, {
    write: async (params, message) => {
      if (++writes > 1) return server.put(ME, params, message);
      server.put(THEM, paramsOf('{"a":1,"b":9}'), '');
      server.put(ME, params, message);
      throw lost();
    },
  });
  await saveParams(ports, edit('{"a":1,"b":1}', '{"a":2,"b":1}'));
  expect(server.text).toBe('{"a":2,"b":9}');
});

/** Ports of a browser that sends the first write again by itself, because the connection broke under it. */
function sentTwice(server: OneEntityServer, first: () => void): SaverPorts {
  return before(server, () => {
    first();
    server.put(ME, paramsOf('{"a":2,"b":1}'), '');
  });
}

test('a write that the browser sent twice hides no revision that slipped in before it', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}');
  const ports = sentTwice(server, () => server.put(THEM, paramsOf('{"a":1,"b":9}'), ''));
  const outcome = await saveParams(ports, edit('{"a":1,"b":1}', '{"a":2,"b":1}'));
  expect(outcome).toMatchObject({ kind: 'saved', mergings: [{ revision: { id: 2 } }] });
  expect(server.text).toBe('{"a":2,"b":9}');
});

test('on a server that checks, a write that the browser sent twice is saved once, and no conflict', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}', { checks: true });
  const outcome = await saveParams(
    sentTwice(server, () => {}),
    edit('{"a":1,"b":1}', '{"a":2,"b":1}'),
  );
  expect(outcome).toMatchObject({ kind: 'saved', revision: 2 });
  expect(server.revisions).toHaveLength(2);
});

test('a write that never arrived is not called saved', async () => {
  const ports = portsOf(new OneEntityServer('{"a":1}'), { write: () => Promise.reject(lost()) });
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('not stored'),
    unanswered: { params: paramsOf('{"a":2}') },
  });
});

test('when nothing can be read back it says that it does not know', async () => {
  const ports = portsOf(new OneEntityServer('{"a":1}'), {
    write: () => Promise.reject(lost()),
    readNewest: () => Promise.reject(lost()),
  });
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('not known'),
  });
});

test('an earlier write that arrived late is the person’s own: it counts as saved, and what was edited since is not', async () => {
  const server = new OneEntityServer('{"a":1,"b":1}');
  const first = { onto: paramsOf('{"a":1,"b":1}'), params: paramsOf('{"a":2,"b":1}'), message: '' };
  server.put(ME, first.params, '');
  const request = edit('{"a":1,"b":1}', '{"a":3,"b":1}', { unanswered: [first] });
  expect(await saveParams(portsOf(server), request)).toMatchObject({ kind: 'saved', sent: first.params });
  expect(server.revisions).toHaveLength(2);
});

test('an earlier write that arrived late and is all there is to save is not written again', async () => {
  const server = new OneEntityServer('{"a":1}');
  const first = { onto: paramsOf('{"a":1}'), params: paramsOf('{"a":2}'), message: '' };
  server.put(ME, first.params, '');
  const outcome = await saveParams(portsOf(server), edit('{"a":1}', '{"a":2}', { unanswered: [first] }));
  expect(outcome).toMatchObject({ kind: 'saved' });
  expect(server.revisions).toHaveLength(2);
});

test.each([
  [404, 'deleted in the meantime', true],
  [410, 'deleted in the meantime', true],
  [401, 'Not saved: No. What you typed is kept here.', false],
  [403, 'Not saved: No. Ask who manages the workspace; what you typed is kept here.', false],
  [413, 'Not saved: No. What you typed is kept here.', false],
  [500, 'Not saved: No. What you typed is kept here: save again in a minute.', false],
  [409, 'Not saved: No. What you typed is kept here: save again in a minute.', false],
])(
  'a read before the write refused with %i writes nothing and is told in one sentence',
  async (status, said, gone) => {
    const server = new OneEntityServer('{"a":1}');
    const ports = portsOf(server, { readHead: () => Promise.reject(refused(status)) });
    expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(said),
      gone,
      status,
    });
    expect(server.requests).toEqual([]);
  },
);

test('a write that never arrived is not taken for an earlier revision with the same params', async () => {
  const server = new OneEntityServer('{"a":1}');
  server.put(ME, paramsOf('{"a":2}'), '');
  const at = (id: number) => new Date(1_700_000_000_000 + id * 60_000).toISOString();
  const ports = portsOf(server, {
    readHead: async () => ({ ...server.read(), updated_at: at(server.head.id) }),
    readNewest: async (count) => server.newest(count).map((one) => ({ ...one, created_date: at(one.id) })),
  });
  const write = () => Promise.reject(new ApiError('Broken.', { kind: 'unreachable' }));
  expect(await saveParams({ ...ports, write }, edit('{"a":2}', '{"a":1}'))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('Reading back showed that it was not stored'),
  });
  const broke = 'cloud.viktor.ai did not answer in time.';
  const late = new ApiError(broke, { kind: 'refused', status: 504, gateway: 'timeout', inDoubt: true });
  const unanswered = { ...ports, write: () => Promise.reject(late) };
  expect(await saveParams(unanswered, edit('{"a":2}', '{"a":1}'))).toMatchObject({
    message: expect.stringMatching(`^Not saved: ${broke} Reading back showed`),
  });
  // One that did arrive is known by being the newer one.
  const arrives: SaverPorts['write'] = async (...sent) => {
    await ports.write(...sent);
    return write();
  };
  expect(await saveParams({ ...ports, write: arrives }, edit('{"a":2}', '{"a":1}'))).toMatchObject({
    kind: 'saved',
    revision: 3,
  });
});

test('a refusal hands on the messages of its fields', async () => {
  const fields = { 'properties.a': ['Too small'] };
  const write = () => Promise.reject(refused(400, { fields }));
  const ports = portsOf(new OneEntityServer('{"a":1}'), { write });
  expect(await saveParams(ports, edit('{"a":1}', '{"a":2}'))).toMatchObject({ kind: 'failed', fields });
});
