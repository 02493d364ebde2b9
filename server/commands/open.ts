import { type Door, DoorError, findDoor } from '../archive/door.ts';
import { ArchiveError } from '../archive/lines.ts';
import { UnknownWorkspaceError } from '../archive/write.ts';
import { atDatabase } from '../database-address.ts';
import { type EmbeddedEnvironment, openEmbedded } from '../embedded/environment.ts';
import { FolderLockError } from '../embedded/folder-lock.ts';
import { SchemaError } from '../embedded/migrations/migrate.ts';
import { readSettings, type Settings, SettingsError } from '../settings.ts';

/** What a command works on: the server that uses the folder now, else the database itself. */
export type Target = { door: Door } | { embedded: EmbeddedEnvironment };

export async function openTarget(settings: Settings): Promise<Target> {
  if (settings.databaseUrl !== null) {
    return { embedded: await open({ databaseUrl: settings.databaseUrl }, settings) };
  }
  const door = await findDoor(settings.dataDir);
  return door === null ? { embedded: await open({ dataDir: settings.dataDir }, settings) } : { door };
}

function open(
  database: { dataDir: string } | { databaseUrl: string },
  settings: Settings,
): Promise<EmbeddedEnvironment> {
  return atDatabase(settings.databaseUrl, () =>
    openEmbedded({ database, seed: settings.seed, secret: settings.sessionSecret }),
  );
}

/** A command was called in a way that it does not know; its usage. */
export class UsageError extends Error {}

/** A folder was given where a file is to be read. */
export class FolderError extends Error {
  override readonly message = 'A folder was given in the place of a file.';
}

/** Runs a command with the settings of the environment: what people can mend is told in its sentence, and the exit code says how it went. */
export async function runCommand(
  command: (settings: Settings, args: string[]) => Promise<void>,
): Promise<void> {
  try {
    await command(readSettings(process.env), process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

const tellable = [
  SettingsError,
  FolderLockError,
  SchemaError,
  ArchiveError,
  DoorError,
  UsageError,
  FolderError,
  UnknownWorkspaceError,
];

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (tellable.some((kind) => error instanceof kind)) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path !== undefined) return `There is no file or folder ${path}.`;
  if (code === 'EACCES' && path !== undefined) return `${path} may not be read or written.`;
  if (code === 'EISDIR') return new FolderError().message;
  return error.stack ?? error.message;
}

/** A line of progress that writes over itself on a terminal, and is told every 10 s elsewhere. */
export function progressLine(): { tell(text: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let last = 0;
  return {
    tell(text) {
      const now = Date.now();
      if (now - last < (terminal ? 100 : 10_000)) return;
      if (last === 0 && !terminal) {
        last = now;
        return;
      }
      last = now;
      process.stderr.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
    },
    end() {
      if (terminal && last > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
