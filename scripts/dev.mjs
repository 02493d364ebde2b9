/**
 * `npm run dev`: the server from its sources, restarted when they change, behind Vite's development server, which
 * serves the page with hot reload on HOST and PORT.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { freePort } from './free-port.mjs';
import { root } from './stamp.mjs';

const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 4700);

/** What the server writes into the page where it serves the built one (server/static.ts). */
const mode = !process.env.VIKTOR_ENVIRONMENT ? 'embedded' : process.env.VIKTOR_TOKEN ? 'token' : 'sign-in';
// Kept over the server's restarts, so that the proxy needs no news.
const serverPort = await freePort();
const target = `http://127.0.0.1:${serverPort}`;
const server = spawn(
  process.execPath,
  [
    join(root, 'node_modules/tsx/dist/cli.mjs'),
    'watch',
    '--clear-screen=false',
    join(root, 'server/main.ts'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(serverPort), ALLOWED_HOSTS: '' },
  },
);
server.once('exit', (code) => process.exit(code ?? 1));

/** The server checks Host and Origin against itself; from its side the page lives at the proxy's target. */
const forward = {
  target,
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on('proxyReq', (request) => {
      if (request.getHeader('origin')) request.setHeader('origin', target);
    });
  },
};
const vite = await createServer({
  root,
  server: {
    host,
    // Vite reads 0 as "not given"; a free port of our own choice means the same.
    port: port === 0 ? await freePort() : port,
    strictPort: true,
    proxy: { '/api': forward, '/session': forward, '/healthz': forward },
  },
  plugins: [{ name: 'mode', transformIndexHtml: (html) => html.replace('__VX_MODE__', mode) }],
});
await vite.listen();
vite.printUrls();

const stop = async (signal) => {
  server.kill(signal);
  await vite.close();
};
process.once('SIGINT', () => stop('SIGINT')).once('SIGTERM', () => stop('SIGTERM'));
