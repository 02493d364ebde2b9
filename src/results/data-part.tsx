import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { isArray, isObject } from '../../contract/json/value.ts';
import { Empty } from '../ui/notice.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import styles from './data-part.module.css';
import { type DataRow, dataRows, shownValue } from './data-rows.ts';
import type { PartProps } from './part.ts';
import { textOf } from './reading.ts';

const STATUS = {
  success: { icon: IconCircleCheck, word: 'In order' },
  warning: { icon: IconAlertTriangle, word: 'Warning' },
  error: { icon: IconCircleX, word: 'Not in order' },
  info: { icon: IconInfoCircle, word: 'Information' },
};

/** A data result: groups as headings, values with their unit, and what the app thinks of them. */
export function Component({ value, context }: PartProps) {
  const rows = dataRows(value);
  if (!isArray(value) && !isObject(value)) throw new UndrawableError('It is no data in groups and lines.');
  if (rows.length === 0) return <Empty>The result holds no data.</Empty>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={`Data of ${context.label}`}>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row }: { row: DataRow }) {
  const exact = textOf(row.value);
  return (
    <tr data-group={row.group || undefined}>
      <th scope="row" style={{ paddingInlineStart: row.depth * 20 }}>
        {row.label}
        {row.explanation ? <span className={styles.explanation}>{row.explanation}</span> : null}
      </th>
      <td className={styles.value} title={exact !== row.text ? exact : undefined}>
        {row.text === '' ? null : shownValue(row)}
      </td>
      <td className={styles.status} data-status={row.status}>
        <Status row={row} />
      </td>
    </tr>
  );
}

function Status({ row: { status, statusMessage, group } }: { row: DataRow }) {
  const known = Object.hasOwn(STATUS, status) ? STATUS[status as keyof typeof STATUS] : undefined;
  // Every row carries a status: plain information without a word says nothing.
  if (statusMessage === '' && (status === '' || status === 'info' || group)) return null;
  const Icon = known?.icon;
  return (
    <span className={styles.word}>
      {Icon ? <Icon size={15} stroke={1.8} aria-hidden="true" /> : null}
      <span className={statusMessage ? undefined : 'vx-visually-hidden'}>
        {statusMessage || known?.word || status}
      </span>
    </span>
  );
}
