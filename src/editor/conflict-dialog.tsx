import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { JsonObject, JsonValue } from '../../contract/json.ts';
import { isContainer, isObject } from '../../contract/json.ts';
import { personName, userQueries } from '../api/users.ts';
import { readNumber } from '../fields/read-number.ts';
import { Show } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { compareParams } from '../params/compare.ts';
import { sameSpelling } from '../params/equal.ts';
import { flatten } from '../params/flatten.ts';
import { type Clash, mergeParams, type Side, type Taken } from '../params/merge.ts';
import type { Path } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-caps.tsx';
import { Time } from '../ui/time.tsx';
import styles from './conflict-dialog.module.css';
import { kindAt, MergedList, nameOf } from './merged-list.tsx';
import type { Conflict } from './saving.ts';
import type { EditSession } from './session.ts';

const SIDES: readonly { side: Side; name: string }[] = [
  { side: 'mine', name: 'Mine' },
  { side: 'theirs', name: 'Theirs' },
  { side: 'base', name: 'Base' },
];

/** Somebody saved while this was edited: who and when, what clashes, what merges by itself. Nothing is written before it is decided here. */
export function ConflictDialog({
  session,
  conflict,
  labelOf,
  objectionTo,
  onClose,
  onMerged,
}: {
  session: EditSession;
  conflict: Conflict;
  /** What the form calls a place. */
  labelOf: (path: Path) => string | undefined;
  /** Why merged params are not to be saved, as a sentence. */
  objectionTo: (merged: JsonObject) => string | undefined;
  onClose: () => void;
  onMerged: (merged: JsonObject) => void;
}) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [objection, setObjection] = useState<string>();
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(session.place.workspaceId));
  const { base, mine, theirs, by, at, written } = conflict;
  const merge = useMemo(() => mergeParams(base, mine, theirs), [base, mine, theirs]);
  const brought = useMemo(() => flatten(compareParams(mine, merge.merged)), [mine, merge]);
  const byThem = useMemo(() => flatten(compareParams(base, theirs)), [base, theirs]);
  const left = merge.clashes.filter((clash) => sideOf(clash, choices[clash.id]) === undefined).length;
  const save = () => {
    if (left > 0) return;
    const taken: Record<string, Taken> = {};
    for (const clash of merge.clashes) {
      const choice = choices[clash.id];
      const value = choice?.another?.value;
      taken[clash.id] = value === undefined ? (sideOf(clash, choice) ?? 'mine') : { value };
    }
    const { merged } = mergeParams(base, mine, theirs, taken);
    if (!isObject(merged)) return;
    const found = objectionTo(merged);
    setObjection(found);
    if (found === undefined) onMerged(merged);
  };
  const self = (typeof by === 'object' && by !== null ? by.id : by) === session.place.userId;
  const who = self ? 'You, in another window,' : (personName(by, users) ?? 'Somebody');
  return (
    <Dialog title="Conflict" wide onAccept={save} onClose={onClose}>
      <p className={styles.lead}>
        <strong>{who}</strong> saved {countText(byThem.length, 'change')} <Time value={at} absolute /> (
        <Time value={at} />
        ),{' '}
        {written
          ? 'at the same moment as you. Yours is stored, over theirs; theirs is in the history.'
          : 'after you began to edit. Nothing of yours has been written yet.'}
      </p>
      {merge.clashes.length ? (
        <h3 className={styles.title}>{countText(merge.clashes.length, 'place')} changed by both</h3>
      ) : (
        <p className={styles.lead}>Your changes and theirs do not touch each other.</p>
      )}
      {merge.clashes.map((clash, index) => (
        <ClashGroup
          key={clash.id}
          isFirst={index === 0}
          clash={clash}
          nameOf={(path) => nameOf(path, mine, labelOf)}
          chosen={choices[clash.id]}
          onChoose={(choice) => {
            setObjection(undefined);
            setChoices((before) => ({ ...before, [clash.id]: choice }));
          }}
        />
      ))}
      {brought.length ? (
        <>
          <h3 className={styles.title}>Merged by itself: {countText(brought.length, 'change')} of theirs</h3>
          <MergedList changes={brought} root={theirs} labelOf={labelOf} />
        </>
      ) : null}
      {objection ? (
        <p role="alert" className={styles.problem}>
          {objection}
        </p>
      ) : null}
      <div className={styles.acts}>
        <span role="status" className={styles.left}>
          {left > 0 ? `${countText(left, 'choice')} left to make` : ''}
        </span>
        <span className={styles.hint}>
          <Keys keys="Mod+Enter" />
        </span>
        <button type="button" className={buttons.plain} onClick={onClose}>
          Keep editing
        </button>
        <button
          type="button"
          className={buttons.primary}
          disabled={left > 0}
          data-autofocus={merge.clashes.length === 0 || undefined}
          onClick={save}
        >
          Save merged
        </button>
      </div>
    </Dialog>
  );
}

/** What was decided about one place: the side, with the value it had then, or a value that neither has. */
interface Choice {
  side: Side;
  value: JsonValue | undefined;
  /** `value` is undefined while the text is none. */
  another?: { text: string; value: JsonValue | undefined };
}

/** The side that counts: a decision for a value that has changed since is to be made again. */
function sideOf(clash: Clash, choice: Choice | undefined): Side | undefined {
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

function ClashGroup({
  clash,
  nameOf,
  isFirst,
  chosen,
  onChoose,
}: {
  clash: Clash;
  /** What a place is called. */
  nameOf: (path: Path) => string;
  /** The focus begins here. */
  isFirst: boolean;
  /** Nothing until somebody has chosen: whose work is kept is not for a default to say. */
  chosen: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const side = sideOf(clash, chosen);
  // A key of params may hold spaces, which no id may that others refer to.
  const group = useId();
  return (
    <fieldset className={styles.clash}>
      <legend>
        {nameOf(clash.places?.base ?? clash.path)}
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
                nameOf(clash.places[each])
              ) : (
                <Show kind={kindAt(clash.path, clash[each])} value={clash[each]} />
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
