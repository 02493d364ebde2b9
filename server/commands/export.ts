import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exportThroughDoor } from '../archive/door.ts';
import { writeArchive } from '../archive/write.ts';
import { openTarget, progressLine, runCommand, UsageError } from './open.ts';

/** `npm run export -- WORKSPACE_ID FILE.ndjson`; the file appears when it is whole. */
await runCommand(async (settings, [workspace, file, ...rest]) => {
  if (workspace === undefined || !/^\d+$/.test(workspace) || file === undefined || rest.length > 0) {
    throw new UsageError('Use: npm run export -- WORKSPACE_ID FILE.ndjson');
  }
  await access(dirname(file), constants.W_OK);
  const progress = progressLine();
  const target = await openTarget(settings);
  const aside = `${file}.part`;
  try {
    const archive =
      'door' in target
        ? await exportThroughDoor(target.door, Number(workspace))
        : writeArchive(target.embedded.database, Number(workspace));
    let written = 0;
    await pipeline(
      archive,
      async function* (chunks) {
        for await (const chunk of chunks) {
          const bytes = Buffer.from(chunk as Uint8Array | string);
          written += bytes.length;
          progress.tell(`${(written / 1_000_000).toFixed(1)} MB written…`);
          yield bytes;
        }
      },
      createWriteStream(aside),
    );
    await rename(aside, file);
    progress.end();
    process.stdout.write(`Workspace ${workspace} is in ${file} (${(written / 1_000_000).toFixed(1)} MB).\n`);
  } finally {
    await rm(aside, { force: true });
    if ('embedded' in target) await target.embedded.close();
  }
});
