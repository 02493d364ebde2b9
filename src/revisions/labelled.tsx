import type { ReactNode } from 'react';
import styles from './labelled.module.css';

/** What people see for a stored option, then what is stored. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span>
      <bdi>{label}</bdi> <span className={styles.stored}>{children}</span>
    </span>
  );
}
