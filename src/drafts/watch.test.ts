import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { draftOf } from '../params/draft.ts';
import { digestOf, prepareDigest } from './digest.ts';
import { type PrintedNotices, printNotices, readNotices } from './notices.ts';
import { rebaseDraft } from './rebase.ts';
import type { SaverPorts } from './save-types.ts';
import { saveParams } from './saver.ts';
import { OneEntityServer, paramsOf } from './testing/one-entity-server.ts';
import { Watch } from './watch.ts';

const BASE = '{"a":1.0,"b":2,"c":3}';
const MINE = BASE.replace('1.0', '9');

function portsOf(server: OneEntityServer): SaverPorts {
  return {
    me: 1,
    readHead: async () => server.read(),
    write: async (params, message, onto) => server.put(1, params, message, onto),
    readNewest: async (count) => server.newest(count),
  };
}

/** Somebody has saved `a` as 9 and watches over it. */
async function saved() {
  const server = new OneEntityServer(BASE);
  const watch = new Watch();
  const base = paramsOf(BASE);
  const outcome = await saveParams(watch.over(portsOf(server)), {
    base,
    params: paramsOf(MINE),
    message: '',
  });
  if (outcome.kind !== 'saved') throw new Error(outcome.kind);
  expect(watch.saves(base, outcome)).toEqual([]);
  return { server, watch };
}

test('an older state that another editor saves over a save is told, with the way back', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(BASE.replace('2', '7')), '');
  const { undone } = await watch.look(portsOf(server));
  expect(undone).toMatchObject({ changes: [{ path: ['a'], to: 9 }], replaced: [] });
  expect(undone && printJson(undone.restored)).toBe(MINE.replace('2', '7'));
  expect((await watch.look(portsOf(server))).undone).toBeUndefined();
});

test('a value that somebody sets anew is told as replaced, and not taken back', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(MINE.replace('9', '10')), '');
  const { undone } = await watch.look(portsOf(server));
  expect(undone).toMatchObject({ changes: [], replaced: [{ path: ['a'], mine: 9, theirs: 10 }] });
});

test('what somebody changes elsewhere is nothing to tell', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(MINE.replace('3', '30')), '');
  expect((await watch.look(portsOf(server))).undone).toBeUndefined();
});

test('what was saved before a reload is watched over after it', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(BASE), '');
  const later = new Watch(watch.state);
  expect(later.recall(paramsOf(server.text))).toMatchObject({ changes: [{ path: ['a'], to: 9 }] });
});

test('a write that the network delivers again goes over nobody for long', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(MINE.replace('3', '30')), '');
  server.put(1, paramsOf(MINE), '');
  const { healed } = await watch.look(watch.over(portsOf(server)));
  expect(healed).toHaveLength(1);
  expect(server.text).toBe(MINE.replace('3', '30'));
});

test('an older state that is merged back in for what somebody typed is told with the values it replaces', async () => {
  const { server, watch } = await saved();
  // An editor that has seen nothing newer writes late; then the network delivers one's own write again.
  server.put(2, paramsOf(MINE.replace('3', '30')), '');
  const next = paramsOf(MINE.replace('3', '30').replace('2', '20'));
  const again = await saveParams(watch.over(portsOf(server)), {
    base: paramsOf(server.text),
    params: next,
    message: '',
  });
  if (again.kind !== 'saved') throw new Error(again.kind);
  watch.saves(paramsOf(MINE.replace('3', '30')), again);
  server.put(2, paramsOf(BASE), '');
  server.put(1, next, '');
  const { healed } = await watch.look(watch.over(portsOf(server)));
  expect(server.text).toBe(BASE.replace('2', '20'));
  expect(healed).toMatchObject([
    { mergings: [{ revision: { id: 5 }, before: next, after: paramsOf(server.text) }] },
  ]);
});

test('what a write of a page that is gone went over is not settled by a save of the next page, but by a look', async () => {
  const server = new OneEntityServer(BASE);
  const gone = new Watch();
  const ports = { ...portsOf(server), write: () => Promise.reject(new Error('The page is gone.')) };
  await saveParams(gone.over(ports), { base: paramsOf(BASE), params: paramsOf(MINE), message: '' });
  server.put(2, paramsOf(BASE.replace('3', '30')), '');
  server.put(1, paramsOf(MINE), '');
  const watch = new Watch(gone.state);
  const next = { base: paramsOf(MINE), params: paramsOf(MINE.replace('2', '20')), message: '' };
  const outcome = await saveParams(watch.over(portsOf(server)), next);
  if (outcome.kind !== 'saved') throw new Error(outcome.kind);
  watch.saves(next.base, outcome);
  expect(watch.isUnsettled).toBe(true);
  await watch.look(watch.over(portsOf(server)));
  expect(server.text).toBe(MINE.replace('2', '20').replace('3', '30'));
  expect(watch.state?.writes.find(({ digest }) => digest === gone.state?.writes[0]?.digest)?.settled).toBe(
    true,
  );
});

