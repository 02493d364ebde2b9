import { useId, useState } from 'react';
import { isContainer, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { readNumber } from '../fields/read-number.ts';
import { sameSpelling } from '../params/equal.ts';
import type { Clash, Side } from '../params/merge.ts';
import { ClashValue } from './clash-value.tsx';
import styles from './conflict-dialog.module.css';
import { type LabelOf, nameOf } from './place-names.ts';

const SIDES: readonly { side: Side; name: string }[] = [
  { side: 'mine', name: 'Mine' },
  { side: 'theirs', name: 'Theirs' },
  { side: 'base', name: 'Base' },
];

/** What was decided about one place: the side, with the value it had then, or a value that neither has. */
export interface Choice {
  side: Side;
  value: JsonValue | undefined;
  /** `value` is undefined while the text is none. */
  another?: { text: string; value: JsonValue | undefined };
}

/** The side that counts: a decision for a value that has changed since is to be made again. */
export function sideOf(clash: Clash, choice: Choice | undefined): Side | undefined {
  if (!choice) return undefined;
  if (choice.another) return choice.another.value === undefined ? undefined : 'mine';
  return sameSpelling(choice.value, clash[choice.side]) ? choice.side : undefined;
}

/** A value of the person's own: read as what stands there, so that text stays text and a number keeps its spelling. */
function AnotherValue({
  clash,
  chosen,
  onChoose,
}: {
  clash: Clash;
  chosen: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const [text, setText] = useState(chosen?.another?.text ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const take = (typed: string) => {
    const read = readAs(clash.mine, typed);
    setProblem(read.problem ?? null);
    // Also what is no value is what is wanted here: the one before is not.
    onChoose({ side: 'mine', value: clash.mine, another: { text: typed, value: read.value } });
  };
  return (
    <div className={styles.side} data-chosen={chosen?.another ? true : undefined}>
      <input
        type="radio"
        id={id}
        name={clash.id}
        checked={chosen?.another !== undefined}
        onChange={() => take(text)}
      />
      <label htmlFor={id}>Other</label>
      <span className={styles.value}>
        <input
          type="text"
          className={styles.other}
          aria-label={`Another value for ${String(clash.path.at(-1) ?? 'this')}`}
          aria-invalid={problem ? true : undefined}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            take(event.currentTarget.value);
          }}
        />
        {problem ? <span className={styles.problem}> {problem}</span> : null}
      </span>
    </div>
  );
}

function readAs(like: JsonValue | undefined, text: string): { value?: JsonValue; problem?: string } {
  if (text === '') return {};
  if (typeof like === 'string') return { value: text };
  if (typeof like === 'boolean')
    return text === 'true' || text === 'false'
      ? { value: text === 'true' }
      : { problem: 'Write true or false.' };
  const read = readNumber(text);
  return read.ok ? { value: read.value } : { problem: read.problem };
}

/** What a choice is about, besides the value of a place. */
const ABOUT: Partial<Record<Clash['kind'], string>> = {
  order: ' (order of the rows)',
  place: ' (moved to different places)',
};

/** A place that both changed, and what each has there: one of them is to be chosen, or another value. */
export function ClashGroup({
  clash,
  root,
  labelOf,
  isFirst,
  chosen,
  onChoose,
}: {
  clash: Clash;
  /** The params as they are here. */
  root: JsonObject;
  labelOf: LabelOf;
  /** The focus begins here. */
  isFirst: boolean;
  /** Nothing until somebody has chosen: whose work is kept is not for a default to say. */
  chosen: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const side = sideOf(clash, chosen);
  const place = nameOf(clash.places?.base ?? clash.path, root, labelOf, clash.mine ?? clash.base);
  // A key of params may hold spaces, which no id may that others refer to.
  const group = useId();
  return (
    <fieldset className={styles.clash}>
      <legend>
        {place}
        {ABOUT[clash.kind]}
      </legend>
      {SIDES.map(({ side: each, name }) => {
        const id = `${group}${each}`;
        const isChosen = side === each && !chosen?.another;
        return (
          <div key={each} className={styles.side} data-chosen={isChosen || undefined}>
            <input
              type="radio"
              id={id}
              name={clash.id}
              checked={isChosen}
              aria-describedby={`${id}-value`}
              data-autofocus={(isFirst && each === 'mine') || undefined}
              onChange={() => onChoose({ side: each, value: clash[each] })}
            />
            <label htmlFor={id}>{name}</label>
            <span id={`${id}-value`} className={styles.value}>
              {clash.places ? (
                nameOf(clash.places[each], root, labelOf)
              ) : (
                <ClashValue clash={clash} side={each} name={place} labelOf={labelOf} />
              )}
            </span>
          </div>
        );
      })}
      {clash.kind === 'value' && clash.mine !== undefined && !isContainer(clash.mine) ? (
        <AnotherValue clash={clash} chosen={chosen} onChoose={onChoose} />
      ) : null}
    </fieldset>
  );
}
