import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { ancestorIds } from '../api/entities.ts';
import { useReasons } from '../api/use-reasons.ts';
import { userQueries } from '../api/users.ts';
import { ask } from '../ask.ts';
import { type Command, useCommands } from '../palette/commands.ts';
import { entityUse, noteUse } from '../palette/usage.ts';
import { paths } from '../paths.ts';
import type { PaneName } from '../ui/panes.tsx';
import { setDrawer } from './drawer.ts';
import { ungroupAll } from './groups.ts';
import type { Tree } from './use-tree.ts';

const focus = (selector: string) => {
  setDrawer(true);
  // A drawer that just opened takes the focus some frames later.
  setTimeout(() => document.querySelector<HTMLElement>(`#tree-pane ${selector}`)?.focus(), 0);
};

/** Keys that the tree hears itself while it has the focus. */
const WALKING: Command[] = (
  [
    ['ArrowDown', 'Next row'],
    ['ArrowUp', 'Previous row'],
    ['ArrowRight', 'Open the branch, or go into it'],
    ['ArrowLeft', 'Close the branch, or go to what it is in'],
    ['Home', 'First row'],
    ['End', 'Last row'],
    ['PageDown', 'A screen down'],
    ['PageUp', 'A screen up'],
    ['*', 'Open all branches beside this one'],
    ['Enter', 'Open the entity'],
    ['Mod+Enter', 'Open the entity in a new tab'],
    [' ', 'Peek at the entity'],
    ['Shift+ArrowDown', 'Mark, and go down'],
    ['Shift+ArrowUp', 'Mark, and go up'],
    ['Mod+ ', 'Mark or unmark'],
    ['Mod+A', 'Mark what is beside'],
    ['Escape', 'Clear the marks'],
    ['F2', 'Rename in place'],
    ['Delete', 'Delete'],
    ['Insert', 'New entity inside'],
    ['Shift+F10', 'All actions on the row'],
  ] as const
).map(([keys, title]) => ({ id: `tree.${keys}`, title, area: 'Tree', keys, local: true }));

/** What can be done with the entity of the page and with the tree, for palette and keys; what was opened is remembered. */
export function useTreeCommands(tree: Tree, reveal: () => void): void {
  const { workspaceId: w, selected } = tree;
  const { entity } = selected;
  const { data: me } = useQuery({ ...userQueries.getCurrentUser(), enabled: false });
  const opened = entity?.id === selected.id ? entity : undefined;
  const name = opened?.name;
  // As text, which is the same for another answer that says the same.
  const above = opened && ancestorIds(opened)?.join();
  useEffect(() => {
    if (me === undefined || selected.id === undefined || name === undefined) return;
    noteUse(me.id, {
      key: entityUse(w, selected.id),
      title: name,
      to: paths.entity(w, selected.id),
      above: above ? above.split(',').map(Number) : [],
    });
  }, [me, w, selected.id, name, above]);
  useEntityCommands(w, entity, 'first');
  useCommands(
    entity
      ? [{ id: 'entity.reveal', title: 'Show in the tree', area: 'Entity', keys: 'Alt+T', run: reveal }]
      : [],
    'first',
  );
  useCommands([
    {
      id: 'tree.filter',
      title: 'Filter the tree',
      area: 'Tree',
      keys: '/',
      run: () => focus('input[type="search"]'),
    },
    {
      id: 'tree.focus',
      title: 'Go to the tree',
      area: 'Tree',
      run: () => focus('[role="treeitem"][tabindex="0"]'),
    },
    {
      id: 'tree.group',
      title: 'Group siblings in the tree by…',
      area: 'Tree',
      run: () => ask({ workspaceId: w, action: 'group', parent: selected.parent ?? null }),
    },
    {
      id: 'tree.ungroup',
      title: 'Show the tree without groups',
      area: 'Tree',
      reason: tree.grouped.groups.size === 0 ? 'Nothing is grouped.' : null,
      run: () => ungroupAll(w),
    },
  ]);
  useCommands(WALKING);
}

/** What can be done with an entity wherever it is open: rename, create inside, delete; each says why not. */
export function useEntityCommands(w: number, entity: Entity | undefined, pane: PaneName): void {
  const reasons = useReasons(w);
  const command = (action: 'rename' | 'create' | 'delete', title: string, keys?: string): Command[] =>
    entity
      ? [
          {
            id: `entity.${action}`,
            title,
            area: 'Entity',
            ...(keys ? { keys } : {}),
            reason: reasons(entity, action),
            run: () => ask({ workspaceId: w, action, entity }),
          },
        ]
      : [];
  useCommands(
    [
      ...command('rename', 'Rename', 'F2'),
      ...command('create', 'New entity inside', 'Insert'),
      ...command('delete', 'Delete'),
    ],
    pane,
  );
}
