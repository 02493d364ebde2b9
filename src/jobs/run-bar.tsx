import styles from './jobs-page.module.css';
import type { RunParams } from './use-run-params.ts';

/** Which params methods run with. Nothing is saved by running. */
export function RunBar({
  params: { draft, changes, note },
  of,
  onChange,
}: {
  params: RunParams;
  of: 'saved' | 'draft';
  onChange: (of: 'saved' | 'draft') => void;
}) {
  return (
    <fieldset className={styles.with}>
      <legend>Run with</legend>
      <label>
        <input type="radio" name="with" checked={of === 'saved'} onChange={() => onChange('saved')} />
        Saved params
      </label>
      <label data-disabled={draft === undefined || undefined}>
        <input
          type="radio"
          name="with"
          checked={of === 'draft'}
          disabled={draft === undefined}
          onChange={() => onChange('draft')}
        />
        {draft === undefined
          ? 'Unsaved params (there are none)'
          : `Unsaved params (${changes} ${changes === 1 ? 'change' : 'changes'})`}
      </label>
      <span className={styles.hint}>{of === 'draft' && note ? note : 'Running stores nothing.'}</span>
    </fieldset>
  );
}
