import { ActionIcon, CloseButton } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  type CSSProperties,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useRef,
} from 'react';
import { useParams } from 'react-router';
import type { Branches } from '../api/branches.ts';
import { ApiError } from '../api/http.ts';
import { useBranches } from '../api/use-branches.ts';
import { type Search, useSearch } from '../api/use-search.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { ask, useAsked } from '../ask.ts';
import button from '../ui/button.module.css';
import { Empty } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { Tip } from '../ui/tip.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DeletedLately } from './deleted-lately.tsx';
import { setDrawer, useDrawer } from './drawer.ts';
import { type Filter, type FilteredRows, isFilter, NO_FILTER } from './filtered-rows.ts';
import { focusTree } from './focus-tree.ts';
import { FoundElsewhere, SearchState } from './found-elsewhere.tsx';
import { type GoOn, useAllLoaded, useGoOn } from './go-on.ts';
import { MarksBar } from './marks-bar.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { Separator, useTreeWidth } from './separator.tsx';
import styles from './tree-pane.module.css';
import { TreeView } from './tree-view.tsx';
import { TypeLegend } from './type-legend.tsx';
import { type Tree, useExpandable, useTree } from './use-tree.ts';
import { useTreeFilter } from './use-tree-filter.ts';

/** The left column: filter, tree and counts. On a narrow screen a drawer. It also shows the dialogs that anybody asks for. */
export function TreePane({ workspaceId }: { workspaceId: number }) {
  const { entityId } = useParams();
  const selected = entityId !== undefined && /^\d{1,15}$/.test(entityId) ? Number(entityId) : undefined;
  const [filter, setFilter] = useTreeFilter();
  const expandable = useExpandable(workspaceId);
  const goOn = useGoOn(workspaceId, expandable);
  const branches = useBranches(workspaceId);
  const allLoaded = useAllLoaded({ workspaceId, branches, expandable }, isFilter(filter));
  const search = useSearch(workspaceId, filter.text, branches, { complete: allLoaded, held: goOn.running });
  const tree = useTree(workspaceId, selected, filter, expandable, search.found);
  const clear = useCallback(() => setFilter(NO_FILTER), [setFilter]);
  const [width, setWidth] = useTreeWidth();
  const pane = useRef<HTMLElement>(null);
  const open = useDrawer();
  useDrawerFocus(open, pane);
  const find = (text: string) => {
    setFilter({ ...NO_FILTER, text });
    pane.current?.querySelector<HTMLElement>('[type="search"]')?.focus();
  };
  const leaveDrawer = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open && !event.defaultPrevented) setDrawer(false);
  };
  const workspace = useQuery(workspaceQueries.getWorkspace(workspaceId));
  // The page beside it says what is wrong: a tree of nothing would say it again.
  if (workspace.error instanceof ApiError && workspace.error.status === 404) return null;
  return (
    <>
      {open ? (
        <button
          type="button"
          className={styles.backdrop}
          aria-label="Close the entities"
          tabIndex={-1}
          onClick={() => setDrawer(false)}
        />
      ) : null}
      <aside
        ref={pane}
        id="tree-pane"
        className={styles.pane}
        aria-label="Entity tree"
        style={{ '--width': `${width}px` } as CSSProperties}
        data-open={open || undefined}
        onKeyDown={leaveDrawer}
      >
        <Head workspaceId={workspaceId} filter={filter} onFilter={setFilter}>
          {tree.filtered ? <Found filtered={tree.filtered} goOn={goOn} search={search} /> : null}
        </Head>
        <EmptyWorkspace tree={tree} searching={search.on} />
        <TreeView tree={tree} onReveal={clear} onFind={find} />
        <FoundElsewhere key={tree.filter} tree={tree} search={search} />
        <MarksBar workspaceId={workspaceId} />
        <DeletedLately workspaceId={workspaceId} />
        <Foot tree={tree} />
        <Separator pane={pane} width={width} onWidth={setWidth} />
      </aside>
      <Dialogs />
    </>
  );
}

/** An opened drawer takes the keyboard, so that the tree can be walked at once. */
function useDrawerFocus(open: boolean, pane: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!open) return;
    // What is still hidden cannot take the focus, and that ends some frames later.
    let frame = 0;
    const attempt = (left: number) => {
      const item = pane.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
      item?.focus();
      if (left > 0 && document.activeElement !== item) frame = requestAnimationFrame(() => attempt(left - 1));
    };
    attempt(30);
    return () => cancelAnimationFrame(frame);
  }, [open, pane]);
  useEffect(() => () => setDrawer(false), []);
}

