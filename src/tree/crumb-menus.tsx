import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { entityAt, pageToLookIn, slotOf } from '../api/branches.ts';
import { useBranches, useBranchPages } from '../api/use-branches.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { entityTabPath, paths, tabOfPath } from '../paths.ts';
import type { Door } from '../ui/menu-door.tsx';
import { MenuFrame } from '../ui/menu-frame.tsx';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './breadcrumb.module.css';
import { type Crumb, useCrumbName } from './crumb.ts';

/** The entities beside one on the way; read when it is opened. */
export function SiblingMenu({ door, workspaceId, crumb }: { door: Door; workspaceId: number; crumb: Crumb }) {
  return (
    <MenuFrame door={door} className={styles.menu} position="bottom-start" width={300}>
      {door.opened ? <SiblingItems workspaceId={workspaceId} crumb={crumb} /> : null}
    </MenuFrame>
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
  if (slot === undefined) {
    const failed = [...(branch?.pages.values() ?? [])].find(({ error }) => error);
    const ended = failed?.error?.message ?? 'It is not in this list.';
    return <Menu.Label>{page === undefined ? ended : 'Looking…'}</Menu.Label>;
  }
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
          data-autofocus={entity.id === id || undefined}
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

/** What is above the last name, where there is no room for it. */
export function FoldedMenu({
  door,
  workspaceId,
  crumbs,
}: {
  door: Door;
  workspaceId: number;
  crumbs: Crumb[];
}) {
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  return (
    <MenuFrame door={door} position="bottom-start" width={280}>
      {/* Where there is little room the workspace is only here. */}
      <Menu.Item component={Link} to={paths.workspace(workspaceId)}>
        {workspace ? <Name>{workspace.name}</Name> : `Workspace ${workspaceId}`}
      </Menu.Item>
      {crumbs.map((crumb) => (
        <FoldedItem key={crumb.id} workspaceId={workspaceId} crumb={crumb} />
      ))}
    </MenuFrame>
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
