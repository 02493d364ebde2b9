import { Menu } from '@mantine/core';
import { IconCloud } from '@tabler/icons-react';
import { useState } from 'react';
import { forgetAccount, switchAccount, useSession } from '../api/session.ts';
import { paths } from '../paths.ts';
import styles from './environment-menu.module.css';

/** The environment of this tab, and the way to another one. Each change loads the page afresh, so that nothing of two environments meets. */
export function EnvironmentMenu() {
  const { session, account } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  if (session === null) return null;
  const name = (account?.environment ?? session.environment).replace(/\.viktor\.ai$/, '');
  if (!session.sign_in) {
    return (
      <span className={styles.name} title={session.environment}>
        <IconCloud size={15} aria-hidden="true" />
        <span className={styles.text}>{name}</span>
      </span>
    );
  }
  const afterwards = (act: Promise<unknown>, path: string) => {
    act.then(
      () => window.location.assign(path),
      (error: Error) => setProblem(error.message),
    );
  };
  return (
    <Menu position="bottom-end" width={260} onOpen={() => setProblem(null)} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles.name} aria-label={`Environment ${name}`}>
          <IconCloud size={15} aria-hidden="true" />
          <span className={styles.text}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={account?.id ?? ''}
          onChange={(id) => id !== account?.id && afterwards(switchAccount(id), paths.workspaces())}
        >
          {session.accounts.map(({ id, environment, user }) => (
            <Menu.RadioItem key={id} value={id}>
              <span className={styles.environment}>{environment}</span>
              {user ? <span className={styles.user}>{user.name}</span> : null}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component="a" href={paths.connect()}>
          Another environment…
        </Menu.Item>
        {account ? (
          <Menu.Item onClick={() => afterwards(forgetAccount(account.id), paths.connect())}>
            Forget {account.environment}
          </Menu.Item>
        ) : null}
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
