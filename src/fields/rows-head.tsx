import styles from './grid.module.css';
import { countText } from './sizes.ts';

/** How many rows there are, and the way to one more; the same for rows as a grid and as cards. */
export function RowsHead({
  labelId,
  count,
  missing,
  full,
  readOnly,
  add,
}: {
  labelId: string;
  count: number;
  /** Why there are no rows, where that is not simply an empty list. */
  missing: string | undefined;
  /** Why no row can be added. */
  full: string | undefined;
  readOnly: boolean;
  add: () => void;
}) {
  return (
    <>
      <span className={styles.count}>{missing ?? countText(count, 'row')}</span>
      {readOnly ? null : (
        <button
          type="button"
          className={styles.tool}
          aria-describedby={labelId}
          aria-disabled={full ? true : undefined}
          title={full}
          onClick={add}
        >
          Add row
        </button>
      )}
    </>
  );
}
