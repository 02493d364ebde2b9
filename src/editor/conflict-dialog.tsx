import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import { personName, userQueries } from '../api/users.ts';
import { countText } from '../fields/sizes.ts';
import { compareParams } from '../params/compare.ts';
import { flatten } from '../params/flatten.ts';
import { type Clash, mergeParams, type Taken } from '../params/merge.ts';
import buttons from '../ui/button.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-caps.tsx';
import { Time } from '../ui/time.tsx';
import { type Choice, ClashGroup, sideOf } from './clash-group.tsx';
import styles from './conflict-dialog.module.css';
import { MergedList } from './merged-list.tsx';
import type { LabelOf } from './place-names.ts';
import type { Conflict } from './saving.ts';
import type { EditSession } from './session.ts';

/** A place that is chosen may lie in what the other side took out, which did not matter before. */
const FURTHER = 'What was chosen touches another place that both changed: decide about that one too.';

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
  labelOf: LabelOf;
  /** Why merged params are not to be saved, as a sentence. */
  objectionTo: (merged: JsonObject) => string | undefined;
  onClose: () => void;
  onMerged: (merged: JsonObject) => void;
}) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [objection, setObjection] = useState<string>();
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(session.place.workspaceId));
  const { base, mine, theirs, by, at, over } = conflict;
  const merge = useMemo(() => mergeParams(base, mine, theirs), [base, mine, theirs]);
  const brought = useMemo(() => flatten(compareParams(mine, merge.merged)), [mine, merge]);
  const byThem = useMemo(() => flatten(compareParams(base, theirs)), [base, theirs]);
  const [further, setFurther] = useState<readonly Clash[]>([]);
  const clashes = [...merge.clashes, ...further];
  const left = clashes.filter((clash) => sideOf(clash, choices[clash.id]) === undefined).length;
  const save = () => {
    if (left > 0) return;
    const taken: Record<string, Taken> = {};
    for (const clash of clashes) {
      const choice = choices[clash.id];
      const value = choice?.another?.value;
      taken[clash.id] = value === undefined ? (sideOf(clash, choice) ?? 'mine') : { value };
    }
    const { merged, clashes: now } = mergeParams(base, mine, theirs, taken);
    const unseen = now.filter(({ id }) => !(id in taken));
    if (unseen.length > 0) {
      setFurther([...further, ...unseen]);
      setObjection(FURTHER);
      return;
    }
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
        {over
          ? 'at the same moment as you. Yours is stored, over theirs; theirs is in the history.'
          : 'after you began to edit. Nothing of yours has been written yet.'}
      </p>
      {clashes.length ? (
        <h3 className={styles.title}>{countText(clashes.length, 'place')} changed by both</h3>
      ) : (
        <p className={styles.lead}>Your changes and theirs do not touch each other.</p>
      )}
      {clashes.map((clash, index) => (
        <ClashGroup
          key={clash.id}
          isFirst={index === 0}
          clash={clash}
          root={mine}
          labelOf={labelOf}
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
          <MergedList changes={brought} root={merge.merged} labelOf={labelOf} />
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
