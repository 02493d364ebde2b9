import styles from './key-caps.module.css';
import { spellKeys } from './keys.ts';

/** Keys as drawn on a keyboard: `Mod+K` as two caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {spellKeys(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
