import { lazy, Suspense } from 'react';
import { useSession } from '../api/session.ts';

const SignInDialog = lazy(async () => {
  const { SignInDialog: Component } = await import('../connect/sign-in-dialog.tsx');
  return { default: Component };
});

/** Asks to sign in again when the server no longer knows who one is; what is on the screen stays. */
export function SignInDoor() {
  const { asking, account } = useSession();
  if (!asking || account === null) return null;
  return (
    <Suspense fallback={null}>
      <SignInDialog account={account} />
    </Suspense>
  );
}
