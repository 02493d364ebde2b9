import type { Pairing, RowsDifference } from '../params/comparison.ts';
import { readablePath } from '../params/path.ts';
import { labelOfForm } from '../revisions/form-words.ts';
import { patternOf } from './hiding.ts';
import { chosenFor } from './key-columns.ts';
import { useReview } from './review.ts';
import styles from './table-changes.module.css';

/** Columns offered at most: of a wider table those that could identify its rows come first. */
const OFFERED = 30;
const FITTING = 'fitting';
const NONE = 'none';

/** What the rows of a table are paired by, to be corrected. */
export function PairedBy({ difference }: { difference: RowsDifference }) {
  const { labels, right, keyColumns, onPairing } = useReview();
  const { path, pairing, columns, keyCandidates } = difference;
  const chosen = chosenFor(keyColumns, path);
  const isChosen = chosen === null || (chosen !== undefined && columns.includes(chosen));
  const labelOf = labels && labelOfForm(labels);
  const nameOf = (column: string) => labelOf?.([...path, 0, column]) ?? column;
  const found = pairing.by === 'key' ? pairing.column : undefined;
  const offered = [...new Set([...keyCandidates, ...columns])]
    .slice(0, OFFERED)
    .filter((column) => isChosen || column !== found);
  return (
    <label className={styles.paired}>
      {'paired by '}
      <select
        aria-label={`Pair the rows of ${readablePath(path, right)} by`}
        value={!isChosen ? FITTING : chosen === null ? NONE : `column ${chosen}`}
        onChange={({ currentTarget: { value } }) =>
          onPairing(
            patternOf(path),
            value === FITTING ? undefined : value === NONE ? null : value.slice('column '.length),
          )
        }
      >
        <option value={FITTING}>{isChosen ? 'what fits best' : wordsOf(pairing, nameOf)}</option>
        {offered.map((column) => (
          <option key={column} value={`column ${column}`}>
            {nameOf(column)}
          </option>
        ))}
        {isChosen || found !== undefined ? <option value={NONE}>no column</option> : null}
      </select>
    </label>
  );
}

function wordsOf(pairing: Pairing, nameOf: (column: string) => string): string {
  if (pairing.by === 'key') return nameOf(pairing.column);
  return pairing.by === 'position' ? 'place' : 'likeness';
}
