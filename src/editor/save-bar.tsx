import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { fieldsSentence } from '../api/error-body.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { countText } from '../fields/sizes.ts';
import buttons from '../ui/button.module.css';
import { MOD } from '../ui/keys.ts';
import { BarButton } from './bar-button.tsx';
import type { EditStore } from './edit-store.ts';
import { shortNameOf } from './place-names.ts';
import styles from './save-bar.module.css';
import { isSaved, type SaveState } from './saving.ts';
import type { EditSession } from './session.ts';
import { UndoList } from './undo-list.tsx';
import { useStoreVersion } from './use-store.ts';

/** What has to be corrected before saving, with where it stands; nothing while it is still being typed. */
function problemText(store: EditStore, labels: FormLabels): string | undefined {
  const told = [...store.pending.values()].filter(({ quiet }) => !quiet);
  const first = told.find(({ path }) => path.length === 0) ?? told[0];
  if (!first) return undefined;
  const text =
    first.path.length > 0
      ? `${shortNameOf(first.path, store.value, labels.labelAt)}: ${first.problem}`
      : first.problem;
  return told.length > 1 ? `${text} (and ${countText(told.length - 1, 'more place')} to correct)` : text;
}

/** Why a save failed, with places as the form calls them. */
function failureText(
  { message, fields = {}, places }: Extract<SaveState, { kind: 'failed' }>,
  store: EditStore,
  labels: FormLabels,
): string {
  const called = (name: string) => {
    const path = places?.get(name);
    return path ? shortNameOf(path, store.value, labels.labelAt) : name;
  };
  return message.replace(fieldsSentence(fields), () => fieldsSentence(fields, called));
}

/** What is unsaved, and what can be done about it. The words about saving are true when they are said. */
export function SaveBar({
  session,
  state,
  closed,
  isJournaled,
  labels,
  onSave,
  onDiscard,
  onReview,
}: {
  session: EditSession;
  state: SaveState;
  closed: boolean;
  /** Whether this browser keeps the edits over a reload. */
  isJournaled: boolean;
  /** What the form calls the places that were edited. */
  labels: FormLabels;
  onSave: () => void;
  onDiscard: () => void;
  onReview: () => void;
}) {
  const { store } = session;
  useStoreVersion(store);
  const [message, setMessage] = useState(session.message);
  const [seen, setSeen] = useState(session.message);
  if (session.message !== seen) {
    setSeen(session.message);
    setMessage(session.message);
  }
  const id = useId();
  const changes = store.value === store.base ? 0 : store.changes.length;
  const problem = problemText(store, labels);
  const saving = state.kind === 'saving';
  const saved = isSaved(state, store);
  return (
    <div className={styles.bar}>
      <div className={styles.said}>
        <span role="status" className={styles.status} data-kind={saved ? 'saved' : undefined}>
          {saving ? 'Saving…' : saved ? 'Saved' : ''}
        </span>
        {(saved || saving) && 'note' in state && state.note ? (
          <span className={styles.count}>{state.note}</span>
        ) : null}
        <span className={styles.count} data-changed={changes > 0 || undefined}>
          {changes > 0
            ? `${countText(changes, 'unsaved change')}${isJournaled ? '' : ', in this page only'}`
            : saved || saving
              ? ''
              : store.dirty
                ? ''
                : 'No changes'}
        </span>
        {problem ? (
          // A save that was held back by it is told at once; otherwise it only stands there.
          <span
            key={state.kind}
            role={state.kind === 'blocked' ? 'alert' : undefined}
            className={styles.problem}
          >
            {state.kind === 'blocked' ? `Not saved. ${problem}` : problem}
          </span>
        ) : null}
        {state.kind === 'failed' ? (
          <span role="alert" className={styles.problem}>
            {failureText(state, store, labels)}
          </span>
        ) : null}
      </div>
      {closed ? null : (
        <div className={styles.acts}>
          <BarButton
            className={styles.icon}
            aria-label="Undo"
            title={`Undo (${MOD}+Z)`}
            off={!store.canUndo}
            onClick={() => store.undo()}
          >
            <IconArrowBackUp size={16} aria-hidden="true" />
          </BarButton>
          <BarButton
            className={styles.icon}
            aria-label="Redo"
            title={`Redo (${MOD}+Shift+Z)`}
            off={!store.canRedo}
            onClick={() => store.redo()}
          >
            <IconArrowForwardUp size={16} aria-hidden="true" />
          </BarButton>
          <UndoList store={store} labels={labels} className={styles.icon} />
          <span className={styles.message}>
            <label className="vx-visually-hidden" htmlFor={id}>
              Message
            </label>
            <input
              id={id}
              type="text"
              value={message}
              placeholder="Message: what changed, and why (optional)"
              autoComplete="off"
              onChange={(event) => {
                setMessage(event.currentTarget.value);
                setSeen(event.currentTarget.value);
                session.setMessage(event.currentTarget.value);
              }}
            />
          </span>
          <BarButton
            className={buttons.plain}
            off={!store.dirty || saving}
            title="Back to what is stored. Undo brings the changes back."
            onClick={onDiscard}
          >
            Discard changes
          </BarButton>
          <BarButton
            className={buttons.plain}
            off={changes === 0 || saving}
            title={`Review changes (${MOD}+Shift+S)`}
            onClick={onReview}
          >
            Review
          </BarButton>
          <BarButton
            className={buttons.primary}
            off={!store.dirty || saving}
            title={`Save (${MOD}+S)`}
            onClick={onSave}
          >
            Save
          </BarButton>
        </div>
      )}
    </div>
  );
}
