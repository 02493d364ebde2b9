import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import styles from './sort-button.module.css';

/** What `aria-sort` of a column's head says. */
export type Order = 'ascending' | 'descending';

/** The name of a column that rows can be put in order by, with an arrow while they are. */
export function SortButton({
  label,
  order,
  onClick,
}: {
  label: string;
  order: Order | undefined;
  onClick: () => void;
}) {
  const Arrow = order === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={styles.sort} onClick={onClick}>
      {label}
      {order ? <Arrow size={12} aria-hidden="true" /> : null}
    </button>
  );
}
