import { useState } from 'react';
import { Link } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { standsOn } from '../drafts/kept-draft.ts';
import { rebaseDraft } from '../drafts/rebase.ts';
import { countText } from '../fields/sizes.ts';
import { paths } from '../paths.ts';
import buttons from '../ui/button.module.css';
import { Time } from '../ui/time.tsx';
import { CopyParams } from './copy-params.tsx';
import styles from './editor.module.css';
import type { EditSession } from './session.ts';
import type { OfferedDraft } from './use-kept-drafts.ts';

/** A draft kept from before: nothing of it is in the form until it is resumed, and nothing is lost until it is discarded. */
export function DraftOffer({
  draft,
  entity,
  session,
  closed,
  onDone,
}: {
  draft: OfferedDraft;
  entity: Entity;
  session: EditSession;
  closed: boolean;
  onDone: (lost: number) => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const changedSince = !standsOn(draft.base, entity);
  const count = draft.changes.length + draft.pending.length;
  const resume = async () => {
    const lost = session.resume(draft);
    try {
      await session.journal.flush();
      // Only when this session's own journal holds the changes may the old one go; what had no place stays kept.
      if (lost === 0 && session.journal.problem === null) await draftStore.drop(draft);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    onDone(lost);
  };
  const discard = async () => {
    try {
      await draftStore.drop(draft);
      onDone(0);
    } catch (error) {
      setProblem(
        `The draft could not be discarded: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  return (
    <section className={styles.draft} aria-label="Draft">
      <div className={styles.draftWords}>
        <strong>
          {draft.isLive ? 'You are editing this in another tab.' : 'Unsaved changes were kept here.'}
        </strong>{' '}
        <span>
          {countText(count, 'change')}, last touched <Time value={new Date(draft.keptAt).toISOString()} />.{' '}
          {changedSince
            ? 'The entity has been saved by somebody since; what clashes is shown before anything is written.'
            : 'The entity has not changed since.'}
        </span>
        {problem ? <div className={styles.problem}>{problem}</div> : null}
      </div>
      <div className={styles.draftActs}>
        <button type="button" className={buttons.primary} disabled={closed} onClick={() => void resume()}>
          Resume draft
        </button>
        <Link
          className={buttons.plain}
          to={paths.revisions(draft.place.workspaceId, draft.place.entityId, { from: 'head', to: 'draft' })}
        >
          Compare
        </Link>
        {closed ? <CopyParams params={() => rebaseDraft(draft.changes, session.store.base).merged} /> : null}
        {draft.isLive ? null : (
          <button type="button" className={buttons.plain} onClick={() => void discard()}>
            Discard draft
          </button>
        )}
      </div>
    </section>
  );
}
