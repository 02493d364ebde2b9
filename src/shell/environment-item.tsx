import { lazy, Suspense } from 'react';
import { useSession } from '../api/session.ts';

const EnvironmentMenu = lazy(async () => {
  const { EnvironmentMenu: Component } = await import('../connect/environment-menu.tsx');
  return { default: Component };
});

/** Which environment the page shows; nothing on the embedded one. */
export function EnvironmentItem() {
  const { session } = useSession();
  if (session === null) return null;
  return (
    <Suspense fallback={null}>
      <EnvironmentMenu />
    </Suspense>
  );
}
