import { chatOf } from './chat.ts';
import styles from './edit.module.css';
import { type EditProps, useValueAt } from './field-store.ts';

/** A conversation as it is stored: read, and written only by the app. How VIKTOR stores one is not on record, so what is not understood is shown as JSON. */
export function EditChat({ path, labelId }: EditProps) {
  const said = chatOf(useValueAt(path)) ?? [];
  if (said.length === 0) return <span className={styles.word}>no conversation stored</span>;
  return (
    <ol className={styles.chat} aria-labelledby={labelId}>
      {said.map(({ who, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said has no other name, and stays in its place
        <li key={index}>
          <span className={styles.word}>{who}</span> {text}
        </li>
      ))}
    </ol>
  );
}
