import { CopyButton } from '../ui/copy-button.tsx';
import styles from './copy-id.module.css';

/** An id with a button that copies it. */
export function CopyId({ id }: { id: number }) {
  return (
    <span className={styles.id}>
      <code>{id}</code>
      <CopyButton label="Copy id" text={() => String(id)} />
    </span>
  );
}
