import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { JsonValue } from '../../contract/json.ts';
import { Card } from './card.tsx';
import styles from './cards.module.css';
import { CardsTools } from './cards-tools.tsx';
import type { OtherView } from './edit-rows.tsx';
import type { EditProps } from './field-store.ts';
import { issuesOf } from './issues.ts';
import { useCards } from './use-cards.ts';

/** Rows from which only the cards in view are in the page. */
const MANY = 40;
/** About what a card takes, px; what is drawn is measured. */
const CLOSED = 37;
const OPEN = 260;

/** Rows as cards, each with the fields of one row: for what has no room in the cell of a grid. Every change is one step of undo. */
export function EditCards(props: EditProps & { other: OtherView }) {
  const { path, kind, spec, labelId, other } = props;
  const cards = useCards(props);
  const { rows, ids, open, stop, waiting } = cards;
  const issues = useMemo(() => issuesOf(kind, spec, cards.value), [kind, spec, cards.value]);
  const troubled = useMemo(() => new Set(issues.map(({ path: [index] }) => index)), [issues]);
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = rows.length >= MANY;
  const virtualizer = useVirtualizer({
    count: windowed ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (open.has(ids[index] as number) ? OPEN : CLOSED),
    getItemKey: (index) => ids[index] as number,
    overscan: 4,
    // The card in use stays in the page wherever it is scrolled to.
    rangeExtractor: (range) => [...new Set([stop, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  useEffect(() => {
    if (windowed && cards.wish.current?.index === stop) virtualizer.scrollToIndex(stop);
  });
  const card = (index: number, top?: number) => (
    <Card
      key={ids[index]}
      id={ids[index] as number}
      index={index}
      count={rows.length}
      top={top}
      measure={top === undefined ? undefined : virtualizer.measureElement}
      list={path}
      spec={spec}
      columns={cards.columns}
      row={rows[index] as JsonValue}
      place={cards.places.get(ids[index] as number)}
      isOpen={open.has(ids[index] as number)}
      isStop={index === stop}
      isTroubled={troubled.has(index) || waiting?.has(index) === true}
      wish={cards.wish}
      actions={cards.actions}
    />
  );
  return (
    <div className={styles.frame} role="group" aria-labelledby={labelId}>
      {windowed ? (
        <div ref={scroller} className={styles.scroller}>
          <div className={styles.window} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => card(index, start))}
          </div>
        </div>
      ) : (
        rows.map((_, index) => card(index))
      )}
      <CardsTools cards={cards} labelId={labelId} other={other} />
    </div>
  );
}
