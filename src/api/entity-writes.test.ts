import { expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { setEntityParams } from './entity-writes.ts';

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
