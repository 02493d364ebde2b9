import { useState } from 'react';
import type { Comparison, QuietNote } from '../params/comparison.ts';
import { readablePath, toPointer } from '../params/path.ts';
import styles from './quiet-notes.module.css';
import { plainText } from './value-words.ts';

const WORDS: Record<QuietNote['note'], [string, string]> = {
  spelling: ['number is written otherwise but equal', 'numbers are written otherwise but equal'],
  nearby: ['point moved by less than 0.1 mm', 'points moved by less than 0.1 mm'],
  order: ['set has its items in another order', 'sets have their items in another order'],
  closure: [
    'ring differs only in repeating its first point',
    'rings differ only in repeating their first point',
  ],
};
const DRAWN = 100;

/** What is equal in value and not in writing: counted, named on demand, never a change. */
export function QuietNotes({ comparison }: { comparison: Comparison }) {
  const [open, setOpen] = useState(false);
  const { quiet, right } = comparison;
  const said = (Object.keys(WORDS) as QuietNote['note'][]).flatMap((note) => {
    const count = quiet.filter((entry) => entry.note === note).length;
    return count === 0 ? [] : [`${count} ${WORDS[note][count === 1 ? 0 : 1]}`];
  });
  if (said.length === 0) return null;
  return (
    <div className={styles.notes}>
      <span>Not counted: {said.join(', ')}.</span>
      {quiet.length > 0 ? (
        <button type="button" className={styles.open} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide them' : 'Show them'}
        </button>
      ) : null}
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
