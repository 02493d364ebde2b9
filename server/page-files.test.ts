import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageFiles } from './page-files.ts';

/** Each page that has a file of its own, as the routes name them. */
const routed = ['routes.tsx', 'pages.ts'].flatMap((file) =>
  [
    ...readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8').matchAll(/import\('\.\/(.+?)'\)/g),
  ].map(([, page]) => `src/${page}`),
);
const manifest = Object.fromEntries(
  routed.map((page) => [page, { file: `${page.replace(/.*\/(.+)\.tsx/, '$1')}.js` }]),
);
const entity = ['workspace-layout.js', 'entity-layout.js'];

test.each([
  ['/connect', ['connect-page.js']],
  ['/', ['workspaces-page.js']],
  ['/workspaces', ['workspaces-page.js']],
  ['/workspaces/', ['workspaces-page.js']],
  ['/workspaces/11', ['workspace-layout.js', 'workspace-page.js']],
  ['/workspaces/11/search', ['workspace-layout.js', 'search-page.js']],
  ['/workspaces/11/entities', ['workspace-layout.js', 'entities-page.js']],
  ['/workspaces/11/entities/7', [...entity, 'overview-page.js']],
  ['/workspaces/11/entities/7/params', [...entity, 'params-page.js']],
  ['/workspaces/11/entities/7/revisions', [...entity, 'revisions-page.js']],
  ['/workspaces/11/entities/7/jobs', [...entity, 'jobs-page.js']],
  ['/workspaces/11/entities/7/files', [...entity, 'files-page.js']],
  ['/workspaces/eleven', []],
  ['/elsewhere', []],
])('the files of the pages at %s come along with the page', (address, files) => {
  const named = [
    ...pageFiles(manifest, '')(address).matchAll(/modulepreload" crossorigin href="\/([^"]+)"/g),
  ];
  expect(named.map(([, file]) => file)).toEqual(files);
});

test('a page brings its style sheets and what it needs at once, each once; what is named already is left out', () => {
  const files = pageFiles(
    {
      'src/workspaces/workspaces-page.tsx': {
        file: 'list.js',
        css: ['list.css'],
        imports: ['_a.js', '_b.js', 'index.html'],
      },
      '_a.js': { file: 'a.js', imports: ['_b.js'] },
      '_b.js': { file: 'b.js', css: ['b.css'], imports: ['_a.js'] },
      'index.html': { file: 'main.js' },
    },
    '<script src="/main.js">',
  );
  expect(files('/workspaces')).toBe(
    [
      '<link rel="modulepreload" crossorigin href="/b.js">',
      '<link rel="stylesheet" crossorigin href="/b.css">',
      '<link rel="modulepreload" crossorigin href="/a.js">',
      '<link rel="modulepreload" crossorigin href="/list.js">',
      '<link rel="stylesheet" crossorigin href="/list.css">',
    ].join(''),
  );
});
