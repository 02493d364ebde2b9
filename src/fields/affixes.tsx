import styles from './edit.module.css';
import { labelParts } from './label-text.ts';

interface Affixed {
  prefix?: string | undefined;
  unit?: string | undefined;
}

/** The unit that stands behind a value. */
export function Unit({ spec }: { spec: Affixed | undefined }) {
  return spec?.unit ? <span className={styles.unit}>{spec.unit}</span> : null;
}

/** What stands before a value. */
export function Prefix({ spec }: { spec: Affixed | undefined }) {
  return spec?.prefix ? <span className={styles.unit}>{spec.prefix}</span> : null;
}

/** A label as the app wrote it, its maths lowered and raised. */
export function RichLabel({ text }: { text: string }) {
  return labelParts(text).map(({ text: part, at }, index) => {
    const Tag = at === 'line' ? 'span' : at;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no state and no other name
    return <Tag key={index}>{part}</Tag>;
  });
}
