import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { readSession, serverMode, signIn, switchAccount, useSession } from '../api/session.ts';
import { paths } from '../paths.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { PageMain } from '../ui/page-main.tsx';
import { Accounts } from './accounts.tsx';
import styles from './connect-page.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Where one signs in to an environment, and out of it. */
export function Component() {
  return (
    <PageMain className={styles.page}>
      <title>Sign in · VIKTOR explorer</title>
      <div className={styles.panel}>
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <h1>Sign in to VIKTOR</h1>
        {serverMode() === 'sign-in' ? <SignIn /> : <NoSignIn />}
      </div>
    </PageMain>
  );
}

function NoSignIn() {
  return (
    <Notice
      tone="plain"
      action={
        <Button variant="default" component={Link} to={paths.workspaces()}>
          All workspaces
        </Button>
      }
    >
      {serverMode() === 'token'
        ? 'This server acts with the token it was started with, so there is nothing to sign in to.'
        : 'This server serves its own sample environment, so there is nothing to sign in to. Start it with VIKTOR_ENVIRONMENT to reach VIKTOR.'}
    </Notice>
  );
}

function SignIn() {
  const { session } = useSession();
  const [failure, setFailure] = useState<unknown>(null);
  const [next] = useSearchParams();
  useEffect(() => {
    readSession().catch(setFailure);
  }, []);
  if (failure !== null) {
    const retry = () => {
      setFailure(null);
      readSession().catch(setFailure);
    };
    return <Failure title="The server did not answer" error={failure} onRetry={retry} />;
  }
  if (session === null) return null;
  // A fresh page: nothing that was read as somebody else stays in it.
  const open = () => window.location.assign(safePath(next.get('next')));
  return (
    <>
      <Accounts accounts={session.accounts} open={(id) => switchAccount(id).then(open, setFailure)} />
      {session.accounts.length > 0 ? <h2 className={styles.heading}>Another environment</h2> : null}
      <SignInForm
        environment={session.environment}
        submit={async (environment, token) => {
          await signIn(environment, token);
          open();
        }}
      />
      <p className={styles.note}>
        The token is kept by this server, encrypted, until you forget it here. Your browser only gets a
        cookie.
      </p>
    </>
  );
}

/** Only a path of this explorer: the rest of the address comes from a link that anybody can make. */
function safePath(next: string | null): string {
  return next !== null && /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith(paths.connect())
    ? next
    : paths.workspaces();
}
