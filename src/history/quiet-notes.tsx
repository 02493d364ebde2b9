import { useState } from 'react';
import type { Comparison } from '../params/comparison.ts';
import { readablePath, toPointer } from '../params/path.ts';
import { plainText } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import styles from './quiet-notes.module.css';
import { quietWords } from './quiet-words.ts';

const DRAWN = 100;

/** What is equal in value and not in writing: counted, named on demand, never a change. */
export function QuietNotes({ comparison }: { comparison: Comparison }) {
  const [open, setOpen] = useState(false);
  const { quiet, right } = comparison;
  if (quiet.length === 0) return null;
  return (
    <div className={styles.notes}>
      <span>Not counted: {quietWords(quiet)}.</span>
      <button type="button" className={buttons.quiet} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide them' : 'Show them'}
      </button>
      {open ? (
        <ul className={styles.list}>
          {quiet.slice(0, DRAWN).map((note) => (
            <li key={toPointer(note.path)}>
              <span>{readablePath(note.path, right)}</span> <code>{plainText(note.left)}</code> →{' '}
              <code>{plainText(note.right)}</code>
            </li>
          ))}
          {quiet.length > DRAWN ? <li>{`and ${quiet.length - DRAWN} more`}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