test('what was merged back in is told also when the look broke off after it', async () => {
  const { server, watch } = await saved();
  const theirs = MINE.replace('3', '30');
  for (const text of [MINE.replace('2', '20'), MINE, theirs, MINE])
    server.put(text === MINE ? 1 : 2, paramsOf(text), '');
  let reads = 0;
  const ports = {
    ...portsOf(server),
    readHead: async () => {
      if (++reads > 2) throw new Error('broken');
      return server.read();
    },
  };
  await expect(watch.look(watch.over(ports))).rejects.toThrow('broken');
  expect(server.text).toBe(theirs);
  const { healed } = await watch.look(watch.over(portsOf(server)));
  expect(healed.map(({ mergings }) => mergings?.[0]?.revision.id)).toEqual([5, 3]);
});

test('the same params saved by somebody else are not taken for one’s own late write', async () => {
  const { server, watch } = await saved();
  server.put(2, paramsOf(MINE.replace('3', '30')), '');
  server.put(2, paramsOf(MINE), 'Restored');
  expect((await watch.look(portsOf(server))).healed).toEqual([]);
  expect(server.text).toBe(MINE);
});

test('the same params that were saved before this editing are no late write of it', async () => {
  const server = new OneEntityServer(BASE);
  const date = (id: number) => new Date(id * 60_000).toISOString();
  const ports: SaverPorts = {
    ...portsOf(server),
    readHead: async () => ({ ...server.read(), updated_at: date(server.head.id) }),
    readNewest: async (count) => server.newest(count).map((one) => ({ ...one, created_date: date(one.id) })),
  };
  // Somebody's 30 was taken back on purpose, before.
  server.put(2, paramsOf(MINE.replace('3', '30')), '');
  server.put(1, paramsOf(MINE), '');
  server.put(2, paramsOf(BASE), '');
  const watch = new Watch();
  const [base, params] = [paramsOf(BASE), paramsOf(MINE)];
  const outcome = await saveParams(watch.over(ports), { base, params, message: '' });
  if (outcome.kind !== 'saved') throw new Error(outcome.kind);
  watch.saves(base, outcome);
  expect((await watch.look(watch.over(ports))).healed).toEqual([]);
  expect(server.text).toBe(MINE);
});

test('a digest knows spelling, and neither key order nor white space', async () => {
  const digest = (text: string) => digestOf(paramsOf(text));
  expect(digest('{"a":1.0,"b":[{"x":null}]}')).toBe(digest('{ "b":[{"x":null}], "a": 1.0 }'));
  const others = ['{"a":1,"b":[{"x":null}]}', '{"a":1.0,"b":[{"x":"null"}]}', '{"a":1.0,"b":[[{"x":null}]]}'];
  expect(new Set(['{"a":1.0,"b":[{"x":null}]}', ...others].map(digest)).size).toBe(4);
  // The same whether large lists were gone through before or not.
  const long = `{"rows":[${Array.from({ length: 400 }, (_, row) => `{"top":${row}.0,"in":[${row}]}`)}]}`;
  const prepared = paramsOf(long);
  await prepareDigest(prepared);
  expect(digestOf(prepared)).toBe(digest(long));
  // Edited here and read from the server: one spelling.
  expect(digestOf(new Map([['a', -0]]))).toBe(digest('{"a":-0}'));
});

test('a cell of a row that is gone is told as lost, and makes no row', () => {
  const { merged, lost } = rebaseDraft(
    [{ path: ['rows', 1, 'v'], base: 2, value: 5 }],
    paramsOf('{"rows":[{"v":1}]}'),
  );
  expect(lost).toHaveLength(1);
  expect(printJson(merged)).toBe('{"rows":[{"v":1}]}');
});

test('a kept cell goes with its row when others came above', () => {
  const before = paramsOf('{"rows":[{"v":1,"at":"N"},{"v":1,"at":"S"}]}');
  const mine = paramsOf('{"rows":[{"v":1,"at":"N"},{"v":5.50,"at":"S"}]}');
  const now = paramsOf('{"rows":[{"v":1,"at":"W"},{"v":1,"at":"N"},{"v":1,"at":"S"}]}');
  const { merged, clashes, lost } = rebaseDraft(draftOf(before, mine), now);
  expect(printJson(merged)).toBe('{"rows":[{"v":1,"at":"W"},{"v":1,"at":"N"},{"v":5.50,"at":"S"}]}');
  expect([clashes, lost]).toEqual([[], []]);
});

test('after a reload it is said what was saved in a row that is gone', () => {
  const own = draftOf(paramsOf('{"rows":[{"v":1},{"v":2}]}'), paramsOf('{"rows":[{"v":1},{"v":7}]}'));
  const watch = new Watch({ own, savedAt: Date.now() });
  const undone = watch.recall(paramsOf('{"rows":[{"v":1}]}'));
  expect(undone).toMatchObject({ changes: [], gone: [{ path: ['rows', 1, 'v'], value: 7 }] });
  // It stays said beyond the next reload.
  const kept = printNotices({ undone: undone ?? null, mergings: [], overlaps: [] });
  const again = readNotices(kept as PrintedNotices, paramsOf('{"rows":[{"v":1}]}'));
  expect(again.undone?.gone).toMatchObject([{ path: ['rows', 1, 'v'], value: 7 }]);
});
