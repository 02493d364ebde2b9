import styles from './grid.module.css';
import type { Column } from './grid-columns.ts';
import type { Sort } from './use-sort.ts';

/** The heads of a table's columns; a click sorts by one. */
export function GridHead({
  columns,
  sort,
  onSort,
}: {
  columns: readonly Column[];
  sort: Sort | null;
  onSort: (key: string) => void;
}) {
  return (
    <div className={styles.head} role="row" aria-rowindex={1}>
      <div className={styles.corner} role="columnheader">
        <span aria-hidden="true">#</span>
        <span className="vx-visually-hidden">Row</span>
      </div>
      {columns.map(({ key, label, spec: own, kind: columnKind }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button "Sort" below does the same by keyboard
        <div
          key={key}
          className={styles.columnHead}
          role="columnheader"
          // The unit stands beside the name, as it does with a field: a column is found by its name alone.
          aria-label={label}
          title={[label === key ? key : `${label} (${key})`, own?.unit, own?.description]
            .filter(Boolean)
            .join('\n')}
          data-kind={columnKind}
          aria-sort={sort?.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined}
          onClick={() => onSort(key)}
        >
          {label}
          {own?.unit ? <span className={styles.headUnit}> {own.unit}</span> : null}
        </div>
      ))}
    </div>
  );
}
