import { useState } from 'react';
import { isNumber, type JsonValue, numberText, printJson } from '../../contract/json.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { readNumber } from './read-number.ts';

/** How many digits fit without the field growing. */
const MOST_DIGITS = 18;

/** A number as text, so that the spelling typed is the spelling stored. Empty is null; what is no number stays in the field and blocks saving. */
export function EditNumber({ path, kind, id, describedBy }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const stored =
    value === null || value === undefined
      ? ''
      : isNumber(value)
        ? numberText(value)
        : typeof value === 'string'
          ? value
          : printJson(value);
  // `5.` is shown as it was typed until the field is left: completing it under the cursor would get in the way of `5.25`.
  const [typed, setTyped] = useState<{ text: string; value: JsonValue | undefined } | null>(null);
  const written = typed && typed.value === value ? typed.text : stored;
  const change = (text: string) => {
    const read = readNumber(text, kind === 'integer');
    setTyped(read.ok ? { text, value: read.value } : null);
    if (read.ok) {
      // An emptied field that was not stored stays so.
      if (read.value === null && value === undefined) store.clearPending(path);
      else store.set(path, read.value, true);
    } else if (text === stored) store.clearPending(path);
    else store.setPending(path, text, read.problem, read.incomplete);
  };
  const read = pending ? readNumber(pending.text, kind === 'integer') : undefined;
  const suggestion = read && !read.ok && !pending?.quiet ? read.suggestion : undefined;
  return (
    <span className={styles.line}>
      <input
        id={id}
        className={styles.number}
        size={Math.max(MOST_DIGITS, (pending?.text ?? written).length + 1)}
        type="text"
        inputMode="decimal"
        value={pending?.text ?? written}
        placeholder={value === undefined ? 'not stored' : value === null ? 'empty' : ''}
        readOnly={readOnly}
        aria-invalid={pending && !pending.quiet ? true : undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => {
          setTyped(null);
          if (pending?.quiet) store.setPending(path, pending.text, pending.problem);
        }}
      />
      {suggestion ? (
        <button type="button" className={styles.quietButton} onClick={() => change(suggestion)}>
          Use {suggestion}
        </button>
      ) : null}
    </span>
  );
}
