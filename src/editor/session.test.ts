import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { type JsonObject, numberFrom } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { EditSession } from './session.ts';

const place = { environment: 'http://here', userId: 101, workspaceId: 1, entityId: 7 };
const entity = (updated_at: string) =>
  ({ id: 7, name: 'Seven', entity_type: 1, updated_at, actions: null }) as Entity;
const params = (text: string) => readJson(text) as JsonObject;
const TEXT = '{"a": 1.0,"rows":[{"x":1},{"x":2}],"t":"x"}';
const sessions: EditSession[] = [];
function open(text = TEXT, at = 'one'): EditSession {
  const session = new EditSession(place, entity(at), params(text));
  sessions.push(session);
  return session;
}

beforeEach(async () => {
  // What a test before this one has scheduled is not to be written into it.
  await Promise.all(sessions.splice(0).map((session) => session.journal.end()));
  for (const draft of await draftStore.findKept(place)) await draftStore.drop(draft);
});

test('a change is in the journal within half a second, with what it was made on', async () => {
  const session = open();
  session.store.set(['a'], numberFrom('2.50'));
  session.setMessage('why');
  await new Promise((done) => setTimeout(done, 450));
  const [kept] = await draftStore.find(place);
  expect(
    kept?.changes.map(({ base, value }) => [base, value].map((side) => printJson(side ?? null))),
  ).toEqual([['1.0', '2.50']]);
  expect(kept).toMatchObject({ base: { updatedAt: 'one' }, message: 'why', entityName: 'Seven' });
});

test('text that is no value is kept too', async () => {
  const session = open();
  session.store.setPending(['a'], '1,5', 'no');
  await session.journal.flush();
  expect((await draftStore.find(place))[0]?.pending).toMatchObject([{ path: ['a'], text: '1,5' }]);
});

test.each(['leave', 'hide'] as const)(
  'what a long text holds and has not handed over is kept on %s',
  async (end) => {
    const session = open();
    const flush = () => session.store.set(['a'], numberFrom('2.50'));
    session.store.reader = { flush, settle: () => undefined, giveUp() {} };
    session.journal[end]();
    await session.journal.end();
    const [kept] = await draftStore.find(place);
    expect(kept?.changes.map(({ value }) => printJson(value ?? null))).toEqual(['2.50']);
  },
);

test('a draft that came back to nothing leaves the journal', async () => {
  const session = open();
  session.store.set(['a'], 5);
  await session.journal.flush();
  session.store.undo();
  await session.journal.flush();
  expect(await draftStore.find(place)).toEqual([]);
});

test('another user of this browser does not see the draft', async () => {
  const session = open();
  session.store.set(['a'], 5);
  await session.journal.flush();
  expect(await draftStore.find({ ...place, userId: 102 })).toEqual([]);
});

async function keptAfter(edit: (session: EditSession) => void) {
  const session = open();
  edit(session);
  await session.journal.flush();
  const [kept] = await draftStore.find(place);
  if (!kept) throw new Error('nothing was kept');
  return kept;
}

test('a draft resumed on the same params gives exactly what was edited', async () => {
  const kept = await keptAfter(({ store }) => store.set(['rows', 1, 'x'], numberFrom('3.0')));
  const later = open();
  expect(later.resume(kept)).toBe(0);
  expect(printJson(later.store.value)).toBe(TEXT.replace('{"x":2}', '{"x":3.0}'));
});

test('a draft resumed beside somebody else’s change keeps both', async () => {
  const kept = await keptAfter(({ store }) => store.set(['a'], 9));
  const later = open(TEXT.replace('"x"}', '"theirs"}'), 'two');
  later.resume(kept);
  expect(printJson(later.store.value)).toBe(TEXT.replace('1.0', '9').replace('"x"}', '"theirs"}'));
  expect(later.store.changes).toHaveLength(1);
});

test('a draft that clashes keeps standing on its old base, so that saving meets the conflict', async () => {
  const kept = await keptAfter(({ store }) => store.set(['a'], 9));
  const theirs = TEXT.replace('1.0', '7.0');
  const later = open(theirs, 'two');
  later.resume(kept);
  expect(printJson(later.store.value)).toBe(TEXT.replace('1.0', '9'));
  expect(printJson(later.store.base)).toBe(TEXT);
});

