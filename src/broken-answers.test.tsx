import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { bridges } from './testing/bridges.ts';
import { openPageEnvironment } from './testing/environment.ts';
import { openPage } from './testing/open-page.tsx';

await openPageEnvironment({ records: bridges() });
afterEach(() => vi.unstubAllGlobals());

const ENTITY = '/workspaces/5/entities/1003';
const form = /\/1003\/parametrization\//;
const entity = /\/entities\/1003\/(\?|$)/;
const revisions = /\/1003\/revisions\//;
const files = /\/workspaces\/5\/files\//;
const bridge = /\/entity_types\/3\/entities\//;
const html = '<html><h1>It works!</h1></html>';
/** 1.6 MB that go down 400,000 levels. */
const deep = `${'[{"a":'.repeat(200_000)}1${'}]'.repeat(200_000)}`;
const odd =
  '{"id":"1003","name":null,"entity_type":{"id":3},"created_at":"nonsense","created_by":[1],"updated_at":{},"summary":[1],"actions":{},"properties":{"width":1.0}}';

test.each<[what: string, path: RegExp, status: number, body: string, page: string, says: RegExp]>([
  ['an entity that is a page', entity, 200, html, '', /with something that is not JSON\.$/],
  [
    'an entity with an object for an id',
    entity,
    200,
    '{"id":{}}',
    '/params',
    /unexpected form: id is an object\.$/,
  ],
  ['an entity nested without end', entity, 200, deep, '', /unexpected form: the answer is a list\.$/],
  ['an entity of odd members', entity, 200, odd, '', /^nonsense$/],
  ['revisions that break off', revisions, 200, '[{"id":1', '/revisions', /that is not JSON\.$/],
  ['revisions that are none', revisions, 200, '[]', '/revisions', /gives no revisions of this entity/],
  ['a form that is refused', form, 403, '{"detail":"No."}', '/params', /You may not ask this app/],
  ['a form that is a text', form, 200, '"form"', '/params', /fields can be edited without it/],
  ['files of a list with null in it', files, 200, '[null]', '/files', /unexpected form: 0 is null\.$/],
  ['files that are not there', files, 404, '{"detail":"Not found."}', '/files', /^Not found\.$/],
  ['entities of a type, as a page', bridge, 200, html, 'table', /that is not JSON\.$/],
  ['entities of a type, as null', bridge, 200, 'null', 'table', /unexpected form: the answer is null\.$/],
  ['entities of a type, cut off', bridge, 200, '{"count":1,"results":[{"id', 'table', /not JSON\.$/],
  ['an entity that is null', entity, 200, 'null', '', /unexpected form: the answer is null\.$/],
  ['revisions as null', revisions, 200, 'null', '/revisions', /unexpected form: the answer is null\.$/],
])('%s is told in a sentence, and everything else stays', async (_what, path, status, body, page, says) => {
  const { fetch } = globalThis;
  let asked = 0;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!path.test(input)) return fetch(input, init);
    asked += 1;
    return new Response(body, { status });
  });
  const { isRead } = openPage(page === 'table' ? '/workspaces/5/entities' : `${ENTITY}${page}`);
  expect(await screen.findByText(says)).toBeVisible();
  expect(await screen.findByRole('treeitem', { name: /East/ })).toBeVisible();
  await isRead();
  expect(asked).toBeLessThan(4);
  expect(document.body.textContent).not.toMatch(/\[object |\bNaN\b|undefined|Invalid Date/);
});
