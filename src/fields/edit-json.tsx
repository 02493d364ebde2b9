import { useRef } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { readJsonText } from '../params/read-json-text.ts';
import styles from './edit.module.css';
import { type EditProps, useBaseAt, useFields, usePendingAt, useValueAt } from './field-store.ts';

/** Any value as JSON in place. Text that is no JSON stays in the field, says where it is wrong, and the last valid value stays in the params. */
export function EditJson({ path, id, describedBy, invalid }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
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
    const { value: read, errors } = readJsonText(text, base);
    const first = errors[0];
    if (first) store.setPending(path, text, `Line ${first.line}: ${first.message}`);
    if (read === undefined) return;
    typed.current = { text, value: read };
    store.set(path, read, true);
  };
  const text = pending?.text ?? written;
  const area = (
    <textarea
      id={id}
      className={styles.code}
      value={text}
      rows={Math.min(16, Math.max(1, text.split('\n').length))}
      placeholder={value === undefined ? 'not stored' : ''}
      readOnly={readOnly}
      aria-invalid={invalid || pending ? true : undefined}
      aria-describedby={describedBy}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
  // Where nothing is stored and nobody knows what should be, words are most likely meant as such.
  if (!pending || isContainer(value) || readOnly) return area;
  return (
    <>
      {area}
      <button type="button" className={styles.quietButton} onClick={() => store.set(path, pending.text)}>
        Take as text
      </button>
    </>
  );
}
