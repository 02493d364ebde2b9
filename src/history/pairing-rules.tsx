import buttons from '../ui/button.module.css';
import styles from './hiding-panel.module.css';
import { type KeyColumns, pairingPattern, withChoice } from './key-columns.ts';

/** Which tables somebody has paired otherwise, also where no table shows it, and the way back. */
export function PairingRules({
  keyColumns,
  onKeyColumns,
}: {
  keyColumns: KeyColumns;
  onKeyColumns: (columns: KeyColumns) => void;
}) {
  const chosen = Object.entries(keyColumns);
  if (chosen.length === 0) return null;
  return (
    <div className={styles.panel}>
      <span aria-hidden="true">Rows paired by</span>
      <ul className={styles.rules} aria-label="Rows paired by">
        {chosen.map(([table, column]) => {
          const pattern = pairingPattern(table, column);
          return (
            <li key={table}>
              <code>{column === null ? `no column of ${table}` : pattern}</code>
              <button
                type="button"
                className={buttons.quiet}
                aria-label={`Pair the rows of ${table} by what fits best`}
                onClick={() => onKeyColumns(withChoice(keyColumns, table, undefined))}
              >
                what fits best
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
