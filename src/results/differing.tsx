import styles from './compared-result.module.css';

/** How many cells or values of two results differ. */
export function Differing({ changed, of }: { changed: number; of: 'cell' | 'value' }) {
  return (
    <p className={styles.count} role="status">
      {changed === 0
        ? `All ${of}s are the same.`
        : `${changed.toLocaleString()} ${changed === 1 ? `${of} differs` : `${of}s differ`}.`}
    </p>
  );
}
