import { countText } from '../fields/sizes.ts';
import button from '../ui/button.module.css';
import styles from './editor.module.css';
import type { FormModel } from './form-model.ts';
import type { FormSource } from './use-form-spec.ts';

const WORDS: Record<FormModel['source'], string> = {
  parametrization: 'by the app’s form',
  param_types: 'by the form at the last save',
  values: 'read from the values',
};

/** How many fields there are, what told so, and what became of asking the app for its form. */
export function SourceNote({ model, source }: { model: FormModel; source: FormSource }) {
  const { behind, problem, retry, form } = source;
  return (
    <span className={styles.source}>
      {behind ? (
        <span className={styles.behind} aria-hidden="true">
          asking the app…{' '}
        </span>
      ) : null}
      {countText(model.count, 'field')}, {WORDS[model.source]}
      {problem ? (
        <>
          <span className={styles.sourceProblem}>
            {' '}
            · {problem}{' '}
            {form ? 'The form is that of earlier params.' : 'All fields can be edited without it.'}
          </span>{' '}
          <button type="button" className={button.quiet} onClick={retry} disabled={behind}>
            Ask again
          </button>
        </>
      ) : null}
      {form?.exceptions.map((text) => (
        <span key={text} className={styles.sourceProblem}>
          {' '}
          · The app says: {text}
        </span>
      ))}
    </span>
  );
}
