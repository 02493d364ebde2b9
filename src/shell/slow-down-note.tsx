import { useEffect, useState } from 'react';
import { sizeWords } from '../ui/size-words.ts';
import styles from './slow-down-note.module.css';

interface Props {
  /** Requests that the server asked to wait with. */
  waits: readonly { until: number }[];
  /** The read whose answer is waited for longest. */
  late: Late | null;
}

export interface Late {
  /** When it was sent, milliseconds since 1970. */
  since: number;
  /** Bytes of its answer that are here; 0 when it does not answer at all. */
  received: number;
}

/** What is waited for and how long. The sentence is said once; the seconds are only shown. */
export function SlowDownNote({ waits, late }: Props) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const next = Math.min(...waits.map(({ until }) => until));
  const seconds = Math.ceil((late === null ? next - now : now - late.since) / 1000);
  const time = seconds > 0 && Number.isFinite(seconds) ? `${seconds} s` : '…';
  return (
    <div className={styles.note}>
      <span aria-live="polite">
        {late === null
          ? 'The server asks to slow down. What was asked for is asked again by itself.'
          : late.received > 0
            ? 'The server has begun to answer, and not all of it is here yet. What is on the page can be used.'
            : 'The server has not answered yet. It is waited for; what is on the page can be used.'}
      </span>
      <span className={styles.seconds} aria-hidden="true">
        {late && late.received > 0 ? `${sizeWords(late.received)} in ${time}` : time}
      </span>
    </div>
  );
}
