import { Menu } from '@mantine/core';
import {
  IconCheckbox,
  IconClipboard,
  IconColumns2,
  IconCopy,
  IconExternalLink,
  IconLayoutList,
  IconLink,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useReasons } from '../api/use-reasons.ts';
import { ask } from '../ask.ts';
import { paths, withBeside } from '../paths.ts';
import { MOD } from '../ui/keys.ts';
import { copyParams, pasteReason, useCopied } from './copied-params.ts';
import { askForGroups } from './groups.ts';
import { toggleMark } from './marks.ts';
import { openBranches } from './open-branches.ts';
import type { EntityRow } from './row.ts';
import styles from './tree-menu.module.css';

export interface MenuPlace {
  row: EntityRow;
  /** In pixels of the window. */
  x: number;
  y: number;
}

/** What can be done with an entity, where the pointer or the row is. What cannot be done says why. */
export function TreeMenu({
  workspaceId,
  place,
  onRename,
  onPaste,
  onClose,
}: {
  workspaceId: number;
  place: MenuPlace;
  onRename: () => void;
  onPaste: () => void;
  onClose: () => void;
}) {
  const { entity, parent, expandable } = place.row;
  const navigate = useNavigate();
  const location = useLocation();
  const reasons = useReasons(workspaceId);
  const [opened] = useState(true);
  const noPaste = pasteReason(useCopied(), workspaceId, entity);
  const path = paths.entity(workspaceId, entity.id);
  const act = (
    action: 'rename' | 'create' | 'delete',
    run: () => void,
    icon: ReactNode,
    label: string,
    keys: string,
  ) => {
    const reason = reasons(entity, action);
    return (
      <Menu.Item
        leftSection={icon}
        rightSection={reason ? undefined : <kbd className={styles.keys}>{keys}</kbd>}
        disabled={reason !== null}
        color={action === 'delete' && !reason ? 'var(--vx-bad)' : undefined}
        onClick={run}
      >
        {label}
        {reason ? <div className={styles.reason}>{reason}</div> : null}
      </Menu.Item>
    );
  };
  return (
    <Menu
      opened={opened}
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={250}
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
          aria-label={`Actions on ${entity.name}`}
          className={styles.point}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions on ${entity.name}`}>
        <Menu.Item
          data-autofocus
          rightSection={<kbd className={styles.keys}>Enter</kbd>}
          onClick={() => navigate(path)}
        >
          Open
        </Menu.Item>
        <Menu.Item
          leftSection={<IconExternalLink size={15} />}
          onClick={() => window.open(path, '_blank', 'noopener')}
        >
          Open in a new tab
        </Menu.Item>
        <Menu.Item
          leftSection={<IconColumns2 size={15} />}
          onClick={() => navigate(withBeside(location.pathname + location.search, path))}
        >
          Open beside
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLink size={15} />}
          onClick={() => navigator.clipboard?.writeText(new URL(path, window.location.href).href)}
        >
          Copy link
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCheckbox size={15} />}
          rightSection={<kbd className={styles.keys}>{MOD} Space</kbd>}
          onClick={() => toggleMark(workspaceId, entity)}
        >
          Mark or unmark
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLayoutList size={15} />}
          onClick={() => askForGroups({ workspaceId, parent })}
        >
          Group siblings by…
        </Menu.Item>
        {expandable ? (
          <Menu.Item
            leftSection={<IconLayoutList size={15} />}
            onClick={() => {
              openBranches(workspaceId, [entity.id]);
              askForGroups({ workspaceId, parent: entity.id });
            }}
          >
            Group what is inside by…
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => copyParams(workspaceId, entity)}>
          Copy params
        </Menu.Item>
        {noPaste === undefined ? null : (
          <Menu.Item leftSection={<IconClipboard size={15} />} disabled={noPaste !== null} onClick={onPaste}>
            Paste params into the editor
            {noPaste ? <div className={styles.reason}>{noPaste}</div> : null}
          </Menu.Item>
        )}
        <Menu.Divider />
        {act('rename', onRename, <IconPencil size={15} />, 'Rename', 'F2')}
        {act(
          'create',
          () => ask({ workspaceId, action: 'create', entity }),
          <IconPlus size={15} />,
          'New entity inside…',
          'Insert',
        )}
        {act(
          'delete',
          () => ask({ workspaceId, action: 'delete', entity }),
          <IconTrash size={15} />,
          'Delete…',
          'Delete',
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
