import type { MutationOptions, QueryClient } from '@tanstack/react-query';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment, type PageEnvironment } from '../testing/environment.ts';
import { entityMutations, entityQueries } from './entities.ts';
import { createQueryClient } from './query-client.ts';
import { userQueries } from './users.ts';

let page: PageEnvironment;
let client: QueryClient;
beforeAll(async () => {
  page = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => page.close());
beforeEach(async () => {
  client = createQueryClient();
  await client.fetchQuery(userQueries.getCurrentUser());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

type Loss = 'after' | 'before' | '504 after' | '504 before' | 'after, and no look' | 'before, and null';

/** What becomes of writes: the answer is lost `after` they were done or `before`, as a broken connection or as a 504; a look is refused where there is to be none. */
function lose(loss: Loss): void {
  page.forget();
  const reach = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const isRead = (init?.method ?? 'GET') === 'GET';
    if (isRead && loss === 'after, and no look') return Response.json({ detail: 'No.' }, { status: 403 });
    if (isRead && loss === 'before, and null') return Response.json(null);
    if (isRead) return reach(input, init);
    if (!isRead && !loss.includes('before')) await reach(input, init);
    else page.requests.push(`${init?.method} lost`);
    if (loss.startsWith('504')) return Response.json({ detail: 'Too slow.' }, { status: 504 });
    throw new TypeError('Failed to fetch');
  });
}

const run = <T, V>(options: MutationOptions<T, Error, V>, variables: V): Promise<T> =>
  client.getMutationCache().build(client, options).execute(variables);
const rename = (name: string) => run(entityMutations.rename(), { workspaceId: 1, id: 1023, name });
const child = (name: string, params?: string) => ({
  workspaceId: 1,
  parent: 1011,
  entity_type: 30,
  name,
  ...(params && { params: readJson(params) as JsonObject }),
});
const create = (name: string, params?: string) => run(entityMutations.createChild(), child(name, params));
const remove = (id: number) => run(entityMutations.delete(), { workspaceId: 1, id, parent: 1011 });
async function named(name: string): Promise<number[]> {
  const list = await createQueryClient().fetchQuery(entityQueries.getEntityChildren(1, 1011));
  return list.results.filter((one) => one.name === name).map(({ id }) => id);
}
const entityPath = '/workspaces/1/entities/1023/';
const listPath = '/workspaces/1/entities/1011/entities/';

describe('a rename whose answer is lost', () => {
  test.each<Loss>(['after', '504 after'])('is done where it was (%s), by one look', async (loss) => {
    lose(loss);
    expect(await rename(`Done ${loss}`)).toMatchObject({ id: 1023, name: `Done ${loss}` });
    expect(page.requests.slice(0, 2)).toEqual([`PUT ${entityPath}`, `GET ${entityPath}`]);
    const detail = client.getQueryData(entityQueries.getEntity(1, 1023).queryKey);
    expect(detail?.name).toBe(`Done ${loss}`);
  });

  test('is not done where it was not, and says what the name is', async () => {
    await rename('Before');
    lose('before');
    await expect(rename('After')).rejects.toThrow(
      'Not renamed: the connection broke. It is named “Before” now: try again.',
    );
    vi.unstubAllGlobals();
    lose('504 before');
    await expect(rename('After')).rejects.toThrow(
      'Not renamed: Too slow. It is named “Before” now: try again.',
    );
  });

  test('is not known where nothing can be read', async () => {
    lose('after, and no look');
    await expect(rename('Who knows')).rejects.toThrow(/^It is not known whether this was renamed, as/);
    expect(page.requests).toEqual([`PUT ${entityPath}`]);
  });
});

describe('a rename that a gateway got no answer to', () => {
  const answerWith = (headers: Record<string, string>) => {
    page.forget();
    const reach = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
      if ((init?.method ?? 'GET') === 'GET') return reach(input, init);
      return Response.json({ detail: 'It broke.' }, { status: 502, headers });
    });
  };

  test('is looked for where the gateway is in doubt, and its reason is told without it', async () => {
    answerWith({ 'X-VX-Gateway': 'broken', 'X-VX-Stored': 'unknown' });
    await expect(rename('After')).rejects.toThrow(
      /^Not renamed: It broke\. It is named “.*” now: try again\.$/,
    );
    expect(page.requests).toEqual([`GET ${entityPath}`]);
  });

  test('was not done where the gateway is sure, and is not looked for', async () => {
    answerWith({ 'X-VX-Gateway': 'unreachable' });
    await expect(rename('After')).rejects.toThrow(/^It broke\.$/);
    expect(page.requests).toEqual([]);
  });
});

