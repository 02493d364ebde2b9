import { useEffect, useState, useSyncExternalStore } from 'react';
import { requestLog } from '../api/request-log.ts';
import { slowDown } from '../api/slow-down.ts';
import { SlowDownNote } from './slow-down-note.tsx';

/** Shorter waits are over before they are read, and between two nothing should blink. Milliseconds. */
const BEFORE = 400;
const AFTER = 1500;
/** So long a read may take before it is said, milliseconds. */
const SILENCE = 10_000;
const LOOK_EVERY = 2000;

/** Tells while requests wait because the server asked to slow down, or because it does not answer. */
export function SlowDownDoor() {
  const waits = useSyncExternalStore(slowDown.subscribe, slowDown.read);
  const silentSince = useSilence();
  const isWaiting = waits.length > 0;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isWaiting), isWaiting ? BEFORE : AFTER);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  if (!isShown && silentSince === null) return null;
  return <SlowDownNote waits={waits} silentSince={isShown ? null : silentSince} />;
}

/** When the oldest read that is still without an answer was sent, if that is long ago; milliseconds since 1970. */
function useSilence(): number | null {
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const reads = requestLog.read().filter(({ status, method }) => status === null && method === 'GET');
      const oldest = Math.min(...reads.map(({ startedAt }) => startedAt));
      setSince(Date.now() - oldest > SILENCE ? oldest : null);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  return since;
}
