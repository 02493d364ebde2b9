import '@mantine/core/styles/Combobox.css';
import { Combobox, useCombobox } from '@mantine/core';
import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react';
import { afterPress } from './after-press.ts';
import styles from './edit.module.css';
import { countText } from './sizes.ts';

/** Something to pick: `key` tells it from the others, `note` stands muted beside its label. */
export interface Pick {
  key: string;
  label: string;
  note?: string | undefined;
}

/** How many are listed at a time; typing narrows the rest down. */
const MOST = 100;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose label or note holds every word of the text: the label that is the text first, then those that start with it. */
export function matchPicks(picks: readonly Pick[], text: string): Pick[] {
  const wanted = fold(text.trim());
  if (wanted === '') return [...picks];
  const words = wanted.split(/\s+/);
  const found = picks.filter(({ label, note }) => {
    const words_ = fold(`${label} ${note ?? ''}`);
    return words.every((word) => words_.includes(word));
  });
  const first = ({ label }: Pick) => (fold(label) === wanted ? 0 : fold(label).startsWith(wanted) ? 1 : 2);
  return found.sort((a, b) => first(a) - first(b));
}

/**
 * A text field that offers what matches. Enter or a click picks; leaving it with the whole label of an offer typed picks that too. `onMiss` is told of other
 * text that is left behind, `onClear` of an emptied field.
 */
export function Picker(props: {
  id: string;
  describedBy?: string | undefined;
  /** What stands in the field while nobody types. */
  shown: string;
  picks: readonly Pick[];
  placeholder?: string;
  readOnly: boolean;
  invalid?: boolean;
  /** Said above what is offered: that it is being read, could not be, or is not all. */
  said?: string | undefined;
  /** What is offered is being read: what was entered, or left as a miss, is looked for once more when that has come. */
  waits?: boolean;
  /** The field is entered: what is offered may be read now. */
  onOpen?: () => void;
  onPick: (key: string) => void;
  onClear?: (() => void) | undefined;
  onMiss?: (text: string) => void;
  /** Backspace in the empty field. */
  onBack?: () => void;
}) {
  const { shown, picks, said, waits = false, readOnly, onPick, onClear, onMiss, onOpen, onBack } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const early = useRef<{ text: string; isLeft: boolean }>(undefined);
  const openedByKey = useRef(false);
  const combobox = useCombobox({
    onDropdownOpen: (source) => {
      openedByKey.current = source === 'keyboard';
    },
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const open = combobox.dropdownOpened;
  const matches = useMemo(() => (open ? matchPicks(picks, typed ?? '') : []), [open, picks, typed]);
  // What Enter picks is the first that matches, or that an arrow key opened to, also when the offers come late.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store of the list is made anew at each drawing; new matches are what counts
  useEffect(() => {
    if (matches.length === 0 || !(typed || openedByKey.current)) return;
    openedByKey.current = false;
    combobox.selectFirstOption();
  }, [matches]);
  const take = (key: string) => {
    setTyped(null);
    onPick(key);
    combobox.closeDropdown();
  };
  const leave = (event: FocusEvent) => {
    combobox.closeDropdown();
    if (typed === null || event.currentTarget.contains(event.relatedTarget)) return;
    const text = typed.trim();
    afterPress(() => {
      setTyped(null);
      if (text === '') onClear?.();
      else if (!pickNamed(text) && text !== shown) onMiss?.(text);
    });
    early.current = waits && text !== '' && text !== shown ? { text, isLeft: true } : undefined;
  };
  /** Which of several of one name is meant is not for the field to say. */
  const pickNamed = (text: string): boolean => {
    const [exact, another] = picks.filter(({ label }) => label === text);
    if (!exact || another) return false;
    onPick(exact.key);
    return true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as what is offered is read
  useEffect(() => {
    const { text, isLeft } = early.current ?? {};
    early.current = undefined;
    if (waits || text === undefined || text !== (isLeft ? props.invalid && shown : typed)) return;
    const [first] = matchPicks(picks, text);
    if (!isLeft && first) take(first.key);
    if (isLeft && !pickNamed(text)) onMiss?.(text);
  }, [waits]);
  return (
    <Combobox store={combobox} onOptionSubmit={take} readOnly={readOnly} shadow="md" offset={2}>
      <Combobox.Target withExpandedAttribute>
        <input
          id={props.id}
          className={styles.picker}
          type="text"
          value={typed ?? shown}
          placeholder={props.placeholder}
          readOnly={readOnly}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => {
            event.currentTarget.select();
            if (!readOnly) onOpen?.();
          }}
          onClick={() => {
            if (!readOnly) combobox.openDropdown();
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && (open || typed !== null)) {
              setTyped(null);
              event.stopPropagation();
            }
            if (event.key === 'Enter') event.preventDefault();
            if (event.key === 'Enter' && !open && typed?.trim() === '') onClear?.();
            if (event.key === 'Enter' && waits && typed?.trim())
              early.current = { text: typed, isLeft: false };
            if (event.key === 'Backspace' && event.currentTarget.value === '') onBack?.();
          }}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className={styles.picks}>
          {said ? <Combobox.Empty>{said}</Combobox.Empty> : null}
          {matches.slice(0, MOST).map(({ key, label, note }) => (
            <Combobox.Option key={key} value={key}>
              {label}
              {note ? <span className={styles.pickNote}> {note}</span> : null}
            </Combobox.Option>
          ))}
          {matches.length === 0 && !said ? (
            <Combobox.Empty>{picks.length ? 'Nothing matches' : 'Nothing to pick from'}</Combobox.Empty>
          ) : null}
          {matches.length > MOST ? (
            <Combobox.Footer>{countText(matches.length - MOST, 'more')}: type to narrow down</Combobox.Footer>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