describe('a creation whose answer is lost', () => {
  test.each<Loss>(['after', '504 after'])('is the entity that was made (%s), by one look', async (loss) => {
    lose(loss);
    const made = await create(`Made ${loss}`);
    expect(page.requests).toEqual([`POST ${listPath}`, `GET ${listPath}`]);
    vi.unstubAllGlobals();
    expect(await named(`Made ${loss}`)).toEqual([made.id]);
  });

  test('comes with the params that it was given', async () => {
    lose('after');
    const made = await create('With params', '{"geometry": {"width":1.50}}');
    expect(printJson(made.properties as JsonObject)).toBe('{"geometry": {"width":1.50}}');
    expect(page.requests).toEqual([
      `POST ${listPath}`,
      `GET ${listPath}`,
      `GET /workspaces/1/entities/${made.id}/`,
    ]);
  });

  test('makes no second entity when it is asked for again, once the server can be reached', async () => {
    lose('after, and no look');
    await expect(create('Pressed twice')).rejects.toThrow(/^It is not known whether this was made, as/);
    vi.unstubAllGlobals();
    page.forget();
    const made = await create('Pressed twice');
    expect(page.requests).toEqual([`GET ${listPath}`]);
    expect(await named('Pressed twice')).toEqual([made.id]);
  });

  test('is not sent again before it was looked for, where that fails again', async () => {
    lose('after, and no look');
    await expect(create('Still away')).rejects.toThrow(/^It is not known/);
    page.forget();
    await expect(create('Still away')).rejects.toThrow(/^It is not known/);
    expect(page.requests).toEqual([]);
  });

  test('can be made by a second try where it was not, and is made once', async () => {
    lose('before');
    await expect(create('Second try')).rejects.toThrow(
      'Not made: the connection broke. Nothing of it is there: try again, and it is looked for once more before.',
    );
    vi.unstubAllGlobals();
    page.forget();
    const made = await create('Second try');
    expect(page.requests).toEqual([`GET ${listPath}`, `POST ${listPath}`]);
    expect(await named('Second try')).toEqual([made.id]);
    // What was settled is not looked for again.
    page.forget();
    await create('Second try');
    expect(page.requests).toEqual([`POST ${listPath}`]);
  });

  test('is not taken for one of the same name that was there before', async () => {
    const { id } = await create('Twin');
    lose('before');
    await expect(create('Twin')).rejects.toThrow(/^Not made/);
    vi.unstubAllGlobals();
    expect(await named('Twin')).toEqual([id]);
  });

  test('is not taken for one that was made a moment before, also where no list shows it', async () => {
    const params = '{"geometry":{"width":7}}';
    const { id } = await create('Twin below', params);
    client.clear();
    await client.fetchQuery(userQueries.getCurrentUser());
    lose('before');
    await expect(create('Twin below', params)).rejects.toThrow(/^Not made/);
    vi.unstubAllGlobals();
    expect(await create('Twin below', params)).not.toMatchObject({ id });
    expect(await named('Twin below')).toHaveLength(2);
  });

  test('is not taken for one of which is not told when it was made', async () => {
    const others = { method: 'POST', as: 102, body: { entity_type: 30, name: 'When', properties: {} } };
    await page.fetch(listPath, others);
    lose('before');
    const reach = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
      const response = await reach(input, init);
      const text = await response.text();
      const untold = text.replaceAll(/"(created_at|updated_at|created_by)":/g, '"_$1":');
      return new Response(untold, { status: response.status });
    });
    await expect(create('When')).rejects.toThrow(
      /^It is not known whether this was made: the connection broke\. “When” is there \(id \d+\), .*look at it before you try again\.$/,
    );
  });

  test('is not taken for what somebody else made, or what was made long before', async () => {
    const others = {
      method: 'POST',
      as: 102,
      body: { entity_type: 30, name: 'Same name', properties: {} },
    };
    await page.fetch(listPath, others);
    await create('Old name');
    client.clear();
    await client.fetchQuery(userQueries.getCurrentUser());
    lose('before');
    await expect(create('Same name')).rejects.toThrow(/^Not made/);
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    await expect(create('Old name')).rejects.toThrow(/^Not made/);
  });

  test('that was made with other params than these by now is said to be there', async () => {
    lose('after, and no look');
    await expect(create('Edited since', '{"geometry":{"width":1}}')).rejects.toThrow(/^It is not known/);
    vi.unstubAllGlobals();
    await expect(create('Edited since', '{"geometry":{"width":2}}')).rejects.toThrow(
      /“Edited since” was made .*with other params than these: look at it before you try again\.$/,
    );
    expect(await named('Edited since')).toHaveLength(1);
  });
});

describe('a deletion whose answer is lost', () => {
  test('is done where it is gone, and where a second sending found nothing', async () => {
    const { id } = await create('Goes');
    lose('after');
    await remove(id);
    expect(page.requests.slice(0, 2)).toEqual([
      `DELETE /workspaces/1/entities/${id}/`,
      `GET /workspaces/1/entities/${id}/`,
    ]);
    vi.unstubAllGlobals();
    await remove(id);
  });

  test('is not known where the look has no answer that is an entity', async () => {
    lose('before, and null');
    await expect(remove(1023)).rejects.toThrow(/^It is not known whether this was deleted/);
  });

  test('is not done where it is still there', async () => {
    lose('before');
    await expect(remove(1023)).rejects.toThrow(
      'Not deleted: the connection broke. It is still there: try again.',
    );
  });
});
