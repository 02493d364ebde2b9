/**
 * Checks what `npm pack` makes: what is needed and nothing else, and that it starts, answers and stops. Needs the build. Prints a line for each check; ends with
 * status 1 when one fails.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './stamp.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-package-'));
let failed = 0;
function check(sentence, isTrue, more = '') {
  process.stdout.write(
    `${isTrue ? 'ok  ' : 'FAIL'} ${sentence}${isTrue || more === '' ? '' : `: ${more}`}\n`,
  );
  if (!isTrue) failed += 1;
}

try {
  const [packed] = JSON.parse(
    execFileSync(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const paths = packed.files.map(({ path }) => path);
  const wanted =
    /^(package\.json|README\.md|LICENSE|bin\/viktor-explorer\.mjs|dist\/client\/.+|dist\/server\/[\w.-]+\.(js|wasm|data))$/;
  const odd = paths.filter((path) => !wanted.test(path) || path.endsWith('.map'));
  check('the package has nothing that is not needed', odd.length === 0, odd.slice(0, 10).join(', '));
  const needed = [
    'bin/viktor-explorer.mjs',
    'dist/client/index.html',
    'dist/client/.vite/manifest.json',
    'dist/server/main.js',
    'LICENSE',
  ];
  const missing = needed.filter((path) => !paths.includes(path));
  check('the package has what is needed', missing.length === 0, missing.join(', '));
  const strange = paths
    .filter((path) => /^dist\/client\/.+\.(js|css|html|svg|webmanifest)$/.test(path))
    .flatMap(hostsIn);
  check('the page names no other hosts than the known ones', strange.length === 0, strange.join(', '));
  check('it is smaller than 10 MB', packed.size < 10_000_000, `${packed.size} bytes`);

  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
  installInto(join(folder, 'package'));
  const started = await start({ SEED: 'none' });
  const html = await (await fetch(`${started.url}/workspaces`, { headers: { Accept: 'text/html' } })).text();
  check('it starts and serves the page', html.includes('id="root"'));
  check('it is healthy', (await fetch(`${started.url}/healthz`)).status === 200);
  await started.stop('the embedded environment');
  const gateway = await start({ VIKTOR_ENVIRONMENT: '127.0.0.1:9', VIKTOR_TOKEN: 'vktrpat_1_package' });
  check(
    'as a gateway it is healthy whatever the environment does',
    (await fetch(`${gateway.url}/healthz`)).status === 200,
  );
  await gateway.stop('the gateway');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);

/** Hosts that a file names, but those of names of XML and of texts of libraries. No page could load anything from them: its policy names its own server only. */
function hostsIn(path) {
  const known =
    /^(www\.w3\.org|schemas\.openxmlformats\.org|mantine\.dev|react\.dev|reactrouter\.com|github\.com|(cloud\.)?plotly\.com|cdn\.plot\.ly|get\.webgl\.org)$/;
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/\b(?:https?|wss?):\/\/([\w-]+(?:\.[\w-]+)+)/g)]
    .map(([, host]) => host)
    .filter((host) => !known.test(host))
    .map((host) => `${host} in ${path}`);
}

/** What an installation brings along, and nothing that only a build or a test needs. */
function installInto(target) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, { dev, devOptional, optional }] of Object.entries(packages)) {
    if (path.split('node_modules/').length !== 2 || dev || devOptional || optional) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    symlinkSync(join(root, path), join(target, path), 'dir');
  }
}

/** Starts the package's command on a free port. */
async function start(settings) {
  const {
    DATABASE_URL: _url,
    VIKTOR_ENVIRONMENT: _environment,
    VIKTOR_TOKEN: _token,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [join(folder, 'package/bin/viktor-explorer.mjs')], {
    cwd: folder,
    env: { ...inherited, HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data'), ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const url = await new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`It ended with status ${code} before it was ready.`)));
  });
  return {
    url,
    async stop(what) {
      const before = Date.now();
      child.kill('SIGTERM');
      const code = await ended;
      clearTimeout(late);
      check(`SIGTERM ends ${what} within 5 s`, code === 0 && Date.now() - before < 5000, `status ${code}`);
    },
  };
}
