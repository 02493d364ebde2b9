import { CloseButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { pageOptions, slotOf } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { useBranchPages, type WantedPage } from '../api/use-branches.ts';
import { useReasons } from '../api/use-reasons.ts';
import { ask } from '../ask.ts';
import { entityTabPath, tabOfPath } from '../paths.ts';
import { hasMod } from '../ui/keys.ts';
import { type Badges, useBadges } from './badges.ts';
import { usePasteParams } from './copied-params.ts';
import { setDrawer } from './drawer.ts';
import { addMarks, clearMarks, type Marks, toggleMark, useMarks } from './marks.ts';
import { closeBranch, openBranches } from './open-branches.ts';
import { Peek } from './peek.tsx';
import type { Row } from './rows.ts';
import { useTreeCommands } from './tree-commands.ts';
import { intentOf, typeAhead } from './tree-keys.ts';
import { type MenuPlace, TreeMenu } from './tree-menu.tsx';
import { TreeRow } from './tree-row.tsx';
import styles from './tree-view.module.css';
import { useActiveRow } from './use-active-row.ts';
import { useBranchNews } from './use-branch-news.ts';
import { useHoverPeek } from './use-hover-peek.ts';
import { keptSelection, useKeptScroll } from './use-kept-scroll.ts';
import { useRestPrefetch } from './use-rest-prefetch.ts';
import { pagesForSelected, type Tree } from './use-tree.ts';
import { useWindow } from './use-window.ts';

/** What the rows say beyond the tree, and what may be done with them. */
interface About {
  marks: Marks;
  badges: Badges;
  reasons: ReturnType<typeof useReasons>;
  isFile: (entity: Entity) => boolean;
}

/** The tree itself: what its rows say is looked up here, so that walking along them with the keys costs nothing of it. */
export function TreeView({ tree, onReveal }: { tree: Tree; onReveal: () => void }) {
  const { workspaceId: w, branches, selected } = tree;
  const marks = useMarks(w);
  const badges = useBadges(w, branches, selected.entity?.id === selected.id ? selected.entity : undefined);
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const reasons = useReasons(w);
  const isFile = useCallback(
    (entity: Entity) => types?.find((type) => type.id === entity.entity_type)?.is_file === true,
    [types],
  );
  return (
    <TreeRows
      tree={tree}
      marks={marks}
      badges={badges}
      reasons={reasons}
      isFile={isFile}
      onReveal={onReveal}
    />
  );
}

/** The commands of a tree, apart from its rows: they are the same at every step of the keys. */
const TreeCommands = memo(function TreeCommands({ tree, reveal }: { tree: Tree; reveal: () => void }) {
  useTreeCommands(tree, reveal);
  return null;
});

/** The reads that what is seen needs, made anew only when other pages are seen. */
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

/** The rows that can be seen, the keys and the focus. */
function TreeRows({
  tree,
  marks,
  badges,
  reasons,
  isFile,
  onReveal,
}: About & { tree: Tree; onReveal: () => void }) {
  const { workspaceId: w, rows, branches, selected } = tree;
  const { ancestors } = selected;
  const client = useQueryClient();
  const navigate = useNavigate();
  const tab = tabOfPath(useLocation().pathname);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useWindow(scroller, rows.length);
  const selectedRow = useSelectedRow(tree);
  const active = useActiveRow(scroller, rows, Math.max(0, selectedRow));
  const [editing, setEditing] = useState<number | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const news = useBranchNews(branches);
  const prefetch = useRestPrefetch(w, tree.expandable);
  const { focus } = active;
  const [peeked, setPeeked] = useState(false);
  const hover = useHoverPeek();
  const anchor = useRef<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const paste = usePasteParams(w, setProblem);
  const typed = useRef({ text: '', at: 0 });

  const shown = indexesOf(view.from, view.to, active.index, rows.length);
  const seen = shown.map((index) => [index, rows.at(index)] as const);
  const keys = new Set<string>();
  const wanted = useMemo(() => pagesForSelected(tree), [tree]);
  const [keptId] = useState(() => keptSelection(w, selected.id));
  const revealAgain = useRevealSelected(selected.id, selectedRow, view.reveal, active.setIndex, keptId);
  useKeptScroll(
    w,
    scroller,
    { height: view.height, filtered: tree.filtered !== null, selected: selected.id },
    revealAgain,
  );
  const revealSelected = useCallback(() => {
    onReveal();
    setDrawer(true);
    openBranches(w, ancestors ?? []);
    revealAgain();
    focus();
  }, [onReveal, w, ancestors, revealAgain, focus]);
  const moveTo = (index: number) => {
    hover.end();
    active.setIndex(index);
    active.focus();
    view.reveal(index);
    const row = rows.at(index);
    if (row?.kind === 'entity' && !row.open) prefetch.rest(row.entity);
    else prefetch.leave();
  };
  const toggle = (row: Row) => {
    if (row.kind !== 'entity' || !row.expandable || tree.filtered) return;
    if (row.open) closeBranch(w, row.entity.id);
    else {
      news.opens(row.entity);
      openBranches(w, [row.entity.id]);
    }
  };
  const enter = (row: Row | undefined, newTab = false) => {
    if (row?.kind === 'failed')
      client.prefetchQuery(
        entityQueries.getEntityChildren(w, row.parent, pageOptions(branches.get(row.parent), row.page)),
      );
    if (row?.kind !== 'entity') return;
    const path = entityTabPath(w, row.entity.id, tab);
    if (newTab) window.open(path, '_blank', 'noopener');
    else {
      setDrawer(false);
      if (row.entity.id !== selected.id) navigate(path);
    }
  };
  const rename = (row: Row | undefined) => {
    if (row?.kind === 'entity' && !reasons(row.entity, 'rename')) setEditing(row.entity.id);
  };
  const openSiblings = (row: Row) => {
    const branch = branches.get(row.parent);
    const siblings = [...(branch?.pages.values() ?? [])].flatMap((page) => page.entities ?? []);
    openBranches(
      w,
      siblings.filter(tree.expandable).map((entity) => entity.id),
    );
  };
  const openMenu = (index: number, point?: { x: number; y: number }) => {
    const row = rows.at(index);
    const element = scroller.current?.querySelector(`[data-row="${index}"]`);
    if (row?.kind !== 'entity' || !element) return;
    const box = element.getBoundingClientRect();
    setMenu({ entity: row.entity, x: point?.x ?? box.left + 40, y: point?.y ?? box.bottom });
  };

  const entitiesFrom = (a: number, b: number) => {
    const found: Entity[] = [];
    for (let index = Math.min(a, b); index <= Math.max(a, b); index++) {
      const row = rows.at(index);
      if (row?.kind === 'entity') found.push(row.entity);
    }
    return found;
  };
  /** Keys that mark: true when it was one. */
  const pressMark = (event: KeyboardEvent, row: Row | undefined): boolean => {
    if (event.key === ' ' && (hasMod(event) || event.ctrlKey)) {
      if (row?.kind === 'entity') toggleMark(w, row.entity);
    } else if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
      const next = Math.min(rows.length - 1, Math.max(0, active.index + (event.key === 'ArrowUp' ? -1 : 1)));
      addMarks(w, entitiesFrom(active.index, next));
      moveTo(next);
    } else if (hasMod(event) && event.key.toLowerCase() === 'a') {
      const pages = [...(branches.get(row?.parent ?? null)?.pages.values() ?? [])];
      addMarks(
        w,
        tree.filtered
          ? entitiesFrom(0, Math.min(rows.length, 2000) - 1)
          : pages.flatMap((page) => page.entities ?? []).slice(0, 2000),
      );
    } else if (event.key === 'Escape' && (peeked || hover.rested)) {
      setPeeked(false);
      hover.end();
    } else if (event.key === 'Escape' && marks.size > 0) clearMarks(w);
    else return false;
    event.preventDefault();
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    const row = rows.at(active.index);
    if (pressMark(event, row)) return;
    const intent =
      hasMod(event) || event.altKey ? undefined : intentOf(event, rows, active.index, view.fitting);
    if (hasMod(event) && event.key === 'Enter') enter(row, true);
    else if (!intent) {
      if (event.key.length !== 1 || /[?/]/.test(event.key) || hasMod(event) || event.altKey) return;
      const now = Date.now();
      typed.current = {
        text: now - typed.current.at < 700 ? typed.current.text + event.key : event.key,
        at: now,
      };
      moveTo(typeAhead(rows, active.index, typed.current.text));
    } else if (intent.kind === 'move') moveTo(intent.index);
    else if (!row) return;
    else if (intent.kind === 'open' || intent.kind === 'close') toggle(row);
    else if (intent.kind === 'enter') enter(row);
    else if (intent.kind === 'peek') setPeeked((on) => !on);
    else if (intent.kind === 'rename') rename(row);
    else if (intent.kind === 'open-siblings') openSiblings(row);
    else if (intent.kind === 'menu') openMenu(active.index);
    else if (row.kind === 'entity' && !reasons(row.entity, intent.kind))
      ask({ workspaceId: w, action: intent.kind, entity: row.entity });
    event.preventDefault();
  };

  const rowAt = (event: { target: EventTarget }) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    return element ? Number(element.dataset.row) : -1;
  };
  const click = (event: MouseEvent) => {
    const index = rowAt(event);
    const row = rows.at(index);
    if (!row || event.target instanceof HTMLInputElement) return;
    const from = anchor.current ?? active.index;
    active.setIndex(index);
    setPeeked(false);
    hover.end();
    const target = event.target as Element;
    if (event.shiftKey && event.button === 0) return addMarks(w, entitiesFrom(from, index));
    anchor.current = index;
    if (hasMod(event) && event.button === 0 && row.kind === 'entity') return toggleMark(w, row.entity);
    if (target.closest('[data-chevron]')) toggle(row);
    else if (target.closest('[data-more]')) openMenu(index, { x: event.clientX, y: event.clientY });
    else enter(row, event.button === 1);
  };

  const hovered = hover.rested ? rows.indexOf(hover.rested.parent, hover.rested.id) : -1;
  const peekIndex = menu || editing !== null ? -1 : peeked ? active.index : hovered;
  const peekRow = rows.at(peekIndex);
  return (
    <>
      <TreeCommands tree={tree} reveal={revealSelected} />
      <Reads
        tree={tree}
        pages={wantedPages(
          tree,
          seen.map(([, row]) => row),
          wanted,
        )}
      />
      <div
        ref={scroller}
        role="tree"
        aria-label="Entities"
        className={styles.tree}
        data-area="Tree"
        aria-multiselectable="true"
        onKeyDown={press}
        onClick={click}
        onAuxClick={(event) => event.button === 1 && click(event)}
        onDoubleClick={(event) => {
          const row = rows.at(rowAt(event));
          const target = event.target as Element;
          if (row && !target.closest('[data-chevron],[data-more],input')) toggle(row);
        }}
        onContextMenu={(event) => {
          const index = rowAt(event);
          if (rows.at(index)?.kind !== 'entity' || event.target instanceof HTMLInputElement) return;
          event.preventDefault();
          active.setIndex(index);
          openMenu(index, event.clientX > 0 ? { x: event.clientX, y: event.clientY } : undefined);
        }}
        onFocus={(event) => {
          const index = rowAt(event);
          if (index >= 0 && index !== active.index) active.setIndex(index);
        }}
        onPointerOver={(event) => {
          if (event.pointerType !== 'mouse') return;
          const row = rows.at(rowAt(event));
          if (row?.kind === 'entity' && !row.open) prefetch.rest(row.entity);
          else prefetch.leave();
          if (row?.kind === 'entity' && row.entity.id !== selected.id && event.buttons === 0)
            hover.rest({ parent: row.parent, id: row.entity.id });
          else hover.leave();
        }}
        onPointerLeave={() => {
          prefetch.leave();
          hover.leave();
        }}
        onScroll={hover.end}
      >
        <div role="none" className={styles.space} style={{ height: view.height }}>
          {seen.map(([index, row]) =>
            row ? (
              <TreeRow
                key={rowKey(row, keys)}
                row={row}
                index={index}
                top={view.topOf(index)}
                workspaceId={w}
                active={index === active.index}
                selected={row.kind === 'entity' && row.entity.id === selected.id}
                editing={row.kind === 'entity' && row.entity.id === editing}
                filter={tree.filter}
                isFile={row.kind === 'entity' && isFile(row.entity)}
                marked={row.kind === 'entity' && marks.has(row.entity.id)}
                draft={row.kind === 'entity' && badges.draft(row.entity.id)}
                changed={row.kind === 'entity' && row.entity.id !== selected.id && badges.changed(row.entity)}
                below={row.kind === 'entity' ? badges.below(row.entity.id) : undefined}
                onRenamed={() => {
                  setEditing(null);
                  active.focus();
                }}
              />
            ) : null,
          )}
        </div>
      </div>
      <div className="vx-visually-hidden" aria-live="polite">
        {news.text}
      </div>
      {problem ? (
        <div className={styles.problem} role="alert">
          {problem}
          <CloseButton size="sm" aria-label="Close the message" onClick={() => setProblem(null)} />
        </div>
      ) : null}
      {peekRow?.kind === 'entity' ? (
        <Peek
          key={peekRow.entity.id}
          workspaceId={w}
          entity={peekRow.entity}
          top={peekTop(scroller.current, peekIndex)}
          onPointerEnter={hover.stay}
          onPointerLeave={hover.leave}
        />
      ) : null}
      {menu ? (
        <TreeMenu
          workspaceId={w}
          place={menu}
          onPaste={() => paste(menu.entity)}
          onRename={() => setEditing(menu.entity.id)}
          onClose={() => {
            setMenu(null);
            active.focus();
          }}
        />
      ) : null}
    </>
  );
}

