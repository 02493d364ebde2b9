import { expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { setEntityParams } from './entity-writes.ts';
import { forgetSeen } from './seen.ts';

const environment = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });

test.each([401, 403, 404])(
  'a write that was taken and then could not be read (%i) is not known, never refused',
  async (status) => {
    const reach = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
      if (init?.method !== 'PUT') return Response.json({ detail: 'No.' }, { status });
      await reach(input, init);
      return new Response(null, { status: 204 });
    });
    const params = readJson(`{"level":${status}}`) as JsonObject;
    const write = setEntityParams({ workspaceId: 1, id: 1023, params, message: 'm' });
    await expect(write).rejects.toMatchObject({
      kind: 'unreadable',
      message: /^The server did not refuse it/,
    });
    vi.unstubAllGlobals();
    const stored = await environment.fetch('/workspaces/1/entities/1023/?properties=true&clean_params=false');
    expect(await stored.text()).toContain(`"properties":{"level":${status}}`);
  },
);

test('a name that a write took away is given back on the revision of that write; where that is refused, the write counts', async () => {
  const reach = globalThis.fetch;
  const onto: (string | null)[] = [];
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (init?.method !== 'PUT') return reach(input, init);
    onto.push(new Headers(init.headers).get('If-Match'));
    if (onto.length > 1) return Response.json({ detail: 'Newer.' }, { status: 412 });
    const answer = (await (await reach(input, init)).json()) as object;
    return Response.json({ ...answer, name: '' });
  });
  forgetSeen();
  const params = readJson('{"level":5}') as JsonObject;
  const saved = await setEntityParams({ workspaceId: 1, id: 1023, params, message: '', name: 'Point 3' });
  vi.unstubAllGlobals();
  forgetSeen();
  expect(saved).toMatchObject({ name: '', properties: params });
  expect(onto).toEqual([null, `"${saved.revision_id}"`]);
});
