import { ActionIcon } from '@mantine/core';
import { IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { fullName, userQueries } from '../api/users.ts';
import { openPalette } from '../palette/door.ts';
import { paths } from '../paths.ts';
import { Keys } from '../ui/key-caps.tsx';
import { lazyAside } from '../ui/lazy-aside.ts';
import { MenuDoor, menuPart } from '../ui/menu-door.tsx';
import { Tip } from '../ui/tip.tsx';
import { DraftsItem } from './drafts-item.tsx';
import { EnvironmentItem } from './environment-item.tsx';
import styles from './top-bar.module.css';

const Breadcrumb = lazyAside(async () => (await import('../tree/breadcrumb.tsx')).Breadcrumb);
const JobsButton = lazyAside(async () => (await import('../jobs/jobs-button.tsx')).JobsButton);
const AccountMenu = menuPart(async () => (await import('./account-menu.tsx')).AccountMenu);

/** Where one is, and who one is. */
export function TopBar() {
  const { workspaceId, entityId } = useParams();
  const known = workspaceId !== undefined && /^\d{1,15}$/.test(workspaceId);
  return (
    <header className="vx-bar">
      <Link to={paths.workspaces()} className="vx-home" aria-label="Workspaces">
        <img src="/favicon.svg" alt="" width={20} height={20} />
        <span>Workspaces</span>
      </Link>
      {known ? (
        <Suspense fallback={<span className={styles.space} />}>
          <Breadcrumb
            workspaceId={Number(workspaceId)}
            entityId={entityId !== undefined && /^\d{1,15}$/.test(entityId) ? Number(entityId) : undefined}
          />
        </Suspense>
      ) : (
        <span className={styles.space} />
      )}
      <SearchButton />
      <EnvironmentItem />
      <Suspense fallback={<span className={styles.jobs} />}>
        <JobsButton />
      </Suspense>
      <DraftsItem />
      <AccountDoor />
    </header>
  );
}

/** Opens the palette, and tells its key. */
function SearchButton() {
  return (
    <button
      type="button"
      className={styles.search}
      aria-label="Search or run an action"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette()}
    >
      <IconSearch size={15} aria-hidden="true" />
      <span className={styles.searchText}>Search</span>
      <Keys keys="Mod+K" />
    </button>
  );
}

function AccountDoor() {
  const me = useQuery(userQueries.getCurrentUser());
  return (
    <MenuDoor
      button={(door) => (
        <Tip label={me.data ? fullName(me.data) : 'Account and appearance'}>
          <ActionIcon variant="subtle" color="gray" aria-label="Account and appearance" {...door}>
            <IconUserCircle size={19} stroke={1.6} />
          </ActionIcon>
        </Tip>
      )}
      menu={(door) => <AccountMenu door={door} />}
    />
  );
}
