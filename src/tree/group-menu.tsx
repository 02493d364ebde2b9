import { Menu } from '@mantine/core';
import { IconCheckbox, IconLayoutList, IconList } from '@tabler/icons-react';
import { ask } from '../ask.ts';
import { setGroups } from './groups.ts';
import { MOST_MARKED } from './marks.ts';
import type { GroupRow } from './row.ts';
import { type MenuPoint, RowMenu } from './row-menu.tsx';

/** What can be done with a group. It is no entity: renaming and deleting are not offered. */
export function GroupMenu({
  workspaceId: w,
  row: { parent, group },
  at,
  onMarkAll,
  onClose,
}: {
  workspaceId: number;
  row: GroupRow;
  at: MenuPoint;
  onMarkAll: () => void;
  onClose: () => void;
}) {
  const count = group.slots.length;
  return (
    <RowMenu name={group.label} at={at} onClose={onClose}>
      <Menu.Item data-autofocus leftSection={<IconCheckbox size={15} />} onClick={onMarkAll}>
        {count > MOST_MARKED
          ? `Mark the first ${MOST_MARKED.toLocaleString()} in it`
          : `Mark the ${count.toLocaleString()} in it`}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLayoutList size={15} />}
        onClick={() => ask({ workspaceId: w, action: 'group', parent })}
      >
        Group by…
      </Menu.Item>
      <Menu.Item leftSection={<IconList size={15} />} onClick={() => setGroups(w, parent, null)}>
        Show without groups
      </Menu.Item>
    </RowMenu>
  );
}
