import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { User } from '../../contract/common.ts';
import { personName } from '../api/users.ts';
import { Name } from '../ui/name.tsx';
import { Moment } from './moment.tsx';
import { distance, type Side, type Sides } from './sides.ts';
import styles from './sides-header.module.css';

/** Both sides by number, author, time and message, how far apart they are, and the way to swap them. */
export function SidesHeader({
  sides: { from, to },
  users,
  onSwap,
}: {
  sides: Sides;
  users: readonly User[] | undefined;
  onSwap: () => void;
}) {
  const apart = distance(from, to);
  const swaps = from.kind === 'revision' && to.kind === 'revision';
  return (
    <header className={styles.header}>
      <OneSide which="From" side={from} users={users} />
      <div className={styles.between}>
        <Tooltip label="Swap the two sides">
          <ActionIcon variant="default" size={26} aria-label="Swap" onClick={onSwap} disabled={!swaps}>
            <IconArrowsExchange size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <OneSide which="To" side={to} users={users} />
      {apart ? <div className={styles.apart}>{apart}</div> : null}
    </header>
  );
}

function OneSide({
  which,
  side,
  users,
}: {
  which: 'From' | 'To';
  side: Side;
  users: readonly User[] | undefined;
}) {
  if (side.kind === 'nothing')
    return (
      <div className={styles.side} data-which={which}>
        <strong>{which} nothing</strong>
        <span className={styles.words}>before the first revision</span>
      </div>
    );
  const { revision, number, isHead } = side;
  const author = personName(revision.created_by, users);
  return (
    <div className={styles.side} data-which={which}>
      <strong title={`Revision id ${revision.id}`}>
        {which} revision {number}
        {isHead ? ', the newest' : ''}
      </strong>
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
