import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { slowDown } from '../api/slow-down.ts';

const SlowDownNote = lazy(async () => {
  const { SlowDownNote: Component } = await import('./slow-down-note.tsx');
  return { default: Component };
});

/** Shorter waits are over before they are read, and between two nothing should blink. Milliseconds. */
const BEFORE = 400;
const AFTER = 1500;

/** Tells while requests wait because the server asked to slow down. */
export function SlowDownDoor() {
  const waits = useSyncExternalStore(slowDown.subscribe, slowDown.read);
  const isWaiting = waits.length > 0;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isWaiting), isWaiting ? BEFORE : AFTER);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  if (!isShown) return null;
  return (
    <Suspense fallback={null}>
      <SlowDownNote waits={waits} />
    </Suspense>
  );
}
