import type { Account } from '../../contract/session.ts';
import { endQuestion, signIn } from '../api/session.ts';
import { paths } from '../paths.ts';
import dialog from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Sign in again, in front of what one was doing: the requests that wait are sent again, and drafts stay. Another person gets a fresh page. */
export function SignInDialog({ account }: { account: Account }) {
  const submit = async (environment: string, token: string) => {
    const { same } = await signIn(environment, token, account);
    if (same || account.user === null) endQuestion(true);
    else window.location.assign(paths.workspaces());
  };
  return (
    <Dialog title="Sign in again" onClose={() => endQuestion(false)}>
      <div className={dialog.form}>
        <p>
          <strong>{account.environment}</strong> no longer accepts the sign-in
          {account.user ? (
            <>
              {' '}
              of <strong>{account.user.name}</strong>
            </>
          ) : null}
          . Nothing you typed is lost: after signing in, what you were doing goes on.
        </p>
        <SignInForm
          environment={account.environment}
          fixed
          submit={submit}
          onCancel={() => endQuestion(false)}
        />
      </div>
    </Dialog>
  );
}
