/**
 * Builds the page into dist/client and the server into dist/server: `node scripts/build.mjs [client] [server]`.
 * Each part is made aside and moved into place when whole, so a build that is killed leaves the former one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { partFolder, root, sourcesDigest, stampFile } from './stamp.mjs';

// A test or development NODE_ENV in the caller's shell must not put React's development build into the page.
process.env.NODE_ENV = 'production';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const serverEntries = {
  main: 'server/main.ts',
  'pglite-worker': 'server/embedded/pglite-worker.ts',
  'body-worker': 'server/embedded/body-worker.ts',
  'app-worker': 'server/embedded/app-worker.ts',
  prepare: 'server/commands/prepare.ts',
  seed: 'server/commands/seed.ts',
  import: 'server/commands/import.ts',
  export: 'server/commands/export.ts',
};

async function buildClient(outDir) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true, manifest: true } });
  await compressAll(outDir);
}

async function buildServer(outDir) {
  const { build } = await import('vite');
  const input = Object.fromEntries(
    Object.entries(serverEntries)
      .map(([name, file]) => [name, join(root, file)])
      .filter(([, file]) => existsSync(file)),
  );
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // What is not among the package's dependencies goes into the files themselves: of these libraries little is used.
    ssr: { noExternal: ['@hono/node-server', 'hono', 'kysely', 'zod'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      // Flat, so that a file finds its neighbours (the database's worker) by a path relative to itself.
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  });
  await makeDatabaseTemplate(outDir);
}

/** An empty database to start new ones from (server/embedded/database.ts). */
async function makeDatabaseTemplate(outDir) {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create({ dataDir: join(outDir, 'database-template') });
  await database.close();
}

/** Puts a `.br` and a `.gz` beside each text file where that is smaller, so that serving costs no time. */
async function compressAll(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|html|svg|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    // The page itself gets a fresh nonce at each answer.
    .filter((file) => !file.endsWith('index.html') && !file.includes('.vite'));
  await Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      if (bytes.length < 512) return;
      const [br, gz] = await Promise.all([
        brotli(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        }),
        zip(bytes, { level: 9 }),
      ]);
      if (br.length < bytes.length) writeFileSync(`${file}.br`, br);
      if (gz.length < bytes.length) writeFileSync(`${file}.gz`, gz);
    }),
  );
}

async function buildPart(part) {
  const started = Date.now();
  const digest = sourcesDigest(part);
  const staging = join(root, 'dist', `.building-${part}-${process.pid}`);
  mkdirSync(staging, { recursive: true });
  try {
    await (part === 'client' ? buildClient : buildServer)(staging);
    rmSync(stampFile(part), { force: true });
    rmSync(partFolder(part), { recursive: true, force: true });
    renameSync(staging, partFolder(part));
    writeFileSync(stampFile(part), digest);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  process.stdout.write(`Built dist/${part} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => part !== 'client' && part !== 'server');
if (unknown.length > 0) {
  process.stderr.write(`Unknown part "${unknown[0]}". Use: node scripts/build.mjs [client] [server]\n`);
  process.exit(2);
}
await Promise.all((asked.length > 0 ? asked : ['client', 'server']).map(buildPart));
