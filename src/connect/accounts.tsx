import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../contract/session.ts';
import { forgetAccount } from '../api/session.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './connect-page.module.css';

/** What this browser is signed in to, each with its way in and its way out. */
export function Accounts({ accounts, open }: { accounts: readonly Account[]; open: (id: string) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const forget = (id: string | null) => {
    setProblem(null);
    forgetAccount(id).catch((error: Error) => setProblem(error.message));
  };
  if (accounts.length === 0) return null;
  return (
    <section aria-label="Signed in">
      <ul className={styles.accounts}>
        {accounts.map(({ id, environment, user }) => (
          <li key={id}>
            <span className={styles.who}>
              <strong>{environment}</strong>
              <span>{user === null ? 'Name not told' : user.name}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => open(id)}
              aria-label={`Open ${environment}`}
            >
              Open
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => forget(id)}
              aria-label={`Forget ${environment}`}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
      {accounts.length > 1 ? (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => forget(null)}>
          Forget all
        </Button>
      ) : null}
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
    </section>
  );
}
