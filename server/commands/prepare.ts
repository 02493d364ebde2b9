import { openEmbedded } from '../embedded/environment.ts';
import { readSettings } from '../settings.ts';

/**
 * Makes the embedded database with its first contents and ends: `npm start` runs this while the page is being built, where the server would
 * otherwise do it afterwards.
 */
const settings = readSettings(process.env);
if (settings.databaseUrl === null) {
  const embedded = await openEmbedded({
    database: { dataDir: settings.dataDir },
    seed: settings.seed,
    secret: settings.sessionSecret,
  });
  await embedded.close();
}
