import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { browserStorage } from '../storage.ts';
import { EditSession } from './session.ts';

// Each tab is a module graph of its own; what tells them apart is only who is present where. The other tab is played by a channel of its own.
const place = { environment: 'http://here', userId: 101, workspaceId: 1, entityId: 7 };
const entity = { id: 7, name: 'Seven', entity_type: 1, updated_at: 'one', actions: null } as Entity;
const TEXT = '{"a":1.0,"b":2,"c":3}';
const sessions: EditSession[] = [];
function open(text = TEXT): EditSession {
  const session = new EditSession(place, entity, readJson(text) as JsonObject);
  sessions.push(session);
  return session;
}
const text = (session: EditSession) => printJson(session.store.value);

/** Answers for editings as their own tab would. */
function present(...sessions: EditSession[]) {
  const channel = new BroadcastChannel('viktor-explorer-drafts');
  channel.onmessage = ({ data }) => {
    if (data.kind === 'ask' && sessions.some(({ name }) => name === data.writer))
      channel.postMessage({ kind: 'here', question: data.question });
  };
  return () => channel.close();
}

beforeEach(async () => {
  // What a test before this one has scheduled is not to be written into it.
  await Promise.all(sessions.splice(0).map((session) => session.journal.end()));
  for (const draft of await draftStore.findKept(place)) await draftStore.drop(draft);
});

test('two tabs of one person that edit at once share one draft with both edits', async () => {
  const [one, two] = [open(), open()];
  const end = present(one, two);
  one.store.set(['a'], 9);
  await one.journal.flush();
  two.store.set(['b'], 8);
  await two.journal.flush();
  expect(text(two)).toBe('{"a":9,"b":8,"c":3}');
  expect(two.journal.isShared).toBe(true);
  await one.journal.catchUp();
  expect(text(one)).toBe('{"a":9,"b":8,"c":3}');
  await one.journal.flush();
  await two.journal.catchUp();
  two.store.set(['a'], 10);
  await two.journal.flush();
  await one.journal.catchUp();
  expect(text(one)).toBe('{"a":10,"b":8,"c":3}');
  expect(await draftStore.find(place)).toHaveLength(1);
  end();
});

test('tabs that hold the same write nothing more to each other', async () => {
  const [one, two] = [open(), open()];
  const end = present(one, two);
  one.store.set(['a'], 9);
  await one.journal.flush();
  two.store.set(['b'], 8);
  await two.journal.flush();
  await one.journal.catchUp();
  await one.journal.flush();
  const writes = vi.spyOn(two.journal, 'schedule');
  await two.journal.catchUp();
  expect(writes).not.toHaveBeenCalled();
  // What is only here, as a text that is being typed, is written again.
  two.store.setPending(['c'], '1e', 'no', true);
  await two.journal.flush();
  one.store.set(['a'], 10);
  await one.journal.catchUp();
  await one.journal.flush();
  writes.mockClear();
  await two.journal.catchUp();
  expect(writes).toHaveBeenCalled();
  end();
});

test('rows that another tab moves wait while a text here is no value yet, which is kept beside them', async () => {
  const rows = '{"rows":[{"x":1},{"x":2}]}';
  const [one, two] = [open(rows), open(rows)];
  const end = present(one, two);
  one.store.replace(readJson('{"rows":[{"x":7},{"x":1},{"x":2}]}') as JsonObject);
  await one.journal.flush();
  two.store.setPending(['rows', 0, 'x'], '1,5', 'no');
  await two.journal.flush();
  expect(text(two)).toBe(rows);
  expect((await draftStore.find(place)).map(({ pending }) => pending.length).sort()).toEqual([0, 1]);
  two.store.set(['rows', 0, 'x'], 8);
  await two.journal.flush();
  expect(text(two)).toBe('{"rows":[{"x":7},{"x":8},{"x":2}]}');
  end();
});

