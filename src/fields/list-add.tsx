import { useMemo } from 'react';
import {
  isArray,
  isNumber,
  isNumberText,
  type JsonArray,
  type JsonValue,
  numberFrom,
} from '../../contract/json/value.ts';
import { afterPress } from './after-press.ts';
import styles from './edit.module.css';
import {
  type EditProps,
  NOT_ENTERED,
  useBaseAt,
  useFields,
  usePendingAt,
  useValueAt,
} from './field-store.ts';
import { sameChoice } from './form-labels.ts';
import { Picker } from './picker.tsx';
import { readNumber } from './read-number.ts';
import { useReferencePicks } from './reference-picks.ts';
import { scalarWords } from './scalar-words.ts';
import { UploadFile } from './upload-file.tsx';

type AdderProps = EditProps & {
  items: JsonArray;
  /** Why nothing can be added now; empty where it can. */
  held: () => string;
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
export function AddChoice({ path, id, describedBy, invalid, spec, items, add, removeLast }: AdderProps) {
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
      invalid={invalid || pending !== undefined}
      onPick={(key) => add([choices?.[Number(key)]?.value ?? null])}
      onMiss={(text) => store.setPending(path, text, `“${text}” is not among the options.`)}
      onClear={() => store.clearPending(path)}
      onBack={() => items.length > 0 && !readOnly && removeLast()}
    />
  );
}

/** Adds an entity or a file by its name; an id typed in full is taken as it is. */
export function AddReference({
  path,
  kind,
  id,
  labelId,
  describedBy,
  invalid,
  spec,
  items,
  add,
  removeLast,
}: AdderProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const { picks, said, waits, objectionTo, open } = useReferencePicks(
    kind === 'files' ? 'file' : 'entity',
    spec,
  );
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
        waits={waits}
        readOnly={readOnly}
        invalid={invalid || pending !== undefined}
        onOpen={open}
        onPick={(key) => add([numberFrom(key)])}
        onMiss={(text) =>
          isNumberText(text) ? add([numberFrom(text)]) : store.setPending(path, text, objectionTo(text))
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

/** Adds what is typed: Enter, or leaving the field. To numbers only numbers are added: anything else stays in the field and says why. */
export function AddTyped({ path, kind, id, describedBy, invalid, items, held, add, removeLast }: AdderProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const base = useBaseAt(path);
  const ids = kind === 'entities' || kind === 'files';
  const text = pending?.text ?? '';
  const take = () => {
    const texts = text.split(ids ? /[\s,;]+/ : /\n/).map((part) => part.trim());
    const wanted = texts.filter(Boolean);
    if (wanted.length === 0) return store.clearPending(path);
    const added = held() || (ids || areNumbers(items, base) ? numbersOf(wanted, ids) : wanted);
    if (typeof added === 'string') store.setPending(path, text, added);
    else add(added);
  };
  return (
    <input
      id={id}
      className={styles.chipInput}
      type="text"
      value={text}
      placeholder={placeholderOf(readOnly, value, items, 'empty; type and Enter')}
      readOnly={readOnly}
      aria-invalid={invalid || (pending && !pending.quiet) || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        if (typed === '') store.clearPending(path);
        else store.setPending(path, typed, NOT_ENTERED, true);
      }}
      onBlur={() => afterPress(take)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          take();
        } else if (event.key === 'Backspace' && text === '' && items.length > 0 && !readOnly) {
          removeLast();
        }
      }}
    />
  );
}

/** Whether numbers are what a list holds; of an empty one, what it held when it was read. */
function areNumbers(items: JsonArray, base: JsonValue | undefined): boolean {
  const held = [items, isArray(base) ? base : []]
    .map((list) => list.filter((item) => item !== null))
    .find((list) => list.length > 0);
  return held?.every(isNumber) === true;
}

/** Numbers as they are typed, or why one of them is none. */
function numbersOf(texts: readonly string[], whole: boolean): JsonValue[] | string {
  const numbers: JsonValue[] = [];
  for (const text of texts) {
    const read = readNumber(text, whole);
    if (!read.ok) return read.problem;
    numbers.push(read.value);
  }
  return numbers;
}
