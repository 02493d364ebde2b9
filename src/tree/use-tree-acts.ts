import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityAt, loadedOf, pageOptions } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import type { useReasons } from '../api/use-reasons.ts';
import { ask } from '../ask.ts';
import { entityTabPath, tabOfPath } from '../paths.ts';
import { setDrawer } from './drawer.ts';
import { closeGroup, openGroups } from './groups.ts';
import { addMarks, MOST_MARKED } from './marks.ts';
import { closeBranch, openBranches } from './open-branches.ts';
import { type EntityRow, type Group, type GroupRow, idOf, type Row, type Rows } from './row.ts';
import type { MenuPoint } from './row-menu.tsx';
import type { ActiveRow } from './use-active-row.ts';
import { useBranchNews } from './use-branch-news.ts';
import type { TreePeek } from './use-peek.ts';
import type { useRestPrefetch } from './use-rest-prefetch.ts';
import type { Tree } from './use-tree.ts';

export type TreeActs = ReturnType<typeof useTreeActs>;

/** What keys and pointer work with. */
export interface Hands {
  tree: Tree;
  active: ActiveRow;
  peek: TreePeek;
  prefetch: ReturnType<typeof useRestPrefetch>;
  acts: TreeActs;
}

interface OpenMenu {
  row: EntityRow | GroupRow;
  at: MenuPoint;
}

/** What can be done with a row, by key or by pointer, and what is open because of that. */
export function useTreeActs(
  tree: Tree,
  scroller: RefObject<HTMLElement | null>,
  reasons: ReturnType<typeof useReasons>,
) {
  const { workspaceId: w, rows, branches } = tree;
  const [editing, setEditing] = useState<number | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [missed, setMissed] = useState<{ text: string; filter: string } | null>(null);
  const news = useBranchNews(branches);
  return {
    /** The entity whose name is being written. */
    editing,
    setEditing,
    menu,
    closeMenu: () => setMenu(null),
    /** What was typed as the beginning of a name that no row has. */
    missed: missed?.filter === tree.filter ? missed.text : null,
    setMissed: (text: string | null) => setMissed(text === null ? null : { text, filter: tree.filter }),
    /** To be read out. */
    news: news.text,
    enter: useEnter(tree),
    toggle(row: Row) {
      if (row.kind === 'group') toggleGroup(w, row);
      if (row.kind !== 'entity' || !row.expandable || tree.filtered) return;
      if (row.open) closeBranch(w, row.entity.id);
      else {
        news.opens(row.entity);
        openBranches(w, [row.entity.id]);
      }
    },
    rename(row: Row) {
      if (row.kind === 'entity' && !reasons(row.entity, 'rename')) setEditing(row.entity.id);
    },
    askFor(action: 'create' | 'delete', row: Row) {
      if (row.kind === 'entity' && !reasons(row.entity, action))
        ask({ workspaceId: w, action, entity: row.entity });
    },
    openSiblings(row: Row) {
      if (row.kind === 'group')
        return openGroups(
          w,
          row.parent,
          groupsIn(tree, row.parent).map(({ key }) => key),
        );
      const siblings = loadedOf(branches.get(row.parent));
      openBranches(
        w,
        siblings.filter(tree.expandable).map((entity) => entity.id),
      );
    },
    openMenu(index: number, point?: MenuPoint) {
      const row = rows.at(index);
      const element = scroller.current?.querySelector(`[data-row="${index}"]`);
      if (!element || (row?.kind !== 'entity' && row?.kind !== 'group')) return;
      const box = element.getBoundingClientRect();
      setMenu({ row, at: point ?? { x: box.left + 40, y: box.bottom } });
    },
    markBetween: (a: number, b: number) => addMarks(w, entitiesBetween(rows, a, b)),
    /** Marks what is loaded beside the row, or all that a filter found. */
    markAll(row: Row | undefined) {
      const all = tree.filtered
        ? entitiesBetween(rows, 0, Math.min(rows.length, MOST_MARKED) - 1)
        : besideIn(tree, row);
      addMarks(w, all.slice(0, MOST_MARKED));
    },
  };
}

function toggleGroup(w: number, { parent, group, open }: GroupRow): void {
  if (open) closeGroup(w, parent, group.key);
  else openGroups(w, parent, [group.key]);
}

/** The groups of a branch, in their order; none where it is shown as it is. */
function groupsIn({ branches, grouped }: Tree, parent: number | null): readonly Group[] {
  const branch = branches.get(parent);
  return (branch && grouped.grouping?.(branch)?.groups) ?? [];
}

/** Goes to the entity of a row, on the tab that is open; a group is opened or closed, and what could not be read, or was not yet, is asked for. */
function useEnter({ workspaceId: w, branches, selected, grouped }: Tree) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const tab = tabOfPath(useLocation().pathname);
  return (row: Row | undefined, newTab = false) => {
    if (row?.kind === 'failed')
      client.prefetchQuery(
        entityQueries.getEntityChildren(w, row.parent, pageOptions(branches.get(row.parent), row.page)),
      );
    if (row?.kind === 'group') toggleGroup(w, row);
    if (row?.kind === 'rest') {
      const reader = grouped.part?.readerOf(client, w);
      if (row.rest.reading) reader?.stop(row.parent);
      else if (row.rest.failed > 0) reader?.retry(row.parent);
      else reader?.readOn(row.parent);
    }
    const id = row && idOf(row);
    if (id === undefined) return;
    const path = entityTabPath(w, id, tab);
    if (newTab) window.open(path, '_blank', 'noopener');
    else {
      setDrawer(false);
      if (id !== selected.id) navigate(path);
    }
  };
}

/** Those that are loaded beside the row: in its group where it is in one. */
function besideIn(tree: Tree, row: Row | undefined): Entity[] {
  const parent = row?.parent ?? null;
  const key = row?.kind === 'entity' ? row.group : undefined;
  const group = row?.kind === 'group' ? row.group : groupsIn(tree, parent).find((one) => one.key === key);
  const branch = tree.branches.get(parent);
  if (!group) return loadedOf(branch);
  return group.slots.slice(0, MOST_MARKED).flatMap((slot) => entityAt(branch, slot) ?? []);
}

function entitiesBetween(rows: Rows, a: number, b: number): Entity[] {
  const found: Entity[] = [];
  for (let index = Math.min(a, b); index <= Math.max(a, b); index++) {
    const row = rows.at(index);
    if (row?.kind === 'entity') found.push(row.entity);
  }
  return found;
}
