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
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { useReasons } from '../api/use-reasons.ts';
import { ask } from '../ask.ts';
import { paths, withBeside } from '../paths.ts';
import { copyText } from '../ui/clipboard.ts';
import { MOD } from '../ui/keys.ts';
import { copyParams, pasteReason, useCopied } from './copied-params.ts';
import { toggleMark } from './marks.ts';
import { openBranches } from './open-branches.ts';
import type { EntityRow } from './row.ts';
import { type MenuPoint, RowMenu } from './row-menu.tsx';
import styles from './tree-menu.module.css';

/** What can be done with an entity, where the pointer or the row is. What cannot be done says why. */
export function TreeMenu({
  workspaceId,
  row: { entity, parent, expandable },
  at,
  onRename,
  onPaste,
  onProblem,
  onClose,
}: {
  workspaceId: number;
  row: EntityRow;
  at: MenuPoint;
  onRename: (id: number) => void;
  onPaste: (onto: Entity) => void;
  onProblem: (sentence: string) => void;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const location = useLocation();
  const reasons = useReasons(workspaceId);
  const noPaste = pasteReason(useCopied(), workspaceId, entity);
  const path = paths.entity(workspaceId, entity.id);
  const copyLink = async () => {
    const link = new URL(path, window.location.href).href;
    if (!(await copyText(link))) onProblem(`The browser did not allow copying: the link is ${link}`);
  };
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
    <RowMenu name={entity.name} at={at} onClose={onClose}>
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
      <Menu.Item leftSection={<IconLink size={15} />} onClick={copyLink}>
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
        onClick={() => ask({ workspaceId, action: 'group', parent })}
      >
        Group siblings by…
      </Menu.Item>
      {expandable ? (
        <Menu.Item
          leftSection={<IconLayoutList size={15} />}
          onClick={() => {
            openBranches(workspaceId, [entity.id]);
            ask({ workspaceId, action: 'group', parent: entity.id });
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
        <Menu.Item
          leftSection={<IconClipboard size={15} />}
          disabled={noPaste !== null}
          onClick={() => onPaste(entity)}
        >
          Paste params into the editor
          {noPaste ? <div className={styles.reason}>{noPaste}</div> : null}
        </Menu.Item>
      )}
      <Menu.Divider />
      {act('rename', () => onRename(entity.id), <IconPencil size={15} />, 'Rename', 'F2')}
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
    </RowMenu>
  );
}
