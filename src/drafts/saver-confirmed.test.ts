import { expect, test } from 'vitest';
import type { SaverPorts } from './save-types.ts';
import { saveParams } from './saver.ts';
import { OneEntityServer, paramsOf } from './testing/one-entity-server.ts';
import { edit, ME, portsOf } from './testing/saving.ts';

/** Ports of a server that confirms every write and stores what it makes of it; null for nothing. */
function confirming(server: OneEntityServer, made: string | null): SaverPorts {
  return portsOf(server, {
    write: async (_params, message, onto) => {
      if (made !== null) server.put(ME, paramsOf(made), message, onto);
      return { ...server.read(), properties: paramsOf(made ?? '{}') };
    },
  });
}

test.each([
  ['nothing', null, 'k'],
  ['it without what was typed', '{"a":1}', 'k'],
  ['another value in its place', '{"a":1,"k":"pre"}', 'k'],
])('a write that is confirmed while %s is stored is not called saved', async (_what, made, place) => {
  const server = new OneEntityServer('{"a":1,"k":"old"}');
  const typed = edit('{"a":1,"k":"old"}', '{"a":1,"k":"precious"}');
  const outcome = await saveParams(confirming(server, made), typed);
  expect(outcome).toMatchObject({ kind: 'failed', unanswered: { params: typed.params } });
  expect(outcome.kind === 'failed' && outcome.message).toContain(`holds something else at ${place}.`);
});

test.each([
  ['another spelling', '{"a":1}', '{"a":1.0}', '{"a":1}', 'a'],
  ['a row that is taken out', '{"r":[1,2]}', '{"r":[1]}', '{"r":[1,2]}', 'r'],
  ['a member that is taken out', '{"a":1,"b":2}', '{"a":1}', '{"a":1,"b":2}', 'b'],
  ['a rounded number', '{"a":1}', '{"a":0.123456789}', '{"a":0.1235}', 'a'],
  ['a cell', '{"r":[{"n":1},{"n":2}]}', '{"r":[{"n":1},{"n":3}]}', '{"r":[{"n":1},{"n":2}]}', 'r[2] › n'],
])('%s that is not held is named', async (_what, base, typed, held, place) => {
  const server = new OneEntityServer(base);
  const outcome = await saveParams(confirming(server, held), edit(base, typed));
  expect(outcome.kind === 'failed' && outcome.message).toContain(`holds something else at ${place}.`);
});

test('a row that the server fills up is saved', async () => {
  const server = new OneEntityServer('{"r":[{"n":1}]}');
  const filled = '{"r":[{"n":1,"m":null},{"n":3,"m":null}]}';
  const outcome = await saveParams(
    confirming(server, filled),
    edit('{"r":[{"n":1}]}', '{"r":[{"n":1},{"n":3}]}'),
  );
  expect(outcome).toMatchObject({ kind: 'saved', params: paramsOf(filled) });
});

test.each([
  ['in its own spelling', '{"a":1,"k":2.5}'],
  ['with something of its own beside it', '{"a":1,"k":2.50,"stamp":7}'],
  ['without what it does not know', '{"k":2.50}'],
])('a write that a server stores %s is saved, and told', async (_what, made) => {
  const server = new OneEntityServer('{"a":1,"k":1}');
  const outcome = await saveParams(confirming(server, made), edit('{"a":1,"k":1}', '{"a":1,"k":2.50}'));
  expect(outcome).toMatchObject({
    kind: 'saved',
    note: expect.stringContaining('otherwise than it was sent'),
  });
  expect(outcome.kind === 'saved' && outcome.params).toEqual(paramsOf(made));
});
