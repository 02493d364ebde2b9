import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isServerThere } from '../api/session.ts';

/** How long to wait for answers that are still under way, before it is looked again whether all have come. */
const LOOK_EVERY_MS = 500;

/** How long to wait while the server is away. */
const AWAY_MS = 10_000;

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
      if (parts.length === 0) return;
      handle = requestIdleCallback(() => {
        if (client.isFetching() > 0) {
          timer = setTimeout(next, LOOK_EVERY_MS);
          return;
        }
        void readNext();
      });
    };
    /** A browser never asks again for a script that failed once: while the server is away none is asked for before somebody goes there. */
    const readNext = async (): Promise<void> => {
      if (!(await isServerThere())) {
        timer = setTimeout(next, AWAY_MS);
        return;
      }
      // What cannot be read now is said when somebody goes there.
      await parts
        .shift()?.()
        .then(next, () => undefined);
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