/** Where the peek stands, in pixels of the window: beside its row, and never below the edge. */
function peekTop(scroller: HTMLElement | null, index: number): number {
  const row = scroller?.querySelector(`[data-row="${index}"]`)?.getBoundingClientRect();
  return Math.max(8, Math.min(row?.top ?? 60, window.innerHeight - 330));
}

/** The rows of the window, and the active one wherever it is: the focus must not fall out with its element. */
function indexesOf(from: number, to: number, active: number, length: number): number[] {
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  if (active >= 0 && active < from) indexes.unshift(active);
  if (active >= to && active < length) indexes.push(active);
  return indexes;
}

/** Names a row for React. While pages are read again after a delete, an entity may be on two of them for a moment. */
function rowKey(row: Row, used: Set<string>): string {
  const place = `${row.parent}:${row.slot}:${row.kind}`;
  const key = row.kind === 'entity' ? `${row.parent}/${row.entity.id}` : place;
  const free = used.has(key) ? place : key;
  used.add(free);
  return free;
}

/** The pages that the rows in sight come from, and those that lead to the entity of the URL; failed ones wait to be asked for. */
function wantedPages(tree: Tree, rows: (Row | undefined)[], more: readonly WantedPage[]): WantedPage[] {
  const wanted = new Map<string, WantedPage>();
  const add = (page: WantedPage) => wanted.set(`${page.parent}/${page.page}`, page);
  for (const row of rows) {
    if (!row || row.kind === 'failed') continue;
    const { pageSize } = tree.branches.get(row.parent) ?? { pageSize: 1 };
    add({ parent: row.parent, page: row.kind === 'hole' ? row.page : Math.floor(row.slot / pageSize) });
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

function useSelectedRow({ rows, selected, branches }: Tree): number {
  const { id, parent } = selected;
  return useMemo(
    () =>
      id === undefined || parent === undefined || slotOf(branches.get(parent), id) === undefined
        ? -1
        : rows.indexOf(parent, id),
    [rows, branches, id, parent],
  );
}

/**
 * When another entity is opened, bring its row into sight as soon as it is known where that is; once, so that scrolling stays free. Gives back how to do it
 * again. `seen` need not be shown at first: the tree comes back as it was.
 */
function useRevealSelected(
  id: number | undefined,
  row: number,
  reveal: (index: number, align: 'center') => void,
  setActive: (index: number) => void,
  seen: number | undefined,
): () => void {
  const shown = useRef(seen);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is a wish to see it again
  useEffect(() => {
    if (id === undefined) shown.current = undefined;
    if (id === undefined || row < 0 || shown.current === id) return;
    shown.current = id;
    reveal(row, 'center');
    setActive(row);
  }, [id, row, reveal, setActive, turn]);
  return useCallback(() => {
    shown.current = undefined;
    setTurn((count) => count + 1);
  }, []);
}
