import { Button } from '@mantine/core';
import { IconLock, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { useReasons } from '../api/use-reasons.ts';
import { personName, userQueries } from '../api/users.ts';
import { ask } from '../ask.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Time } from '../ui/time.tsx';
import { Tip } from '../ui/tip.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { CopyAs } from './copy-as.tsx';
import styles from './entity-header.module.css';
import { SiblingLinks } from './sibling-links.tsx';

/** What an entity is called, what it is, who changed it last, and what can be done with it. */
export function EntityHeader({
  workspaceId,
  entity,
  parent,
}: {
  workspaceId: number;
  entity: Entity;
  parent: number | null | undefined;
}) {
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const type = types?.find((candidate) => candidate.id === entity.entity_type);
  const by = personName(entity.last_updated_by, users);
  return (
    <header className={styles.header}>
      <span className={styles.icon}>
        <TypeIcon
          typeId={entity.entity_type}
          name={entity.entity_type_name ?? type?.class_name}
          isFile={type?.is_file}
          size={20}
        />
      </span>
      <div className={styles.words}>
        <h1 className={styles.title} title={entity.name}>
          <Name>{entity.name}</Name>
        </h1>
        <div className={styles.line}>
          <span>{type?.name ?? entity.entity_type_name ?? `Type ${entity.entity_type}`}</span>
          {entity.locked ? (
            <span className={styles.lock}>
              <IconLock size={13} aria-hidden="true" /> Locked
              {entity.locked_by ? ` by ${personName(entity.locked_by, users)}` : ''}
            </span>
          ) : null}
          <span>
            Changed <Time value={entity.updated_at} />
            {by ? ` by ${by}` : ''}
          </span>
        </div>
      </div>
      <div className={styles.actions}>
        <SiblingLinks workspaceId={workspaceId} entity={entity} parent={parent} />
        <Actions workspaceId={workspaceId} entity={entity} />
      </div>
    </header>
  );
}

function Actions({ workspaceId, entity }: { workspaceId: number; entity: Entity }) {
  const reasons = useReasons(workspaceId);
  return (
    <>
      <Action
        label="New entity"
        reason={reasons(entity, 'create')}
        icon={<IconPlus size={15} />}
        onClick={() => ask({ workspaceId, action: 'create', entity })}
      />
      <Action
        label="Rename"
        reason={reasons(entity, 'rename')}
        icon={<IconPencil size={15} />}
        onClick={() => ask({ workspaceId, action: 'rename', entity })}
      />
      <Action
        label="Delete"
        reason={reasons(entity, 'delete')}
        icon={<IconTrash size={15} />}
        onClick={() => ask({ workspaceId, action: 'delete', entity })}
      />
      <CopyAs workspaceId={workspaceId} entity={entity} />
    </>
  );
}

/** A button that stays reachable when it cannot be used, so that its reason can be read. */
function Action({
  label,
  reason,
  icon,
  onClick,
}: {
  label: string;
  reason: string | null;
  icon: ReactNode;
  onClick: () => void;
}) {
  const button = (
    <Button
      variant="default"
      leftSection={icon}
      className={styles.action}
      classNames={{ section: styles.section }}
      data-disabled={reason !== null || undefined}
      aria-disabled={reason !== null || undefined}
      aria-description={reason ?? undefined}
      onClick={(event) => (reason === null ? onClick() : event.preventDefault())}
    >
      {label}
    </Button>
  );
  return reason === null ? button : <Tip label={reason}>{button}</Tip>;
}

/** About how wide and high the links to siblings and each action are, px: their bones fold into as many lines. */
const ACTION_SIZES = [
  [90, 28],
  [86, 26],
  [69, 26],
  [58, 26],
  [92, 26],
] as const;

export function HeaderBones() {
  return (
    <div className={styles.header} aria-hidden="true">
      <span className={styles.icon}>
        <Bone width={20} height={20} />
      </span>
      <div className={styles.words}>
        <div className={styles.title}>
          <Bone width={220} height={18} />
        </div>
        <div className={styles.line}>
          <Bone width={280} />
        </div>
      </div>
      <div className={styles.actions}>
        {ACTION_SIZES.map(([width, height]) => (
          <span key={width} className={styles.bone}>
            <Bone width={width} height={height} />
          </span>
        ))}
      </div>
    </div>
  );
}
