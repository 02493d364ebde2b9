import type { Counts } from '../params/comparison.ts';
import styles from './marks.module.css';

export type Kind = 'added' | 'removed' | 'changed' | 'moved';
const KINDS = ['added', 'removed', 'changed', 'moved'] as const;

/** The sign of a kind of change, one element in all: the style sheet draws the sign, the words are for those who do not see it. */
export function Mark({ kind, also }: { kind: Kind; also?: Kind | undefined }) {
  return (
    <span className={styles.mark} data-kind={kind} data-also={also} title={also ? `${kind}, ${also}` : kind}>
      {also ? `${kind} and ${also}` : kind}
    </span>
  );
}

/** How many came, went, changed and moved: `+2 −1 ~4 ↕1`, what is none left out. */
export function CountMarks({ counts }: { counts: Counts }) {
  return (
    <span className={styles.counts}>
      {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <span
          key={kind}
          className={styles.mark}
          data-kind={kind}
          data-count={counts[kind]}
          title={`${counts[kind]} ${kind}`}
        >
          {`${counts[kind]} ${kind}. `}
        </span>
      ))}
    </span>
  );
}
