import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { isNumber, type JsonValue, numberText } from '../../contract/json.ts';
import { type Column, type EntityRow, summaryOf } from '../columns/column.ts';
import { kindOf } from '../fields/kinds.ts';
import { Show, shownText } from '../fields/show.tsx';
import { fromPointer } from '../params/path.ts';
import { paths } from '../paths.ts';
import { Bone } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Time } from '../ui/time.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import type { RowGroup } from './arrange.ts';
import styles from './entity-grid.module.css';

/** One cell; a bone while its row is not read. */
export const RowCell = memo(function RowCell({
  workspaceId,
  id,
  place,
  column,
  row,
  value,
  number,
  active,
}: {
  workspaceId: number;
  id: string;
  place: string;
  column: Column;
  row: EntityRow | undefined;
  value: JsonValue | undefined;
  number: boolean;
  active: boolean;
}) {
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={Number(place.split(':')[1]) + 1}
      data-cell={place}
      data-column={column.source === 'fact' ? column.fact : column.source}
      data-number={number || undefined}
      data-active={active || undefined}
      className={styles.cell}
    >
      {row ? (
        <Content workspaceId={workspaceId} column={column} row={row} value={value} />
      ) : (
        <Bone width="60%" />
      )}
    </div>
  );
});

function Content({
  workspaceId,
  column,
  row,
  value,
}: {
  workspaceId: number;
  column: Column;
  row: EntityRow;
  value: JsonValue | undefined;
}) {
  const { entity } = row;
  if (column.source === 'param') {
    if (!row.readable) return <span className={styles.none}>no right to read</span>;
    return (
      <Show kind={kindOf(undefined, value, String(fromPointer(column.pointer).at(-1) ?? ''))} value={value} />
    );
  }
  if (column.source === 'summary') {
    const line = summaryOf(entity).lines.find(({ key }) => key === column.key);
    if (!line?.text) return <span className={styles.none}>–</span>;
    return <span title={line.text === line.short ? undefined : line.text}>{line.short}</span>;
  }
  if (column.fact === 'name')
    return (
      <Link
        to={paths.entity(workspaceId, entity.id)}
        tabIndex={-1}
        className={styles.name}
        title={entity.name}
      >
        <TypeIcon typeId={entity.entity_type} name={entity.entity_type_name} />
        <Name>{entity.name}</Name>
      </Link>
    );
  if (column.fact === 'created_at') return <Time value={entity.created_at} />;
  if (column.fact === 'updated_at') return <Time value={entity.updated_at} />;
  if (value === undefined || value === null) return <span className={styles.none}>–</span>;
  if (isNumber(value)) return numberText(value);
  if (typeof value === 'boolean') return value ? 'Locked' : <span className={styles.none}>–</span>;
  return <span title={shownText('text', value)}>{shownText('text', value)}</span>;
}

/** The head of a group of rows: the value they share, and how many they are. */
export function GroupCell({
  id,
  place,
  group,
  span,
  open,
  active,
  onToggle,
}: {
  id: string;
  place: string;
  group: RowGroup;
  span: number;
  open: boolean;
  active: boolean;
  onToggle: () => void;
}) {
  return (
    <div
      role="gridcell"
      id={id}
      data-cell={place}
      data-active={active || undefined}
      aria-colspan={span}
      aria-expanded={open}
      className={styles.groupCell}
    >
      <button type="button" tabIndex={-1} className={styles.groupButton} onClick={onToggle}>
        {open ? (
          <IconChevronDown size={14} aria-hidden="true" />
        ) : (
          <IconChevronRight size={14} aria-hidden="true" />
        )}
        <Name>{shownText('json', group.value) || ' '}</Name>
        <span className={styles.groupCount}>{group.rows.length.toLocaleString()}</span>
      </button>
    </div>
  );
}
