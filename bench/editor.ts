/**
 * `npm run bench -- editor [fields] [hidden bytes]`: how long a key takes from the press to the picture in a form of many fields, in a real Chromium, beside a form
 * made of a JSON schema (@rjsf/mantine) and a JSON editor (vanilla-jsoneditor). The peers are installed in a folder aside, on first use.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startServer } from '../e2e/support/server.ts';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { importLines } from '../server/archive/door.ts';
import { type EditorInput, editorArchive, editorInput } from './support/editor-inputs.ts';
import { buildPeers, type Peers, servePeers } from './support/peers.ts';
import { median, printTable, quantile } from './support/table.ts';

/** Keys that are measured, after some that are not. */
const KEYS = 60;
const WARM_UP = 8;

const PACKAGES = [
  '@rjsf/core@6.8.0',
  '@rjsf/mantine@6.8.0',
  '@rjsf/utils@6.8.0',
  '@rjsf/validator-ajv8@6.8.0',
  '@mantine/core@9.7.3',
  '@mantine/dates@9.7.3',
  '@mantine/hooks@9.7.3',
  'dayjs@1.11.23',
  'react@19.3.1',
  'react-dom@19.3.1',
  'vanilla-jsoneditor@3.13.0',
];

const PAGES: Record<string, string> = {
  rjsf: `
    import '@mantine/core/styles.css';
    import { MantineProvider } from '@mantine/core';
    import Form from '@rjsf/mantine';
    import validator from '@rjsf/validator-ajv8';
    import { createElement as h } from 'react';
    import { createRoot } from 'react-dom/client';
    const { schema, params } = await (await fetch('input.json')).json();
    createRoot(document.getElementById('root')).render(
      h(MantineProvider, null, h(Form, { schema, formData: params, validator })));`,
  jsoneditor: `
    import { createJSONEditor } from 'vanilla-jsoneditor';
    const { params } = await (await fetch('input.json')).json();
    createJSONEditor({ target: document.getElementById('root'), props: { content: { text: JSON.stringify(params, null, 2) }, mode: 'text' } });`,
};

const PEERS: Peers = {
  name: 'peers',
  packages: PACKAGES,
  pages: PAGES,
  body: '<div id="root" style="height:800px"></div>',
};

interface Measured {
  what: string;
  ready: number;
  times: number[];
}

/** From the press of each key to the picture that follows it, ms. */
async function typeKeys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.push(performance.now() - timeStamp);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
  for (let key = 0; key < KEYS + WARM_UP; key++) {
    await page.keyboard.press(String(key % 10));
    await page.waitForTimeout(90);
  }
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  return times.slice(WARM_UP);
}

async function measure(
  page: Page,
  what: string,
  url: string,
  toField: (page: Page) => Promise<void>,
): Promise<Measured> {
  const started = performance.now();
  await page.goto(url);
  await toField(page);
  const ready = performance.now() - started;
  await page.waitForTimeout(1500);
  return { what, ready, times: await typeKeys(page) };
}

async function ours(page: Page, input: EditorInput): Promise<Measured[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-editor-'));
  const server = await startServer(dataDir, { SEED: 'none' }, 60_000);
  try {
    const path = `/workspaces/${await importLines(dataDir, editorArchive(input))}/entities`;
    const list = await page.request.get(`${server.url}/api${path}/`, { headers: { 'X-VX': '1' } });
    const [entity] = (await list.json()) as { id: number }[];
    const url = `${server.url}${path}/${entity?.id}/params`;
    const form = await measure(page, 'this form', url, async () => {
      await page.getByLabel('Field 3.1', { exact: true }).click({ timeout: 60_000 });
    });
    const blamed = await measure(page, 'this form, who set it', `${url}?blame=1`, async () => {
      await page.getByText('Beside each value').waitFor({ timeout: 60_000 });
      await page.getByLabel('Field 3.1', { exact: true }).click({ timeout: 60_000 });
    });
    const json = await measure(page, 'this JSON tab', `${url}?view=json`, async () => {
      await page.getByRole('textbox', { name: 'Params as JSON' }).click({ timeout: 60_000 });
      await page.keyboard.press('Control+Home');
      for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
    });
    return [form, blamed, json];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function peers(page: Page, input: EditorInput): Promise<Measured[]> {
  const { params, schema } = input;
  const server = await servePeers(
    await buildPeers(PEERS),
    `{"schema":${JSON.stringify(schema)},"params":${params}}`,
  );
  const { url } = server;
  try {
    const rjsf = await measure(page, '@rjsf/mantine', `${url}/rjsf.html`, () =>
      page.getByLabel('Field 3.1', { exact: true }).first().click({ timeout: 120_000 }),
    );
    const json = await measure(page, 'vanilla-jsoneditor', `${url}/jsoneditor.html`, async () => {
      await page.locator('.cm-content').click({ timeout: 60_000 });
      await page.keyboard.press('Control+Home');
      for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
    });
    return [rjsf, json];
  } finally {
    server.close();
  }
}

function print(all: readonly Measured[]): void {
  const ours95 = quantile(all[0]?.times ?? [], 0.95);
  printTable([
    ['Key to picture, ms', 'median', 'p95', 'longest', 'this form ÷ it', 'ready after, ms'],
    ...all.map(({ what, ready, times }) => [
      what,
      median(times).toFixed(1),
      quantile(times, 0.95).toFixed(1),
      Math.max(...times).toFixed(1),
      (ours95 / quantile(times, 0.95)).toFixed(2),
      ready.toFixed(0),
    ]),
  ]);
}

const [fields = 2000, hidden = 1_000_000] = process.argv.slice(2).map(Number);
const input = editorInput(fields, hidden);
const found = await findChromium();
if (!found) throw new Error('No Chromium was found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath: found.path, args: chromiumFlags });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  process.stdout.write(`${fields} fields, ${(input.params.length / 1e6).toFixed(1)} MB of params\n\n`);
  const measured = await ours(page, input);
  try {
    measured.push(...(await peers(page, input)));
  } catch (error) {
    process.stdout.write(`Without peers: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  print(measured);
} finally {
  await browser.close();
}
