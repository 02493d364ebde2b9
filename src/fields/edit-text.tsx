import { printJson } from '../../contract/json/printing.ts';
import { Prefix, Unit } from './affixes.tsx';
import styles from './edit.module.css';
import { type EditProps, useBaseAt, useFields, useValueAt } from './field-store.ts';
import { withLineEnds } from './line-ends.ts';

/** One line of text, or an area that grows with it where the text has several. A value that is no text is shown as JSON spells it. */
export function EditText({ path, kind, id, describedBy, spec }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? value : printJson(value);
  const base = useBaseAt(path);
  const change = (typed: string) =>
    store.set(path, withLineEnds(typed, text, typeof base === 'string' ? base : text), true);
  const placeholder = value === undefined ? 'not stored' : value === null ? 'empty' : '';
  if (kind === 'textarea' || /[\r\n]/.test(text)) {
    return (
      <textarea
        id={id}
        className={styles.area}
        value={text}
        rows={Math.min(12, Math.max(2, text.split(/\r\n|\r|\n/).length))}
        placeholder={placeholder}
        readOnly={readOnly}
        aria-describedby={describedBy}
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  const input = (
    <input
      id={id}
      className={styles.input}
      type="text"
      value={text}
      placeholder={placeholder}
      readOnly={readOnly}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
  if (!spec?.unit && !spec?.prefix) return input;
  return (
    <span className={styles.line} data-whole>
      <Prefix spec={spec} />
      {input}
      <Unit spec={spec} />
    </span>
  );
}
