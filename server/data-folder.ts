import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from './settings.ts';

/** Makes the folder of `DATA_DIR` where it is missing; throws SettingsError where that cannot be done. */
export function makeDataFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  try {
    // Parent by parent: asked for all at once, Node tries for ever where the system says that a parent is missing, as in /proc.
    if (dirname(folder) !== folder) makeDataFolder(dirname(folder));
    mkdirSync(folder);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const why = existsSync(folder) ? 'there is a file of this name' : (error as Error).message;
    throw new SettingsError(`The folder ${folder} for DATA_DIR cannot be made: ${why}.`);
  }
}
