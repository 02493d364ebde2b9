/**
 * Adds up what a first visit of the workspace list transfers in JavaScript, from the build's manifest: scripts of index.html, the entry, the list's route chunk,
 * and everything these import statically; compressed as served. And counts the scripts that a page needs at once: each is a request. `node scripts/budget.mjs` prints
 * both and fails above the limits.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { partFolder } from './stamp.mjs';

const limit = 173_250;
const mostScripts = 16;

function transferred(file) {
  const path = join(partFolder('client'), file);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

const readManifest = () =>
  JSON.parse(readFileSync(join(partFolder('client'), '.vite/manifest.json'), 'utf8'));

/** The scripts that the entry and these parts of the page need at once. */
function scriptsOf(manifest, parts) {
  const files = new Set();
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || !manifest[key]) return;
    seen.add(key);
    files.add(manifest[key].file);
    for (const imported of manifest[key].imports ?? []) visit(imported);
  };
  const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry);
  if (entries.length === 0) throw new Error('The manifest names no entry, so nothing can be measured.');
  for (const key of [...entries, ...parts]) visit(key);
  return files;
}

/** Files with their bytes, largest first, their sum, and the limit. */
function firstPage() {
  const files = scriptsOf(readManifest(), ['src/workspaces/workspaces-page.tsx']);
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

/** How many scripts each page needs with what is around it, most first, and the limit. */
function pageScripts() {
  const manifest = readManifest();
  const around = ['src/shell/workspace-layout.tsx', 'src/entity/entity-layout.tsx'];
  const counts = Object.keys(manifest)
    .filter((key) => key.endsWith('-page.tsx'))
    .map((page) => ({ page, count: scriptsOf(manifest, [...around, page]).size }))
    .sort((a, b) => b.count - a.count);
  if (counts.length === 0) throw new Error('The manifest names no page, so nothing can be counted.');
  return { counts, most: mostScripts };
}

const { sizes, total } = firstPage();
for (const { file, bytes } of sizes) process.stdout.write(`${String(bytes).padStart(8)}  ${file}\n`);
process.stdout.write(
  `${String(total).padStart(8)}  of ${limit} bytes of JavaScript before the workspace list can be used\n`,
);
const { counts, most } = pageScripts();
for (const { page, count } of counts)
  process.stdout.write(`${String(count).padStart(8)}  of ${most} scripts for ${page}\n`);
process.exitCode = total > limit || counts.some(({ count }) => count > most) ? 1 : 0;
