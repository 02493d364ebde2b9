import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { draftOf } from '../params/draft.ts';
import { draftStore } from './draft-store.ts';
import type { KeptDraft } from './kept-draft.ts';
import { rebaseDraft } from './rebase.ts';
import { readDraft, type Staging, stageParams } from './stage.ts';

const place = { environment: 'http://here', userId: 101, workspaceId: 1, entityId: 7 };
const params = (text: string) => readJson(text) as JsonObject;
const HEAD = '{"a": 1.0,"rows":[{"x":1},{"x":2}],"t":"x"}';
const staging = (text: string, rest: Partial<Staging> = {}): Staging => ({
  place,
  entity: {
    id: 7,
    name: 'Seven',
    entity_type: 1,
    actions: null,
    updated_at: 'then',
    revision_id: 12,
    properties: params(HEAD),
  } as Entity,
  params: params(text),
  reason: 'Restored from revision 3.',
  ...rest,
});

/** What somebody typed and left: the draft of HEAD edited into this. */
async function leave(text: string, rest: Partial<KeptDraft> = {}) {
  const draft = {
    id: draftStore.idOf(place),
    place,
    entityName: 'Seven',
    base: { revision: 12, updatedAt: 'then' },
    changes: draftOf(params(HEAD), params(text)),
    pending: [],
    message: '',
    reason: '',
    staged: false,
    writer: 'w',
    keptAt: 1,
    version: '',
    size: 0,
    ...rest,
  };
  await draftStore.keep(draft, '');
}

const kept = async () => {
  const draft = await readDraft(place);
  return draft && printJson(rebaseDraft(draft.changes, params(HEAD)).merged);
};

beforeEach(async () => {
  for (const draft of await draftStore.findAll(place)) await draftStore.drop(draft);
});

test('staged params are the draft of the entity, with their reason and the revision they stand on', async () => {
  const text = HEAD.replace('1.0', '2.50');
  expect(await stageParams(staging(text))).toMatchObject({
    kind: 'staged',
    sentence: '1 unsaved change to review and save.',
  });
  expect(await readDraft(place)).toMatchObject({
    base: { revision: 12, updatedAt: 'then' },
    reason: 'Restored from revision 3.',
    staged: true,
  });
  expect(await kept()).toBe(text);
});

test('what is stored already is not staged', async () => {
  expect(await stageParams(staging(HEAD))).toMatchObject({ kind: 'same' });
  expect(await readDraft(place)).toBeUndefined();
});

test('a kept draft that changes other places is merged with what is staged', async () => {
  await leave(HEAD.replace('"x"}', '"typed"}'));
  expect(await stageParams(staging(HEAD.replace('1.0', '2.50')))).toMatchObject({
    kind: 'staged',
    sentence: '2 unsaved changes to review and save, together with 1 unsaved change kept here before.',
  });
  expect(await kept()).toBe(HEAD.replace('1.0', '2.50').replace('"x"}', '"typed"}'));
});

test('where a kept draft has changed the same place it is asked, and nothing is kept before the answer', async () => {
  await leave(HEAD.replace('1.0', '9'));
  const staged = HEAD.replace('1.0', '2.50').replace('"x"}', '"staged"}');
  expect(await stageParams(staging(staged))).toMatchObject({ kind: 'asks', clashes: [{ path: ['a'] }] });
  expect(await kept()).toBe(HEAD.replace('1.0', '9'));
  await stageParams(staging(staged, { atClash: 'kept' }));
  expect(await kept()).toBe(staged.replace('2.50', '9'));
});

test('what was told and not answered stays told', async () => {
  const told = { undone: null, mergings: [{ id: 11, changes: '[]' }], overlaps: [] };
  await leave(HEAD, { told });
  await stageParams(staging(HEAD.replace('1.0', '2.50')));
  expect((await readDraft(place))?.told).toEqual(told);
});

