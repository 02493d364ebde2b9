import { useId } from 'react';
import styles from '../ui/dialog.module.css';

/** The field "Name" of a dialog, with what is wrong with it below. */
export function NameField({
  value,
  problem,
  onChange,
  selectAll = false,
}: {
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
  selectAll?: boolean;
}) {
  const problemId = useId();
  return (
    <label className={styles.field}>
      <span>Name</span>
      <input
        className={styles.control}
        aria-label="Name"
        aria-invalid={problem !== null}
        aria-describedby={problem ? problemId : undefined}
        autoComplete="off"
        dir="auto"
        data-autofocus
        value={value}
        onFocus={(event) => selectAll && event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem ? (
        <span className={styles.problem} role="alert" id={problemId}>
          {problem}
        </span>
      ) : null}
    </label>
  );
}
