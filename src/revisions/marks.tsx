import type { Counts } from '../params/comparison.ts';
import styles from './marks.module.css';

export type Kind = 'added' | 'removed' | 'changed' | 'moved';
const SIGNS: Record<Kind, string> = { added: '+', removed: '−', changed: '~', moved: '↕' };
const KINDS = ['added', 'removed', 'changed', 'moved'] as const;

/** The sign of a kind of change; said in words to those who do not see it. */
export function Mark({ kind, also }: { kind: Kind; also?: Kind | undefined }) {
  return (
    <span className={styles.mark} data-kind={kind} title={also ? `${kind}, ${also}` : kind}>
      <span aria-hidden="true">{SIGNS[kind]}</span>
      {also ? (
        <span aria-hidden="true" data-kind={also} className={styles.mark}>
          {SIGNS[also]}
        </span>
      ) : null}
      <span className="vx-visually-hidden">{also ? `${kind} and ${also}` : kind}</span>
    </span>
  );
}

/** How many came, went, changed and moved: `+2 −1 ~4 ↕1`, what is none left out. */
export function CountMarks({ counts }: { counts: Counts }) {
  return (
    <span className={styles.counts}>
      {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <span key={kind} className={styles.mark} data-kind={kind} title={`${counts[kind]} ${kind}`}>
          <span aria-hidden="true">
            {SIGNS[kind]}
            {counts[kind]}
          </span>
          <span className="vx-visually-hidden">{`${counts[kind]} ${kind}. `}</span>
        </span>
      ))}
    </span>
  );
}
