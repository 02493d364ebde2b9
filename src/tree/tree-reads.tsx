import { memo, useMemo } from 'react';
import { useBranchPages, type WantedPage } from '../api/use-branches.ts';
import { NO_SLOT, type Row } from './row.ts';
import { pagesForSelected, type Tree } from './use-tree.ts';

/** The reads that `rows`, the ones in sight, need, and those that lead to the entity of the URL. */
export const TreeReads = memo(function TreeReads({ tree, rows }: { tree: Tree; rows: readonly Row[] }) {
  const more = useMemo(() => pagesForSelected(tree), [tree]);
  return <Reads tree={tree} pages={wantedPages(tree, rows, more)} />;
});

/** Made anew only when other pages are seen. */
const Reads = memo(
  function Reads({ tree, pages }: { tree: Tree; pages: readonly WantedPage[] }) {
    useBranchPages(tree.workspaceId, tree.branches, pages);
    return null;
  },
  (a, b) => a.tree === b.tree && samePages(a.pages, b.pages),
);

const samePages = (a: readonly WantedPage[], b: readonly WantedPage[]) =>
  a.length === b.length &&
  a.every(({ parent, page }, index) => parent === b[index]?.parent && page === b[index].page);

/** The pages that the rows in sight come from, and those that lead to the entity of the URL; failed ones wait to be asked for. */
function wantedPages(tree: Tree, rows: readonly Row[], more: readonly WantedPage[]): WantedPage[] {
  const wanted = new Map<string, WantedPage>();
  const add = (page: WantedPage) => wanted.set(`${page.parent}/${page.page}`, page);
  for (const row of rows) {
    if (row.kind === 'failed' || row.kind === 'group' || row.kind === 'rest') continue;
    if (row.slot === NO_SLOT) continue;
    const branch = tree.branches.get(row.parent);
    const page = row.kind === 'hole' ? row.page : Math.floor(row.slot / (branch?.pageSize ?? 1));
    // Members of a group come from many pages: these are not kept fresh all at once, but read again where a write made them stale.
    if (row.kind === 'entity' && row.group !== undefined && !branch?.pages.get(page)?.stale) continue;
    add({ parent: row.parent, page });
  }
  for (const page of more) add(page);
  return [...wanted.values()].filter(
    ({ parent, page }) =>
      !(
        tree.branches.get(parent)?.pages.get(page)?.error &&
        !tree.branches.get(parent)?.pages.get(page)?.fetching
      ),
  );
}
