import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import {
  isArray,
  isNumber,
  isNumberText,
  type JsonArray,
  type JsonValue,
  numberFrom,
} from '../../contract/json.ts';
import { spliced } from '../params/path.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, useValueAt } from './field-store.ts';
import { ReferenceName } from './references.tsx';
import { shownText } from './show.tsx';

const NONE: JsonArray = [];

/** A list of options, ids or other scalars as chips. Enter adds what is typed; Backspace in the empty field removes the last. */
export function EditList({ path, kind, id, describedBy }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const [typed, setTyped] = useState('');
  const items = isArray(value) ? value : NONE;
  const ids = kind === 'entities' || kind === 'files';
  const numeric = ids || (items.length > 0 && items.every(isNumber));
  const add = () => {
    const texts = typed.split(ids ? /[\s,;]+/ : /\n/).map((text) => text.trim());
    const added = texts.filter(Boolean).map((text) => itemOf(text, numeric));
    if (added.length === 0) return;
    store.set(path, spliced(items, items.length, 0, ...added));
    setTyped('');
  };
  const remove = (index: number) => store.set(path, spliced(items, index, 1));
  return (
    <div className={styles.chips}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items may repeat and have no id; a chip has no state
        <span key={index} className={styles.chip}>
          <span className={styles.chipText}>{shownText('json', item)}</span>
          {ids ? <ReferenceName what={kind === 'files' ? 'file' : 'entity'} value={item} /> : null}
          {readOnly ? null : (
            <button
              type="button"
              className={styles.chipRemove}
              aria-label={`Remove item ${index + 1}`}
              onClick={() => remove(index)}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      <input
        id={id}
        className={styles.chipInput}
        type="text"
        value={typed}
        placeholder={
          readOnly ? '' : items.length ? 'Add' : value === undefined ? 'not stored' : 'empty; type and Enter'
        }
        readOnly={readOnly}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            add();
          } else if (event.key === 'Backspace' && typed === '' && items.length > 0 && !readOnly) {
            remove(items.length - 1);
          }
        }}
      />
    </div>
  );
}

function itemOf(text: string, numeric: boolean): JsonValue {
  return numeric && isNumberText(text) ? numberFrom(text) : text;
}