test('edits that wait beside another tab and find no room there are told to be kept nowhere', async () => {
  const rows = '{"rows":[{"x":1},{"x":2}]}';
  const [one, two] = [open(rows), open(rows)];
  const end = present(one, two);
  one.store.replace(readJson('{"rows":[{"x":7},{"x":1},{"x":2}]}') as JsonObject);
  await one.journal.flush();
  vi.spyOn(browserStorage, 'setJson').mockReturnValueOnce(false).mockReturnValueOnce(true);
  two.store.setPending(['rows', 0, 'x'], '1,5', 'no');
  await two.journal.flush();
  expect(two.journal.problem).toBe('its storage takes nothing more');
  await two.journal.flush();
  expect(two.journal.problem).toBeNull();
  end();
});

test('rows moved here wait while a text of another tab is no value yet, and it stays in its row', async () => {
  const rows = '{"rows":[{"x":1},{"x":2}]}';
  const [one, two] = [open(rows), open(rows)];
  const end = present(one, two);
  one.store.setPending(['rows', 0, 'x'], '1,5', 'no');
  await one.journal.flush();
  two.store.replace(readJson('{"rows":[{"x":7},{"x":1},{"x":2}]}') as JsonObject);
  await two.journal.flush();
  expect([...two.store.pending.keys()]).toEqual([]);
  expect((await draftStore.find(place)).map(({ pending }) => pending.length).sort()).toEqual([0, 1]);
  one.store.set(['rows', 0, 'x'], 8);
  await one.journal.flush();
  two.store.set(['rows', 0, 'x'], 6);
  await two.journal.flush();
  expect(text(two)).toBe('{"rows":[{"x":6},{"x":8},{"x":2}]}');
  end();
});

test('a cell of another tab whose row is not there in what this one stands on stays kept beside', async () => {
  const [one, two] = [
    open('{"rows":[{"x":1,"y":1},{"x":2,"y":2}],"a":1}'),
    open('{"rows":[{"x":1,"y":1}],"a":1}'),
  ];
  const end = present(one, two);
  one.store.set(['rows', 1, 'x'], 9);
  await one.journal.flush();
  two.store.set(['a'], 2);
  await two.journal.flush();
  const kept = (await draftStore.find(place)).map(({ changes }) => changes.map(({ value }) => value));
  expect(kept.sort()).toEqual([[2], [9]]);
  end();
});

test('a text that is no value, in a row that stays, is taken over by the other tab', async () => {
  const rows = '{"rows":[{"x":1.0},{"x":2}],"a":1}';
  const [one, two] = [open(rows), open(rows)];
  const end = present(one, two);
  one.store.setPending(['rows', 1, 'x'], '1,5', 'no');
  await one.journal.flush();
  two.store.set(['a'], 2);
  await two.journal.flush();
  expect([...two.store.pending.keys()]).toEqual(['/rows/1/x']);
  end();
});

test('an edit taken back in one tab is taken back in the other', async () => {
  const [one, two] = [open(), open()];
  const end = present(one, two);
  one.store.set(['a'], 9);
  one.store.set(['b'], 9);
  await one.journal.flush();
  two.store.set(['c'], 9);
  await two.journal.flush();
  two.store.reset(['a']);
  await two.journal.flush();
  await one.journal.catchUp();
  expect(text(one)).toBe('{"a":1.0,"b":9,"c":9}');
  end();
});

test('what a tab has kept that is no longer there is set aside, and still offered', async () => {
  const gone = open();
  gone.store.set(['a'], 9);
  await gone.journal.flush();
  const two = open();
  two.store.set(['a'], 7);
  await two.journal.flush();
  expect(text(two)).toBe('{"a":7,"b":2,"c":3}');
  const kept = await draftStore.find(place);
  expect(kept.map(({ changes }) => changes[0]?.value).sort()).toEqual([7, 9]);
});

test('a red text that a page kept while it went away stays beside the same edits of another tab', async () => {
  const one = open();
  one.store.set(['a'], 9);
  await one.journal.flush();
  const [kept] = await draftStore.find(place);
  if (!kept) throw new Error('nothing was kept');
  const pending = [{ path: ['b'], text: '1,5', problem: 'no' }];
  draftStore.park({ ...kept, pending }, 'another version', 'gone');
  expect((await draftStore.find(place)).map((draft) => draft.pending.length).sort()).toEqual([0, 1]);
});
