import { useEffect, useRef } from 'react';
import styles from './grid.module.css';
import type { Pasted } from './grid-clipboard.ts';
import type { Column } from './grid-columns.ts';
import { countText } from './sizes.ts';

const commaWords = (count: number) =>
  `; ${countText(count, 'decimal comma')} read as ${count === 1 ? 'a point' : 'points'}`;

/** What pasting did, in words. */
export function pastedWords(pasted: Pasted): string {
  const rejected = pasted.rejected.length;
  return [
    `Pasted ${countText(pasted.cells, 'cell')}`,
    pasted.added ? `, ${countText(pasted.added, 'row')} added` : '',
    pasted.commas ? commaWords(pasted.commas) : '',
    '.',
    rejected ? ` Left out ${rejected}: ${pasted.rejected.slice(0, 3).join(' ')}` : '',
  ].join('');
}

/** How the columns are read, and what will become of the cells, before any is written. */
export function GridPaste({
  pasted,
  columns,
  onTake,
  onCancel,
}: {
  pasted: Pasted;
  /** From the first one that is pasted into. */
  columns: readonly Column[];
  onTake: () => void;
  onCancel: () => void;
}) {
  const take = useRef<HTMLButtonElement>(null);
  useEffect(() => take.current?.focus(), []);
  const width = Math.max(0, ...pasted.preview.map((line) => line.length));
  const rejected = pasted.rejected.length;
  return (
    <section
      className={styles.paste}
      aria-label="Paste"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <p className={styles.pasteWords}>
        {countText(pasted.cells, 'cell')} to paste
        {pasted.added ? `, ${countText(pasted.added, 'row')} to add` : ''}
        {pasted.titled ? '; the line of titles is left out' : ''}
        {pasted.commas ? commaWords(pasted.commas) : ''}
        {rejected ? `; ${countText(rejected, 'cell')} left as ${rejected === 1 ? 'it is' : 'they are'}` : ''}.
      </p>
      <div className={styles.pasteScroll}>
        <table>
          <thead>
            <tr>
              {Array.from({ length: width }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of a block have no other name
                <th key={index} scope="col">
                  {columns[index]?.label ?? 'no column'}
                  <span className={styles.headUnit}> {columns[index]?.kind ?? ''}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pasted.preview.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <tr key={at}>
                {line.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={index} data-problem={cell.problem ? true : undefined} title={cell.problem}>
                    {cell.comma ? `${cell.text} → ${cell.text.replace(',', '.')}` : cell.text}
                    {cell.problem ? <span className="vx-visually-hidden">: {cell.problem}</span> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rejected ? (
        <ul className={styles.pasteRejected}>
          {pasted.rejected.slice(0, 5).map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat
            <li key={index}>{text}</li>
          ))}
          {rejected > 5 ? <li>and {countText(rejected - 5, 'more')}</li> : null}
        </ul>
      ) : null}
      <div className={styles.tools}>
        <button
          ref={take}
          type="button"
          className={styles.tool}
          disabled={pasted.cells === 0}
          onClick={onTake}
        >
          {rejected
            ? `Paste the other ${countText(pasted.cells, 'cell')}`
            : `Paste ${countText(pasted.cells, 'cell')}`}
        </button>
        <button type="button" className={styles.rowTool} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </section>
  );
}
