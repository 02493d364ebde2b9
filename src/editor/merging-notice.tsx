import { useMemo } from 'react';
import type { Merging, Overlap } from '../drafts/save-types.ts';
import { countText } from '../fields/sizes.ts';
import { compareParams } from '../params/compare.ts';
import { flatten } from '../params/flatten.ts';
import buttons from '../ui/button.module.css';
import { Notice } from '../ui/notice.tsx';
import styles from './editor.module.css';
import { MergedList } from './merged-list.tsx';
import type { LabelOf } from './place-names.ts';
import type { EditSession } from './session.ts';

/** What merging another revision in has put in place of what: each value, until it is read. */
export function MergingNotices({
  session,
  labelOf,
  onDecide,
}: {
  session: EditSession;
  /** What the form calls a place. */
  labelOf: LabelOf;
  /** Opens both sides of what a write of this person's went over. */
  onDecide: (overlap: Overlap) => void;
}) {
  return (
    <>
      {session.told.overlaps.map((overlap) => (
        <Notice
          key={overlap.revision.id}
          tone="warn"
          title={`A write of yours went over revision ${overlap.revision.id}`}
          action={
            <span className={styles.draftActs}>
              <button type="button" className={buttons.primary} onClick={() => onDecide(overlap)}>
                Decide
              </button>
              <button
                type="button"
                className={buttons.plain}
                onClick={() => session.told.endOverlap(overlap)}
              >
                Dismiss
              </button>
            </span>
          }
        >
          {overlap.merged
            ? 'Where both changed the same place, yours stands.'
            : 'What that revision changed could not be merged back in.'}
        </Notice>
      ))}
      {session.told.mergings.map((merging) => (
        <MergingNotice
          key={merging.revision.id}
          merging={merging}
          labelOf={labelOf}
          onBringBack={() => session.endMerging(merging, true)}
          onDismiss={() => session.endMerging(merging, false)}
        />
      ))}
    </>
  );
}

function MergingNotice({
  merging: { revision, before, after },
  labelOf,
  onBringBack,
  onDismiss,
}: {
  merging: Merging;
  labelOf: LabelOf;
  onBringBack: () => void;
  onDismiss: () => void;
}) {
  const changes = useMemo(() => flatten(compareParams(before, after)), [before, after]);
  return (
    <div aria-live="polite">
      <Notice
        tone="warn"
        title={`Merging revision ${revision.id} changed ${countText(changes.length, 'value')}`}
        action={
          <span className={styles.draftActs}>
            <button
              type="button"
              className={buttons.plain}
              title="As an edit, to look over and save"
              onClick={onBringBack}
            >
              Put back what stood there
            </button>
            <button type="button" className={buttons.plain} onClick={onDismiss}>
              Dismiss
            </button>
          </span>
        }
      >
        It and a save of yours went over each other, so what it changed was put in beside yours. If it was an
        older state, newer values were replaced:
        <MergedList changes={changes} root={after} labelOf={labelOf} />
      </Notice>
    </div>
  );
}
