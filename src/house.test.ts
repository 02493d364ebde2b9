import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  /** From the repository's root, with `/`. */
  path: string;
  text: string;
  /** Files of the repository that it imports. */
  imports: string[];
  packages: string[];
}

const importPattern =
  /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const targets = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const imports = targets
    .filter((target) => target.startsWith('.'))
    .map((target) =>
      normalize(join(dirname(path), target))
        .split(sep)
        .join('/'),
    );
  return { path, text, imports, packages: targets.filter((target) => !target.startsWith('.')) };
}

const files = ['contract', 'server', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .map(read),
);
const isTest = ({ path }: SourceFile) => /\.test\.tsx?$|(^|\/)testing(\/|\.ts)|^src\/house/.test(path);
const product = files.filter((file) => !isTest(file));

/** `src/tree/x.ts` is in the room `src/tree`, `src/app.tsx` in `src/app`; outside of src the first folder is the room. */
function roomOf(path: string): string {
  const [first, second = ''] = path.split('/');
  return first === 'src' ? `src/${second.replace(/\.[^/]*$/, '')}` : (first as string);
}

const verticals = [
  'workspaces',
  'tree',
  'entity',
  'editor',
  'history',
  'table',
  'search',
  'connect',
  'jobs',
  'files',
].map((name) => `src/${name}`);
const shared = ['src/api', 'src/params', 'src/fields', 'src/ui', 'src/paths', 'src/workers', 'src/storage'];
/** Used by the verticals, and below them. */
const common = ['src/palette', 'src/columns', 'src/copy'];
/** The frame around the pages, which may put parts of the verticals together. */
const frame = ['src/shell', 'src/routes', 'src/pages', 'src/app', 'src/main'];

/** Why the room may not import the other, or null. */
function objection(from: string, to: string): string | null {
  if (from === to || to === 'contract')
    return from === 'contract' && to !== 'contract' ? 'the contract imports only zod' : null;
  if (from === 'contract') return 'the contract imports only zod';
  if (from === 'server') return to === 'server' ? null : 'app and server meet at HTTP only';
  if (to === 'server') return 'app and server meet at HTTP only';
  if (to === 'src/testing') return 'testing is for tests';
  if (from === 'src/params') return 'params imports nothing outside itself';
  if (from === 'src/storage') return 'storage imports nothing';
  if (from === 'src/ui') return to === 'src/params' || to === 'src/storage' ? null : 'ui knows no VIKTOR';
  if (
    (from === 'src/api' || from === 'src/workers') &&
    !['src/params', 'src/workers', 'src/storage'].includes(to)
  )
    return `${from} is below ${to}`;
  if (from === 'src/drafts' && !shared.includes(to)) return `drafts is below ${to}`;
  if (from === 'src/results' && !shared.includes(to) && to !== 'src/drafts') return `results is below ${to}`;
  if (from === 'src/revisions' && ![...shared, 'src/drafts', 'src/palette'].includes(to))
    return `revisions is below ${to}`;
  if (from === 'src/fields' && !shared.includes(to)) return `fields is below ${to}`;
  if (common.includes(from) && !shared.includes(to) && !common.includes(to)) return `${from} is below ${to}`;
  if (verticals.includes(from) && verticals.includes(to)) return 'verticals do not import each other';
  if (verticals.includes(from) && frame.includes(to) && to !== 'src/shell')
    return `${to} is above the verticals`;
  return null;
}

const offences = (of: SourceFile[], find: (file: SourceFile) => string[]) =>
  of.flatMap((file) => find(file).map((offence) => `${file.path}: ${offence}`));

it('looks at the whole product', () => {
  expect(product.length).toBeGreaterThan(20);
  for (const room of ['contract', 'server', 'src/api', 'src/params']) {
    expect(product.map((file) => roomOf(file.path))).toContain(room);
  }
  expect(product.reduce((sum, file) => sum + file.imports.length, 0)).toBeGreaterThan(product.length);
});

it('sees a wrong direction', () => {
  expect(objection('src/tree', 'src/editor')).not.toBeNull();
  expect(objection('src/api', 'src/tree')).not.toBeNull();
  expect(objection('server', 'src/params')).not.toBeNull();
  expect(objection('contract', 'src/params')).not.toBeNull();
  expect(objection('src/drafts', 'src/editor')).not.toBeNull();
  expect(objection('src/history', 'src/drafts')).toBeNull();
  expect(objection('src/palette', 'src/tree')).not.toBeNull();
  expect(objection('src/results', 'src/jobs')).not.toBeNull();
  expect(objection('src/tree', 'src/api')).toBeNull();
});

it('imports run only in the directions of docs/house.md', () => {
  const found = offences(product, (file) =>
    file.imports.flatMap((target) => {
      const why = objection(roomOf(file.path), roomOf(target));
      return why === null ? [] : [`imports ${target}: ${why}`];
    }),
  );
  expect(found).toEqual([]);
});

it('the contract imports no package but zod', () => {
  const contract = product.filter((file) => file.path.startsWith('contract/'));
  expect(offences(contract, (file) => file.packages.filter((name) => !name.startsWith('zod')))).toEqual([]);
});

it('what JSON remembers of its text stays in its folder', () => {
  const outside = files.filter((file) => !file.path.startsWith('contract/json/'));
  const found = offences(outside, ({ text }) =>
    /import \{[^}]*\b(?:Memory|Scanner|UnreadObject)\b[^}]*\} from '[^']*\/json\/\w+\.ts'/.test(text)
      ? ['reaches into the reader of JSON']
      : [],
  );
  expect(found).toEqual([]);
});

it('only the HTTP layer of the page calls fetch', () => {
  const layer = ['src/api/http.ts', 'src/api/request-content.ts'];
  const page = product.filter(({ path }) => path.startsWith('src/') && !layer.includes(path));
  const found = offences(page, ({ text }) =>
    /(?<![\w.])fetch\(|(?:window|globalThis|self)\.fetch\b/.test(text) ? ['calls fetch'] : [],
  );
  expect(found).toEqual([]);
});

it('only the storage of the page reaches the storage of the browser', () => {
  const page = product.filter((file) => file.path.startsWith('src/') && file.path !== 'src/storage.ts');
  const found = offences(page, ({ text }) =>
    /\b(?:local|session)Storage\b/.test(text)
      ? ['names a storage that throws where cookies are blocked']
      : [],
  );
  expect(found).toEqual([]);
});

it('nothing is exported as default', () => {
  expect(
    offences(product, ({ text }) =>
      /^export default\b|\bas default\b/m.test(text) ? ['a default export'] : [],
    ),
  ).toEqual([]);
});

it('there are no barrels', () => {
  expect(offences(product, ({ text }) => text.match(/^export (?:\*|\{[^}]*\}) from .*$/gm) ?? [])).toEqual(
    [],
  );
});

it('relative imports carry the ending of their file', () => {
  const found = offences(files, (file) =>
    file.imports.filter((target) => !/\.(tsx?|css|json|svg|mjs)(\?\w+)?$/.test(target)),
  );
  expect(found).toEqual([]);
});
