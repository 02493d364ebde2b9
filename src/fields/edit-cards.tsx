import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, useEffect, useMemo, useRef } from 'react';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { fromPointer, type Path } from '../params/path.ts';
import { Card } from './card.tsx';
import styles from './cards.module.css';
import { CardsTools } from './cards-tools.tsx';
import type { OtherView } from './edit-rows.tsx';
import { type EditProps, useFields } from './field-store.ts';
import { opensBelow } from './grid-cell.ts';
import { readTsv } from './grid-clipboard.ts';
import type { Column } from './grid-columns.ts';
import { GridPaste } from './grid-paste.tsx';
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
  const { readOnly } = useFields();
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
  const holdsFields = ({ row: at, column: where, isHead }: Cell): boolean => {
    const [row, column] = [rows[at], cards.columns[where]];
    return !isHead && isObject(row) && column !== undefined && opensBelow(column.kind, row.get(column.key));
  };
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    // A table in a card has taken it, or a text of several lines is for the field it is pasted into.
    if (readOnly || event.defaultPrevented || event.target instanceof HTMLTextAreaElement) return;
    const cells = readTsv(event.clipboardData.getData('text/plain'));
    const start = cellOf(event.target as Element, path, cards.columns);
    // What holds more than one value has fields of its own, and the text is for one of those.
    if (!start || holdsFields(start) || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return;
    event.preventDefault();
    cards.pasting.paste(cells, start);
  };
  const { offered } = cards.pasting;
  return (
    <div className={styles.frame} role="group" aria-labelledby={labelId} onPaste={onPaste}>
      {windowed ? (
        <div ref={scroller} className={styles.scroller}>
          <div className={styles.window} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => card(index, start))}
          </div>
        </div>
      ) : (
        rows.map((_, index) => card(index))
      )}
      {offered ? (
        <GridPaste
          {...offered}
          onTake={cards.pasting.takeOffered}
          onCancel={() => {
            cards.pasting.cancel();
            cards.actions.current.goTo(stop);
          }}
        />
      ) : null}
      <CardsTools cards={cards} labelId={labelId} other={other} />
    </div>
  );
}

interface Cell {
  row: number;
  column: number;
  isHead: boolean;
}

/** The cell that an element of a card stands for: the first of its row for the head. */
function cellOf(element: Element, list: Path, columns: readonly Column[]): Cell | undefined {
  const pointer = element.closest<HTMLElement>('[data-pointer]')?.dataset.pointer ?? '';
  const [row, key, ...inside] = fromPointer(pointer).slice(list.length);
  const column = key === undefined ? 0 : columns.findIndex((one) => one.key === String(key));
  return typeof row === 'number' && column >= 0 && inside.length === 0
    ? { row, column, isHead: key === undefined }
    : undefined;
}
