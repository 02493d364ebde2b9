import { Link, useLocation } from 'react-router';
import { type EntityTab, entityTabPath, tabOfPath } from '../paths.ts';
import styles from './entity-tabs.module.css';

const TABS: [EntityTab, string][] = [
  ['overview', 'Overview'],
  ['params', 'Params'],
  ['revisions', 'Revisions'],
  ['jobs', 'Jobs'],
  ['files', 'Files'],
];

/** The pages of an entity as links: each has its own address. */
export function EntityTabs({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const current = tabOfPath(useLocation().pathname);
  return (
    <nav className={styles.tabs} aria-label="Entity pages">
      {TABS.map(([tab, label]) => (
        <Link
          key={tab}
          to={entityTabPath(workspaceId, entityId, tab)}
          aria-current={tab === current ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
