import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { idOf, type Row, type Rows } from './row.ts';

/** The row that Tab comes to: an entity, and its place for when the entity is gone. */
interface Active {
  parent: number | null;
  slot: number;
  id: number | undefined;
  /** The key of a group; null for what is in none; undefined for an entity. */
  group: string | null | undefined;
  /** For an entity that is shown in a group: which one, and its place there. */
  member: { of: string; at: number } | undefined;
}

function activeOf(row: Row): Active {
  return {
    parent: row.parent,
    slot: row.slot,
    id: idOf(row),
    group: row.kind === 'group' ? row.group.key : row.kind === 'rest' ? null : undefined,
    member: row.kind === 'entity' && row.group !== undefined ? { of: row.group, at: row.at } : undefined,
  };
}

function indexOfActive(rows: Rows, active: Active | null): number {
  if (!active) return -1;
  const byId = active.id === undefined ? -1 : rows.indexOf(active.parent, active.id);
  if (byId >= 0) return byId;
  if (active.group !== undefined) return indexOfGroup(rows, active.parent, active.group);
  const beside = indexOfMember(rows, active);
  if (beside >= 0) return beside;
  const same = indexOfPlace(rows, active.parent, active.slot);
  if (same >= 0) return same;
  const before = rows.indexOfSlot(active.parent, active.slot - 1);
  if (before >= 0) return before;
  return active.parent === null ? -1 : indexOfEntity(rows, active.parent);
}

/** The row at a place that the keyboard can be at: "Empty" is said, not stood on. */
function indexOfPlace(rows: Rows, parent: number | null, slot: number): number {
  const index = rows.indexOfSlot(parent, slot);
  return rows.at(index)?.kind === 'empty' ? -1 : index;
}

/** The row of a group; when it is no more, that of what is left over, the first one there, or what they are in. */
function indexOfGroup(rows: Rows, parent: number | null, key: string | null): number {
  const found = [
    rows.indexOfGroup(parent, key),
    rows.indexOfGroup(parent, null),
    indexOfPlace(rows, parent, 0),
  ];
  return found.find((index) => index >= 0) ?? (parent === null ? -1 : indexOfEntity(rows, parent));
}

/** The row of who has taken a place in a group, or of the last one there; -1 where the group is no more. */
function indexOfMember(rows: Rows, { parent, member }: Active): number {
  const row = member && rows.at(rows.indexOfGroup(parent, member.of));
  if (row?.kind !== 'group') return -1;
  const { slots } = row.group;
  return rows.indexOfSlot(parent, slots[Math.min(member?.at ?? 0, slots.length - 1)] ?? -1);
}

/** Only for what is left when a whole branch is gone: looks at the rows one by one. */
function indexOfEntity(rows: Rows, id: number): number {
  for (let index = 0; index < Math.min(rows.length, 5000); index++) {
    const row = rows.at(index);
    if (row?.kind === 'entity' && row.entity.id === id) return index;
  }
  return -1;
}

/** The first row that is there for itself: before it are only those that it is in. */
function firstOwn(rows: Rows): number {
  let index = 0;
  while (rows.isContext?.(index)) index += 1;
  return index;
}

export interface ActiveRow {
  /** The row of now. A part that draws by it asks {@link useActiveIndex}. */
  readonly index: number;
  setIndex: (index: number) => void;
  /** Bring the keyboard back to the active row at the next drawing. */
  focus: () => void;
  subscribe: (listener: () => void) => () => void;
  /** Another one for each wish to draw the active row again. */
  wish: () => unknown;
  /** Whether the keyboard is in the tree, or was when the element that had it went. */
  holdsFocus: { current: boolean };
}

/** What a tree keeps of its active row beside React: a step of the keys then draws the rows and nothing else. */
function createStore() {
  let active: Active | null = null;
  let wish = {};
  const listeners = new Set<() => void>();
  const tell = () => {
    wish = {};
    for (const listener of listeners) listener();
  };
  return {
    active: () => active,
    wish: () => wish,
    tell,
    set(next: Active) {
      const isSame =
        active?.parent === next.parent &&
        active.slot === next.slot &&
        active.id === next.id &&
        active.group === next.group &&
        active.member?.of === next.member?.of &&
        active.member?.at === next.member?.at;
      if (isSame) return;
      active = next;
      tell();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    holdsFocus: { current: false },
  };
}

/**
 * Which row the keyboard is at. It follows its entity when rows are read again, move or are renamed, goes to the neighbour when the entity is
 * gone, and takes the focus along whenever the element that had it disappears; `fallback` as long as nobody was in the tree. Who comes to a filtered tree
 * comes to a row that fits.
 */
export function useActiveRow(tree: RefObject<HTMLElement | null>, rows: Rows, fallback: number): ActiveRow {
  const [store] = useState(createStore);
  const { holdsFocus, subscribe, wish } = store;

  useEffect(() => {
    const element = tree.current;
    if (!element) return;
    const enter = () => {
      holdsFocus.current = true;
    };
    const leave = (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget))
        holdsFocus.current = false;
    };
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !element.contains(event.target)) holdsFocus.current = false;
    };
    element.addEventListener('focusin', enter);
    element.addEventListener('focusout', leave);
    document.addEventListener('pointerdown', elsewhere, true);
    return () => {
      element.removeEventListener('focusin', enter);
      element.removeEventListener('focusout', leave);
      document.removeEventListener('pointerdown', elsewhere, true);
    };
  }, [tree, holdsFocus]);

  const setIndex = useCallback(
    (next: number) => {
      const row = rows.at(next);
      if (row) store.set(activeOf(row));
    },
    [rows, store],
  );
  const focus = useCallback(() => {
    holdsFocus.current = true;
    store.tell();
  }, [store, holdsFocus]);
  return useMemo(() => {
    let known: { active: Active | null; index: number } | undefined;
    const look = () => {
      const active = store.active();
      const isPlace = (index: number) => index >= 0 && (holdsFocus.current || !rows.isContext?.(index));
      const index = [indexOfActive(rows, active), fallback].find(isPlace) ?? firstOwn(rows);
      known = { active, index };
      return known.index;
    };
    return {
      get index() {
        return known && known.active === store.active() ? known.index : look();
      },
      setIndex,
      focus,
      subscribe,
      wish,
      holdsFocus,
    };
  }, [rows, fallback, store, setIndex, focus, subscribe, wish, holdsFocus]);
}

/** The active row, for a part that is drawn anew whenever it is another one. */
export function useActiveIndex(active: ActiveRow): number {
  useSyncExternalStore(active.subscribe, active.wish);
  return active.index;
}

/** Gives the focus to the active row, after each drawing of the rows, where the keyboard is in the tree; to the filter that leaves no row. */
export function useKeptFocus(
  tree: RefObject<HTMLElement | null>,
  { holdsFocus }: ActiveRow,
  isEmpty: boolean,
): void {
  useLayoutEffect(() => {
    if (!holdsFocus.current) return;
    const focused = document.activeElement;
    const lost = focused === null || focused === document.body;
    const onOtherRow = tree.current?.contains(focused) && focused?.getAttribute('tabindex') === '-1';
    if (!lost && !onOtherRow) return;
    const [around, taker] = isEmpty
      ? [tree.current?.closest('aside'), '[type="search"]']
      : [tree.current, '[data-row][tabindex="0"]'];
    around?.querySelector<HTMLElement>(taker)?.focus({ preventScroll: true });
    if (isEmpty) holdsFocus.current = false;
  });
}
