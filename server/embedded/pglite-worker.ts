import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';

/** The PGlite database on a thread of its own: a 10 MB insert takes it half a second, which no request should wait for. */

export interface WorkerOptions {
  /** A folder, or null for a database in memory. */
  dataDir: string | null;
  /** A tar of an initialised folder to start from. */
  template: Uint8Array | null;
}

export type WorkerRequest =
  | { id: number; kind: 'query'; sql: string; parameters: readonly unknown[] }
  | { id: number; kind: 'script'; sql: string }
  | { id: number; kind: 'dump' }
  | { id: number; kind: 'close' };

export interface WorkerAnswer {
  id: number;
  rows?: Record<string, unknown>[];
  affected?: number;
  dump?: Uint8Array;
  error?: { message: string; code?: string; detail?: string };
}

const port = parentPort;
if (port === null) throw new Error('pglite-worker.ts runs in a worker thread only.');
const options = workerData as WorkerOptions;

const opening = PGlite.create({
  ...(options.dataDir === null ? {} : { dataDir: options.dataDir }),
  ...(options.template === null
    ? {}
    : { loadDataDir: new Blob([options.template as Uint8Array<ArrayBuffer>]) }),
  parsers: { [types.INT8]: Number },
  // A fifth of PGlite's own choice: this memory is the process's for ever, and the system caches the files as well.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB', '-c', 'wal_buffers=1MB'],
});

port.on('message', async (request: WorkerRequest) => {
  try {
    const answer = await run(await opening, request);
    port.postMessage({ id: request.id, ...answer } satisfies WorkerAnswer);
    if (request.kind === 'close') port.close();
  } catch (error) {
    port.postMessage({ id: request.id, error: describe(error) } satisfies WorkerAnswer);
  }
});

// Opening is answered as request 0.
opening.then(
  () => port.postMessage({ id: 0 } satisfies WorkerAnswer),
  (error) => port.postMessage({ id: 0, error: describe(error) } satisfies WorkerAnswer),
);

async function run(database: PGlite, request: WorkerRequest): Promise<Omit<WorkerAnswer, 'id'>> {
  switch (request.kind) {
    case 'query': {
      const result = await database.query<Record<string, unknown>>(request.sql, [...request.parameters]);
      return { rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    case 'script':
      await database.exec(request.sql);
      return {};
    case 'dump': {
      const dump = await database.dumpDataDir('none');
      return { dump: new Uint8Array(await dump.arrayBuffer()) };
    }
    case 'close':
      await database.close();
      return {};
  }
}

function describe(error: unknown): NonNullable<WorkerAnswer['error']> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  return {
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}
