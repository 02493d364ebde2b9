import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long to wait for answers that are still under way, before it is looked again whether all have come. */
const LOOK_EVERY_MS = 500;

/** Where most ways lead: an entity, then what is done with it. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../entity/entity-layout.tsx'),
  () => import('../entity/overview-page.tsx'),
  () => import('../history/revisions-page.tsx'),
  () => import('../editor/params-page.tsx'),
];

/**
 * Reads the scripts of the pages that are opened most, one at a time, once what is on screen has its answers and the browser has nothing else to do: going there then waits
 * for none. Not for who asked to spare data, and not in browsers that do not tell when they are idle.
 */
export function useReadAhead(): void {
  const client = useQueryClient();
  useEffect(() => {
    if (typeof requestIdleCallback !== 'function' || savesData()) return;
    let handle = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const parts = [...PARTS];
    const next = (): void => {
      handle = requestIdleCallback(() => {
        if (client.isFetching() > 0) {
          timer = setTimeout(next, LOOK_EVERY_MS);
          return;
        }
        // What cannot be read now is asked for again, and said, when somebody goes there.
        parts
          .shift()?.()
          .then(next, () => undefined);
      });
    };
    next();
    return () => {
      cancelIdleCallback(handle);
      clearTimeout(timer);
      parts.length = 0;
    };
  }, [client]);
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
