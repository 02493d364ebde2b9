import { useRef } from 'react';
import { JsonSyntaxError, type JsonValue, printJson, readJson } from '../../contract/json.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, usePendingAt, useValueAt } from './field-store.ts';

/** Any value as JSON in place. Text that is no JSON stays in the field, says where it is wrong, and the last valid value stays in the params. */
export function EditJson({ path, id, describedBy }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  // What was typed is shown while it spells the value: laying it out afresh under the cursor would move it.
  const typed = useRef<{ text: string; value: JsonValue | undefined } | null>(null);
  const written =
    typed.current && typed.current.value === value
      ? typed.current.text
      : value === undefined
        ? ''
        : printJson(value, { indent: 2 });
  const change = (text: string) => {
    if (text.trim() === '' && value === undefined) return store.clearPending(path);
    try {
      const read = readJson(text);
      typed.current = { text, value: read };
      store.set(path, read, true);
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      store.setPending(path, text, error.message);
    }
  };
  const text = pending?.text ?? written;
  return (
    <textarea
      id={id}
      className={styles.code}
      value={text}
      rows={Math.min(16, Math.max(1, text.split('\n').length))}
      placeholder={value === undefined ? 'not stored' : ''}
      readOnly={readOnly}
      aria-invalid={pending ? true : undefined}
      aria-describedby={describedBy}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
