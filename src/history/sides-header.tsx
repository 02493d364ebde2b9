import { Link } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { personName } from '../api/users.ts';
import { paths } from '../paths.ts';
import { Moment } from '../revisions/moment.tsx';
import acts from '../ui/act.module.css';
import { Act } from '../ui/act.tsx';
import { Name } from '../ui/name.tsx';
import { distance, type Side, type Sides } from './sides.ts';
import styles from './sides-header.module.css';

/** Both sides by number, author, time and message, how far apart they are, and the way to swap them. */
export function SidesHeader({
  sides: { from, to },
  names,
  users,
  formHrefOf,
  onSwap,
}: {
  sides: Sides;
  /** What sides are called that are no revision. */
  names: { left: string; right: string };
  users: readonly User[] | undefined;
  /** The address that shows a revision in the form. */
  formHrefOf: (revision: EntityRevision) => string;
  onSwap: () => void;
}) {
  const apart = distance(from, to);
  const swaps = from.kind !== 'nothing' && to.kind !== 'nothing';
  return (
    <header className={styles.header}>
      <OneSide which="From" side={from} name={names.left} users={users} formHrefOf={formHrefOf} />
      <div className={styles.between}>
        <Act icon="swap" framed label="Swap" title="Swap the two sides" onClick={onSwap} disabled={!swaps} />
      </div>
      <OneSide which="To" side={to} name={names.right} users={users} formHrefOf={formHrefOf} />
      {apart ? <div className={styles.apart}>{apart}</div> : null}
    </header>
  );
}

function OneSide({
  which,
  side,
  name,
  users,
  formHrefOf,
}: {
  which: 'From' | 'To';
  side: Side;
  name: string;
  users: readonly User[] | undefined;
  formHrefOf: (revision: EntityRevision) => string;
}) {
  if (side.kind === 'nothing')
    return (
      <div className={styles.side} data-which={which}>
        <strong>{which} nothing</strong>
        <span className={styles.words}>before the first revision</span>
      </div>
    );
  if (side.kind !== 'revision')
    return (
      <div className={styles.side} data-which={which}>
        <strong title={name}>
          {which} <bdi>{name}</bdi>
        </strong>
        <span className={styles.words}>{wordsOf(side)}</span>
      </div>
    );
  const { revision, number, isHead } = side;
  const author = personName(revision.created_by, users);
  return (
    <div className={styles.side} data-which={which}>
      <span className={styles.title}>
        <strong title={`Revision id ${revision.id}`}>
          {which} revision {number}
          {isHead ? ', the newest' : ''}
        </strong>
        <Link
          to={formHrefOf(revision)}
          className={`${acts.act} ${styles.form}`}
          data-icon="form"
          aria-label={`Revision ${number} in the form`}
          title="Open in the form, to be read"
        />
      </span>
      <span className={styles.words}>
        {author ?? 'author not given'} · <Moment value={revision.created_date} />
        {revision.message?.trim() ? (
          <>
            {' · '}
            <q title={revision.message}>
              <Name>{revision.message.trim()}</Name>
            </q>
          </>
        ) : null}
      </span>
    </div>
  );
}

function wordsOf(side: Exclude<Side, { kind: 'revision' | 'nothing' }>) {
  switch (side.kind) {
    case 'draft':
      return 'kept in this browser';
    case 'file':
      return 'JSON in this tab, never sent';
    case 'entity': {
      const { workspaceId, entityId, revisionId } = side;
      return (
        <Link to={paths.entity(workspaceId, entityId)}>
          {`workspace ${workspaceId}, entity ${entityId}, ${revisionId === undefined ? 'as it is now' : `revision id ${revisionId}`}`}
        </Link>
      );
    }
  }
}
