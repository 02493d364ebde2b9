import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { moveIn, spliced, toPointer } from '../params/path.ts';
import { idsOfRows, isInCard } from './card-model.ts';
import { type EditProps, type KeptCell, useBaseAt, useFields, useValueAt } from './field-store.ts';
import { rowsWithPending, useColumns } from './grid-hooks.ts';
import { emptyRow, rowsOf } from './grid-model.ts';
import { rowLimits } from './row-limits.ts';
import { usePaste } from './use-paste.ts';

/** Up to so many rows all cards are open at first. */
const MOST_OPEN = 8;

/** A card that is to have the focus once it is drawn: its head, or its first field. */
export interface CardWish {
  index: number;
  part: 'head' | 'field';
  /** Of the field, when not the first. */
  key?: string | undefined;
}

/** What can be done with a card; `index` is its place. */
export interface CardActions {
  /** Goes to the head of a card, maybe beyond the last. */
  goTo(index: number): void;
  /** It has got the focus. */
  use(index: number): void;
  toggle(id: number): void;
  move(index: number, by: -1 | 1): void;
  duplicate(index: number): void;
  remove(index: number): void;
}

/** The rows of a list as cards: what is open, which one is in use, and every way to change them. */
export function useCards({ path, kind, paramType, spec }: EditProps) {
  const { store, memory } = useFields();
  const value = useValueAt(path);
  const rows = rowsOf(value);
  const { ids, places, nextId } = useRowIds(rows, rowsOf(useBaseAt(path)));
  const columns = useColumns(rows, kind, paramType, spec);
  const pointer = toPointer(path);
  const [kept] = useState(() => memory.get(pointer) as KeptCell | undefined);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => {
    const led = kept?.takesFocus ? ids[kept.row] : undefined;
    return new Set(rows.length <= MOST_OPEN ? ids : led === undefined ? [] : [led]);
  });
  const [stop, setStop] = useState(kept?.row ?? 0);
  useEffect(() => void memory.set(pointer, { row: stop, column: 0 }), [memory, pointer, stop]);
  const [note, setNote] = useState('');
  const wish = useRef<CardWish | null>(
    kept?.takesFocus ? { index: kept.row, part: 'field', key: kept.key } : null,
  );
  const pending = useSyncExternalStore(store.subscribe, () => store.pending);
  const waiting = useMemo(() => rowsWithPending(pending, path, pointer), [pending, path, pointer]);
  const last = Math.max(0, rows.length - 1);
  const limits = rowLimits(spec);
  const full = rows.length >= limits.max ? limits.most : undefined;

  const goTo = (index: number, part: CardWish['part'] = 'head') => {
    wish.current = { index, part };
    setStop(index);
  };
  /** Writes rows that were moved, added, removed or pasted into; not under text that is no value yet, which would be lost or land in another row. Says whether it did. */
  const change = (made: JsonArray, index: number, part?: CardWish['part']): boolean => {
    const held = waiting?.size ? 'Correct or clear the red fields first, then change the rows.' : '';
    setNote(held);
    if (held) return false;
    store.set(path, made);
    goTo(index, part);
    return true;
  };
  const pasting = usePaste({
    rows,
    columns,
    spec,
    isShown: (index, row, column) => isInCard(spec, index, row, column),
    take: (made, { row }) => change(made, row),
    say: setNote,
  });
  const insert = (index: number, row: JsonValue, part?: CardWish['part']) => {
    if (full) return setNote(full);
    const id = nextId();
    setOpen((now) => new Set(now).add(id));
    change(spliced(rows, index, 0, row), index, part);
  };
  const actions: CardActions = {
    goTo: (index) => goTo(Math.max(0, Math.min(index, last))),
    use: setStop,
    toggle: (id) =>
      setOpen((now) => {
        const next = new Set(now);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    move: (index, by) => {
      const to = index + by;
      if (to >= 0 && to < rows.length) change(moveIn(rows, [], index, to) as JsonArray, to);
    },
    duplicate: (index) => insert(index + 1, rows[index] as JsonValue),
    remove: (index) => {
      if (rows.length <= limits.min) setNote(limits.fewest);
      else change(spliced(rows, index, 1), Math.max(0, Math.min(index, last - 1)));
    },
  };
  return {
    value,
    rows,
    ids,
    places,
    columns,
    open,
    stop: Math.min(stop, last),
    note,
    wish,
    waiting,
    full,
    pasting,
    actions: useLatestRef(actions),
    add: () => insert(rows.length, emptyRow(columns, rows, spec?.copyLast), 'field'),
    openAll: () => setOpen(new Set(ids)),
    closeAll: () => setOpen(new Set()),
  };
}

interface Known {
  rows: JsonArray;
  ids: readonly number[];
  /** The rows as they were read. */
  base: JsonArray;
  baseIds: readonly number[];
  next: number;
}

/** Ids of the rows of now, by which a row that is edited and moved is known to be the one that was read; `nextId` is what a new row is going to have. */
function useRowIds(rows: JsonArray, base: JsonArray) {
  const kept = useRef<Known>(undefined);
  const [seen] = useState(() => new WeakMap<object, number>());
  const known = kept.current ?? firstKnown(base);
  let { next } = known;
  const fresh = () => next++;
  const ids = idsOfRows(known, rows, fresh, seen);
  const baseIds = base === known.base ? known.baseIds : idsOfRows({ rows, ids }, base, fresh, seen);
  kept.current = { rows, ids, base, baseIds, next };
  const places = useMemo(() => new Map(baseIds.map((id, index) => [id, index])), [baseIds]);
  return { ids, places, nextId: () => kept.current?.next ?? 0 };
}

function firstKnown(base: JsonArray): Known {
  const ids = base.map((_, index) => index);
  return { rows: base, ids, base, baseIds: ids, next: base.length };
}

function useLatestRef<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
