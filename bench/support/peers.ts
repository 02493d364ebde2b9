import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';

/** Pages of other libraries, to be measured beside ours. */
export interface Peers {
  /** Names the folder aside that they are installed and built in. */
  name: string;
  /** With exact versions, as npm takes them; installed on first use. */
  packages: readonly string[];
  /** Each page's script, by the page's name. */
  pages: Readonly<Record<string, string>>;
  /** What stands in each page before its script. */
  body: string;
}

/** Installs what is missing of them in a folder aside, which it returns. Throws where npm fails. */
export function installPeers({ name, packages }: Pick<Peers, 'name' | 'packages'>): string {
  const folder = join(tmpdir(), `viktor-explorer-bench-${name}`);
  mkdirSync(folder, { recursive: true });
  const wanted = JSON.stringify(packages);
  const installed = join(folder, 'installed.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
    writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    const args = ['install', '--no-audit', '--no-fund', ...packages];
    const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', timeout: 240_000 });
    if (status !== 0) throw new Error(`the peers could not be installed: ${stderr.slice(-300)}`);
    writeFileSync(installed, wanted);
  }
  return folder;
}

/** Installs what is missing and builds the pages. Returns the folder they are in. Throws where npm or the build fails. */
export async function buildPeers({ name, packages, pages, body }: Peers): Promise<string> {
  const folder = installPeers({ name, packages });
  const input = Object.entries(pages).map(([page, script]) => {
    const file = join(folder, `${page}.html`);
    writeFileSync(join(folder, `${page}.js`), script);
    writeFileSync(file, `<!doctype html>${body}<script type="module" src="./${page}.js"></script>`);
    return file;
  });
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    base: './',
    build: { target: 'es2023', rolldownOptions: { input } },
  });
  return join(folder, 'dist');
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Serves such a folder, and as `input.json` what the pages work on. */
export async function servePeers(dist: string, input: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench');
    const path = join(dist, decodeURIComponent(pathname));
    if (pathname === '/input.json')
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(input);
    else if (!path.startsWith(dist) || !existsSync(path)) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' })
        .end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
