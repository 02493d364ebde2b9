/** `npm start`: builds what is not built, then becomes the server (same process, so signals reach it as they are). */
import { ensureBuilt } from './ensure-built.mjs';

try {
  await ensureBuilt({ prepareDatabase: !process.env.DATABASE_URL && !process.env.VIKTOR_ENVIRONMENT });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import('../dist/server/main.js');