test('a change whose row is gone is counted, and the others are made', async () => {
  const kept = await keptAfter(({ store }) => {
    store.set(['rows', 1, 'x'], 5);
    store.set(['a'], 9);
  });
  const later = open('{"a":1.0,"rows":[],"t":"x"}', 'two');
  expect(later.resume(kept)).toBe(1);
  expect(printJson(later.store.value)).toContain('"a":9');
});

test('rows do not move under a text that is no value; once it is one, what somebody did to them comes in', () => {
  const session = open();
  const { store } = session;
  const head = {
    ...entity('two'),
    properties: params('{"a": 1.0,"rows":[{"x":2},{"x":7}],"t":"x"}'),
  } as Entity;
  store.setPending(['rows', 1, 'x'], '2,5', 'no');
  session.meet(head, 'Somebody');
  expect(printJson(store.value)).toBe(TEXT);
  // Not heard, so that the next look finds it again.
  expect(session.heard).toMatchObject({ updatedAt: 'one' });
  store.set(['rows', 1, 'x'], numberFrom('2.5'));
  session.meet(head, 'Somebody');
  expect(printJson(store.value)).toBe('{"a": 1.0,"rows":[{"x":2.5},{"x":7}],"t":"x"}');
});

test('what a save has merged in moves no row under a text that is no value; the next save meets it', () => {
  const session = open();
  const { store } = session;
  store.set(['a'], 5);
  const sent = store.value;
  store.setPending(['rows', 1, 'x'], '2,5', 'no');
  const stored = params('{"a": 5,"rows":[{"x":2}],"t":"x"}');
  session.saved({ entity: entity('two'), params: stored, sent });
  expect(printJson(store.value)).toBe(printJson(sent));
  expect(store.base).toBe(sent);
  store.clearPending(['rows', 1, 'x']);
  session.saved({ entity: entity('two'), params: stored, sent });
  expect(store.base).toBe(stored);
});

test('what was typed while a save was on its way stays unsaved', () => {
  const session = open();
  session.store.set(['a'], 2);
  const sent = session.store.value;
  session.store.set(['t'], 'later');
  session.saved({ entity: entity('two'), params: params(printJson(sent)), sent });
  expect(session.store.changes).toMatchObject([{ path: ['t'], base: 'x', value: 'later' }]);
  expect(session.baseFacts.updatedAt).toBe('two');
});

test('what is typed while a staged draft is on its way into the form stays, also where that changes the same place', async () => {
  const session = open();
  session.store.set(['a'], 2);
  await session.journal.flush();
  const [kept] = await draftStore.find(place);
  if (!kept) throw new Error('nothing was kept');
  const restored = [
    { path: ['a'], base: numberFrom('1.0'), value: 3 },
    { path: ['t'], base: 'x', value: 'restored' },
  ];
  session.store.set(['rows', 1, 'x'], numberFrom('7.0'));
  session.openStaged(entity('one'), params(TEXT), { ...kept, changes: restored, staged: true });
  expect(printJson(session.store.value)).toBe('{"a": 3,"rows":[{"x":1},{"x":7.0}],"t":"restored"}');
  session.store.set(['t'], 'typed');
  session.openStaged(entity('one'), params(TEXT), { ...kept, changes: restored, staged: true });
  expect(printJson(session.store.value)).toBe('{"a": 3,"rows":[{"x":1},{"x":7.0}],"t":"typed"}');
});

/** What was said before the page went away, in the page after it. */
async function afterReload(say: (session: EditSession) => void, now: string) {
  const before = open();
  say(before);
  await before.journal.flush();
  const later = open(now, 'two');
  for (const kept of await draftStore.findKept(place)) later.recall(kept);
  return later;
}

