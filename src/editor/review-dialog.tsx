import { useMemo, useState } from 'react';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { applyEach } from '../drafts/rebase.ts';
import { Show } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { adopt } from '../params/adopt.ts';
import { compareParams } from '../params/compare.ts';
import { describeComparison } from '../params/describe.ts';
import type { DraftChange } from '../params/draft.ts';
import { type Path, toPointer } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-caps.tsx';
import { kindAt } from './merged-list.tsx';
import { type LabelOf, nameOf } from './place-names.ts';
import styles from './review-dialog.module.css';
import type { EditSession } from './session.ts';
import type { Reviewed } from './use-save.ts';
import { WhatChanged } from './what-changed.tsx';

/** More rows than this are not drawn: the comparison shows them all. */
const MOST_ROWS = 400;

/**
 * What a save will change, place by place, before it is made: what is unticked stays in the draft. The message is proposed from the changes and can be written anew.
 */
export function ReviewDialog({
  session,
  labelOf,
  onClose,
  onSave,
}: {
  session: EditSession;
  labelOf: LabelOf;
  onClose: () => void;
  onSave: (reviewed: Reviewed) => void;
}) {
  const { store } = session;
  const [{ base, value, changes }] = useState(() => ({
    base: store.base,
    value: store.value,
    changes: store.changes,
  }));
  const [left, setLeft] = useState<ReadonlySet<DraftChange>>(new Set());
  const [typed, setTyped] = useState<string | null>(session.message || null);
  const params = useMemo(() => {
    if (left.size === 0) return value;
    const taken = changes.filter((change) => !left.has(change));
    return adopt(base, applyEach(base, taken)) as JsonObject;
  }, [base, value, changes, left]);
  const proposed = useMemo(
    () => (params === base ? '' : describeComparison(compareParams(base, params), 'medium', { labelOf })),
    [base, params, labelOf],
  );
  const message = typed ?? proposed;
  const count = changes.length - left.size;
  const save = () => {
    if (count === 0) return;
    // A proposal that nobody touched is of these changes only.
    if (typed !== null) session.setMessage(typed);
    onSave({ base, params, message });
  };
  return (
    <Dialog title="Review changes" wide onAccept={save} onClose={onClose}>
      <p className={styles.lead}>
        What is stored now beside what will be. A change that is not ticked stays in the draft.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Changes to save">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label="All changes"
                  checked={left.size === 0}
                  onChange={() => setLeft(left.size === 0 ? new Set(changes) : new Set())}
                />
              </th>
              <th scope="col">Place</th>
              <th scope="col">Stored now</th>
              <th scope="col">Will be</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, MOST_ROWS).map((change) => (
              <ChangeLine
                key={toPointer(change.path)}
                change={change}
                name={nameOf(change.path, value, labelOf, change.value ?? change.base)}
                labelOf={labelOf}
                taken={!left.has(change)}
                onTake={(take) => {
                  const next = new Set(left);
                  if (take) next.delete(change);
                  else next.add(change);
                  setLeft(next);
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {changes.length > MOST_ROWS ? (
        <p className={styles.lead}>
          … and {countText(changes.length - MOST_ROWS, 'more change')}, which are saved too.
        </p>
      ) : null}
      <label className={styles.message}>
        Message
        <textarea
          rows={2}
          value={message}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <div className={styles.acts}>
        <span className={styles.hint}>
          <Keys keys="Mod+Enter" />
        </span>
        <button type="button" className={buttons.plain} onClick={onClose}>
          Keep editing
        </button>
        <button type="button" className={buttons.primary} disabled={count === 0} onClick={save}>
          Save {countText(count, 'change')}
        </button>
      </div>
    </Dialog>
  );
}

function ChangeLine({
  change,
  name,
  labelOf,
  taken,
  onTake,
}: {
  change: DraftChange;
  name: string;
  labelOf: LabelOf;
  taken: boolean;
  onTake: (take: boolean) => void;
}) {
  return (
    <tr data-left={!taken || undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={`Save ${name}`}
          checked={taken}
          onChange={(event) => onTake(event.currentTarget.checked)}
        />
      </td>
      <th scope="row">{name}</th>
      <td className={styles.old}>
        <Value path={change.path} value={change.base} />
      </td>
      <td className={styles.new}>
        <Value path={change.path} value={change.value} />
        <WhatChanged from={change.base} to={change.value} path={change.path} name={name} labelOf={labelOf} />
      </td>
    </tr>
  );
}

function Value({ path, value }: { path: Path; value: JsonValue | undefined }) {
  return <Show kind={kindAt(path, value)} value={value} />;
}
