import { useState } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import { isContainer } from '../../contract/json/value.ts';
import { BlameSlot } from '../fields/blame-slot.tsx';
import { useBaseAt, useFields, useValueAt } from '../fields/field-store.ts';
import { Show } from '../fields/show.tsx';
import { textLength } from '../fields/sizes.ts';
import { sameSpelling } from '../params/equal.ts';
import buttons from '../ui/button.module.css';
import { FieldLabel, fieldId } from './field-label.tsx';
import styles from './form.module.css';
import type { FormField } from './form-model.ts';

/** How much of hidden data is shown at once, characters. */
const MOST_SHOWN = 20_000;
/** From here on raw editing is for the JSON tab, which draws only what is in view, characters. */
const MOST_EDITED = 150_000;

/** Data that the form keeps to itself: one line; opened to be read, and edited only as raw JSON when asked. */
export function HiddenRow({ field }: { field: FormField }) {
  const { path, paramType } = field;
  const { readOnly, renderEdit, store, formId } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const [open, setOpen] = useState<'closed' | 'read' | 'edit'>('closed');
  const id = fieldId(formId, field);
  const changed = value !== base && !sameSpelling(value, base);
  const huge = isContainer(value) && textLength(value) > MOST_EDITED;
  const scalar = !isContainer(value) && (value === undefined || textLength(value) < 120);
  return (
    <div
      className={styles.field}
      data-changed={changed || undefined}
      data-wide={open !== 'closed' || undefined}
      data-pointer={field.pointer}
    >
      <span className={styles.sign} aria-hidden="true">
        {changed ? '●' : ''}
      </span>
      <FieldLabel field={field} id={id} withPath />
      <div className={styles.control}>
        <span
          className={styles.hiddenLine}
          {...(open === 'edit' ? {} : { role: 'group', 'aria-labelledby': `${id}-label` })}
        >
          {open === 'edit' ? null : <Show kind="hidden" value={value} />}
          {scalar || value === undefined ? null : (
            <button
              type="button"
              className={buttons.quiet}
              aria-expanded={open === 'read'}
              aria-describedby={`${id}-label`}
              onClick={() => setOpen(open === 'read' ? 'closed' : 'read')}
            >
              {open === 'read' ? 'Hide' : 'Show'}
            </button>
          )}
          {huge ? <span className={styles.about}>edited in the JSON tab</span> : null}
          {readOnly || huge ? null : (
            <button
              type="button"
              className={buttons.quiet}
              aria-describedby={`${id}-label`}
              onClick={() => setOpen(open === 'edit' ? 'closed' : 'edit')}
            >
              {open === 'edit' ? 'Close' : 'Edit as JSON'}
            </button>
          )}
          {changed && !readOnly ? (
            <button type="button" className={buttons.quiet} onClick={() => store.set(path, base)}>
              Reset
            </button>
          ) : null}
        </span>
        {open === 'read' && value !== undefined ? (
          <HiddenText text={printJson(value, { indent: 2 })} />
        ) : null}
        {open === 'edit' ? renderEdit({ path, kind: 'json', paramType, id, labelId: `${id}-label` }) : null}
      </div>
      <BlameSlot path={path} className={styles.blame} />
    </div>
  );
}

function HiddenText({ text }: { text: string }) {
  const [most, setMost] = useState(MOST_SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={styles.raw} tabIndex={0}>
        {text.slice(0, most)}
      </pre>
      {text.length > most ? (
        <button type="button" className={buttons.quiet} onClick={() => setMost(most * 10)}>
          Show more ({(text.length - most).toLocaleString('en')} characters)
        </button>
      ) : null}
    </>
  );
}
