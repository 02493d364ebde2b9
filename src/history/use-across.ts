import { useEffect, useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { type Across, compareAcrossInWorker } from '../workers/compare.ts';

export type AcrossState =
  | { state: 'pending' }
  | { state: 'failed'; error: unknown }
  | { state: 'ready'; across: Across };

/** The first `most` places that differ among several params, the order of `sets` aside, large ones worked out in a worker, which is ended when nobody looks any more. */
export function useAcross(sides: readonly JsonObject[], sets: readonly string[], most: number): AcrossState {
  const [found, setFound] = useState<{ sides: readonly JsonObject[]; state: AcrossState }>();
  useEffect(() => {
    const controller = new AbortController();
    compareAcrossInWorker(sides, sets, most, controller.signal).then(
      (across) => setFound({ sides, state: { state: 'ready', across } }),
      (error: unknown) => controller.signal.aborted || setFound({ sides, state: { state: 'failed', error } }),
    );
    return () => controller.abort();
  }, [sides, sets, most]);
  return found?.sides === sides ? found.state : { state: 'pending' };
}
