import { useEffect, useState } from 'react';
import styles from './slow-down-note.module.css';

/** What waits and for how long. The sentence is said once; the seconds are only shown. */
export function SlowDownNote({ waits }: { waits: readonly { until: number }[] }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((Math.min(...waits.map(({ until }) => until)) - now) / 1000);
  return (
    <div className={styles.note}>
      <span aria-live="polite">
        The server asks to slow down. What was asked for is asked again by itself.
      </span>
      <span className={styles.seconds} aria-hidden="true">
        {seconds > 0 && Number.isFinite(seconds) ? `${seconds} s` : '…'}
      </span>
    </div>
  );
}
