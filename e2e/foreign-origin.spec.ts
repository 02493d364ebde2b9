import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/journey.ts';
import { startServer } from './support/server.ts';

const headers = { 'X-VX': '1', Authorization: 'Bearer vktrpat_local_101' };

interface Attack {
  target: string;
  entity: string;
  /** A body that makes an entity, where it is taken. */
  stolen: string;
}

/** What the page of another site tries, in the browser of somebody who works here; gives back what it could read. */
async function attack({ target, entity, stolen }: Attack): Promise<string[]> {
  const reads = [entity, `${entity}entities/`, '/session', '/api/users/me/'];
  const writes = [entity, `${entity}entities/`, `${entity}jobs/`, '/session/accounts', '/session/active'];
  const loaded: Promise<unknown>[] = [];
  const done = (element: HTMLElement): void => {
    loaded.push(
      new Promise((resolve) => {
        for (const event of ['load', 'error']) element.addEventListener(event, resolve, { once: true });
        setTimeout(resolve, 1000);
      }),
    );
  };
  const put = (tag: 'img' | 'script' | 'iframe', path: string): void => {
    const element = document.createElement(tag);
    done(element);
    element.src = target + path;
    document.body.append(element);
  };
  const submit = (path: string, enctype: string): void => {
    const frame = document.createElement('iframe');
    frame.name = `frame-${Math.random()}`;
    document.body.append(frame);
    const form = document.createElement('form');
    Object.assign(form, { method: 'POST', action: target + path, enctype, target: frame.name });
    // As plain text this is JSON: a form puts = between the two.
    const name = `${stolen.slice(0, -1)},"a":"`;
    form.append(Object.assign(document.createElement('input'), { name, value: '"}' }));
    document.body.append(form);
    form.submit();
    done(frame);
  };
  for (const path of reads) for (const tag of ['img', 'script'] as const) put(tag, path);
  for (const path of [entity, '/']) put('iframe', path);
  for (const path of writes) {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
      submit(path, type);
    navigator.sendBeacon(target + path, stolen);
  }
  const got: string[] = [];
  const ask = async (path: string, init: RequestInit): Promise<void> => {
    const answer = await fetch(target + path, { credentials: 'include', ...init });
    if (answer.type !== 'opaque') got.push(`${init.method} ${path} ${answer.status}`);
  };
  const asks = [...reads, ...writes].flatMap((path) => [
    ...['GET', 'PUT', 'DELETE', 'POST'].map((method) =>
      ask(path, {
        method,
        headers: { 'X-VX': '1', 'Content-Type': 'application/json' },
        ...(method === 'GET' ? {} : { body: stolen }),
      }),
    ),
    ask(path, { method: 'GET' }),
    ask(path, { method: 'GET', mode: 'no-cors' }),
    ask(path, { method: 'POST', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' }, body: stolen }),
  ]);
  asks.push(ask('/session', { method: 'DELETE' }), ask(entity, { method: 'DELETE' }));
  await Promise.allSettled(asks);
  await Promise.all(loaded);
  return got;
}

test('another site changes nothing and reads nothing, whatever it tries', async ({
  browser,
  workspace,
  request,
}) => {
  test.slow(); // hundreds of requests, four times
  const direct = process.env.E2E_EMBEDDED_URL ?? '';
  const dataDir = mkdtempSync(join(tmpdir(), 'vx-e2e-foreign-'));
  const gateway = await startServer(dataDir, { VIKTOR_ENVIRONMENT: direct });
  const foreign = createServer((_incoming, outgoing) => {
    outgoing.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Another site</title><body>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  const { port } = foreign.address() as AddressInfo;
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${gateway.url}/workspaces`);
    await page.getByLabel('Personal access token').fill('vktrpat_local_101');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('table', { name: 'Workspaces' })).toBeVisible();

    const entities = `/api/workspaces/${workspace.id}/entities/`;
    const read = async (path: string) =>
      (await request.get(direct + path, { headers, maxRetries: 3 })).json();
    const [{ id }] = (await read(entities)) as [{ id: number }];
    const entity = `${entities}${id}/`;
    const [part] = (await read(`${entity}entities/`)) as [{ entity_type: number }];
    const stolen = JSON.stringify({ name: 'stolen', entity_type: part.entity_type, properties: {} });
    const state = async () => {
      const answers = [entities, `${entity}?properties=true`, `${entity}entities/`, `${entity}revisions/`];
      const api = answers.map(async (path) =>
        (await request.get(direct + path, { headers, maxRetries: 3 })).text(),
      );
      const session = await page.evaluate(async () =>
        (await fetch('/session', { headers: { 'X-VX': '1' } })).text(),
      );
      return [...(await Promise.all(api)), session];
    };
    const before = await state();
    const sent: string[] = [];
    context.on('request', (asked) => sent.push(asked.method()));
    // The second is of the same site for the browser, which sends it cookies marked SameSite.
    for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
      const attacker = await context.newPage();
      await attacker.goto(origin);
      for (const target of [direct, gateway.url]) {
        expect(await attacker.evaluate(attack, { target, entity, stolen })).toEqual([]);
      }
      const shown = await Promise.all(
        attacker.frames().map((frame) => frame.evaluate(() => document.body.innerText)),
      );
      expect(shown.join(' ')).not.toContain('Workspaces');
      await attacker.close();
    }
    expect(sent.filter((method) => method !== 'GET').length).toBeGreaterThan(100);
    expect(await state()).toEqual(before);

    // The same from the page itself is done: what was tried is what would have worked.
    await page.evaluate(({ path, body }) => fetch(path, { method: 'POST', headers: { 'X-VX': '1' }, body }), {
      path: `${entity}entities/`,
      body: stolen,
    });
    expect((await state())[2]).toContain('stolen');
  } finally {
    await context.close();
    foreign.close();
    await gateway.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
