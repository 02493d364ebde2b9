/** Says whether a built part of the product is what its sources would give now. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What each part is made from. Tests are left out: they change nothing that is served. */
const sources = {
  client: [
    'index.html',
    'public',
    'src',
    'contract',
    'vite.config.ts',
    'package-lock.json',
    'scripts/build.mjs',
  ],
  server: ['server', 'contract', 'package-lock.json', 'scripts/build.mjs'],
};

const isTest = (path) => /\.test\.tsx?$|(^|\/)testing\//.test(path);

function* filesUnder(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  let entries;
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesUnder(`${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
  }
}

/** A digest of the names and contents of everything the part is built from. Contents, not dates: a checkout changes dates only. */
export function sourcesDigest(part) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const source of sources[part]) {
    for (const file of filesUnder(source)) {
      if (isTest(file)) continue;
      hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex');
}

export const stampFile = (part) => join(root, 'dist', `${part}.stamp`);
export const partFolder = (part) => join(root, 'dist', part);

/** True when dist holds the part as built from the present sources. */
export function isFresh(part) {
  if (!existsSync(stampFile(part)) || !existsSync(partFolder(part))) return false;
  return readFileSync(stampFile(part), 'utf8') === sourcesDigest(part);
}
