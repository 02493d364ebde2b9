import { useState } from 'react';
import { Act } from './act.tsx';
import styles from './copy-button.module.css';

const SHOWN_FOR = 1500;
const WORDS = { done: 'Copied', refused: 'The browser did not allow copying' };

/** Copies a text and says whether it did: a browser may refuse, and gives no clipboard at all to pages on plain http. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [outcome, setOutcome] = useState<keyof typeof WORDS>();
  const copy = async () => {
    try {
      if (!navigator.clipboard) throw new Error('This page has no clipboard.');
      await navigator.clipboard.writeText(text());
      setOutcome('done');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(undefined), SHOWN_FOR);
  };
  return (
    <>
      <Act icon={outcome ?? 'copy'} label={label} title={label} onClick={() => void copy()} />
      {outcome ? (
        <span role="status" className={styles.said}>
          {WORDS[outcome]}
        </span>
      ) : null}
    </>
  );
}
