import { CloseButton } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { useReasons } from '../api/use-reasons.ts';
import { missingPart } from '../ui/missing-part.ts';
import { type Badges, badgeBit } from './badges.ts';
import { usePasteParams } from './copied-params.ts';
import type { Marks } from './marks.ts';
import { Peek } from './peek.tsx';
import type { Row } from './row.ts';
import { useTreeCommands } from './tree-commands.ts';
import { TreeMenu } from './tree-menu.tsx';
import { TreeReads } from './tree-reads.tsx';
import { TreeRow } from './tree-row.tsx';
import styles from './tree-rows.module.css';
import { useActiveRow } from './use-active-row.ts';
import { peekTop, usePeek } from './use-peek.ts';
import { useRestPrefetch } from './use-rest-prefetch.ts';
import { useRevealed, useSelectedRow } from './use-revealed.ts';
import type { Tree } from './use-tree.ts';
import { useTreeActs } from './use-tree-acts.ts';
import { useTreePointer } from './use-tree-pointer.ts';
import { useTreePress } from './use-tree-press.ts';
import { useWindow } from './use-window.ts';

/** What the rows say beyond the tree, and what may be done with them. */
export interface About {
  marks: Marks;
  badges: Badges;
  reasons: ReturnType<typeof useReasons>;
  isFile: (entity: Entity) => boolean;
}

/** The commands of a tree, apart from its rows: they are the same at every step of the keys. */
const TreeCommands = memo(function TreeCommands({ tree, reveal }: { tree: Tree; reveal: () => void }) {
  useTreeCommands(tree, reveal);
  return null;
});

/** The rows that can be seen, the keys and the focus. */
export function TreeRows({ tree, about, onReveal }: { tree: Tree; about: About; onReveal: () => void }) {
  const { workspaceId: w, rows } = tree;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useWindow(scroller, rows.length);
  const selectedRow = useSelectedRow(tree);
  const active = useActiveRow(scroller, rows, Math.max(0, selectedRow));
  const acts = useTreeActs(tree, scroller, about.reasons);
  const { editing, menu } = acts;
  const { part, error: noGroups } = tree.grouped;
  const closeMenu = () => {
    acts.closeMenu();
    active.focus();
  };
  const peek = usePeek(rows, active.index, menu !== null || editing !== null);
  const prefetch = useRestPrefetch(w, tree.expandable);
  const revealSelected = useRevealed({ tree, scroller, view, active, selectedRow, onReveal });
  const hands = { tree, active, peek, prefetch, acts };
  const press = useTreePress({ ...hands, view, marks: about.marks });
  const pointer = useTreePointer(hands);
  const [problem, setProblem] = useState<string | null>(null);
  const paste = usePasteParams(w, setProblem);
  useEffect(() => {
    if (noGroups) setProblem(`Siblings are shown without their groups: ${noGroups.message}. ${missingPart}`);
  }, [noGroups]);

  const shown = indexesOf(view.from, view.to, active.index, rows.length);
  const seen = shown.map((index) => ({ index, row: rows.at(index), top: view.topOf(index) }));
  const peekRow = rows.at(peek.index);
  return (
    <>
      <TreeCommands tree={tree} reveal={revealSelected} />
      <TreeReads tree={tree} rows={seen.map(({ row }) => row)} />
      <div
        ref={scroller}
        role="tree"
        aria-label="Entities"
        className={styles.tree}
        data-area="Tree"
        aria-multiselectable="true"
        onKeyDown={press}
        {...pointer}
      >
        <div role="none" className={styles.space} style={{ height: view.height }}>
          <SeenRows
            seen={seen}
            tree={tree}
            about={about}
            active={active.index}
            editing={editing}
            onRenamed={() => {
              acts.setEditing(null);
              active.focus();
            }}
          />
        </div>
      </div>
      <div className="vx-visually-hidden" aria-live="polite">
        {acts.news}
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
          top={peekTop(scroller.current, peek.index)}
          onPointerEnter={peek.hover.stay}
          onPointerLeave={peek.hover.leave}
        />
      ) : null}
      {menu?.row.kind === 'entity' ? (
        <TreeMenu
          workspaceId={w}
          row={menu.row}
          at={menu.at}
          onPaste={paste}
          onRename={acts.setEditing}
          onClose={closeMenu}
        />
      ) : null}
      {part ? <part.GroupReads tree={tree} groups={tree.grouped.groups} /> : null}
      {part && menu?.row.kind === 'group' ? (
        <part.GroupMenu
          workspaceId={w}
          row={menu.row}
          at={menu.at}
          onMarkAll={() => acts.markAll(menu.row)}
          onClose={closeMenu}
        />
      ) : null}
    </>
  );
}

interface SeenRow {
  index: number;
  row: Row | undefined;
  top: number;
}

function SeenRows({
  seen,
  tree: { workspaceId, selected, filter, grouped },
  about: { marks, badges, isFile },
  active,
  editing,
  onRenamed,
}: {
  seen: SeenRow[];
  tree: Tree;
  about: About;
  active: number;
  editing: number | null;
  onRenamed: () => void;
}) {
  const keys = new Set<string>();
  return seen.map(({ index, row, top }) => {
    if (!row) return null;
    const entity = row.kind === 'entity' ? row.entity : undefined;
    const isSelected = entity !== undefined && entity.id === selected.id;
    return (
      <TreeRow
        key={rowKey(row, keys)}
        row={row}
        index={index}
        top={top}
        workspaceId={workspaceId}
        active={index === active}
        selected={isSelected}
        editing={entity !== undefined && entity.id === editing}
        filter={filter}
        isFile={entity !== undefined && isFile(entity)}
        marked={entity !== undefined && marks.has(entity.id)}
        badges={entity ? withoutChange(badges.of(entity), isSelected) : 0}
        below={entity ? badges.below(entity.id) : 0}
        onRenamed={onRenamed}
        groupPart={grouped.part}
      />
    );
  });
}

/** Somebody looks at the entity that is open. */
const withoutChange = (bits: number, isSelected: boolean) =>
  isSelected ? bits & ~badgeBit('changed') : bits;

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
  const key =
    row.kind === 'entity'
      ? `${row.parent}/${row.entity.id}`
      : row.kind === 'group'
        ? `${row.parent}:${row.group.key}`
        : place;
  const free = used.has(key) ? place : key;
  used.add(free);
  return free;
}
