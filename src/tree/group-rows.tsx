import type { CSSProperties } from 'react';
import { Name } from '../ui/name.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './group-rows.module.css';
import type { Figures, GroupRow, RestRow } from './row.ts';
import tree from './tree-row.module.css';
import { RowBadge, wordsBelow } from './tree-row.tsx';

interface Place {
  index: number;
  style: CSSProperties;
  /** The one row that Tab comes to. */
  active: boolean;
}

const figuresText = ({ of, min, median, max, count }: Figures) =>
  `${of}: min ${min}, median ${median}, max ${max} of ${count.toLocaleString()}`;

/** A group of siblings: its value, how many there are, figures where there are some, and while it is closed the badges of what is in it. */
export function GroupTreeRow({ row, below, index, style, active }: Place & { row: GroupRow; below: number }) {
  const { label, of, type, slots } = row.group;
  const count = slots.length.toLocaleString();
  const figures = row.group.figures();
  const hints = [`group by ${of}`, ...(figures ? [figuresText(figures)] : []), ...wordsBelow(below)];
  return (
    <div
      className={tree.row}
      style={style}
      role="treeitem"
      aria-label={`${label}, ${count} ${slots.length === 1 ? 'entity' : 'entities'}`}
      aria-level={row.level}
      aria-setsize={row.of}
      aria-posinset={row.slot + 1}
      aria-description={hints.join('; ')}
      aria-expanded={row.open}
      aria-selected={false}
      tabIndex={active ? 0 : -1}
      data-row={index}
      data-kind="group"
    >
      <span className={tree.chevron} data-open={row.open || undefined} data-chevron />
      {type ? <TypeIcon typeId={type.entity_type} name={type.entity_type_name} /> : null}
      <span className={styles.label} title={`${of}: ${label}`}>
        <Name>{label}</Name>
      </span>
      {type ? null : <span className={styles.of}>{of}</span>}
      {figures ? (
        <span className={styles.figures} title={figuresText(figures)}>
          {figures.min === figures.max ? figures.min : `${figures.min} · ${figures.median} · ${figures.max}`}
        </span>
      ) : null}
      <RowBadge badges={0} below={below} />
      <span className={styles.count}>{count}</span>
      <span className={tree.more} data-more aria-hidden="true" />
    </div>
  );
}

/** What a grouped branch does not show: how much that is, and the way to read it. Enter does what its button does. */
export function RestTreeRow({ row, index, style, active }: Place & { row: RestRow }) {
  const { left, total, failed, reading } = row.rest;
  const words = `${left.toLocaleString()} of ${total.toLocaleString()} ${reading ? 'to read' : 'not read'}`;
  const problem = failed > 0 ? `, ${failed.toLocaleString()} ${failed === 1 ? 'page' : 'pages'} failed` : '';
  const action = reading ? 'Stop' : failed > 0 ? 'Try again' : 'Load the rest';
  return (
    <div
      className={tree.row}
      style={style}
      role="treeitem"
      aria-label={`${words}${problem}. ${action}`}
      aria-level={row.level}
      aria-setsize={row.of}
      aria-posinset={row.slot + 1}
      aria-selected={false}
      aria-busy={reading || undefined}
      tabIndex={active ? 0 : -1}
      data-row={index}
      data-kind="rest"
      title={`Groups hold what was read: ${words}${problem}`}
    >
      <span className={tree.chevron} />
      <span className={styles.rest}>
        {words}
        {problem}
        {reading ? '…' : ''}
      </span>
      <span className={tree.retry}>{action}</span>
    </div>
  );
}
