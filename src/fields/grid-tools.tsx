import styles from './grid.module.css';
import { countText } from './sizes.ts';

export interface Tools {
  add(): void;
  insert(): void;
  duplicate(): void;
  remove(): void;
  move(by: -1 | 1): void;
  copy(): void;
}

/** What can be done with rows; each acts on the row of the active cell. */
export function GridTools({
  readOnly,
  labelId,
  count,
  at,
  missing,
  tools,
  note,
}: {
  readOnly: boolean;
  labelId: string;
  count: number;
  at: number;
  /** Why there are no rows, where that is not simply an empty list. */
  missing: string | undefined;
  tools: Tools;
  note: string;
}) {
  const rowTools = [
    { name: 'Insert above', act: tools.insert },
    { name: 'Duplicate', act: tools.duplicate },
    { name: 'Move up', act: () => tools.move(-1), off: at === 0, hint: 'Alt+↑' },
    { name: 'Move down', act: () => tools.move(1), off: at >= count - 1, hint: 'Alt+↓' },
    { name: 'Remove row', act: tools.remove, hint: 'Mod+Delete' },
  ];
  return (
    <div className={styles.tools}>
      <span className={styles.count}>{missing ?? countText(count, 'row')}</span>
      {readOnly ? null : (
        <button type="button" className={styles.tool} aria-describedby={labelId} onClick={tools.add}>
          Add row
        </button>
      )}
      {readOnly || count === 0
        ? null
        : rowTools.map(({ name, act, off, hint }) => (
            <button
              key={name}
              type="button"
              className={styles.rowTool}
              aria-describedby={labelId}
              disabled={off ?? false}
              title={hint ? `${name} (${hint})` : undefined}
              onClick={act}
            >
              {name}
            </button>
          ))}
      {count === 0 ? null : (
        <button type="button" className={styles.rowTool} aria-describedby={labelId} onClick={tools.copy}>
          Copy all
        </button>
      )}
      <span className={styles.note} aria-live="polite">
        {note}
      </span>
    </div>
  );
}
