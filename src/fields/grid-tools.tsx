import { MOD } from '../ui/keys.ts';
import { OtherViewButton } from './cards-tools.tsx';
import type { OtherView } from './edit-rows.tsx';
import styles from './grid.module.css';
import type { Column } from './grid-columns.ts';
import { RowsHead } from './rows-head.tsx';

export interface Tools {
  add(): void;
  insert(): void;
  duplicate(): void;
  remove(): void;
  move(by: -1 | 1): void;
  fill(): void;
  copy(): void;
  /** In the order of a column: ascending, then descending, then as stored. */
  sort(key: string): void;
  keepOrder(): void;
  storedOrder(): void;
}

/** What can be done with rows; each acts on the row of the active cell. */
export function GridTools({
  readOnly,
  labelId,
  count,
  at,
  missing,
  full,
  tools,
  note,
  sort,
  column,
  other,
}: {
  readOnly: boolean;
  labelId: string;
  count: number;
  at: number;
  /** Why there are no rows, where that is not simply an empty list. */
  missing: string | undefined;
  /** Why no row can be added. */
  full: string | undefined;
  tools: Tools;
  note: string;
  sort: { key: string; descending: boolean } | undefined;
  /** Of the active cell. */
  column: Column | undefined;
  /** The same rows as cards, where they can be that. */
  other: OtherView | undefined;
}) {
  const rowTools = [
    { name: 'Insert above', act: tools.insert },
    { name: 'Duplicate', act: tools.duplicate },
    { name: 'Move up', act: () => tools.move(-1), off: at === 0, hint: 'Alt+↑' },
    { name: 'Move down', act: () => tools.move(1), off: at >= count - 1, hint: 'Alt+↓' },
    { name: 'Fill down', act: tools.fill, hint: `${MOD}+D` },
    { name: 'Remove row', act: tools.remove, hint: `${MOD}+Delete` },
  ];
  return (
    <>
      <div className={styles.tools}>
        <RowsHead {...{ labelId, count, missing, full, readOnly }} add={tools.add} />
        {other && count > 0 ? (
          <OtherViewButton other={other} labelId={labelId} quiet={!other.isFitting && !other.focused} />
        ) : null}
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
        {count > 1 && column && !sort ? (
          <button
            type="button"
            className={styles.rowTool}
            aria-describedby={labelId}
            title="Shows the rows in this order; what is stored keeps its own"
            onClick={() => tools.sort(column.key)}
          >
            Sort by {column.label}
          </button>
        ) : null}
        {sort ? (
          <>
            <span className={styles.count}>
              shown by {sort.key}, {sort.descending ? 'falling' : 'rising'}
            </span>
            {sort.descending ? null : (
              <button type="button" className={styles.rowTool} onClick={() => tools.sort(sort.key)}>
                Falling
              </button>
            )}
            <button type="button" className={styles.tool} onClick={tools.storedOrder}>
              Stored order
            </button>
            {readOnly ? null : (
              <button type="button" className={styles.tool} onClick={tools.keepOrder}>
                Keep this order
              </button>
            )}
          </>
        ) : null}
        {count === 0 ? null : (
          <button type="button" className={styles.rowTool} aria-describedby={labelId} onClick={tools.copy}>
            Copy all
          </button>
        )}
      </div>
      <div className={styles.note} aria-live="polite">
        {note}
      </div>
    </>
  );
}
