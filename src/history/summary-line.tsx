import { totalOf } from '../params/comparison.ts';
import { CountMarks } from '../revisions/marks.tsx';
import { Bone } from '../ui/bone.tsx';
import type { Summary } from './summaries.ts';
import styles from './summary-line.module.css';

/** What a revision changed against the one before it, in one line. Its room is there before its words are. */
export function SummaryLine({
  summary,
  backTo,
  sum = false,
}: {
  summary: Summary | undefined;
  /** The number of an earlier revision with the same params. */
  backTo?: number | undefined;
  /** Of several revisions together. */
  sum?: boolean;
}) {
  if (!summary)
    return (
      <span className={styles.line}>
        <Bone width="55%" height={9} />
      </span>
    );
  const back = summary.kind === 'changed' && backTo !== undefined ? `back to revision ${backTo}: ` : '';
  const words =
    sum && summary.kind === 'identical'
      ? 'nothing in the end: as it was before'
      : `${back}${wordsOf(summary)}`;
  return (
    <span className={styles.line} title={words} data-quiet={summary.kind !== 'changed' || undefined}>
      {summary.kind === 'changed' && totalOf(summary.counts) > 0 ? (
        <CountMarks counts={summary.counts} />
      ) : null}
      {summary.kind === 'changed' && summary.form ? (
        <span
          className={styles.form}
          title={`${summary.form.count} change${summary.form.count === 1 ? '' : 's'} of the form, as by a new version of the app`}
        >
          {`form ${summary.form.count}`}
        </span>
      ) : null}
      <span className={styles.words}>{words}</span>
    </span>
  );
}

function wordsOf(summary: Summary): string {
  switch (summary.kind) {
    case 'unknown':
      return 'params not given';
    case 'failed':
      return 'could not be compared with the one before';
    case 'first':
      return summary.fields === 0
        ? 'first revision, no params'
        : `first revision, ${summary.fields} field${summary.fields === 1 ? '' : 's'}`;
    case 'identical': {
      const { renamed, quiet } = summary;
      const name = renamed ? `renamed from ${renamed.from} to ${renamed.to}` : '';
      return `identical: ${[name, quiet].filter(Boolean).join('; ') || 'saved again'}`;
    }
    case 'changed': {
      const { form, sentence, renamed } = summary;
      const formWords = form ? `${sentence ? 'with ' : ''}the form: ${form.words}` : '';
      const name = renamed ? `renamed from ${renamed.from} to ${renamed.to}` : '';
      return [sentence, formWords, name].filter(Boolean).join('; ');
    }
  }
}
