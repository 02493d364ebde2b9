import { lazy, Suspense } from 'react';

const DraftsMenu = lazy(async () => {
  const { DraftsMenu: Component } = await import('../drafts/drafts-menu.tsx');
  return { default: Component };
});

/** The drafts that wait to be saved. Read after the page: nothing of it weighs on its first sight. */
export function DraftsItem() {
  return (
    <Suspense fallback={null}>
      <DraftsMenu />
    </Suspense>
  );
}
