import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import { CellContent } from '../columns/cell.tsx';
import type { Column, EntityRow } from '../columns/column.ts';
import { shownText } from '../fields/show.tsx';
import { Name } from '../ui/name.tsx';
import type { RowGroup } from './arrange.ts';
import styles from './entity-grid.module.css';

/** One cell; empty while its row is not read, which looks like a bone. */
export const RowCell = memo(function RowCell({
  workspaceId,
  id,
  place,
  style,
  column,
  row,
  value,
  words,
  marked,
  number,
  active,
}: {
  workspaceId: number;
  id: string;
  place: string;
  /** Where it stands, when that is not where its order puts it. */
  style: CSSProperties | undefined;
  column: Column;
  row: EntityRow | undefined;
  value: JsonValue | undefined;
  words: string | undefined;
  /** In the first cell of a row: whether the row is marked. */
  marked: boolean | undefined;
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
      style={style}
      title={column.source === 'param' ? wholeOf(value) : undefined}
    >
      {row && marked !== undefined ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.mark}
          data-mark={row.entity.id}
          aria-hidden="true"
          title={marked ? 'Take the mark away (Space)' : 'Mark (Space)'}
        >
          {marked ? <IconCheck size={13} aria-hidden="true" /> : null}
        </button>
      ) : null}
      {row ? (
        <CellContent workspaceId={workspaceId} column={column} row={row} value={value} words={words} />
      ) : null}
    </div>
  );
});

/** Characters that fit in a column of any width that it has by itself. */
const FITTING = 12;

/** What a column may be too narrow for. */
function wholeOf(value: JsonValue | undefined): string | undefined {
  const text = isNumber(value) ? numberText(value) : value;
  return typeof text === 'string' && text.length > FITTING ? text.slice(0, 4000) : undefined;
}

/** The head of a group of rows: the value they share, and how many they are. */
export function GroupCell({
  id,
  place,
  group,
  words,
  span,
  open,
  active,
  onToggle,
}: {
  id: string;
  place: string;
  group: RowGroup;
  words: string | undefined;
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
        <Name>{(words ?? shownText('json', group.value)) || ' '}</Name>
        <span className={styles.groupCount}>{group.rows.length.toLocaleString()}</span>
      </button>
    </div>
  );
}
