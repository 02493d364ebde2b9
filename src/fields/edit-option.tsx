import { isNumber, isNumberText, type JsonValue, numberFrom } from '../../contract/json/value.ts';
import { Prefix, Unit } from './affixes.tsx';
import styles from './edit.module.css';
import { type EditProps, useBaseAt, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { sameChoice } from './form-labels.ts';
import type { Choice } from './form-spec.ts';
import { Picker } from './picker.tsx';
import { scalarWords } from './scalar-words.ts';

/** From here on a list is typed into rather than scrolled through. */
const MANY = 30;
const MOST_RADIOS = 5;

/** An option: among those that the form offers, else by its stored value. */
export function EditOption(props: EditProps) {
  const { spec } = props;
  if (!spec?.choices) return <TypedOption {...props} />;
  const choices = spec.choices.filter(({ visible }) => visible);
  if (spec.radio && choices.length > 0 && choices.length <= MOST_RADIOS)
    return <RadioOption {...props} choices={choices} />;
  const typed = /autocomplete/i.test(spec.type) || choices.length > MANY;
  return typed ? (
    <PickedOption {...props} choices={choices} />
  ) : (
    <SelectedOption {...props} choices={choices} />
  );
}

type ChoiceProps = EditProps & { choices: readonly Choice[] };

const NONE = '';
const STORED = 'stored';

/** A stored value that the form does not offer stays, as a choice of its own that says so. */
function SelectedOption({ path, id, describedBy, invalid, spec, choices }: ChoiceProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const at = indexOf(choices, value);
  const unknown = at < 0 && value !== undefined && value !== null;
  return (
    <span className={styles.line}>
      <Prefix spec={spec} />
      <select
        id={id}
        className={styles.select}
        value={at >= 0 ? String(at) : unknown ? STORED : NONE}
        disabled={readOnly}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        onChange={({ currentTarget: { value: picked } }) => {
          if (picked === NONE) store.set(path, null);
          else if (picked !== STORED) store.set(path, choices[Number(picked)]?.value);
        }}
      >
        <option value={NONE}>{value === undefined ? 'not stored' : 'empty'}</option>
        {unknown ? <option value={STORED}>{`${scalarWords(value)} (not offered)`}</option> : null}
        {choices.map((choice, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one value may be offered twice
          <option key={index} value={String(index)}>
            {choice.label}
          </option>
        ))}
      </select>
      <Unit spec={spec} />
    </span>
  );
}

function RadioOption({ path, id, labelId, describedBy, invalid, choices }: ChoiceProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const at = indexOf(choices, value);
  const unknown = at < 0 && value !== undefined && value !== null;
  return (
    <span
      className={styles.line}
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one value may be offered twice
        <label key={index} className={styles.radio}>
          <input
            id={`${id}-${index}`}
            type="radio"
            name={id}
            checked={index === at}
            disabled={readOnly}
            onChange={() => store.set(path, choice.value)}
          />
          {choice.label}
        </label>
      ))}
      {unknown ? <span className={styles.flag}>{scalarWords(value)} (not offered)</span> : null}
      {at >= 0 || readOnly ? null : (
        <span className={styles.word}>
          {value === undefined ? 'not stored' : value === null ? 'empty' : ''}
        </span>
      )}
    </span>
  );
}

function PickedOption({ path, id, describedBy, invalid, spec, choices }: ChoiceProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const at = indexOf(choices, value);
  const picks = choices.map(({ value: offered, label }, index) => ({
    key: String(index),
    label,
    note: scalarWords(offered) === label ? undefined : scalarWords(offered),
  }));
  return (
    <span className={styles.line}>
      <Prefix spec={spec} />
      <Picker
        id={id}
        describedBy={describedBy}
        shown={pending?.text ?? choices[at]?.label ?? scalarWords(value)}
        placeholder={value === undefined ? 'not stored' : 'empty'}
        picks={picks}
        readOnly={readOnly}
        invalid={invalid || pending !== undefined}
        onPick={(key) => store.set(path, choices[Number(key)]?.value)}
        onClear={() => (value === undefined ? store.clearPending(path) : store.set(path, null))}
        onMiss={(text) => store.setPending(path, text, `“${text}” is not among the options.`)}
      />
      <Unit spec={spec} />
      {at < 0 && value !== undefined && value !== null && !pending ? (
        <span className={styles.flag}>not offered</span>
      ) : null}
    </span>
  );
}

/** The stored value itself: which options there are is not known. A number stays a number while what is typed is one. */
function TypedOption({ path, id, describedBy }: EditProps) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const text = scalarWords(value);
  const numeric = isNumber(base) || (isNumber(value) && typeof base !== 'string');
  const change = (typed: string) => {
    if (typed === '') store.set(path, null, true);
    else store.set(path, numeric && isNumberText(typed) ? numberFrom(typed) : typed, true);
  };
  return (
    <span className={styles.line}>
      <input
        id={id}
        className={styles.input}
        type="text"
        value={text}
        placeholder={value === undefined ? 'not stored' : value === '' ? 'empty text' : 'empty'}
        readOnly={readOnly}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {isNumber(base) && typeof value === 'string' ? (
        <span className={styles.flag}>text; it was a number</span>
      ) : null}
    </span>
  );
}

function indexOf(choices: readonly Choice[], value: JsonValue | undefined): number {
  return value === undefined ? -1 : choices.findIndex((choice) => sameChoice(choice.value, value));
}
