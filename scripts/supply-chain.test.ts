import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What is installed is what was chosen: a version each, from the registry, under a licence that asks nothing of who uses this, and nothing of it runs before it is used. */

interface Locked {
  version: string;
  license?: string;
  integrity?: string;
  hasInstallScript?: boolean;
}
const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
const chosen = read('package.json') as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Record<string, string>
>;
const { '': _own, ...locked } = read('package-lock.json').packages as Record<string, Locked>;
const named = Object.entries({
  ...chosen.dependencies,
  ...chosen.devDependencies,
  ...chosen.overrides,
});

const licences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
]);
/** Used to build and to test, and not given on: their licence (MPL-2.0) asks who gives them on for their source. */
const tools = /^node_modules\/(lightningcss(-[\w-]+)?|axe-core|@axe-core\/playwright)$/;
/** With `--ignore-scripts` it works as well: the script only looks whether the right binary has come along. */
const runsAtInstall = ['node_modules/esbuild'];

test('each package that is asked for is asked for in one version, and locked in it', () => {
  const loose = named.filter(
    ([name, version]) =>
      !/^\d+\.\d+\.\d+$/.test(version) || locked[`node_modules/${name}`]?.version !== version,
  );
  expect(named.length).toBeGreaterThan(40);
  expect(loose).toEqual([]);
});

test('each package that comes along is known by the hash of its content', () => {
  const unknown = Object.entries(locked).filter(
    ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
  );
  expect(Object.keys(locked).length).toBeGreaterThan(200);
  expect(unknown).toEqual([]);
});

test('each package is under a licence of the list', () => {
  const strange = Object.entries(locked).flatMap(([path, { license = 'none' }]) => {
    const choices = license.replace(/^\(|\)$/g, '').split(' OR ');
    const isGood =
      choices.some((choice) => licences.has(choice)) || (tools.test(path) && license === 'MPL-2.0');
    return isGood ? [] : [`${path}: ${license}`];
  });
  expect(strange).toEqual([]);
});

test('no package but those of the list runs anything when it is installed', () => {
  const running = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(running.map(([path]) => path)).toEqual(runsAtInstall);
});
