import type { Database } from '../embedded/database.ts';
import { type LoadReport, loadRecords } from '../embedded/load.ts';
import { readArchive } from './read.ts';
import type { ArchiveRecord } from './records.ts';

/**
 * Imports a workspace archive: the whole of it or nothing. `open` gives the archive's bytes from the start each time it is called: the first reading
 * checks everything before anything is written, the second one stores. Throws ArchiveError with the line that is wrong.
 */
export function importArchive(
  database: Database,
  open: () => AsyncIterable<Uint8Array>,
  onProgress?: (stored: number) => void,
): Promise<LoadReport> {
  return loadRecords(database, () => recordsOf(open()), onProgress === undefined ? {} : { onProgress });
}

async function* recordsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveRecord> {
  for await (const { record } of readArchive(source)) yield record;
}

/** What an import did, in a sentence or two for the person who asked for it. */
export function describeImport(report: LoadReport): string {
  const counted = Object.entries(report.counts).map(([kind, count]) => named(count ?? 0, kind));
  const places = report.workspaces.map(
    ({ id, name, formerId }) =>
      `"${name}" is workspace ${id}${id === formerId ? '' : ` (${formerId} was in use)`}`,
  );
  const renumbered = Object.entries(report.renumbered).map(([kind, count]) => named(count ?? 0, kind));
  return [
    `Stored ${counted.join(', ')}. ${places.join('; ')}.`,
    ...(renumbered.length === 0
      ? []
      : [`Ids in use got new ones, references included: ${renumbered.join(', ')}.`]),
  ].join('\n');
}

function named(count: number, kind: string): string {
  const word = kind.replace('_', ' ');
  return `${count} ${count === 1 ? word : word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}
