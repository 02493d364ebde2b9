import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { connect } from './client.ts';
import { createChildEntity } from './entity-creation.ts';
import { getEntity } from './entity-reads.ts';
import { setEntityParams } from './entity-writes.ts';
import { fileQueries } from './files.ts';
import { parametrizationQueries } from './parametrization.ts';
import { getCurrentUser } from './users.ts';
import { getWorkspaces } from './workspace-reads.ts';

const realFetch = globalThis.fetch;
beforeEach(() => connect({ origin: 'https://cloud.viktor.ai', token: 'vktrpat_1_x' }));
afterEach(() => {
  connect(null);
  globalThis.fetch = realFetch;
});

/** Everything is answered with the next of these, the last one again and again. */
function answerWith(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (input, init) => {
    asked.push(`${init?.method} ${new URL(String(input)).pathname}`);
    return ((answers.length > 1 ? answers.shift() : answers[0]) as () => Response)();
  };
  return asked;
}
const pieces = (...parts: Buffer[]): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new Uint8Array(part));
        controller.close();
      },
    }),
  );
const entity = Buffer.from('{"id":1,"name":"Zuid ü","entity_type":2,"properties":{"note":"é"}}');

test('text that is not UTF-8 is refused, so that no other text is shown or saved', async () => {
  answerWith(() => pieces(Buffer.from(entity.toString(), 'latin1')));
  await expect(getEntity(1, 1)).rejects.toMatchObject({
    kind: 'unreadable',
    message: 'The server answered /workspaces/1/entities/1/ with text that is not UTF-8.',
  });
  answerWith(() => pieces(entity.subarray(0, -20)));
  await expect(getEntity(1, 1)).rejects.toMatchObject({ kind: 'unreadable' });
});

test('a letter that comes in two pieces is one', async () => {
  const at = entity.indexOf('ü') + 1;
  answerWith(() => pieces(entity.subarray(0, at), entity.subarray(at)));
  const { name, properties } = await getEntity(1, 1);
  expect([name, properties && printJson(properties)]).toEqual(['Zuid ü', '{"note":"é"}']);
});

test.each([
  ['null', 'null'],
  ['a page', '<html>ok</html>'],
  ['a state', '{"status":"accepted"}'],
])('a save that is answered with %s is no refusal, and what is stored is read', async (_name, text) => {
  const asked = answerWith(
    () => new Response(text),
    () => pieces(entity),
  );
  const saved = await setEntityParams({ workspaceId: 1, id: 1, params: new Map(), message: '' });
  expect(saved.name).toBe('Zuid ü');
  expect(asked).toEqual(['PUT /api/workspaces/1/entities/1/', 'GET /api/workspaces/1/entities/1/']);
});

test('a form that does not come is told as a read that failed, and no doubt is cast on what is stored', async () => {
  const read = () =>
    new QueryClient().fetchQuery(parametrizationQueries.resolve(1, 1, { text: '{}', key: '' }, true));
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(read()).rejects.toThrow(
    'The server could not be reached. Check the connection, then try again.',
  );
  answerWith(
    () => Response.json({ editor_session: 'a' }),
    () => new Response(''),
  );
  await expect(read()).rejects.toThrow(
    'The server answered /workspaces/1/entities/1/parametrization/ with nothing. Try again.',
  );
});

test('an entity that was made, in an answer that cannot be read, is looked for and not made twice', async () => {
  const unreadable = () => new Response('', { status: 201 });
  const made = { id: 7, name: 'New', entity_type: 2 };
  const asked = answerWith(unreadable, () => Response.json({ count: 1, results: [made] }));
  const created = await createChildEntity({ workspaceId: 1, parent: 1, entity_type: 2, name: 'New' });
  expect(created.id).toBe(7);
  const path = '/api/workspaces/1/entities/1/entities/';
  expect(asked).toEqual([`POST ${path}`, `GET ${path}`]);
});

test('a list of files may be bare, have an odd count or a cursor that stays where it is or comes back', async () => {
  const file = { id: '4', filename: 'a.txt', file_size: '12', created_by: 'Ada' };
  const read = () => new QueryClient().fetchQuery(fileQueries.getFiles(1, 2));
  answerWith(() => Response.json([file]));
  expect(await read()).toMatchObject([{ id: 4, filename: 'a.txt', created_by: { name: 'Ada' } }]);
  answerWith(() => Response.json({ count: null, next_token: 'x', results: [file] }));
  expect(await read()).toHaveLength(1);
  const cursors = ['a', 'b', 'a', 'b', 'c'];
  const asked = answerWith(
    ...cursors.map((next_token, at) => () => Response.json({ next_token, results: [{ ...file, id: at }] })),
  );
  expect([await read(), asked.length]).toMatchObject([[{ id: 0 }, { id: 1 }, { id: 2 }], 3]);
});

test('a list of files that goes on for ever with none of the entity is told as that', async () => {
  let page = 0;
  const asked = answerWith(() => Response.json({ next_token: String(page++), results: [] }));
  await expect(new QueryClient().fetchQuery(fileQueries.getFiles(1, 2))).rejects.toThrow(
    'The server’s list of files does not come to an end.',
  );
  expect(asked).toHaveLength(101);
});

test('a file that comes after a hundred pages of those of other entities is found', async () => {
  let page = 0;
  answerWith(() => {
    const file = { id: page, filename: `${page}.txt`, entity_id: page < 150 ? 9 : 2 };
    page += 1;
    return Response.json({ next_token: page > 150 ? null : String(page), results: [file] });
  });
  const got = await new QueryClient().fetchQuery(fileQueries.getFiles(1, 2));
  expect(got.map(({ filename }) => filename)).toEqual(['150.txt']);
});

test('a list of files that holds those of other entities gives those of the one that was meant', async () => {
  const files = [{ entity_id: '7' }, { entity_id: 8 }, { entity_id: null }, {}, { entity_id: 7 }];
  const results = files.map((file, at) => ({ id: at + 1, filename: `${at + 1}.txt`, ...file }));
  answerWith(() => Response.json({ count: 5, next_token: null, results }));
  const got = await new QueryClient().fetchQuery(fileQueries.getFiles(1, 7));
  expect(got.map(({ filename }) => filename)).toEqual(['1.txt', '3.txt', '4.txt', '5.txt']);
});

test.each([
  [200, '', 2],
  [204, null, 2],
  [200, 'null', 1],
  [200, '<html>', 1],
  [200, '{"id":{}}', 1],
  [501, '', 1],
])(
  'an environment that answers who is asking with %i %j does not tell, which is asked %i times at most',
  async (status, text, times) => {
    const asked = answerWith(() => new Response(text, { status }));
    expect([await getCurrentUser(), asked.length]).toEqual([{ id: 0, name: 'You' }, times]);
  },
);

test('an environment that answers who is asking with nothing once is asked again, as drafts are kept by person', async () => {
  const asked = answerWith(
    () => new Response(''),
    () => Response.json({ id: 7, first_name: 'Ada' }),
  );
  expect([await getCurrentUser(), asked.length]).toMatchObject([{ id: 7 }, 2]);
});

test('what is no text or flag where one is meant counts as not given, a number is written out', async () => {
  answerWith(() =>
    Response.json([
      { id: 1, name: 'W', description: {}, is_archived: 'no', type: 3, labels: 'none', app: 4 },
    ]),
  );
  const [workspace] = await getWorkspaces();
  expect(workspace).toMatchObject({ id: 1, name: 'W', type: '3', labels: [] });
  expect([workspace?.description, workspace?.is_archived, workspace?.app]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
