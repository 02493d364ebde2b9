import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, Fragment, memo } from 'react';
import { entityQueries } from '../api/entities.ts';
import { knownChildCount } from '../api/rights.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Tip } from '../ui/tip.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { type Badge, badgesOf, hasBadge } from './badges.ts';
import { matchesIn } from './filtered-rows.ts';
import { RenameField } from './rename-field.tsx';
import type { AboveRow, EntityRow, Row } from './row.ts';
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
  /** Its badges, as bits, and those of what is below it. */
  badges: number;
  below: number;
  onRenamed: (id: number) => void;
  /** Draws groups. */
  groupPart: GroupPart | undefined;
}

/** One row of the tree. What it does on a press is the tree's business, which finds it by `data-row`. */
export const TreeRow = memo(
  function TreeRow(props: TreeRowProps) {
    const { row, index, top, active, workspaceId } = props;
    const style = { '--level': row.level, transform: `translateY(${top}px)` } as CSSProperties;
    if (row.kind === 'entity') return <EntityTreeRow {...props} row={row} style={style} />;
    if (row.kind === 'group' || row.kind === 'rest') {
      const { GroupTreeRow, RestTreeRow } = props.groupPart ?? {};
      const seen = { index, style, active };
      if (row.kind === 'group')
        return GroupTreeRow ? <GroupTreeRow row={row} below={props.below} {...seen} /> : null;
      return RestTreeRow ? <RestTreeRow row={row} {...seen} /> : null;
    }
    if (row.kind === 'above') return <AboveTreeRow {...{ workspaceId, row, index, style, active }} />;
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
    a.badges === b.badges &&
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
  badges,
  below,
  onRenamed,
}: Omit<TreeRowProps, 'row'> & { row: EntityRow; style: CSSProperties }) {
  const { entity } = row;
  const hints = [
    marked ? 'marked' : '',
    ...badgesOf(badges).map((badge) => WORDS[badge][0]),
    ...(row.open ? [] : wordsBelow(below & ~badges)),
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
      data-editing={editing || undefined}
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
        <RenameField workspaceId={workspaceId} entity={entity} onDone={() => onRenamed(entity.id)} />
      ) : (
        <>
          <span className={styles.name} title={entity.name}>
            <Marked name={entity.name} filter={filter} />
            {row.where ? <span className={styles.where}>{row.where}</span> : null}
          </span>
          <RowBadge badges={badges} below={row.open ? 0 : below} />
          {entity.locked ? (
            <Tip label="Locked">
              <IconLock size={13} className={styles.lock} aria-hidden="true" />
            </Tip>
          ) : null}
          <span className={styles.more} data-more aria-hidden="true" />
        </>
      )}
    </div>
  );
}

/** Above what was found, and not loaded: its name is read when it is in sight. */
function AboveTreeRow({
  workspaceId,
  row,
  index,
  style,
  active,
}: {
  workspaceId: number;
  row: AboveRow;
  index: number;
  style: CSSProperties;
  active: boolean;
}) {
  const { data: entity } = useQuery(entityQueries.getEntityBrief(useQueryClient(), workspaceId, row.id));
  const name = entity?.name ?? `Entity ${row.id}`;
  return (
    <div
      className={styles.row}
      style={style}
      role="treeitem"
      aria-label={name}
      aria-level={row.level}
      aria-setsize={row.of}
      aria-posinset={row.at + 1}
      aria-expanded
      aria-selected={false}
      tabIndex={active ? 0 : -1}
      data-row={index}
    >
      <span className={styles.chevron} data-open data-chevron />
      {entity ? (
        <>
          <TypeIcon typeId={entity.entity_type} name={entity.entity_type_name} />
          <span className={styles.name} title={name}>
            <Name>{name}</Name>
          </span>
        </>
      ) : (
        <span className={styles.quiet}>{name}</span>
      )}
    </div>
  );
}

/** What a badge says of the row itself, and of what is below it. */
const WORDS: Record<Badge, readonly [own: string, below: string]> = {
  conflict: ['unsaved draft on an older revision', 'unsaved draft on an older revision below'],
  error: ['something could not be computed or read', 'something below could not be computed or read'],
  draft: ['unsaved draft', 'unsaved draft below'],
  changed: ['changed since you looked', 'changed below since you looked'],
  locked: ['locked', 'locked below'],
};
const SIGNS: Record<Badge, string> = { conflict: '✎!', error: '!', draft: '✎', changed: '', locked: '' };

/** What badges say of what is below a row, or in a group. */
export const wordsBelow = (bits: number): string[] => badgesOf(bits).map((badge) => WORDS[badge][1]);

/** The most pressing badge of a row; else that of what is below it, hollow. The lock of the row itself stands beside it. */
export function RowBadge({ badges, below }: { badges: number; below: number }) {
  const own = badgesOf(badges).find((badge) => badge !== 'locked');
  const badge = own ?? badgesOf(below).find((one) => one !== 'locked' || !hasBadge(badges, 'locked'));
  if (!badge) return null;
  const words = WORDS[badge][own ? 0 : 1];
  return (
    <span
      className={badge === 'changed' ? styles.dot : styles.badge}
      data-badge={badge}
      data-below={!own || undefined}
      title={words[0]?.toUpperCase() + words.slice(1)}
    >
      {badge === 'locked' ? <IconLock size={13} aria-hidden="true" /> : SIGNS[badge]}
    </span>
  );
}

function Marked({ name, filter }: { name: string; filter: string }) {
  const matches = matchesIn(name, filter);
  if (matches.length === 0) return <Name>{name}</Name>;
  return (
    <bdi>
      {matches.map(({ from, to }, at) => (
        <Fragment key={from}>
          {name.slice(matches[at - 1]?.to ?? 0, from)}
          <mark>{name.slice(from, to)}</mark>
        </Fragment>
      ))}
      {name.slice(matches.at(-1)?.to)}
    </bdi>
  );
}
