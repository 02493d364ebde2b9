import { useState } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import { isNumber, type JsonValue, numberText, numberValue } from '../../contract/json/value.ts';
import { toPointer } from '../params/path.ts';
import { Prefix, Unit } from './affixes.tsx';
import { afterPress } from './after-press.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { readNumber } from './read-number.ts';

/** How many digits fit without the field growing. */
const MOST_DIGITS = 18;

interface Typed {
  text: string;
  value: JsonValue | undefined;
}

/** A number as text, so that the spelling typed is the spelling stored. Empty is null; what is no number stays in the field and blocks saving. */
export function EditNumber({ path, kind, id, labelId, describedBy, invalid, spec }: EditProps) {
  const { store, readOnly, memory } = useFields();
  const pointer = toPointer(path);
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
  const [typed, keepTyped] = useState(() => (memory.get(pointer) as Typed | undefined) ?? null);
  const setTyped = (next: Typed | null) => {
    keepTyped(next);
    if (next) memory.set(pointer, next);
    else memory.delete(pointer);
  };
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
  const rounded = pending ? undefined : roundedText(value, spec?.decimals);
  return (
    <span className={styles.line}>
      <Prefix spec={spec} />
      <input
        id={id}
        className={styles.number}
        size={Math.max(MOST_DIGITS, (pending?.text ?? written).length + 1)}
        type="text"
        inputMode="decimal"
        value={pending?.text ?? written}
        placeholder={value === undefined ? 'not stored' : value === null ? 'empty' : ''}
        readOnly={readOnly}
        aria-invalid={invalid || (pending && !pending.quiet) || undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => {
          setTyped(null);
          if (pending?.quiet) afterPress(() => store.setPending(path, pending.text, pending.problem));
        }}
      />
      <Unit spec={spec} />
      {rounded === undefined ? null : (
        <span className={styles.word} title="As the app shows it; what is stored keeps its digits">
          ≈ {rounded}
        </span>
      )}
      {spec?.slider && spec.min !== undefined && spec.max !== undefined ? (
        <input
          type="range"
          className={styles.range}
          aria-label="Slider"
          aria-describedby={labelId}
          min={spec.min}
          max={spec.max}
          step={spec.step ?? (kind === 'integer' ? 1 : 'any')}
          value={isNumber(value) ? numberValue(value) : spec.min}
          disabled={readOnly}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : null}
      {suggestion ? (
        <button type="button" className={styles.quietButton} onClick={() => change(suggestion)}>
          Use {suggestion}
        </button>
      ) : null}
    </span>
  );
}

/** A number as the form rounds it, `undefined` where that hides nothing. */
function roundedText(value: JsonValue | undefined, decimals: number | undefined): string | undefined {
  if (!isNumber(value) || decimals === undefined || !Number.isInteger(decimals)) return undefined;
  if (decimals < 0 || decimals > 20) return undefined;
  const exact = numberValue(value);
  const text = exact.toFixed(decimals);
  return Number.isFinite(exact) && Number(text) !== exact ? text : undefined;
}
