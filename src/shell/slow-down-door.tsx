import { useEffect, useState, useSyncExternalStore } from 'react';
import { requestLog } from '../api/request-log.ts';
import { slowDown } from '../api/slow-down.ts';
import { type Late, SlowDownNote } from './slow-down-note.tsx';

/** Shorter waits are over before they are read, and between two nothing should blink. Milliseconds. */
const BEFORE = 400;
const AFTER = 1500;
/** So long a read may take before it is said, milliseconds. */
const SILENCE = 10_000;
const LOOK_EVERY = 2000;

/** Tells while requests wait because the server asked to slow down, or because it does not answer. */
export function SlowDownDoor() {
  const waits = useSyncExternalStore(slowDown.subscribe, slowDown.read);
  const late = useLate();
  const isWaiting = waits.length > 0;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isWaiting), isWaiting ? BEFORE : AFTER);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  if (!isShown && late === null) return null;
  return <SlowDownNote waits={waits} late={isShown ? null : late} />;
}

/** The read that was sent long ago and is not answered as a whole; one without any answer before one that is being answered, then the oldest. */
function useLate(): Late | null {
  const [late, setLate] = useState<Late | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const reads = requestLog
        .read()
        .filter(({ status, method, startedAt }) => {
          return status === null && method === 'GET' && Date.now() - startedAt > SILENCE;
        })
        .reverse();
      const first = reads.find(({ received }) => received === 0) ?? reads[0];
      setLate(first ? { since: first.startedAt, received: first.received } : null);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  return late;
}