test('an older state that was told and not answered is told again after a reload, with the way back', async () => {
  const saved = TEXT.replace('1.0', '2.50');
  const later = await afterReload(
    (session) => {
      session.watch.saves(params(TEXT), { sent: params(saved), params: params(saved) });
      session.told.hear(session.watch.undoneBy(params(TEXT)));
    },
    TEXT.replace('"x"}', '"theirs"}'),
  );
  expect(later.told.undone?.changes).toHaveLength(1);
  later.endUndone(true);
  expect(printJson(later.store.value)).toBe(saved.replace('"x"}', '"theirs"}'));
  await later.journal.flush();
  expect((await draftStore.findKept(place))[0]?.told).toBeUndefined();
});

test('a draft that is found stored is a draft no more, and an older state over it is told', async () => {
  const saved = TEXT.replace('1.0', '2.50');
  const before = open();
  before.store.set(['a'], numberFrom('2.50'));
  await before.journal.flush();
  const later = open(saved, 'two');
  for (const kept of await draftStore.find(place)) await later.findStored(kept);
  expect(await draftStore.find(place)).toEqual([]);
  expect(later.store.dirty).toBe(false);
  const last = await afterReload(() => {}, TEXT);
  expect(last.told.undone?.changes).toHaveLength(1);
  last.endUndone(true);
  expect(printJson(last.store.value)).toBe(saved);
});

test('what was told again and answered is not told a third time, and its draft stays', async () => {
  const [older, newer] = [params(TEXT), params(TEXT.replace('1.0', '2.50'))];
  const later = await afterReload((session) => {
    session.store.set(['t'], 'unsaved');
    session.told.hearMergings([{ revision: { id: 4 }, before: newer, after: older }]);
  }, TEXT);
  const [kept] = await draftStore.findKept(place);
  if (!kept) throw new Error('The draft is gone.');
  later.endMerging(later.told.mergings[0] as (typeof later.told.mergings)[0], false);
  later.recall(kept);
  expect(later.told.mergings).toEqual([]);
  await later.journal.flush();
  expect(await draftStore.findKept(place)).toMatchObject([{ version: kept.version, told: undefined }]);
  expect((await draftStore.find(place)).map(({ changes }) => changes.length)).toEqual([1]);
});

test('what merging replaced and a late write went over are told again after a reload', async () => {
  const [older, newer] = [params(TEXT), params(TEXT.replace('1.0', '2.50'))];
  const revision = { id: 5, created_by: 102, created_date: 'then', params: older };
  const later = await afterReload((session) => {
    session.told.hearMergings([{ revision: { id: 4 }, before: newer, after: older }]);
    session.told.hearOver([
      {
        kind: 'saved',
        entity: entity('one'),
        params: newer,
        sent: newer,
        overlap: {
          revision,
          base: params('{}'),
          mine: newer,
          merged: true,
        },
      },
    ]);
  }, TEXT);
  const [merging] = later.told.mergings;
  if (!merging) throw new Error('the merging was not told');
  expect([merging.revision.id, printJson(merging.before)]).toEqual([4, printJson(newer)]);
  later.endMerging(merging, true);
  expect(printJson(later.store.value)).toBe(printJson(newer));
  const { revision: over, mine } = later.told.overlaps[0] ?? {};
  expect(over).toMatchObject({ id: 5, created_by: 102, created_date: 'then' });
  expect([over?.params, mine].map((one) => printJson(one ?? null))).toEqual([TEXT, printJson(newer)]);
});

test('a text that is no value goes with its row, and stays kept where that is gone', async () => {
  const kept = await keptAfter(({ store }) => {
    store.set(['rows', 1, 'y'], 5);
    store.setPending(['rows', 1, 'x'], '1,5', 'no');
  });
  const resumed = (now: string) => {
    const later = open(now, 'two');
    return [later.resume(kept), [...later.store.pending.keys()]];
  };
  expect(resumed(TEXT.replace('"x"}', '"theirs"}'))).toEqual([0, ['/rows/1/x']]);
  expect(resumed(TEXT.replace('[', '[{"x":9},'))).toEqual([0, ['/rows/2/x']]);
  expect(resumed(TEXT.replace(/"rows":.*\]/, '"rows":[{"x":9}]'))).toEqual([2, []]);
});
