import { seedThroughDoor } from '../archive/door.ts';
import { describeImport } from '../archive/import.ts';
import { type SeedOptions, seedWorkspaces, seedWorlds } from '../embedded/seed.ts';
import { openTarget, progressLine, runCommand, UsageError } from './open.ts';

const most = 5_000_000;

function readOptions(args: string[]): SeedOptions {
  const usage = `Use: npm run seed -- --entities N [--workspace ${seedWorlds.join('|')}], N from 1 to ${most.toLocaleString('en')}`;
  const given = new Map<string, number>();
  const words = args.flatMap((word) => word.split('='));
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value = ''] = [words[at], words[at + 1]];
    if (!['--entities', '--workspace'].includes(name) || !/^\d+$/.test(value)) throw new UsageError(usage);
    given.set(name, Number(value));
  }
  const entities = given.get('--entities') ?? 0;
  const asked = given.get('--workspace');
  const workspace = seedWorlds.find((world) => world === asked) ?? null;
  if (entities < 1 || entities > most || (asked !== undefined && workspace === null))
    throw new UsageError(usage);
  return { entities, workspace };
}

/** `npm run seed -- --entities N [--workspace 11..15]` */
await runCommand(async (settings, args) => {
  const options = readOptions(args);
  const progress = progressLine();
  const tell = (stored: number) => progress.tell(`${stored.toLocaleString('en')} records stored…`);
  const target = await openTarget(settings);
  let text: string;
  if ('door' in target) ({ text } = await seedThroughDoor(target.door, options, tell));
  else {
    try {
      text = describeImport(await seedWorkspaces(target.embedded.database, options, tell));
    } finally {
      progress.end();
      await target.embedded.close();
    }
  }
  progress.end();
  process.stdout.write(`${text}\n`);
});
