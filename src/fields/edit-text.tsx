import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import { Prefix, Unit } from './affixes.tsx';
import styles from './edit.module.css';
import { type EditProps, useBaseAt, useFields, useInRow, useValueAt } from './field-store.ts';
import { withLineEnds } from './line-ends.ts';

interface TextProps extends EditProps {
  text: string;
  placeholder: string;
  change: (typed: string) => void;
}

/** A text: of one line where the app's form says so, else of as many as it has. A value that is no text is shown as JSON spells it. */
export function EditText(props: EditProps) {
  const { path, kind, spec } = props;
  const { store } = useFields();
  const value = useValueAt(path);
  // Lines that are pasted into a row are cells of the rows below.
  const inRow = useInRow();
  const text =
    value === null || value === undefined ? '' : typeof value === 'string' ? value : printJson(value);
  const base = useBaseAt(path);
  const field = {
    ...props,
    text,
    placeholder: value === undefined ? 'not stored' : value === null ? 'empty' : '',
    change: (typed: string) =>
      store.set(path, withLineEnds(typed, text, typeof base === 'string' ? base : text), true),
  };
  const takesLines = kind === 'textarea' || /[\r\n]/.test(text) || (!spec && !inRow);
  return takesLines ? <Lines {...field} /> : <OneLine {...field} />;
}

/** An area that grows with its text; where it has one line, and is none by its kind, it looks and answers Enter as a field of one line. */
function Lines({ kind, id, describedBy, invalid, text, placeholder, change }: TextProps) {
  const { readOnly } = useFields();
  const lines = text.split(/\r\n|\r|\n/).length;
  const isOne = kind !== 'textarea' && lines === 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isOne && event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing)
      event.preventDefault();
  };
  return (
    <textarea
      id={id}
      className={isOne ? `${styles.input} ${styles.oneRow}` : styles.area}
      value={text}
      rows={isOne ? 1 : Math.min(12, Math.max(2, lines))}
      wrap={isOne ? 'off' : 'soft'}
      placeholder={placeholder}
      readOnly={readOnly}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      spellCheck={false}
      onKeyDown={onKeyDown}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** A field of one line, which says so when lines are pasted into it: the browser joins them. */
function OneLine({ id, describedBy, invalid, spec, text, placeholder, change }: TextProps) {
  const { readOnly } = useFields();
  const pasted = useRef(false);
  const [joined, setJoined] = useState(false);
  const noteId = `${id}-joined`;
  const onPaste = (event: ClipboardEvent) => {
    pasted.current = /[\r\n]/.test(event.clipboardData.getData('text/plain').trim());
  };
  const onChange = (event: FormEvent<HTMLInputElement>) => {
    const { inputType } = event.nativeEvent as InputEvent;
    setJoined(pasted.current && inputType === 'insertFromPaste');
    pasted.current = false;
    change(event.currentTarget.value);
  };
  const input = (
    <input
      id={id}
      className={styles.input}
      type="text"
      value={text}
      placeholder={placeholder}
      readOnly={readOnly}
      aria-invalid={invalid || undefined}
      aria-describedby={joined ? [noteId, describedBy].filter(Boolean).join(' ') : describedBy}
      autoComplete="off"
      spellCheck={false}
      onPaste={onPaste}
      onChange={onChange}
    />
  );
  return (
    <>
      {spec?.unit || spec?.prefix ? (
        <span className={styles.line} data-whole>
          <Prefix spec={spec} />
          {input}
          <Unit spec={spec} />
        </span>
      ) : (
        input
      )}
      {joined ? (
        <span id={noteId} role="status" className={styles.flag}>
          The line breaks were taken out: this field holds one line.
        </span>
      ) : null}
    </>
  );
}
