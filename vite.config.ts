import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// A busy machine is slow, not wrong: nothing here is a timed test.
const shared = { testTimeout: 60_000, hookTimeout: 120_000 };

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

interface Graph {
  getModuleInfo(id: string): {
    importedIds: readonly string[];
    dynamicallyImportedIds: readonly string[];
  } | null;
}

const behindOf = new Map<string, Set<string>>();

/** The sources that a source needs at once, itself included. Without libraries, whose indexes name all that they have. */
function behind(start: string, graph: Graph): Set<string> {
  const known = behindOf.get(start);
  if (known) return known;
  const found = new Set<string>();
  behindOf.set(start, found);
  const visit = (id: string): void => {
    if (found.has(id) || id.includes('node_modules')) return;
    found.add(id);
    graph.getModuleInfo(id)?.importedIds.forEach(visit);
  };
  visit(start);
  return found;
}

/** What the frame and the list of workspaces need. */
function isOfFirstPage(id: string, graph: Graph): boolean {
  const first = [source('main.tsx'), source('workspaces/workspaces-page.tsx')];
  return !first.includes(id) && first.some((part) => behind(part, graph).has(id));
}

/** Whether more than one page of a workspace needs it; what is around these pages, each of them does. */
function isShared(id: string, graph: Graph): boolean {
  const around = source('shell/workspace-layout.tsx');
  if (behind(around, graph).has(id)) return id !== around;
  const pages = graph.getModuleInfo(source('pages.ts'))?.dynamicallyImportedIds ?? [];
  return pages.filter((page) => behind(page, graph).has(id)).length > 1;
}

export default defineConfig({
  plugins: [react()],
  // The benchmark's page is one too, and its peers are installed aside.
  optimizeDeps: { entries: ['index.html'] },
  // Oldest browsers with native light-dark(), which the tokens need.
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything the page needs is a file of its own: data: URLs would need holes in the content security policy.
    assetsInlineLimit: 0,
    // The routes' own chunks are small; the warning is about the editor's and the plots', which have budgets of their own.
    chunkSizeWarningLimit: 1800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack[\\/](react-)?query(-core)?)[\\/]/,
              priority: 20,
            },
            // What so many pages and parts share that the first one needs it nearly all: one file instead of the twenty that each set of pages would have.
            {
              name: 'common',
              test: /[\\/](src|contract)[\\/]|node_modules[\\/](@mantine|clsx|zod)[\\/]/,
              minShareCount: 12,
              priority: 10,
            },
            // What pages share beyond that: two files rather than one for each set of pages.
            {
              name: (id, graph) => (isOfFirstPage(id, graph) ? 'first' : null),
              debugName: 'first page',
              priority: 8,
            },
            {
              name: (id, graph) => (isShared(id, graph) ? 'workspace' : null),
              debugName: 'pages of a workspace',
              priority: 6,
            },
            // Of these two every part is small, and who needs one needs most.
            { name: 'revisions', test: /[\\/]src[\\/]revisions[\\/]/, minShareCount: 2, priority: 4 },
            { name: 'results', test: /[\\/]src[\\/]results[\\/]/, minShareCount: 3, priority: 4 },
            // Some hundred bytes each: those of several pages come together rather than in a request each.
            { name: 'icons', test: /node_modules[\\/]@tabler[\\/]/, minShareCount: 2 },
            // What draws results: a chunk each, read when the first such result is drawn.
            { name: 'plotly', test: /node_modules[\\/]plotly\.js-cartesian-dist-min[\\/]/ },
            { name: 'plotly-space', test: /node_modules[\\/]plotly\.js-gl3d-dist-min[\\/]/ },
            { name: 'three', test: /node_modules[\\/]three[\\/]/ },
            // CodeMirror changes rarely and is shared by editor and comparison: one lazy chunk, cached for long.
            {
              name: 'code-editor',
              test: /node_modules[\\/](@codemirror|@lezer|style-mod|w3c-keyname|crelt)[\\/]/,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  test: {
    // For two cores.
    maxWorkers: 2,
    // Pages are made of many short-lived objects: with Node's own 16 MB for the young, a tenth of the time goes into collecting them.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          include: ['{contract,server,scripts,src}/**/*.test.ts'],
          exclude: ['src/**/*.page.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'page',
          environment: 'jsdom',
          // Links of the environment lead back to it: the page reads nothing from other hosts.
          environmentOptions: { jsdom: { url: 'http://127.0.0.1:4700' } },
          setupFiles: ['src/testing/setup.ts'],
          include: ['src/**/*.test.tsx', 'src/**/*.page.test.ts'],
        },
      },
    ],
  },
});
