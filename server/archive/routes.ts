import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Hono } from 'hono';
import type { Database } from '../embedded/database.ts';
import type { LoadReport } from '../embedded/load.ts';
import type { ImportLine } from './door.ts';
import { describeImport, importArchive } from './import.ts';
import { ArchiveError } from './lines.ts';
import { UnknownWorkspaceError, writeArchive } from './write.ts';

/**
 * Archives in and out of the database that this server holds, for the commands `import` and `export` (door.ts): mounted at `/archive`. Needs the
 * secret of the door, which pages never see.
 */
export function archiveRoutes(database: Database, secret: string): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    if (!isSame(context.req.header('authorization') ?? '', `Bearer ${secret}`)) {
      return context.text('This is for the import and export commands of the explorer.', 401);
    }
    await next();
  });

  routes.get('/', (context) => context.body(null, 204));

  routes.post('/import', async (context) => {
    const { body } = context.req.raw;
    if (body === null) return context.text('The request holds no archive.', 400);
    // Kept aside first: it is read twice, and a slow sender must not hold a transaction open.
    const folder = await mkdtemp(join(tmpdir(), 'viktor-explorer-import-'));
    const file = join(folder, 'archive.ndjson');
    try {
      await pipeline(Readable.fromWeb(body as never), createWriteStream(file));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return linesOf(async (onProgress) => {
      try {
        return await importArchive(database, () => createReadStream(file), onProgress);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });

  routes.post('/seed', async (context) => {
    // Only here: the worlds are much text that most starts never need.
    const { seedWorkspaces, seedWorlds } = await import('../embedded/seed.ts');
    const entities = Number(context.req.query('entities'));
    const asked = Number(context.req.query('workspace') || 0);
    const workspace = seedWorlds.find((world) => world === asked) ?? null;
    if (!Number.isSafeInteger(entities) || entities < 1 || (asked !== 0 && workspace === null)) {
      return context.text('Say how many entities, and like which sample workspace.', 400);
    }
    return linesOf((onProgress) => seedWorkspaces(database, { entities, workspace }, onProgress));
  });

  routes.get('/workspaces/:id{[0-9]+}', async (context) => {
    const lines = writeArchive(database, Number(context.req.param('id')));
    try {
      const first = await lines.next();
      return new Response(
        Readable.toWeb(
          Readable.from(
            (async function* () {
              if (!first.done) yield Buffer.from(first.value);
              for await (const line of lines) yield Buffer.from(line);
            })(),
          ),
        ) as ReadableStream,
        { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } },
      );
    } catch (error) {
      if (error instanceof UnknownWorkspaceError) return context.text(error.message, 404);
      throw error;
    }
  });
  return routes;
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Lines that tell how the work goes and how it ended. It runs to its end also when nobody listens any more, so that its transaction ends one way or
 * the other.
 */
function linesOf(work: (onProgress: (stored: number) => void) => Promise<LoadReport>): Response {
  const encoder = new TextEncoder();
  let listening = true;
  async function run(say: (line: ImportLine) => void): Promise<void> {
    try {
      const report = await work((stored) => say({ stored }));
      say({ done: { workspaces: report.workspaces, text: describeImport(report) } });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say({
        error: error instanceof ArchiveError ? reason : `It failed, and nothing of it is kept: ${reason}`,
      });
    }
  }
  const lines = new ReadableStream({
    start(controller) {
      const say = (line: ImportLine) => {
        if (listening) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      void run(say).finally(() => {
        if (listening) controller.close();
      });
    },
    cancel() {
      listening = false;
    },
  });
  return new Response(lines, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}