function Head({
  workspaceId,
  filter,
  onFilter,
  children,
}: {
  workspaceId: number;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  children: ReactNode;
}) {
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const flat = workspace?.app_version?.app_type === 'simple';
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && isFilter(filter)) {
      event.preventDefault();
      onFilter(NO_FILTER);
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusTree(event.currentTarget);
    }
  };
  return (
    <div className={styles.head}>
      <div className={styles.filter}>
        <IconSearch size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Filter entities"
          placeholder="Filter"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
          onKeyDown={press}
        />
        {isFilter(filter) ? (
          <CloseButton
            ref={passFocus}
            size="sm"
            aria-label="Clear the filter"
            onClick={() => onFilter(NO_FILTER)}
          />
        ) : null}
      </div>
      <TypeLegend workspaceId={workspaceId} filter={filter} onFilter={onFilter} />
      {flat ? (
        <Tip label="New entity">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="New entity"
            onClick={() => ask({ workspaceId, action: 'create', entity: null })}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </Tip>
      ) : null}
      {children}
    </div>
  );
}

/** What a filter covers: what is loaded, what the server knows beyond that, and the way on into it. */
function Found({ filtered, goOn, search }: { filtered: FilteredRows; goOn: GoOn; search: Search }) {
  const { matches, searched } = filtered;
  return (
    <>
      <div className={styles.found}>
        <span aria-live="polite">
          {matches.toLocaleString()} of {searched.toLocaleString()} loaded
          {goOn.running ? ', reading on…' : goOn.complete ? ', which are all' : ''}
          {goOn.failed > 0 ? `; ${goOn.failed.toLocaleString()} pages could not be read` : ''}
        </span>
        {goOn.complete ? null : (
          <button
            ref={passFocus}
            type="button"
            className={button.quiet}
            onClick={goOn.running ? goOn.stop : goOn.start}
          >
            {goOn.running ? 'Stop' : goOn.failed > 0 ? 'Try again' : 'Load the rest'}
          </button>
        )}
      </div>
      {goOn.running ? null : <SearchState search={search} />}
    </>
  );
}

function EmptyWorkspace({ tree, searching }: { tree: Tree; searching: boolean }) {
  if (tree.filtered?.length === 0)
    return searching ? null : <div className={styles.none}>Nothing that is loaded fits this.</div>;
  if (tree.filtered || tree.branches.get(null)?.count !== 0) return null;
  return (
    <div className={styles.none}>
      <Empty>This workspace has no entities yet.</Empty>
    </div>
  );
}

function Foot({ tree }: { tree: Tree }) {
  const loaded = countLoaded(tree.branches);
  const top = tree.branches.get(null)?.count;
  return (
    <div className={styles.foot}>
      <span>
        {loaded.toLocaleString()} loaded{top === undefined ? '' : `, ${top.toLocaleString()} at the top`}
      </span>
    </div>
  );
}

function countLoaded(branches: Branches): number {
  let loaded = 0;
  for (const branch of branches.values())
    for (const page of branch.pages.values()) loaded += page.entities?.length ?? 0;
  return loaded;
}

const NewEntityDialog = lazy(() =>
  import('./new-entity-dialog.tsx').then((module) => ({ default: module.NewEntityDialog })),
);

const GroupDialog = lazy(() =>
  import('./group-dialog.tsx').then((module) => ({ default: module.GroupDialog })),
);

/** The dialog that somebody asked for. It is here because the tree stays while pages come and go. */
function Dialogs() {
  const asked = useAsked();
  useEffect(() => () => ask(null), []);
  if (!asked) return null;
  const about = { workspaceId: asked.workspaceId, onClose: () => ask(null) };
  if (asked.action === 'rename') return <RenameDialog {...about} entity={asked.entity} />;
  if (asked.action === 'delete') return <DeleteDialog {...about} entity={asked.entity} />;
  return (
    <Suspense fallback={null}>
      {asked.action === 'group' ? (
        <GroupDialog {...about} parent={asked.parent} />
      ) : (
        <NewEntityDialog {...about} parent={asked.entity} />
      )}
    </Suspense>
  );
}
