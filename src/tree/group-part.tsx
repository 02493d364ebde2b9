import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { type Branch, slotOf } from '../api/branches.ts';
import { withValues } from '../api/entity-pages.ts';
import {
  type Column,
  columnLabel,
  pointersOf,
  readColumn,
  summaryOf,
  typeNameOf,
} from '../columns/column.ts';
import { GroupMenu } from './group-menu.tsx';
import { GroupReader } from './group-reader.ts';
import { GroupTreeRow, RestTreeRow } from './group-rows.tsx';
import { type Grouped, groupBranch, type Measure } from './grouping.ts';
import { type BranchGroups, type Groups, openGroups } from './groups.ts';
import type { Grouping } from './row.ts';
import type { Tree } from './use-tree.ts';

const readers = new WeakMap<QueryClient, Map<number, GroupReader>>();

function readerOf(client: QueryClient, w: number): GroupReader {
  const ofClient = readers.get(client) ?? new Map<number, GroupReader>();
  readers.set(client, ofClient);
  const reader = ofClient.get(w) ?? new GroupReader(client, w);
  ofClient.set(w, reader);
  return reader;
}

const columnsOf = ({ by, figures }: BranchGroups): Column[] =>
  [by, figures].flatMap((id) => (id === undefined ? [] : (readColumn(id) ?? [])));

/** What a branch was grouped from, to be grouped again only when that has changed. */
interface Made {
  choice: string;
  types: readonly EntityType[] | undefined;
  generation: number;
  pages: ReadonlyMap<number, readonly Entity[]>;
  at: number;
  grouped: Grouped;
}
/** While a branch is being read on, it is grouped again no more often than this, in ms. */
const PACE_MS = 500;
const made = new WeakMap<GroupReader, Map<number | null, Made>>();

/** How branches are grouped as somebody chose; `types` names the types. */
function groupingOf(
  client: QueryClient,
  w: number,
  groups: Groups,
  types: readonly EntityType[] | undefined,
): Grouping {
  const reader = readerOf(client, w);
  return (branch) => {
    const chosen = groups.get(branch.parent);
    const by = chosen && readColumn(chosen.by);
    if (!chosen || !by || branch.count === undefined) return undefined;
    const { groups: list, groupOfSlot } = groupsNow(reader, branch, chosen, by, types);
    const left = Math.max(0, branch.count - groupOfSlot.size);
    return {
      groups: list,
      open: new Set(chosen.open),
      rest: left === 0 ? null : { left, total: branch.count, ...reader.stateOf(branch.parent) },
      groupOf: (slot) => groupOfSlot.get(slot) ?? -1,
    };
  };
}

function groupsNow(
  reader: GroupReader,
  branch: Branch,
  chosen: BranchGroups,
  by: Column,
  types: readonly EntityType[] | undefined,
): Grouped {
  const ofReader = made.get(reader) ?? new Map<number | null, Made>();
  made.set(reader, ofReader);
  const before = ofReader.get(branch.parent);
  const pages = loadedPages(branch);
  const choice = [chosen.by, chosen.figures, branch.pageSize].join(' ');
  const isChoice = before?.choice === choice && before.types === types;
  if (isChoice && isGood(before, pages, reader, branch.parent)) return before.grouped;
  reader.look();
  const figures = chosen.figures === undefined ? undefined : readColumn(chosen.figures);
  const grouped = groupBranch(
    branch,
    chosen.by,
    measureOf(by, reader, branch, types),
    figures && measureOf(figures, reader, branch, types),
  );
  const { generation } = reader;
  ofReader.set(branch.parent, { choice, types, generation, pages, at: performance.now(), grouped });
  return grouped;
}

const loadedPages = ({ pages }: Branch): Made['pages'] =>
  new Map([...pages].flatMap(([index, { entities }]) => (entities ? [[index, entities]] : [])));

/** Whether nothing has come since; or little more than a moment ago, and nothing that was there is another. */
function isGood(before: Made, pages: Made['pages'], reader: GroupReader, parent: number | null): boolean {
  const isKept = [...before.pages].every(([index, page]) => page === pages.get(index));
  if (!isKept) return false;
  if (before.generation === reader.generation && before.pages.size === pages.size) return true;
  return reader.stateOf(parent).reading && performance.now() - before.at < PACE_MS;
}

function measureOf(
  column: Column,
  reader: GroupReader,
  branch: Branch,
  types: readonly EntityType[] | undefined,
): Measure {
  if (column.source === 'param')
    return {
      label: columnLabel(column),
      tellOf: (entity) => reader.told(entity, column.pointer),
      wordsOf: (value) => reader.words.optionLabel(column, value),
    };
  if (column.source === 'fact')
    return { label: 'Type', tellOf: (entity) => ({ value: typeNameOf(entity, types) }), from: types };
  const first = [...branch.pages.values()].find(({ entities }) => entities)?.entities ?? [];
  return {
    label: columnLabel(column, asRows(first)),
    tellOf: (entity) => ({ value: summaryOf(entity).lines.find(({ key }) => key === column.key)?.value }),
  };
}

function* asRows(entities: readonly Entity[]) {
  for (const entity of entities) yield withValues(entity);
}

/** Reads what the chosen groups are made of, and shows the group of the entity that is opened. Draws nothing. */
function GroupReads({ tree, groups }: { tree: Tree; groups: Groups }) {
  const { workspaceId: w, branches, rows, selected, filtered } = tree;
  const client = useQueryClient();
  useEffect(() => {
    const wanted = [...groups].map(([parent, chosen]) => ({
      parent,
      pointers: pointersOf(columnsOf(chosen)),
    }));
    readerOf(client, w).want(wanted.filter(({ parent }) => isShown(tree, parent)));
  }, [client, w, groups, tree]);
  useEffect(() => () => readerOf(client, w).stopAll(), [client, w]);
  const shown = useRef<number | undefined>(undefined);
  useEffect(() => {
    const { id, parent } = selected;
    if (id === undefined) shown.current = undefined;
    if (id === undefined || parent === undefined || shown.current === id || filtered) return;
    const slot = slotOf(branches.get(parent), id);
    const row = slot === undefined ? undefined : rows.at(rows.indexOfSlot(parent, slot));
    if (row?.kind !== 'group' && row?.kind !== 'entity') return;
    shown.current = id;
    if (row.kind === 'group') openGroups(w, parent, [row.group.key]);
  }, [w, branches, rows, selected, filtered]);
  return null;
}

/** Whether the children of a parent are among the rows: nothing is read for what is closed. */
function isShown({ rows, filtered }: Tree, parent: number | null): boolean {
  return !filtered && rows.indexOfGroup(parent, null) >= 0;
}

/** All that a tree with groups needs, in one part of the program. */
export const groupPart = { groupingOf, readerOf, GroupReads, GroupTreeRow, RestTreeRow, GroupMenu };
