import { Worker } from 'node:worker_threads';

/** A thread that runs a TypeScript source. tsx registers itself there first: Node 20 does not apply `--import` loaders to a worker's own entry. */
export function startThread(source: URL, workerData: unknown): Worker {
  const loader = import.meta.resolve('tsx/esm/api');
  const entry = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
  return new Worker(entry, { eval: true, workerData, execArgv: [] });
}
