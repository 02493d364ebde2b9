import { Menu } from '@mantine/core';
import { IconCheckbox, IconLayoutList, IconList } from '@tabler/icons-react';
import { type Branches, entityAt } from '../api/branches.ts';
import { askForGroups, setGroups } from './groups.ts';
import { addMarks, MOST_MARKED } from './marks.ts';
import type { GroupRow } from './row.ts';
import styles from './tree-menu.module.css';

export interface GroupMenuPlace {
  row: GroupRow;
  /** In pixels of the window. */
  x: number;
  y: number;
}

/** What can be done with a group. It is no entity: renaming and deleting are not offered. */
export function GroupMenu({
  workspaceId: w,
  branches,
  place: { row, x, y },
  onClose,
}: {
  workspaceId: number;
  branches: Branches;
  place: GroupMenuPlace;
  onClose: () => void;
}) {
  const { parent, group } = row;
  const name = `Actions on ${group.label}`;
  const count = group.slots.length;
  const markAll = () => {
    const branch = branches.get(parent);
    addMarks(
      w,
      group.slots.slice(0, MOST_MARKED).flatMap((slot) => entityAt(branch, slot) ?? []),
    );
  };
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={230}
      returnFocus={false}
      trapFocus
      // The key that opens it is on its way to the document still.
      clickOutsideEvents={['mousedown', 'touchstart']}
      withinPortal={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={name}
          className={styles.point}
          style={{ left: x, top: y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.Item data-autofocus leftSection={<IconCheckbox size={15} />} onClick={markAll}>
          {count > MOST_MARKED
            ? `Mark the first ${MOST_MARKED.toLocaleString()} in it`
            : `Mark the ${count.toLocaleString()} in it`}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLayoutList size={15} />}
          onClick={() => askForGroups({ workspaceId: w, parent })}
        >
          Group by…
        </Menu.Item>
        <Menu.Item leftSection={<IconList size={15} />} onClick={() => setGroups(w, parent, null)}>
          Show without groups
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
