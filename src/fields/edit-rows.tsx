import { useMemo, useState } from 'react';
import { getIn, toPointer } from '../params/path.ts';
import { prefersCards } from './card-model.ts';
import { EditCards } from './edit-cards.tsx';
import { type EditProps, useFields, useInRow } from './field-store.ts';
import { EditGrid } from './grid.tsx';
import { gridColumns } from './grid-columns.ts';
import { rowsOf } from './grid-model.ts';

/** Rows that are looked at to tell what they hold, where nothing else says so. */
const SAMPLE = 20;

/** The way to see the same rows the other way. */
export interface OtherView {
  title: string;
  show: () => void;
  /** The rows are better shown that way. */
  isFitting: boolean;
  /** It was just used: its button has the focus. */
  focused: boolean;
}

/** Rows as a grid or as cards: as cards where their fields have no room in a cell, until somebody wants them the other way. */
export function EditRows(props: EditProps) {
  const { path, kind, paramType, spec } = props;
  const { store, memory } = useFields();
  const isInRow = useInRow();
  const key = `${toPointer(path)} as`;
  const [chosen, setChosen] = useState(() => memory.get(key) as 'cards' | 'grid' | undefined);
  // What was read decides: rows that are typed must not turn one into the other.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each drawing and says the same
  const fits = useMemo(() => {
    const rows = rowsOf(getIn(store.base, path));
    return prefersCards(kind, gridColumns(rows.slice(0, SAMPLE), kind, paramType, spec), rows.length);
  }, [store, kind, paramType, spec]);
  // Rows within a card are a grid first: cards in cards in cards find no end.
  const asCards = chosen === undefined ? fits && !isInRow : chosen === 'cards';
  const [focused, setFocused] = useState(false);
  const other: OtherView = {
    title: asCards ? 'Show as grid' : 'Show as cards',
    isFitting: fits !== asCards,
    focused,
    show: () => {
      const wish = asCards ? 'grid' : 'cards';
      memory.set(key, wish);
      setChosen(wish);
      setFocused(true);
    },
  };
  return asCards ? <EditCards {...props} other={other} /> : <EditGrid {...props} other={other} />;
}
