import { ActionIcon, Menu } from '@mantine/core';
import { IconBinaryTree2, IconCornerDownRight, IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { type Branches, entityAt, pageToLookIn, slotOf } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { useBranches, useBranchPages } from '../api/use-branches.ts';
import { usePlace } from '../api/use-place.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { openPalette } from '../palette/door.ts';
import { entityTabPath, paths, tabOfPath } from '../paths.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './breadcrumb.module.css';
import { setDrawer, useDrawer } from './drawer.ts';

interface Crumb {
  id: number;
  parent: number | null;
}

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
              {place.entity ? <Name>{place.entity.name}</Name> : <Bone width={90} />}
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
  const [opened, setOpened] = useState(false);
  const name = useCrumbName(workspaceId, crumb);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width={300}>
      <Menu.Target>
        <button type="button" className={styles.siblings} aria-label={`Siblings of ${name ?? crumb.id}`}>
          ›
        </button>
      </Menu.Target>
      {opened ? (
        <Menu.Dropdown className={styles.menu}>
          <SiblingItems workspaceId={workspaceId} crumb={crumb} />
        </Menu.Dropdown>
      ) : null}
    </Menu>
  );
}

/** How many siblings are offered before and after the one that is there: the tree has them all. */
const NEAR = 20;

function SiblingItems({ workspaceId: w, crumb: { id, parent } }: { workspaceId: number; crumb: Crumb }) {
  const branches = useBranches(w);
  const branch = branches.get(parent);
  const page = pageToLookIn(branch, id);
  useBranchPages(w, branches, page === undefined ? [] : [{ parent, page }]);
  const tab = tabOfPath(useLocation().pathname);
  const slot = slotOf(branch, id);
  const error = branch?.pages.get(0)?.error;
  if (slot === undefined) return <Menu.Label>{error ? error.message : 'Looking…'}</Menu.Label>;
  const near = Array.from({ length: 2 * NEAR + 1 }, (_, step) => entityAt(branch, slot - NEAR + step)).filter(
    (entity) => entity !== undefined,
  );
  const count = branch?.count ?? near.length;
  return (
    <>
      {near.map((entity) => (
        <Menu.Item
          key={entity.id}
          component={Link}
          to={entityTabPath(w, entity.id, tab)}
          aria-current={entity.id === id ? 'true' : undefined}
          leftSection={<TypeIcon typeId={entity.entity_type} name={entity.entity_type_name ?? null} />}
        >
          <Name>{entity.name}</Name>
        </Menu.Item>
      ))}
      {count > near.length ? (
        <Menu.Label>
          The nearest {near.length} of {count.toLocaleString()}; the tree has them all
        </Menu.Label>
      ) : null}
    </>
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

/** The name of an ancestor as the tree's own reads give it; asked for alone only when they cannot. */
function useCrumbName(w: number, { id, parent }: Crumb): string | undefined {
  const client = useQueryClient();
  const branches = useBranches(w);
  const name = nameIn(branches, parent, id);
  const brief = useQuery({
    ...entityQueries.getEntityBrief(client, w, id),
    enabled: name === undefined && pageToLookIn(branches.get(parent), id) === undefined,
  });
  return name ?? brief.data?.name;
}

function nameIn(branches: Branches, parent: number | null, id: number): string | undefined {
  const branch = branches.get(parent);
  const slot = slotOf(branch, id);
  return slot === undefined ? undefined : entityAt(branch, slot)?.name;
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
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Show what is above">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* Where there is little room the workspace is only here. */}
        <Menu.Item component={Link} to={paths.workspace(workspaceId)}>
          {workspace ? <Name>{workspace.name}</Name> : `Workspace ${workspaceId}`}
        </Menu.Item>
        {crumbs.map((crumb) => (
          <FoldedItem key={crumb.id} workspaceId={workspaceId} crumb={crumb} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function FoldedItem({ workspaceId, crumb }: { workspaceId: number; crumb: Crumb }) {
  const name = useCrumbName(workspaceId, crumb);
  const tab = tabOfPath(useLocation().pathname);
  return (
    <Menu.Item component={Link} to={entityTabPath(workspaceId, crumb.id, tab)}>
      {name === undefined ? `Entity ${crumb.id}` : <Name>{name}</Name>}
    </Menu.Item>
  );
}
