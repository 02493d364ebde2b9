/** `npm run e2e -- [Playwright's arguments]`: finds a browser, builds what is stale, runs the journeys. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { root } from './stamp.mjs';

const browser = await findChromium((line) => process.stderr.write(`${line}\n`));
if (browser === null) {
  process.stderr.write('No Chromium was found, and none could be had: set CHROMIUM_PATH.\n');
  process.exit(1);
}
await ensureBuilt();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    'e2e/playwright.config.ts',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', cwd: root, env: { ...process.env, CHROMIUM_PATH: browser.path } },
);
process.exit(status ?? 1);
