import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import {
  isArray,
  isNumber,
  isNumberText,
  type JsonArray,
  type JsonValue,
  numberFrom,
} from '../../contract/json.ts';
import { getIn, spliced } from '../params/path.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { choiceLabel, sameChoice } from './form-labels.ts';
import { Picker } from './picker.tsx';
import { useReferencePicks } from './reference-picks.ts';
import { ReferenceName } from './references.tsx';
import { scalarWords } from './scalar-words.ts';
import { shownText } from './show.tsx';
import { UploadFile } from './upload-file.tsx';

const NONE: JsonArray = [];

/** A list of options, ids or other scalars as chips, with a field behind them that adds. */
export function EditList(props: EditProps) {
  const { id, path, kind, spec } = props;
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const items = isArray(value) ? value : NONE;
  const ids = kind === 'entities' || kind === 'files';
  const remove = (index: number) => store.set(path, spliced(items, index, 1));
  const add = (added: readonly JsonValue[]) => {
    // An upload may end long after it was begun: what the list holds then is what it is added to.
    const now = getIn(store.value, path);
    const list = isArray(now) ? now : NONE;
    store.set(path, spliced(list, list.length, 0, ...added));
  };
  const adder = { ...props, items, add, removeLast: () => remove(items.length - 1) };
  return (
    <div className={styles.chips}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items may repeat and have no id; a chip has no state
        <span key={index} className={styles.chip}>
          <span id={`${id}-${index}-name`} className={styles.chipName}>
            <span className={styles.chipText}>{choiceLabel(spec, item) ?? shownText('json', item)}</span>
            {spec?.choices && choiceLabel(spec, item) === undefined ? (
              <span className={styles.flag}>not offered</span>
            ) : null}
            {ids ? <ReferenceName what={kind === 'files' ? 'file' : 'entity'} value={item} /> : null}
          </span>
          {readOnly ? null : (
            <button
              type="button"
              className={styles.chipRemove}
              id={`${id}-${index}-remove`}
              aria-label="Remove"
              aria-labelledby={`${id}-${index}-remove ${id}-${index}-name`}
              onClick={() => remove(index)}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      {spec?.choices ? (
        <AddChoice {...adder} />
      ) : ids && spec ? (
        <AddReference {...adder} />
      ) : (
        <AddTyped {...adder} />
      )}
    </div>
  );
}

type AdderProps = EditProps & {
  items: JsonArray;
  add: (items: readonly JsonValue[]) => void;
  removeLast: () => void;
};

function placeholderOf(
  readOnly: boolean,
  value: JsonValue | undefined,
  items: JsonArray,
  empty: string,
): string {
  if (readOnly) return '';
  return items.length ? 'Add' : value === undefined ? 'not stored' : empty;
}

/** Adds one of the options that the form offers and the list does not hold yet. */
function AddChoice({ path, id, describedBy, spec, items, add, removeLast }: AdderProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const choices = spec?.choices;
  const picks = useMemo(
    () =>
      (choices ?? []).flatMap(({ value: offered, label, visible }, index) =>
        visible && !items.some((item) => sameChoice(offered, item))
          ? [
              {
                key: String(index),
                label,
                note: scalarWords(offered) === label ? undefined : scalarWords(offered),
              },
            ]
          : [],
      ),
    [choices, items],
  );
  return (
    <Picker
      id={id}
      describedBy={describedBy}
      shown={pending?.text ?? ''}
      placeholder={placeholderOf(readOnly, value, items, 'empty')}
      picks={picks}
      readOnly={readOnly}
      invalid={pending !== undefined}
      onPick={(key) => add([choices?.[Number(key)]?.value ?? null])}
      onMiss={(text) => store.setPending(path, text, `“${text}” is not among the options.`)}
      onClear={() => store.clearPending(path)}
      onBack={() => items.length > 0 && !readOnly && removeLast()}
    />
  );
}

/** Adds an entity or a file by its name; an id typed in full is taken as it is. */
function AddReference({ path, kind, id, labelId, describedBy, spec, items, add, removeLast }: AdderProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const { picks, said, open } = useReferencePicks(kind === 'files' ? 'file' : 'entity', spec);
  const held = new Set(items.map(scalarWords));
  return (
    <>
      <Picker
        id={id}
        describedBy={describedBy}
        shown={pending?.text ?? ''}
        placeholder={placeholderOf(readOnly, value, items, 'empty')}
        picks={picks.filter(({ key }) => !held.has(key))}
        said={said}
        readOnly={readOnly}
        invalid={pending !== undefined}
        onOpen={open}
        onPick={(key) => add([numberFrom(key)])}
        onMiss={(text) =>
          isNumberText(text)
            ? add([numberFrom(text)])
            : store.setPending(path, text, `“${text}” is not the name of one that can be picked here.`)
        }
        onClear={() => store.clearPending(path)}
        onBack={() => items.length > 0 && !readOnly && removeLast()}
      />
      {kind === 'files' && !readOnly ? (
        <UploadFile spec={spec} labelId={labelId} onUploaded={(fileId) => add([fileId])} />
      ) : null}
    </>
  );
}

/** Adds what is typed: Enter, or leaving the field. */
function AddTyped({ path, kind, id, describedBy, items, add, removeLast }: AdderProps) {
  const { readOnly } = useFields();
  const value = useValueAt(path);
  const [typed, setTyped] = useState('');
  const ids = kind === 'entities' || kind === 'files';
  const numeric = ids || (items.length > 0 && items.every(isNumber));
  const take = () => {
    const texts = typed.split(ids ? /[\s,;]+/ : /\n/).map((text) => text.trim());
    const added = texts.filter(Boolean).map((text) => itemOf(text, numeric));
    if (added.length === 0) return;
    add(added);
    setTyped('');
  };
  return (
    <input
      id={id}
      className={styles.chipInput}
      type="text"
      value={typed}
      placeholder={placeholderOf(readOnly, value, items, 'empty; type and Enter')}
      readOnly={readOnly}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          take();
        } else if (event.key === 'Backspace' && typed === '' && items.length > 0 && !readOnly) {
          removeLast();
        }
      }}
    />
  );
}

function itemOf(text: string, numeric: boolean): JsonValue {
  return numeric && isNumberText(text) ? numberFrom(text) : text;
}
