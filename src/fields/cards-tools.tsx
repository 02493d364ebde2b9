import type { OtherView } from './edit-rows.tsx';
import { useFields } from './field-store.ts';
import styles from './grid.module.css';
import { RowsHead } from './rows-head.tsx';
import type { useCards } from './use-cards.ts';

/** How many rows there are, and what is done with all of them. */
export function CardsTools({
  cards,
  labelId,
  other,
}: {
  cards: ReturnType<typeof useCards>;
  labelId: string;
  other: OtherView;
}) {
  const { readOnly } = useFields();
  const { rows, value, open, full, note } = cards;
  const missing = value === undefined ? 'not stored' : value === null ? 'empty (null)' : undefined;
  return (
    <>
      <div className={styles.tools}>
        <RowsHead {...{ labelId, missing, full, readOnly }} count={rows.length} add={cards.add} />
        {rows.length ? <OtherViewButton other={other} labelId={labelId} /> : null}
        {rows.length < 2 ? null : (
          <button
            type="button"
            className={styles.tool}
            aria-describedby={labelId}
            onClick={open.size ? cards.closeAll : cards.openAll}
          >
            {open.size ? 'Close all' : 'Open all'}
          </button>
        )}
      </div>
      <div className={styles.note} aria-live="polite">
        {note}
      </div>
    </>
  );
}

/** Shows the same rows the other way. `quiet` is seen only while the rows are in use. */
export function OtherViewButton(props: { other: OtherView; labelId: string; quiet?: boolean }) {
  const { other, labelId, quiet } = props;
  return (
    <button
      type="button"
      className={quiet ? styles.rowTool : styles.tool}
      aria-describedby={labelId}
      // The button of the view that is gone had the focus.
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
      autoFocus={other.focused}
      onClick={other.show}
    >
      {other.title}
    </button>
  );
}
