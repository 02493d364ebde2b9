import { Link } from 'react-router';
import { isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import { kindOf } from '../fields/kinds.ts';
import { Show, shownText } from '../fields/show.tsx';
import { fromPointer } from '../params/path.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { Time } from '../ui/time.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './cell.module.css';
import { type Column, type EntityRow, summaryOf } from './column.ts';

/** A value of an entity as a column shows it. `value` is what `valueIn` gives. */
export function CellContent({
  workspaceId,
  column,
  row,
  value,
  words,
}: {
  workspaceId: number;
  column: Column;
  row: EntityRow;
  value: JsonValue | undefined;
  /** What people see for the value, where the app's form names it. */
  words?: string | undefined;
}) {
  const { entity } = row;
  if (column.source === 'param') {
    if (!row.readable) return <span className={styles.none}>no right to read</span>;
    if (words !== undefined) return <span title={shownText('json', value)}>{words}</span>;
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
