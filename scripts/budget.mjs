/**
 * Adds up what a first visit of the workspace list transfers in JavaScript, from the build's manifest: scripts of index.html, the entry, the list's route chunk,
 * and everything these import statically; compressed as served. `node scripts/budget.mjs` prints it and fails above the limit.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { partFolder } from './stamp.mjs';

const limit = 172_000;

function transferred(file) {
  const path = join(partFolder('client'), file);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

/** Files with their bytes, largest first, their sum, and the limit. */
export function firstPage() {
  const manifest = JSON.parse(readFileSync(join(partFolder('client'), '.vite/manifest.json'), 'utf8'));
  const files = new Set();
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || !manifest[key]) return;
    seen.add(key);
    files.add(manifest[key].file);
    for (const imported of manifest[key].imports ?? []) visit(imported);
  };
  const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry);
  const lists = Object.keys(manifest).filter((key) => key.endsWith('workspaces/workspaces-page.tsx'));
  if (entries.length === 0) throw new Error('The manifest names no entry, so nothing can be measured.');
  for (const key of [...entries, ...lists]) visit(key);
  const html = readFileSync(join(partFolder('client'), 'index.html'), 'utf8');
  for (const [, file] of html.matchAll(
    /<(?:script[^>]*\ssrc|link[^>]*rel="modulepreload"[^>]*\shref)="\/([^"]+)"/g,
  ))
    files.add(file);
  const sizes = [...files]
    .map((file) => ({ file, bytes: transferred(file) }))
    .sort((a, b) => b.bytes - a.bytes);
  return { sizes, total: sizes.reduce((sum, { bytes }) => sum + bytes, 0), limit };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { sizes, total } = firstPage();
  for (const { file, bytes } of sizes) process.stdout.write(`${String(bytes).padStart(8)}  ${file}\n`);
  process.stdout.write(
    `${String(total).padStart(8)}  of ${limit} bytes of JavaScript before the workspace list can be used\n`,
  );
  process.exitCode = total > limit ? 1 : 0;
}
