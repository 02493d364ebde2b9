import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import type { Column } from '../columns/column.ts';
import styles from './entity-grid.module.css';
import type { TableQuery } from './table-query.ts';
import { keepColumnWidths, setColumnWidth, showColumnWidth } from './widths.ts';

/** The head of a column: what it is called, and what can be done with it. */
export const HeaderCell = memo(function HeaderCell({
  column,
  index,
  style,
  label,
  unit,
  width,
  ownWidth,
  active,
  number,
  query,
  columns,
  opened,
  onOpened,
  onChange,
  onFilterBy,
}: {
  column: Column;
  index: number;
  /** Where it stands, when that is not where its order puts it. */
  style: CSSProperties | undefined;
  label: string;
  unit: string | undefined;
  /** In pixels. */
  width: number;
  /** Whether nobody gave the column another width. */
  ownWidth: boolean;
  active: boolean;
  number: boolean;
  query: TableQuery;
  columns: readonly Column[];
  opened: boolean;
  /** With the index of the column whose menu is open now; null: closed. */
  onOpened: (index: number | null) => void;
  onChange: (next: Partial<TableQuery>) => void;
  onFilterBy: (column: string) => void;
}) {
  const { id } = column;
  const sorted = query.sort?.column === id ? query.sort : null;
  const ids = columns.map((other) => other.id);
  const move = (to: number) => {
    const next = ids.filter((other) => other !== id);
    next.splice(to, 0, id);
    onChange({ columns: next });
  };
  return (
    <div
      role="columnheader"
      id={`cell--1-${index}`}
      data-head={index}
      data-cell={`-1:${index}`}
      data-active={active || undefined}
      data-number={number || undefined}
      className={styles.headCell}
      style={style}
      aria-colindex={index + 1}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
      title={id.startsWith('param:') ? id.slice(6) : undefined}
    >
      <Menu
        opened={opened}
        onChange={(open) => onOpened(open ? index : null)}
        position="bottom-start"
        returnFocus={false}
      >
        <Menu.Target>
          <button type="button" tabIndex={-1} className={styles.headButton}>
            <span className={styles.headText}>
              {label}
              {unit ? ' ' : null}
              {unit ? <span className={styles.unit}>{unit}</span> : null}
            </span>
            {sorted ? sorted.descending ? <IconArrowDown size={13} /> : <IconArrowUp size={13} /> : null}
            <IconChevronDown size={12} className={styles.more} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChange({ sort: { column: id, descending: false } })}>
            Sort ascending
          </Menu.Item>
          <Menu.Item onClick={() => onChange({ sort: { column: id, descending: true } })}>
            Sort descending
          </Menu.Item>
          {sorted ? <Menu.Item onClick={() => onChange({ sort: null })}>Do not sort</Menu.Item> : null}
          <Menu.Divider />
          <Menu.Item onClick={() => onFilterBy(id)}>Filter by this column</Menu.Item>
          <Menu.Item onClick={() => onChange({ group: query.group === id ? null : id })}>
            {query.group === id ? 'Do not group' : 'Group by this column'}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item disabled={index === 0} onClick={() => move(index - 1)}>
            Move left
          </Menu.Item>
          <Menu.Item disabled={index === ids.length - 1} onClick={() => move(index + 1)}>
            Move right
          </Menu.Item>
          <Menu.Item
            closeMenuOnClick={false}
            rightSection="⇧→"
            onClick={() => setColumnWidth(id, width + 16)}
          >
            Wider
          </Menu.Item>
          <Menu.Item
            closeMenuOnClick={false}
            rightSection="⇧←"
            onClick={() => setColumnWidth(id, width - 16)}
          >
            Narrower
          </Menu.Item>
          {ownWidth ? null : (
            <Menu.Item onClick={() => setColumnWidth(id, null)}>The column’s own width</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            disabled={ids.length === 1}
            onClick={() => onChange({ columns: ids.filter((other) => other !== id) })}
          >
            Remove column
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span
        aria-hidden="true"
        className={styles.edge}
        onPointerDown={(event) => {
          event.preventDefault();
          const edge = event.currentTarget;
          edge.setPointerCapture(event.pointerId);
          edge.dataset.from = String(event.clientX - (edge.parentElement?.offsetWidth ?? width));
        }}
        onPointerMove={({ currentTarget: { dataset }, clientX }) => {
          if (dataset.from !== undefined) showColumnWidth(id, clientX - Number(dataset.from));
        }}
        onLostPointerCapture={({ currentTarget: { dataset } }) => {
          if (dataset.from !== undefined) keepColumnWidths();
          delete dataset.from;
        }}
        onDoubleClick={() => setColumnWidth(id, null)}
      />
    </div>
  );
});
