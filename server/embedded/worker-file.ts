import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Starts one of the worker threads beside this file, by its name without ending. In production it is built beside the server's bundle or one folder up.
 * In development it is TypeScript: tsx registers itself in the thread first, because Node 20 does not apply `--import` loaders to a worker's own entry.
 */
export function startWorker(name: string, workerData: unknown): Worker {
  // Paths, not `new URL(…, import.meta.url)`: Vite rewrites that where page tests import this file.
  const folder = dirname(fileURLToPath(import.meta.url));
  if (import.meta.url.endsWith('.ts')) {
    const tsx = dirname(createRequire(import.meta.url).resolve('tsx/package.json'));
    const loader = pathToFileURL(join(tsx, 'dist/esm/api/index.mjs')).href;
    const source = pathToFileURL(join(folder, `${name}.ts`)).href;
    const entry = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}); })`;
    return new Worker(entry, { eval: true, workerData, execArgv: [] });
  }
  const beside = join(folder, `${name}.js`);
  const above = join(folder, '..', `${name}.js`);
  return new Worker(existsSync(beside) ? beside : above, { workerData, execArgv: [] });
}
