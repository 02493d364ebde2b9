import buttons from '../ui/button.module.css';
import styles from './rest-offer.module.css';

/** What is not read yet of a long list. */
export interface Rest {
  count: number;
  /** Reads on; once more where that failed. */
  readAll: () => void;
  reading: boolean;
  error: Error | null;
}

/** The way to the rest of a list, at its end: `Show 217 older revisions`. */
export function RestOffer({
  rest: { count, readAll, reading, error },
  ofWhat,
}: {
  rest: Rest;
  ofWhat: string;
}) {
  return (
    <div className={styles.rest}>
      <button type="button" className={buttons.quiet} disabled={reading} onClick={readAll}>
        {reading ? `Reading ${count} ${ofWhat}…` : `Show ${count} ${ofWhat}`}
      </button>
      {error ? <span role="alert">{`They could not be read: ${error.message}`}</span> : null}
    </div>
  );
}
