import { Loader, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { knownChildCount } from '../api/rights.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { RenameField } from './rename-field.tsx';
import { type EntityRow, matchIn, type Row } from './rows.ts';
import styles from './tree-row.module.css';

export interface TreeRowProps {
  row: Row;
  index: number;
  top: number;
  workspaceId: number;
  /** The one row that Tab comes to. */
  active: boolean;
  selected: boolean;
  editing: boolean;
  filter: string;
  isFile: boolean;
  onRenamed: () => void;
}

/** One row of the tree. What it does on a press is the tree's business, which finds it by `data-row`. */
export const TreeRow = memo(
  function TreeRow(props: TreeRowProps) {
    const { row, index, top, active } = props;
    const style = { '--level': row.level, transform: `translateY(${top}px)` } as CSSProperties;
    if (row.kind === 'entity') return <EntityTreeRow {...props} row={row} style={style} />;
    if (row.kind === 'empty')
      return (
        <div className={styles.row} style={style} role="none">
          <span className={styles.chevron} />
          <span className={styles.quiet}>Empty</span>
        </div>
      );
    const place = {
      className: styles.row,
      style,
      'aria-level': row.level,
      'aria-posinset': row.slot + 1,
      'aria-setsize': row.size ?? -1,
      'aria-selected': false,
      tabIndex: active ? 0 : -1,
      'data-row': index,
      'data-kind': row.kind,
    };
    if (row.kind === 'failed')
      return (
        <div
          {...place}
          role="treeitem"
          aria-label={`Could not be read: ${row.error.message} Try again`}
          title={row.error.message}
        >
          <span className={styles.chevron} />
          <IconAlertTriangle size={15} className={styles.bad} />
          <span className={styles.name}>Could not be read.</span>
          <span className={styles.retry}>Try again</span>
        </div>
      );
    return (
      <div {...place} role="treeitem" aria-label="Loading" aria-busy="true">
        <span className={styles.chevron} />
        <Bone width={`${40 + ((row.slot * 37) % 35)}%`} />
      </div>
    );
  },
  (a, b) =>
    a.index === b.index &&
    a.top === b.top &&
    a.active === b.active &&
    a.selected === b.selected &&
    a.editing === b.editing &&
    a.filter === b.filter &&
    a.isFile === b.isFile &&
    sameRow(a.row, b.row),
);

/** Rows are made each time they are looked at: they are the same when all their members are. */
function sameRow(a: Row, b: Row): boolean {
  const keys = Object.keys(a) as (keyof Row)[];
  return a.kind === b.kind && keys.every((key) => a[key] === b[key]);
}

function EntityTreeRow({
  row,
  index,
  style,
  workspaceId,
  active,
  selected,
  editing,
  filter,
  isFile,
  onRenamed,
}: Omit<TreeRowProps, 'row'> & { row: EntityRow; style: CSSProperties }) {
  const { entity } = row;
  return (
    <div
      className={styles.row}
      style={style}
      role="treeitem"
      aria-label={entity.name}
      aria-level={row.level}
      aria-setsize={row.size}
      aria-posinset={row.slot + 1}
      aria-expanded={row.expandable ? row.open : undefined}
      aria-selected={selected}
      aria-busy={row.busy || undefined}
      tabIndex={active ? 0 : -1}
      data-row={index}
      data-selected={selected || undefined}
    >
      <span
        className={styles.chevron}
        data-open={row.open || undefined}
        data-chevron={row.expandable || undefined}
        data-busy={row.busy || undefined}
        data-hollow={(!row.open && knownChildCount(entity) === 0) || undefined}
      >
        {row.busy ? <Loader size={12} className={styles.busy} /> : null}
      </span>
      <TypeIcon typeId={entity.entity_type} name={entity.entity_type_name} isFile={isFile} />
      {editing ? (
        <RenameField workspaceId={workspaceId} entity={entity} onDone={onRenamed} />
      ) : (
        <>
          <span className={styles.name} title={entity.name}>
            <Marked name={entity.name} filter={filter} />
          </span>
          {entity.locked ? (
            <Tooltip label="Locked">
              <IconLock size={13} className={styles.lock} aria-hidden="true" />
            </Tooltip>
          ) : null}
          <span className={styles.more} data-more aria-hidden="true" />
        </>
      )}
    </div>
  );
}

function Marked({ name, filter }: { name: string; filter: string }) {
  const match = filter === '' ? null : matchIn(name, filter);
  if (!match) return <Name>{name}</Name>;
  return (
    <bdi>
      {name.slice(0, match.from)}
      <mark>{name.slice(match.from, match.to)}</mark>
      {name.slice(match.to)}
    </bdi>
  );
}
