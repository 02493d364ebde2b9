import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

/** One built server with the sample workspaces for the whole run; tests find it by E2E_URL and import workspaces of their own by E2E_DATA_DIR. */
async function setUp(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-e2e-'));
  const server = await startServer(dataDir, { SEED: 'sample' }, 60_000);
  process.env.E2E_URL = server.url;
  process.env.E2E_DATA_DIR = dataDir;
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

// Playwright takes a set-up by its default export only.
// biome-ignore lint/style/noDefaultExport: see above
export default setUp;
