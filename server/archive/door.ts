import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/**
 * The way in for commands while a server holds the database folder, which only one process may use. The server leaves its address and a secret
 * in the folder, readable by its owner: who can read it could read the database as well.
 */
export interface Door {
  url: string;
  secret: string;
}

const doorFile = (dataDir: string): string => join(dataDir, 'door.json');

export const newDoorSecret = (): string => randomBytes(32).toString('hex');

/** Called by the server when it listens. What a former server left is written over. */
export function openDoor(dataDir: string, door: Door): void {
  const file = doorFile(dataDir);
  // Made anew, so that nobody who had the former file open reads this secret.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(door), { mode: 0o600 });
}

function readDoor(dataDir: string): Door | null {
  try {
    const { url, secret } = JSON.parse(readFileSync(doorFile(dataDir), 'utf8')) as Partial<Door>;
    return typeof url === 'string' && typeof secret === 'string' ? { url, secret } : null;
  } catch {
    return null;
  }
}

/** The door of the server that uses this folder now, or null: the file of a server that was killed stays behind. */
export async function findDoor(dataDir: string): Promise<Door | null> {
  const door = readDoor(dataDir);
  if (door === null) return null;
  try {
    const answer = await fetch(`${door.url}/archive`, {
      headers: { authorization: `Bearer ${door.secret}` },
    });
    return answer.status === 204 ? door : null;
  } catch {
    return null;
  }
}

/** The server refused, or broke off; its sentence. */
export class DoorError extends Error {}

export interface ImportAnswer {
  workspaces: { id: number; name: string }[];
  text: string;
}

/** What the server says while it imports: one of the three per line. */
export type ImportLine = { stored: number } | { done: ImportAnswer } | { error: string };

/** Sends an archive to the server and resolves when it is stored. Throws DoorError with the server's sentence. */
export async function importThroughDoor(
  door: Door,
  archive: AsyncIterable<Uint8Array>,
  onProgress: (stored: number) => void = () => {},
): Promise<ImportAnswer> {
  const answer = await fetch(`${door.url}/archive/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.secret}`, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(archive)) as ReadableStream,
    // Node sends a stream only so; the type of the DOM does not know it.
    duplex: 'half',
  } as RequestInit);
  return hear(answer, onProgress);
}

/** Has the server add sample workspaces. */
export async function seedThroughDoor(
  door: Door,
  { entities, workspace }: { entities: number; workspace: number | null },
  onProgress: (stored: number) => void = () => {},
): Promise<ImportAnswer> {
  const answer = await fetch(`${door.url}/archive/seed?entities=${entities}&workspace=${workspace ?? ''}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.secret}` },
  });
  return hear(answer, onProgress);
}

async function hear(answer: Response, onProgress: (stored: number) => void): Promise<ImportAnswer> {
  if (answer.status !== 200 || answer.body === null) {
    throw new DoorError(`The server answered ${answer.status}: ${await answer.text()}`);
  }
  const lines = createInterface({
    input: Readable.from(bytesOf(answer, inDoubt)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const text of lines) {
    const line = JSON.parse(text) as ImportLine;
    if ('done' in line) return line.done;
    if ('error' in line) throw new DoorError(line.error);
    onProgress(line.stored);
  }
  throw new DoorError(inDoubt);
}

const inDoubt =
  'The server broke off before it said that it was finished. It keeps nothing in part: see its list of workspaces, then try again.';

/** What the server sends; throws DoorError with `sentence` where it ends in the middle of that. */
async function* bytesOf({ body }: Response, sentence: string): AsyncIterable<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new DoorError(sentence, { cause: error });
  }
}

/** Imports lines into the server that uses this folder, and gives the new workspace's id. For tests. */
export async function importLines(dataDir: string, lines: string[]): Promise<number> {
  const door = await findDoor(dataDir);
  if (door === null) throw new DoorError(`No server uses the folder ${dataDir}.`);
  const bytes = (async function* () {
    yield Buffer.from(`${lines.join('\n')}\n`);
  })();
  const { workspaces } = await importThroughDoor(door, bytes);
  const [workspace] = workspaces;
  if (workspace === undefined) throw new DoorError('The import made no workspace.');
  return workspace.id;
}

export async function exportThroughDoor(door: Door, workspaceId: number): Promise<AsyncIterable<Uint8Array>> {
  const answer = await fetch(`${door.url}/archive/workspaces/${workspaceId}`, {
    headers: { authorization: `Bearer ${door.secret}` },
  });
  if (answer.status !== 200 || answer.body === null) throw new DoorError(await answer.text());
  return bytesOf(answer, 'The server broke off before it was finished.');
}
