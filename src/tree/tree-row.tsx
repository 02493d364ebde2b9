import { Loader, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { knownChildCount } from '../api/rights.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { matchIn } from './filtered-rows.ts';
import { RenameField } from './rename-field.tsx';
import type { EntityRow, Row } from './row.ts';
import styles from './tree-row.module.css';
import type { GroupPart } from './use-grouping.ts';

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
  marked: boolean;
  draft: boolean;
  changed: boolean;
  /** What is marked somewhere below. */
  below: 'draft' | 'changed' | undefined;
  onRenamed: () => void;
  /** Draws groups. */
  groupPart: GroupPart | undefined;
}

/** One row of the tree. What it does on a press is the tree's business, which finds it by `data-row`. */
export const TreeRow = memo(
  function TreeRow(props: TreeRowProps) {
    const { row, index, top, active } = props;
    const style = { '--level': row.level, transform: `translateY(${top}px)` } as CSSProperties;
    if (row.kind === 'entity') return <EntityTreeRow {...props} row={row} style={style} />;
    if (row.kind === 'group' || row.kind === 'rest') {
      const { GroupTreeRow, RestTreeRow } = props.groupPart ?? {};
      const seen = { index, style, active };
      if (row.kind === 'group') return GroupTreeRow ? <GroupTreeRow row={row} {...seen} /> : null;
      return RestTreeRow ? <RestTreeRow row={row} {...seen} /> : null;
    }
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
      'aria-setsize': row.of ?? -1,
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
    a.marked === b.marked &&
    a.draft === b.draft &&
    a.changed === b.changed &&
    a.below === b.below &&
    sameRow(a.row, b.row),
);

/** Rows are made each time they are looked at: they are the same when all their members are. */
function sameRow(a: Row, b: Row): boolean {
  const keys = Object.keys(a) as (keyof Row)[];
  return (
    a.kind === b.kind &&
    keys.every((key) => a[key] === b[key] || ((key as string) === 'rest' && restText(a) === restText(b)))
  );
}

const restText = (row: Row) => (row.kind === 'rest' ? JSON.stringify(row.rest) : '');

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
  marked,
  draft,
  changed,
  below,
  onRenamed,
}: Omit<TreeRowProps, 'row'> & { row: EntityRow; style: CSSProperties }) {
  const { entity } = row;
  const hints = [
    marked ? 'marked' : '',
    draft ? 'unsaved draft' : '',
    changed ? 'changed since you looked' : '',
    entity.locked ? 'locked' : '',
    below && !row.open ? WORDS[below] : '',
  ].filter(Boolean);
  return (
    <div
      className={styles.row}
      style={style}
      role="treeitem"
      aria-label={entity.name}
      aria-level={row.level}
      aria-setsize={row.of}
      aria-posinset={row.at + 1}
      aria-description={hints.length > 0 ? hints.join(', ') : undefined}
      aria-expanded={row.expandable ? row.open : undefined}
      aria-selected={selected || marked}
      aria-busy={row.busy || undefined}
      tabIndex={active ? 0 : -1}
      data-row={index}
      data-selected={selected || undefined}
      data-marked={marked || undefined}
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
            {row.where ? <span className={styles.where}>{row.where}</span> : null}
          </span>
          <Badge draft={draft} changed={changed} below={row.open ? undefined : below} />
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

const WORDS = { draft: 'unsaved draft below', changed: 'changed below since you looked' } as const;

/** A pencil for unsaved edits, a dot for what has changed; hollow where it is somewhere below. */
function Badge({ draft, changed, below }: Pick<TreeRowProps, 'draft' | 'changed' | 'below'>) {
  if (draft || below === 'draft')
    return (
      <span
        className={styles.badge}
        data-below={!draft || undefined}
        title={draft ? 'Unsaved draft' : 'Unsaved draft below'}
      >
        ✎
      </span>
    );
  if (!changed && !below) return null;
  return (
    <span
      className={styles.dot}
      data-below={!changed || undefined}
      title={changed ? 'Changed since you looked' : 'Changed below since you looked'}
    />
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
