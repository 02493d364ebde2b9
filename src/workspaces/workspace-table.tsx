import { IconPin, IconPinFilled, IconVersions } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { Workspace } from '../../contract/workspace.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { SortButton } from '../ui/sort-button.tsx';
import { Time } from '../ui/time.tsx';
import { LabelChip } from './label-chip.tsx';
import { useKeptList } from './use-kept-list.ts';
import { useRowKeys } from './use-row-keys.ts';
import { appKey, appName, type SortKey, visibilityLabel, visibilityOf } from './workspace-filters.ts';
import styles from './workspace-table.module.css';

const ROW = 44;
/** Of the head, which stays in view above the rows. */
const HEAD = 31;
const SORTABLE: { key: SortKey; label: string }[] = [
  { key: 'name', label: 'Name' },
  { key: 'created_at', label: 'Created' },
  { key: 'updated_at', label: 'Updated' },
];

/** The list of workspaces as a table; only the rows in view are in the page. */
export function WorkspaceTable({
  workspaces,
  mixed,
  pinned,
  onPin,
  sort,
  onSort,
}: {
  workspaces: Workspace[];
  mixed: Map<string, string[]>;
  pinned: readonly number[];
  onPin: (id: number) => void;
  sort: { key: SortKey; descending: boolean };
  onSort: (sort: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: workspaces.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 1200, height: 800 },
    scrollPaddingStart: HEAD,
  });
  const walk = useRowKeys(scroller, rows);
  useKeptList(scroller);
  const header = (key: SortKey) => {
    const column = SORTABLE.find((candidate) => candidate.key === key);
    const order = sort.key !== key ? undefined : sort.descending ? 'descending' : 'ascending';
    return (
      <div role="columnheader" aria-sort={order ?? 'none'} data-column={key}>
        <SortButton
          label={column?.label ?? key}
          order={order}
          onClick={() => onSort(order === 'ascending' ? `${key}:desc` : key)}
        />
      </div>
    );
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label="Workspaces"
      aria-rowcount={workspaces.length + 1}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.row}>
          {header('name')}
          <div role="columnheader" data-column="visibility">
            Visibility
          </div>
          <div role="columnheader" data-column="app">
            App and version
          </div>
          <div role="columnheader" data-column="labels">
            Labels
          </div>
          {header('created_at')}
          {header('updated_at')}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }} onKeyDown={walk}>
        {rows.getVirtualItems().map((item) => {
          const workspace = workspaces[item.index] as Workspace;
          return (
            <div
              key={workspace.id}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <WorkspaceCells
                workspace={workspace}
                versions={mixed.get(appKey(workspace))}
                pinned={pinned.includes(workspace.id)}
                onPin={() => onPin(workspace.id)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function WorkspaceCells({
  workspace,
  versions,
  pinned,
  onPin,
}: {
  workspace: Workspace;
  versions: string[] | undefined;
  pinned: boolean;
  onPin: () => void;
}) {
  const version = workspace.app_version;
  const others = versions?.filter((tag) => tag !== version?.tag);
  const sdk = typeof version?.sdk_version === 'object' ? version.sdk_version?.complete : version?.sdk_version;
  const runtime = [
    sdk ? `SDK ${sdk}` : null,
    version?.python_version ? `Python ${version.python_version}` : null,
  ].filter(Boolean);
  return (
    <>
      <div role="cell" data-column="name" className={styles.nameCell}>
        <button
          type="button"
          className={styles.pin}
          aria-pressed={pinned}
          aria-label={`Pin ${workspace.name}`}
          title={pinned ? 'Pinned: always first in this list' : 'Pin: always first in this list'}
          onClick={onPin}
        >
          {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
        </button>
        <div className={styles.words}>
          <Link to={paths.workspace(workspace.id)} className={styles.name} title={workspace.name}>
            <Name>{workspace.name}</Name>
          </Link>
          {workspace.description ? (
            <span className={styles.second} title={workspace.description}>
              {workspace.description}
            </span>
          ) : null}
        </div>
      </div>
      <div role="cell" data-column="visibility">
        {visibilityLabel(visibilityOf(workspace))}
        {workspace.is_archived ? <span className={styles.second}>Archived</span> : null}
      </div>
      <div role="cell" data-column="app">
        <span className={styles.line}>
          {workspace.app ? (
            <>
              {appName(workspace)} <span className={styles.tag}>{version?.tag ?? 'no version'}</span>
              {version?.status && !/published|release/i.test(version.status) ? (
                <span className={styles.status}>{version.status}</span>
              ) : null}
              {others && others.length > 0 ? (
                <span
                  className={styles.mixed}
                  title={`Other workspaces on this app run ${others.join(', ')}`}
                >
                  <IconVersions
                    size={13}
                    aria-label={`Other workspaces on this app run ${others.join(', ')}`}
                  />
                </span>
              ) : null}
            </>
          ) : (
            <span className={styles.muted}>In development, no published app</span>
          )}
        </span>
        {runtime.length > 0 ? <span className={styles.second}>{runtime.join(' · ')}</span> : null}
      </div>
      <div role="cell" data-column="labels" className={styles.labels}>
        {workspace.labels?.map((label) => (
          <LabelChip key={label.id} label={label} />
        ))}
      </div>
      <div role="cell" data-column="created_at">
        <Time value={workspace.created_at} />
      </div>
      <div role="cell" data-column="updated_at">
        <Time value={workspace.updated_at} />
      </div>
    </>
  );
}
