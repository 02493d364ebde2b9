import { useState } from 'react';
import { isObject } from '../../contract/json/value.ts';
import { afterPress } from './after-press.ts';
import { colorHex, colorLike, colorParts } from './colors.ts';
import styles from './edit.module.css';
import { type EditProps, useBaseAt, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { isIsoDate } from './kinds.ts';
import { scalarWords } from './scalar-words.ts';

/** A switch, with its state as a word. What was never stored is neither. */
export function EditBoolean({ path, id, describedBy }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  return (
    <span className={styles.line}>
      <input
        id={id}
        className={styles.check}
        type="checkbox"
        checked={value === true}
        disabled={readOnly}
        aria-describedby={describedBy}
        ref={(element) => {
          if (element) element.indeterminate = typeof value !== 'boolean';
        }}
        onChange={(event) => store.set(path, event.currentTarget.checked)}
      />
      <span className={styles.word}>
        {value === undefined ? 'not stored' : value === null ? 'empty' : String(value)}
      </span>
    </span>
  );
}

/** A day, with no time and no zone. A text that is none stays a text until it is changed. */
export function EditDate({ path, id, describedBy, invalid }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const text = scalarWords(value);
  const common = {
    id,
    readOnly,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
  } as const;
  if (text !== '' && !isIsoDate(text)) {
    return (
      <input
        {...common}
        className={styles.input}
        type="text"
        value={text}
        spellCheck={false}
        onChange={(event) => store.set(path, event.currentTarget.value || null, true)}
      />
    );
  }
  return (
    <input
      {...common}
      className={styles.date}
      type="date"
      max="9999-12-31"
      value={pending ? '' : text}
      onChange={(event) => {
        const { value: typed, validity } = event.currentTarget;
        // A day half typed reads as empty: it must not clear what is stored.
        if (typed === '' && validity.badInput) store.setPending(path, '', 'The date is not complete.', true);
        else store.set(path, typed || null, true);
      }}
      onBlur={(event) => {
        if (!pending) return;
        const { badInput } = event.currentTarget.validity;
        afterPress(() => (badInput ? store.setPending(path, '', pending.problem) : store.clearPending(path)));
      }}
    />
  );
}

/** A swatch and its hex text; written back in the form it was found in: an object, a list of three or a text. */
export function EditColor({ path, id, labelId, describedBy, invalid }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const pending = usePendingAt(path);
  const hex = colorHex(value);
  // `#ff0` is a colour on the way to `#ff0010`: it is shown as it is typed.
  const [typing, setTyping] = useState<{ text: string; hex: string | undefined } | null>(null);
  const change = (typed: string) => {
    const parts = colorParts(typed);
    setTyping(parts ? { text: typed, hex: colorHex(typed) } : null);
    if (typed === '') store.set(path, null, true);
    else if (!parts) store.setPending(path, typed, 'A colour is written #1f6feb.', true);
    else store.set(path, colorLike(value ?? base, parts, typed), true);
  };
  return (
    <span className={styles.line}>
      <input
        className={styles.swatch}
        type="color"
        value={hex ?? '#000000'}
        disabled={readOnly}
        aria-label="Swatch"
        aria-describedby={labelId}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <input
        id={id}
        className={styles.number}
        type="text"
        value={pending?.text ?? (typing && typing.hex === hex ? typing.text : hex) ?? scalarWords(value)}
        placeholder={value === undefined ? 'not stored' : 'empty'}
        readOnly={readOnly}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value.trim())}
        onBlur={() => {
          setTyping(null);
          if (pending) afterPress(() => store.setPending(path, pending.text, pending.problem));
        }}
      />
    </span>
  );
}

/** A point on earth, WGS84 degrees: every digit that is not touched stays. */
export function EditGeoPoint(props: EditProps) {
  const { renderEdit } = useFields();
  const value = useValueAt(props.path);
  // Both, also while only one of them is there.
  const keys = [...new Set([...(isObject(value) ? value.keys() : []), 'lat', 'lon'])];
  return (
    <span className={styles.line} role="group" aria-labelledby={props.labelId}>
      {keys.map((key) => {
        const id = `${props.id}-${key}`;
        return (
          <span key={key} className={styles.axis}>
            <label id={`${id}-label`} htmlFor={id}>
              {key}
            </label>
            {renderEdit({ path: [...props.path, key], kind: 'number', id, labelId: `${id}-label` })}
          </span>
        );
      })}
    </span>
  );
}
