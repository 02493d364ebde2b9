import type { Label } from '../../contract/workspace.ts';
import styles from './label-chip.module.css';

const COLOUR = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

/** A label in its colour: a dot carries the colour, the text keeps its contrast. */
export function LabelChip({ label }: { label: Label }) {
  const colour = COLOUR.exec(label.color ?? label.colour ?? '')?.[1];
  return (
    <span className={styles.chip} title={label.description ?? undefined}>
      <span
        className={styles.dot}
        style={colour ? { background: `#${colour}` } : undefined}
        aria-hidden="true"
      />
      {label.name}
    </span>
  );
}
