import { CloseButton } from '@mantine/core';
import {
  cloneElement,
  memo,
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { useReasons } from '../api/use-reasons.ts';
import button from '../ui/button.module.css';
import { missingPart } from '../ui/missing-part.ts';
import { type RowWindow, useWindow } from '../ui/use-window.ts';
import { type Badges, badgeBit } from './badges.ts';
import { usePasteParams } from './copied-params.ts';
import type { Marks } from './marks.ts';
import { Peek } from './peek.tsx';
import { idOf, type Row } from './row.ts';
import { useTreeCommands } from './tree-commands.ts';
import { TreeMenu } from './tree-menu.tsx';
import { TreeReads } from './tree-reads.tsx';
import { TreeRow, type TreeRowProps } from './tree-row.tsx';
import styles from './tree-rows.module.css';
import { type ActiveRow, useActiveIndex, useActiveRow, useKeptFocus } from './use-active-row.ts';
import { peekTop, type TreePeek, usePeek } from './use-peek.ts';
import { useRestPrefetch } from './use-rest-prefetch.ts';
import { useRevealed, useSelectedRow } from './use-revealed.ts';
import type { Tree } from './use-tree.ts';
import { useTreeActs } from './use-tree-acts.ts';
import { useTreePointer } from './use-tree-pointer.ts';
import { useTreePress } from './use-tree-press.ts';

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

export interface TreeRowsProps {
  tree: Tree;
  about: About;
  /** Before the entity of the URL is shown. */
  onReveal: () => void;
  /** Looks beyond the rows for a name. */
  onFind: (text: string) => void;
}

/** The rows that can be seen, the keys and the focus. */
export function TreeRows({ tree, about, onReveal, onFind }: TreeRowsProps) {
  const { workspaceId: w, rows } = tree;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useWindow(scroller, rows.length);
  const selectedRow = useSelectedRow(tree);
  const active = useActiveRow(scroller, rows, selectedRow);
  const acts = useTreeActs(tree, scroller, about.reasons);
  const { editing, setEditing, menu } = acts;
  const { focus } = active;
  const { part, error: noGroups } = tree.grouped;
  const closeMenu = () => {
    acts.closeMenu();
    focus();
  };
  const peek = usePeek(rows, menu !== null || editing !== null);
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

  const onRenamed = useCallback(
    (id: number) => {
      // Another name may be written by then, or the keyboard be elsewhere on the page.
      setEditing((now) => (now === id ? null : now));
    },
    [setEditing],
  );
  return (
    <>
      <TreeCommands tree={tree} reveal={revealSelected} />
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
            tree={tree}
            about={about}
            scroller={scroller}
            view={view}
            active={active}
            editing={editing}
            onRenamed={onRenamed}
          />
        </div>
      </div>
      <div className="vx-visually-hidden" aria-live="polite">
        {acts.news}
      </div>
      <div aria-live="polite">
        {acts.missed === null ? null : (
          <div className={styles.missed}>
            <span>Nothing loaded begins with “{acts.missed}”.</span>
            <button
              type="button"
              className={button.quiet}
              onClick={() => {
                acts.setMissed(null);
                onFind(acts.missed ?? '');
              }}
            >
              Filter for it
            </button>
          </div>
        )}
      </div>
      {problem ? (
        <div className={styles.problem} role="alert">
          {problem}
          <CloseButton
            size="sm"
            aria-label="Close the message"
            onClick={() => {
              setProblem(null);
              focus();
            }}
          />
        </div>
      ) : null}
      {peek.at === 'active' ? (
        <ActivePeek tree={tree} scroller={scroller} active={active} peek={peek} />
      ) : peek.at !== null ? (
        <RowPeek tree={tree} scroller={scroller} index={peek.at} peek={peek} />
      ) : null}
      {menu?.row.kind === 'entity' ? (
        <TreeMenu
          workspaceId={w}
          row={menu.row}
          at={menu.at}
          onPaste={paste}
          onProblem={setProblem}
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

interface PeekProps {
  tree: Tree;
  scroller: RefObject<HTMLElement | null>;
  peek: TreePeek;
}

/** The peek that goes along with the keys. */
function ActivePeek({ active, ...props }: PeekProps & { active: ActiveRow }) {
  return <RowPeek {...props} index={useActiveIndex(active)} />;
}

function RowPeek({ tree, scroller, peek, index }: PeekProps & { index: number }) {
  const row = tree.rows.at(index);
  if (row?.kind !== 'entity') return null;
  return (
    <Peek
      key={row.entity.id}
      workspaceId={tree.workspaceId}
      entity={row.entity}
      top={peekTop(scroller.current, index)}
      onPointerEnter={peek.hover.stay}
      onPointerLeave={peek.hover.leave}
    />
  );
}

interface SeenProps {
  tree: Tree;
  about: About;
  scroller: RefObject<HTMLElement | null>;
  view: RowWindow;
  active: ActiveRow;
  editing: number | null;
  onRenamed: (id: number) => void;
}

/** The rows in sight, and what has to be read for them. A step of the keys draws nothing but this, and of its rows two. */
function SeenRows({ tree, about, scroller, view, active, editing, onRenamed }: SeenProps) {
  const index = useActiveIndex(active);
  const { rows } = tree;
  useKeptFocus(scroller, active, rows.length === 0);
  const { from, to, topOf } = view;
  // The active row is there wherever it is: the focus must not fall out with its element.
  const away = (index >= 0 && index < from) || (index >= to && index < rows.length) ? index : -1;
  const drawn = useMemo(() => {
    const keys = new Set<string>();
    return indexesOf(from, to, away).flatMap((at) => {
      const row = rows.at(at);
      if (!row) return [];
      const place = { row, index: at, top: topOf(at), onRenamed };
      return [{ at, row, element: rowElement(rowKey(row, keys), place, tree, about, editing) }];
    });
  }, [tree, about, rows, from, to, topOf, away, editing, onRenamed]);
  const seen = useMemo(() => drawn.map(({ row }) => row), [drawn]);
  return (
    <>
      <TreeReads tree={tree} rows={seen} />
      {drawn.map(({ at, element }) => (at === index ? cloneElement(element, { active: true }) : element))}
    </>
  );
}
/** A row that is not the active one. */
function rowElement(
  key: string,
  place: Pick<TreeRowProps, 'row' | 'index' | 'top' | 'onRenamed'>,
  { workspaceId, selected, filter, grouped, branches }: Tree,
  { marks, badges, isFile }: About,
  editing: number | null,
): ReactElement<TreeRowProps> {
  const { row } = place;
  const entity = row.kind === 'entity' ? row.entity : undefined;
  const inGroup =
    row.kind === 'group' && !row.open ? badges.among(branches.get(row.parent), row.group.slots) : 0;
  const isSelected = entity !== undefined && entity.id === selected.id;
  return (
    <TreeRow
      key={key}
      {...place}
      workspaceId={workspaceId}
      active={false}
      selected={isSelected}
      editing={entity !== undefined && entity.id === editing}
      filter={filter}
      isFile={entity !== undefined && isFile(entity)}
      marked={entity !== undefined && marks.has(entity.id)}
      badges={entity ? withoutChange(badges.of(entity), isSelected) : 0}
      below={entity ? badges.below(entity.id) : inGroup}
      groupPart={grouped.part}
    />
  );
}

/** Somebody looks at the entity that is open. */
const withoutChange = (bits: number, isSelected: boolean) =>
  isSelected ? bits & ~badgeBit('changed') : bits;

/** The rows of the window, and `away`, which is outside of it, or -1. */
function indexesOf(from: number, to: number, away: number): number[] {
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  if (away >= 0) indexes[away < from ? 'unshift' : 'push'](away);
  return indexes;
}

/** Names a row for React. While pages are read again after a delete, an entity may be on two of them for a moment. */
function rowKey(row: Row, used: Set<string>): string {
  const place = `${row.parent}:${row.slot}:${row.kind}`;
  const id = idOf(row);
  const key =
    id !== undefined
      ? `${row.parent}/${id}`
      : row.kind === 'group'
        ? `${row.parent}:${row.group.key}`
        : place;
  const free = used.has(key) ? place : key;
  used.add(free);
  return free;
}
