import { useEffect, useState } from 'react';
import styles from './slow-down-note.module.css';

interface Props {
  /** Requests that the server asked to wait with. */
  waits: readonly { until: number }[];
  /** Since when it does not answer at all. */
  silentSince: number | null;
}

/** What is waited for and how long. The sentence is said once; the seconds are only shown. */
export function SlowDownNote({ waits, silentSince }: Props) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const next = Math.min(...waits.map(({ until }) => until));
  const milliseconds = silentSince === null ? next - now : now - silentSince;
  const seconds = Math.ceil(milliseconds / 1000);
  return (
    <div className={styles.note}>
      <span aria-live="polite">
        {silentSince === null
          ? 'The server asks to slow down. What was asked for is asked again by itself.'
          : 'The server has not answered yet. It is waited for; what is on the page can be used.'}
      </span>
      <span className={styles.seconds} aria-hidden="true">
        {seconds > 0 && Number.isFinite(seconds) ? `${seconds} s` : '…'}
      </span>
    </div>
  );
}
