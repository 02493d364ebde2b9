/** `npm run bench -- <suite>`: runs bench/<suite>.ts; without a suite, names those there are. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './stamp.mjs';

const [suite, ...rest] = process.argv.slice(2);
const folder = join(root, 'bench');
const suites = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, ''))
  : [];
if (!suite || !suites.includes(suite)) {
  process.stderr.write(
    `Use: npm run bench -- <suite>. There ${suites.length === 1 ? 'is' : 'are'}: ${suites.join(', ') || 'none'}\n`,
  );
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/tsx/dist/cli.mjs'), join(folder, `${suite}.ts`), ...rest],
  { stdio: 'inherit', cwd: root },
);
process.exit(status ?? 1);
