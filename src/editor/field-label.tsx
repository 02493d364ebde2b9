import { RichLabel } from '../fields/affixes.tsx';
import { withoutMarks } from '../ui/marked-text.tsx';
import styles from './form.module.css';
import type { FormField } from './form-model.ts';

/** The id of a field's control: the same wherever the field is put, so that focus can follow it. */
export function fieldId(formId: string, field: FormField): string {
  return `${formId}field${encodeURIComponent(field.key)}`;
}

/** What the field is called, which alone is the label; the way to it, and what it is about, stand beside. */
export function FieldLabel({ field, id, withPath }: { field: FormField; id: string; withPath: boolean }) {
  const above = field.path.slice(0, -1);
  const { spec } = field;
  const name = field.path.join('.');
  const about = spec?.description && withoutMarks(spec.description);
  return (
    <span className={styles.label} title={about ? `${about}\n${name}` : name}>
      {withPath && above.length ? <span className={styles.way}>{above.join('.')}.</span> : null}
      <label id={`${id}-label`} htmlFor={id}>
        {spec?.richLabel ? <RichLabel text={spec.richLabel} /> : field.label}
      </label>
      {about ? (
        <span id={`${id}-about`} className={styles.bubble}>
          {about}
        </span>
      ) : null}
      {spec?.visible === false ? <span className={styles.way}> hidden in the app</span> : null}
    </span>
  );
}
