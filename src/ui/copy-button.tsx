import { useState } from 'react';
import { Act } from './act.tsx';
import { copyText } from './clipboard.ts';
import styles from './copy-button.module.css';

const SHOWN_FOR = 1500;
const WORDS = { done: 'Copied', refused: 'The browser did not allow copying' };

/** Copies a text and says whether it did. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [outcome, setOutcome] = useState<keyof typeof WORDS>();
  const copy = async () => {
    setOutcome((await copyText(text())) ? 'done' : 'refused');
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
