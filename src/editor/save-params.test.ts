import { expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { type JsonObject, printJson, readJson } from '../../contract/json.ts';
import { ApiError } from '../api/http.ts';
import { type SaveCall, saveParams } from './save-params.ts';

const params = (text: string) => readJson(text) as JsonObject;

/** A server with one entity, whose answers can be lost. */
function server(text: string) {
  const state = {
    text,
    writes: 0,
    reads: 0,
    lose: 'nothing' as 'nothing' | 'request' | 'answer' | 'everything',
  };
  const entity = () =>
    ({ id: 1, name: 'E', entity_type: 1, actions: null, properties: params(state.text) }) as Entity;
  const lost = () => new ApiError('The connection broke.', { kind: 'unreachable' });
  const call = (base: string, edited: string): SaveCall => ({
    base: params(base),
    params: params(edited),
    message: '',
    read: async () => {
      state.reads++;
      if (state.lose === 'everything' && state.reads > 1) throw lost();
      return entity();
    },
    write: async (sent) => {
      state.writes++;
      if (state.lose === 'request' || state.lose === 'everything') throw lost();
      state.text = printJson(sent);
      if (state.lose === 'answer') throw lost();
      return entity();
    },
  });
  return { state, call };
}

test('what is unchanged on the server is written over', async () => {
  const { state, call } = server('{"a":1.0}');
  expect(await saveParams(call('{"a":1.0}', '{"a":2}'))).toMatchObject({ kind: 'saved' });
  expect(state.text).toBe('{"a":2}');
});

test('a foreign revision stops the save before anything is written', async () => {
  const { state, call } = server('{"a":1.0,"b":5}');
  expect(await saveParams(call('{"a":1.0}', '{"a":2}'))).toMatchObject({ kind: 'conflict' });
  expect(state.writes).toBe(0);
});

test('a write whose answer was lost is recognised by reading back, and not sent again', async () => {
  const { state, call } = server('{"a":1}');
  state.lose = 'answer';
  expect(await saveParams(call('{"a":1}', '{"a":2}'))).toMatchObject({ kind: 'saved' });
  expect(state.writes).toBe(1);
});

test('a write that never arrived is not called saved', async () => {
  const { state, call } = server('{"a":1}');
  state.lose = 'request';
  expect(await saveParams(call('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('not stored'),
  });
});

test('when nothing can be read back it says that it does not know', async () => {
  const { state, call } = server('{"a":1}');
  state.lose = 'everything';
  expect(await saveParams(call('{"a":1}', '{"a":2}'))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('not known'),
  });
});

test.each([
  [404, 'deleted in the meantime', true],
  [403, 'Not saved: No.', false],
  [500, 'Not saved: No.', false],
])(
  'a read before the write refused with %i writes nothing and is told in one sentence',
  async (status, said, gone) => {
    const { state, call } = server('{"a":1}');
    const outcome = await saveParams({
      ...call('{"a":1}', '{"a":2}'),
      read: async () => {
        throw new ApiError('No.', { kind: 'refused', status });
      },
    });
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringContaining(said), gone });
    expect(state.writes).toBe(0);
  },
);

test('a refusal hands on the messages of its fields', async () => {
  const { call } = server('{"a":1}');
  const refused = new ApiError('No.', {
    kind: 'refused',
    status: 400,
    fields: { 'properties.a': ['Too small'] },
  });
  const outcome = await saveParams({
    ...call('{"a":1}', '{"a":2}'),
    write: async () => {
      throw refused;
    },
  });
  expect(outcome).toMatchObject({ kind: 'failed', fields: { 'properties.a': ['Too small'] } });
});

test('a revision that slips in between reading and writing becomes a conflict, and is not written over', async () => {
  const { state, call } = server('{"a":1.0,"b":1}');
  const outcome = await saveParams({
    ...call('{"a":1.0,"b":1}', '{"a":2,"b":1}'),
    write: async () => {
      state.text = '{"a":1.0,"b":9}';
      throw new ApiError('Somebody saved in the meantime.', { kind: 'refused', status: 412 });
    },
  });
  expect(outcome).toMatchObject({ kind: 'conflict' });
  expect(state.text).toBe('{"a":1.0,"b":9}');
});

test('a rename that slips in between does not stop the save', async () => {
  const { state, call } = server('{"a":1}');
  const { write, ...rest } = call('{"a":1}', '{"a":2}');
  let refusals = 1;
  const outcome = await saveParams({
    ...rest,
    write: async (...sent) => {
      if (refusals-- > 0) throw new ApiError('A newer revision.', { kind: 'refused', status: 412 });
      return write(...sent);
    },
  });
  expect(outcome).toMatchObject({ kind: 'saved' });
  expect(state.text).toBe('{"a":2}');
});