test('the answer “the new values” takes them', async () => {
  await leave(HEAD.replace('1.0', '9').replace('"x"}', '"typed"}'));
  await stageParams(staging(HEAD.replace('1.0', '2.50'), { atClash: 'staged' }));
  expect(await kept()).toBe(HEAD.replace('1.0', '2.50').replace('"x"}', '"typed"}'));
});

test('a kept draft that clashes with what was saved since is left alone, and said', async () => {
  await leave(HEAD.replace('1.0', '9'), {
    changes: [{ path: ['a'], base: 0, value: 9 }],
  });
  expect(await stageParams(staging(HEAD.replace('"x"}', '"y"}')))).toMatchObject({
    kind: 'refused',
    sentence: expect.stringContaining('clash with what was saved since'),
  });
  expect((await readDraft(place))?.changes).toHaveLength(1);
});

test('a text that is no value yet is not staged over', async () => {
  await leave(HEAD, { pending: [{ path: ['a'], text: '1,5', problem: 'no' }] });
  expect(await stageParams(staging(HEAD.replace('1.0', '2')))).toMatchObject({ kind: 'refused' });
});

test('a writer that knows an older state of the draft is told, and the newer one stays', async () => {
  await leave(HEAD.replace('1.0', '9'));
  const [first] = await draftStore.find(place);
  if (!first) throw new Error('nothing was kept');
  await draftStore.keep({ ...first, message: 'second' }, first.version);
  const keeping = await draftStore.keep({ ...first, message: 'third' }, first.version);
  expect(keeping).toMatchObject({ kind: 'other', found: { message: 'second' } });
  expect(await draftStore.drop(first)).toBe(false);
  expect(await draftStore.find(place)).toMatchObject([{ message: 'second' }]);
});

test('a draft set aside stays, also when it is set aside again', async () => {
  await leave(HEAD.replace('1.0', '9'));
  const [first] = await draftStore.find(place);
  if (first) await draftStore.setAside(first);
  const [aside] = await draftStore.find(place);
  if (aside) await draftStore.setAside(aside);
  expect(aside?.id).not.toBe(first?.id);
  expect(await draftStore.find(place)).toHaveLength(1);
});

test('all drafts of one person are found, and nobody else’s', async () => {
  for (const [userId, entityId] of [
    [101, 7],
    [101, 70],
    [1010, 7],
    [10, 7],
  ] as const) {
    const other = { ...place, userId, entityId };
    await leave(HEAD.replace('1.0', '9'), { place: other, id: draftStore.idOf(other) });
  }
  const found = await draftStore.findAll(place);
  expect(found.map((draft) => [draft.place.userId, draft.place.entityId]).sort()).toEqual([
    [101, 7],
    [101, 70],
  ]);
  for (const userId of [1010, 10])
    for (const draft of await draftStore.findAll({ ...place, userId })) await draftStore.drop(draft);
});

test('a draft of the first schema is brought forward', async () => {
  await new Promise<void>((resolve, reject) => {
    // A database of another name would not be opened by the store: this one is made old again.
    const gone = indexedDB.deleteDatabase('viktor-explorer-drafts');
    gone.onerror = () => reject(gone.error);
    gone.onsuccess = () => {
      const request = indexedDB.open('viktor-explorer-drafts', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('drafts', { keyPath: 'id' }).createIndex('place', 'place');
      };
      request.onsuccess = () => {
        const transaction = request.result.transaction('drafts', 'readwrite');
        const changes = '[{"path":["a"],"base":1.0,"value":2}]';
        const draft = {
          id: 'u',
          place,
          entityName: 'Seven',
          baseUpdatedAt: 'then',
          changes,
          pending: [],
          message: 'm',
          keptAt: 1,
        };
        transaction.objectStore('drafts').put({ id: 'u', place: 'http://here 101 1 7', draft });
        transaction.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    };
  });
  expect(await draftStore.find(place)).toMatchObject([
    { id: 'u', base: { revision: null, updatedAt: 'then' }, message: 'm', changes: [{ path: ['a'] }] },
  ]);
});
