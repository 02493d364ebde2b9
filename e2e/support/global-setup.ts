import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayToken, type RunningServer, startServer } from './server.ts';

/** One built server with the sample workspaces for the whole run; tests find it by E2E_URL (those that start a gateway of their own: E2E_EMBEDDED_URL) and import workspaces of their own by E2E_DATA_DIR. */
async function setUp(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-e2e-'));
  const server = await startServer(dataDir, { SEED: 'sample' }, 180_000);
  process.env.E2E_URL = server.url;
  process.env.E2E_EMBEDDED_URL = server.url;
  process.env.E2E_DATA_DIR = dataDir;
  const gateway = await gatewayTo(server.url);
  if (gateway !== null) process.env.E2E_URL = gateway.url;
  return async () => {
    await gateway?.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    if (gateway?.said().includes(gatewayToken))
      throw new Error('The token stands in the log of the gateway.');
  };
}

/** With E2E_GATEWAY=1 the journeys go through the gateway, as the local user: all but those that start servers of their own. */
async function gatewayTo(url: string): Promise<RunningServer | null> {
  if (process.env.E2E_GATEWAY !== '1') return null;
  const dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-e2e-gateway-'));
  return startServer(dataDir, { VIKTOR_ENVIRONMENT: url, VIKTOR_TOKEN: gatewayToken });
}

// Playwright takes a set-up by its default export only.
// biome-ignore lint/style/noDefaultExport: see above
export default setUp;
