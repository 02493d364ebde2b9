/**
 * `npm test`: everything, in order; `npm test -- unit journeys` only these suites. Each suite prints as it goes; the last line says how many tests passed
 * and failed in all, and lines before it what did not run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { isFresh, root } from './stamp.mjs';

const reports = join(root, 'test-results');
const bin = (path) => join(root, 'node_modules', path);
const notRun = [];
const say = (text) => process.stdout.write(`${text}\n`);
const children = new Set();

/** Runs Node on a script with its output shown; resolves to the exit code. Killed, and so failed, when it takes too long. */
function node(args, { minutes, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    children.add(child);
    const late = setTimeout(() => {
      say(`It took more than ${minutes} minutes and was stopped.`);
      child.kill('SIGKILL');
    }, minutes * 60_000);
    child.once('exit', (code) => {
      clearTimeout(late);
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

const one = (code) => (code === 0 ? { passed: 1 } : { failed: 1 });

/** What a runner wrote, or one failure when it wrote nothing: a runner that crashed must not look like no tests. */
function readReport(file, code, count) {
  if (!existsSync(file)) return { failed: 1 };
  const counted = count(JSON.parse(readFileSync(file, 'utf8')));
  const total = counted.passed + counted.failed + counted.skipped;
  if (total === 0 || (code !== 0 && counted.failed === 0)) counted.failed += 1;
  return counted;
}

function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function vitest(name, args, env) {
  const file = join(reports, `${name}.json`);
  const code = await node(
    [
      bin('vitest/vitest.mjs'),
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { minutes: 30, env },
  );
  return readReport(file, code, countVitest);
}

const built = () => isFresh('client') && isFresh('server');
const needsBuild = (suite) => async () => {
  if (built()) return suite();
  say('This needs the production build, which failed.');
  return { failed: 1 };
};

async function journeys() {
  const browser = await findChromium(say);
  if (browser === null) {
    notRun.push('journeys: no Chromium was found, and none could be had (set CHROMIUM_PATH)');
    return { skipped: 1 };
  }
  const file = join(reports, 'journeys.json');
  const code = await node([bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'], {
    minutes: 40,
    env: { CHROMIUM_PATH: browser.path, E2E_REPORT: file },
  });
  return readReport(file, code, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (errors.length > 0 && stats.unexpected === 0 ? 1 : 0),
    skipped: stats.skipped,
  }));
}

async function postgres() {
  const server = await startPostgres();
  if (server.missing) {
    notRun.push(`server tests on PostgreSQL: ${server.missing}`);
    return { skipped: 1 };
  }
  try {
    return await vitest('postgres', ['server', '--project', 'unit'], {
      TEST_DATABASE_URL: server.url,
    });
  } finally {
    await server.stop();
  }
}

async function crash() {
  const file = join(reports, 'crash.json');
  const code = await node([bin('tsx/dist/cli.mjs'), 'e2e/crash/run.ts'], {
    minutes: 15,
    env: { CRASH_REPORT: file },
  });
  return readReport(file, code, (report) => ({ passed: report.passed, failed: report.failed, skipped: 0 }));
}

const suites = [
  ['types', async () => one(await node([bin('typescript/bin/tsc'), '--noEmit'], { minutes: 5 }))],
  [
    'lint',
    async () =>
      one(await node([bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'], { minutes: 5 })),
  ],
  ['unit', () => vitest('unit', [])],
  ['postgres', postgres],
  ['build', async () => (built() ? { passed: 1 } : one(await node(['scripts/build.mjs'], { minutes: 5 })))],
  ['budget', needsBuild(async () => one(await node(['scripts/budget.mjs'], { minutes: 1 })))],
  ['package', needsBuild(async () => one(await node(['scripts/package-check.mjs'], { minutes: 3 })))],
  ['journeys', needsBuild(journeys)],
  ['crash', needsBuild(crash)],
];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !suites.some(([suite]) => suite === name));
if (unknown) {
  process.stderr.write(
    `There is no suite "${unknown}". There are: ${suites.map(([name]) => name).join(', ')}\n`,
  );
  process.exit(2);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const results = [];
for (const [name, run] of suites) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  say(`\n=== ${name}`);
  const started = Date.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    say(String(error.stack ?? error));
    counts = { failed: 1 };
  }
  results.push({ name, passed: 0, failed: 0, skipped: 0, ...counts, seconds: (Date.now() - started) / 1000 });
}

say('\n=== summary');
for (const { name, passed, failed, skipped, seconds } of results) {
  say(
    `${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${seconds.toFixed(1).padStart(7)} s`,
  );
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
for (const reason of notRun) say(`NOT RUN: ${reason}`);
const skipped = sum('skipped');
process.exitCode = sum('failed') > 0 ? 1 : 0;
say(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
