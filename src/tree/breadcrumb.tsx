import { ActionIcon } from '@mantine/core';
import { IconBinaryTree2, IconCornerDownRight, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { usePlace } from '../api/use-place.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { openPalette } from '../palette/door.ts';
import { entityTabPath, paths, tabOfPath } from '../paths.ts';
import { Bone } from '../ui/bone.tsx';
import { MenuDoor, menuPart } from '../ui/menu-door.tsx';
import { Name } from '../ui/name.tsx';
import styles from './breadcrumb.module.css';
import { type Crumb, useCrumbName } from './crumb.ts';
import { setDrawer, useDrawer } from './drawer.ts';

const SiblingMenu = menuPart(async () => (await import('./crumb-menus.tsx')).SiblingMenu);
const FoldedMenu = menuPart(async () => (await import('./crumb-menus.tsx')).FoldedMenu);

/** Where one is: the workspace, the ancestors and the entity, each a link. The middle gives way when there is little room. */
export function Breadcrumb({
  workspaceId,
  entityId,
}: {
  workspaceId: number;
  entityId?: number | undefined;
}) {
  const { data: workspace, error } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const place = usePlace(workspaceId, entityId);
  const ids = entityId === undefined || !place.ancestors ? [] : [...place.ancestors, entityId];
  const crumbs = ids.map((id, index): Crumb => ({ id, parent: ids[index - 1] ?? null }));
  const middle = crumbs.slice(0, -2);
  const end = crumbs.slice(-2);
  return (
    <>
      {error && !workspace ? null : <DrawerButton />}
      <nav aria-label="Breadcrumb" className={styles.nav}>
        <ol className={styles.crumbs}>
          <li className={styles.workspace}>
            <Link
              to={paths.workspace(workspaceId)}
              aria-current={entityId === undefined ? 'page' : undefined}
              title={workspace?.name}
            >
              {workspace ? (
                <Name>{workspace.name}</Name>
              ) : error ? (
                `Workspace ${workspaceId}`
              ) : (
                <Bone width={120} />
              )}
            </Link>
          </li>
          {middle.map((crumb) => (
            <li key={crumb.id} className={styles.middle} data-many={middle.length > 1 || undefined}>
              <Siblings workspaceId={workspaceId} crumb={crumb} />
              <CrumbLink workspaceId={workspaceId} crumb={crumb} />
            </li>
          ))}
          {crumbs.length > 1 ? (
            <li className={styles.folded} data-many={middle.length > 1 || undefined}>
              <Folded workspaceId={workspaceId} crumbs={crumbs.slice(0, -1)} />
            </li>
          ) : null}
          {end.map((crumb, index) => (
            <li key={crumb.id} className={index === end.length - 1 ? styles.last : styles.parent}>
              <Siblings workspaceId={workspaceId} crumb={crumb} />
              <CrumbLink workspaceId={workspaceId} crumb={crumb} current={crumb.id === entityId} />
            </li>
          ))}
          {entityId !== undefined && crumbs.length === 0 ? (
            <li className={styles.last}>
              <span className={styles.siblings}>›</span>
              {place.entity ? (
                <Name>{place.entity.name}</Name>
              ) : place.error ? (
                `Entity ${entityId}`
              ) : (
                <Bone width={90} />
              )}
            </li>
          ) : null}
        </ol>
        <ActionIcon
          className={styles.goTo}
          variant="subtle"
          color="gray"
          aria-label="Go to an id, a path or a link"
          title="Go to an id, a path or a link"
          onClick={() => openPalette()}
        >
          <IconCornerDownRight size={15} />
        </ActionIcon>
      </nav>
    </>
  );
}

/** The sign before a name: opens the entities beside it. */
function Siblings({ workspaceId, crumb }: { workspaceId: number; crumb: Crumb }) {
  const name = useCrumbName(workspaceId, crumb);
  return (
    <MenuDoor
      button={(door) => (
        <button
          type="button"
          className={styles.siblings}
          aria-label={`Siblings of ${name ?? crumb.id}`}
          {...door}
        >
          ›
        </button>
      )}
      menu={(door) => <SiblingMenu door={door} workspaceId={workspaceId} crumb={crumb} />}
    />
  );
}

/** Opens the tree where it is a drawer. */
function DrawerButton() {
  const open = useDrawer();
  return (
    <ActionIcon
      className={styles.drawer}
      variant="subtle"
      color="gray"
      aria-label="Entities"
      aria-expanded={open}
      aria-controls="tree-pane"
      onClick={() => setDrawer(!open)}
    >
      <IconBinaryTree2 size={18} />
    </ActionIcon>
  );
}

function CrumbLink({
  workspaceId,
  crumb,
  current = false,
}: {
  workspaceId: number;
  crumb: Crumb;
  current?: boolean;
}) {
  const name = useCrumbName(workspaceId, crumb);
  const tab = tabOfPath(useLocation().pathname);
  return (
    <Link
      to={entityTabPath(workspaceId, crumb.id, tab)}
      aria-current={current ? 'page' : undefined}
      aria-label={name === undefined ? `Entity ${crumb.id}` : undefined}
      title={name}
    >
      {name === undefined ? <Bone width={70} /> : <Name>{name}</Name>}
    </Link>
  );
}

function Folded({ workspaceId, crumbs }: { workspaceId: number; crumbs: Crumb[] }) {
  return (
    <MenuDoor
      button={(door) => (
        <ActionIcon variant="subtle" color="gray" aria-label="Show what is above" {...door}>
          <IconDots size={16} />
        </ActionIcon>
      )}
      menu={(door) => <FoldedMenu door={door} workspaceId={workspaceId} crumbs={crumbs} />}
    />
  );
}
