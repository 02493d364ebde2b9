import type { User } from '../../contract/common.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { personName } from '../api/users.ts';
import { countText } from '../fields/sizes.ts';
import type { Change } from '../params/comparison.ts';
import type { Path } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import styles from './editor.module.css';
import { type LabelOf, shortNameOf } from './place-names.ts';
import type { EditSession } from './session.ts';

const MOST_NAMED = 3;

/** The first places by name and how many more: `soil › k1, loads[Snow] › q and 2 more`. `end` is what stands or stood at a place. */
function placesText(
  places: readonly { path: Path; end: JsonValue | undefined }[],
  root: JsonObject,
  labelOf: LabelOf,
): string {
  const named = places.slice(0, MOST_NAMED).map(({ path, end }) => shortNameOf(path, root, labelOf, end));
  const more = places.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

const placesOf = (changes: readonly Change[]) =>
  changes.map(({ path, from, to }) => ({ path, end: to ?? from }));

/** What somebody else saved while this is open: who, when, where, and whether it touches what is edited. Quiet: it stands above the form until it is read. */
export function NewsNotice({
  session,
  users,
  labelOf,
  onDecide,
}: {
  session: EditSession;
  users: readonly User[] | undefined;
  labelOf: LabelOf;
  onDecide: () => void;
}) {
  const { news } = session;
  if (!news) return null;
  const by = news.by;
  const self = (typeof by === 'object' && by !== null ? by.id : by) === session.place.userId;
  const who = self ? 'You, in another window,' : (personName(by, users) ?? 'Somebody');
  const touched = news.clashes.length;
  return (
    <div aria-live="polite">
      <Notice
        tone={touched > 0 ? 'warn' : 'plain'}
        title={
          <>
            {who} changed {countText(news.changes.length, 'value')} <Time value={news.at} />
          </>
        }
        action={
          <span className={styles.draftActs}>
            {touched > 0 ? (
              <button type="button" className={buttons.primary} onClick={onDecide}>
                Decide
              </button>
            ) : null}
            <button type="button" className={buttons.plain} onClick={() => session.endNews()}>
              Dismiss
            </button>
          </span>
        }
      >
        {placesText(placesOf(news.changes), news.theirs, labelOf)}.{' '}
        {touched > 0
          ? `${countText(touched, 'place')} you are editing ${touched === 1 ? 'is' : 'are'} among them: ${placesText(
              news.clashes.map(({ path, mine, base }) => ({ path, end: mine ?? base })),
              session.store.value,
              labelOf,
            )}.`
          : session.store.dirty
            ? 'None of them is one that you are editing: they are in the form, and your edits stand.'
            : 'They are in the form.'}
      </Notice>
    </div>
  );
}

/** An older state was put over what was saved from here, or the rows that it was saved in are gone. */
export function UndoneNotice({ session, labelOf }: { session: EditSession; labelOf: LabelOf }) {
  const { undone } = session.told;
  if (!undone || undone.changes.length + undone.gone.length === 0) return null;
  const { now, restored, changes, gone } = undone;
  const isBack = changes.length > 0;
  return (
    <div aria-live="polite">
      <Notice
        tone="warn"
        title={
          isBack
            ? `An older state was put over ${countText(changes.length, 'value')} of yours`
            : `The rows of ${countText(gone.length, 'value')} of yours are gone`
        }
        action={
          <span className={styles.draftActs}>
            {isBack ? (
              <button type="button" className={buttons.primary} onClick={() => session.endUndone(true)}>
                Bring mine back
              </button>
            ) : null}
            <button type="button" className={buttons.plain} onClick={() => session.endUndone(false)}>
              Leave it
            </button>
          </span>
        }
      >
        {isBack
          ? `${placesText(placesOf(changes), restored, labelOf)}: another editor has probably written what it had in memory. Yours is in the history, and can be put back into the form. `
          : null}
        {gone.length > 0
          ? `${placesText(
              gone.map(({ path, value }) => ({ path, end: value })),
              now,
              labelOf,
            )}: what was saved there is in the history, but there is no such row any more to put it back into.`
          : null}
      </Notice>
    </div>
  );
}
