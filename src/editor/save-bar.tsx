import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { countText } from '../fields/sizes.ts';
import { MOD } from '../ui/keys.ts';
import styles from './save-bar.module.css';
import type { EditSession } from './session.ts';
import type { SaveState } from './use-save.ts';
import { useStoreVersion } from './use-store.ts';

/** What is unsaved, and what can be done about it. The words about saving are true when they are said. */
export function SaveBar({
  session,
  state,
  closed,
  onSave,
}: {
  session: EditSession;
  state: SaveState;
  closed: boolean;
  onSave: () => void;
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
  const problems = [...store.pending.values()].filter(({ quiet }) => !quiet).length;
  const saving = state.kind === 'saving';
  // Said only as long as it is true: the next edit is not saved.
  const saved = state.kind === 'saved' && !store.dirty;
  return (
    <div className={styles.bar}>
      <div className={styles.said}>
        <span role="status" className={styles.status} data-kind={state.kind}>
          {saving ? 'Saving…' : saved ? 'Saved' : ''}
        </span>
        {saved && state.kind === 'saved' && state.note ? (
          <span className={styles.count}>{state.note}</span>
        ) : null}
        <span className={styles.count} data-changed={changes > 0 || undefined}>
          {changes > 0
            ? countText(changes, 'unsaved change')
            : saved || saving
              ? ''
              : store.dirty
                ? ''
                : 'No changes'}
        </span>
        {problems > 0 ? (
          <span className={styles.problem}>{countText(problems, 'place')} to correct before saving</span>
        ) : null}
        {state.kind === 'failed' ? (
          <span role="alert" className={styles.problem}>
            {state.message}
          </span>
        ) : null}
      </div>
      {closed ? null : (
        <div className={styles.acts}>
          <button
            type="button"
            className={styles.icon}
            aria-label="Undo"
            title={`Undo (${MOD}+Z)`}
            disabled={!store.canUndo}
            onClick={() => store.undo()}
          >
            <IconArrowBackUp size={16} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={styles.icon}
            aria-label="Redo"
            title={`Redo (${MOD}+Shift+Z)`}
            disabled={!store.canRedo}
            onClick={() => store.redo()}
          >
            <IconArrowForwardUp size={16} aria-hidden="true" />
          </button>
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
          <button
            type="button"
            className={styles.discard}
            disabled={!store.dirty || saving}
            title="Back to what is stored. Undo brings the changes back."
            onClick={() => store.resetAll()}
          >
            Discard changes
          </button>
          <button
            type="button"
            className={styles.save}
            disabled={!store.dirty || saving}
            title={`Save (${MOD}+S)`}
            onClick={onSave}
          >
            Save
          </button>
        </div>
      )}
    </div>
  );
}
