import { Button, CloseButton } from '@mantine/core';
import { Link } from 'react-router';
import { MOST_COMPARED, paths } from '../paths.ts';
import { passFocus } from '../ui/pass-focus.ts';
import styles from './entities-page.module.css';

/** How many rows are marked, and what can be done with them together. */
export function MarkedRows({
  workspaceId: w,
  marked,
  onClear,
}: {
  workspaceId: number;
  marked: readonly number[];
  onClear: () => void;
}) {
  if (marked.length === 0) return null;
  const reason =
    marked.length === 1
      ? 'Mark another row to compare with.'
      : marked.length > MOST_COMPARED
        ? `${MOST_COMPARED} entities are compared at most.`
        : null;
  return (
    <section ref={passFocus} className={styles.marked} aria-label="Marked rows">
      <span role="status">{marked.length.toLocaleString()} marked</span>
      {reason ? (
        <span className={styles.reason}>{reason}</span>
      ) : (
        <Button variant="light" component={Link} to={paths.compare(w, marked)}>
          Compare
        </Button>
      )}
      <CloseButton size="sm" aria-label="Clear the marks" onClick={onClear} />
    </section>
  );
}
