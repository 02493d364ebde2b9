import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { importThroughDoor } from '../archive/door.ts';
import { describeImport, importArchive } from '../archive/import.ts';
import { FolderError, openTarget, progressLine, runCommand, UsageError } from './open.ts';

/** `npm run import -- FILE.ndjson` */
await runCommand(async (settings, [file, ...rest]) => {
  if (file === undefined || rest.length > 0) throw new UsageError('Use: npm run import -- FILE.ndjson');
  await access(file, constants.R_OK);
  if ((await stat(file)).isDirectory()) throw new FolderError();
  const progress = progressLine();
  const tell = (stored: number) => progress.tell(`${stored.toLocaleString('en')} records stored…`);
  const target = await openTarget(settings);
  let text: string;
  if ('door' in target) ({ text } = await importThroughDoor(target.door, createReadStream(file), tell));
  else {
    try {
      text = describeImport(
        await importArchive(target.embedded.database, () => createReadStream(file), tell),
      );
    } finally {
      progress.end();
      await target.embedded.close();
    }
  }
  progress.end();
  process.stdout.write(`${text}\n`);
});
