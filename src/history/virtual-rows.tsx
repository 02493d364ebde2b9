import { useVirtualizer } from '@tanstack/react-virtual';
import {
  createContext,
  type ReactNode,
  type Ref,
  type RefObject,
  useDeferredValue,
  useImperativeHandle,
  useRef,
} from 'react';
import { usePrinting } from '../ui/use-printing.ts';
import { fitting } from './room.ts';

/** Scrolls a row into view, also one that is not drawn yet. */
export interface Rows {
  show: (index: number) => void;
}

/** Of a row that is not known, in CSS pixels. */
const LEAST = 54;
/** More rows than this are only drawn where one looks. */
const DRAWN = 60;
/** What of the window the header of an entity, both sides and the bar leave, in CSS pixels. */
const roomInWindow = (): number => Math.max(200, window.innerHeight - 300);
/** More than this are not printed either: the report as a file holds them all. */
export const PRINTED = 3000;

/** Whether the first picture is out: until then only what fits the window is drawn, and long tables in it are cut. */
export const SettledContext = createContext(true);

/** Rows of unequal height inside of something that scrolls: all of them while they are few, after the first picture, else those in view. */
export function VirtualRows({
  rooms,
  keyOf,
  scroller,
  render,
  ref,
}: {
  /** About how high each is, in CSS pixels. */
  rooms: readonly number[];
  keyOf: (index: number) => string;
  scroller: RefObject<HTMLElement | null>;
  render: (index: number) => ReactNode;
  ref?: Ref<Rows>;
}) {
  const list = useRef<HTMLDivElement>(null);
  const count = rooms.length;
  const printing = usePrinting();
  const settled = useDeferredValue(true, false) || printing;
  const virtual = count > DRAWN && !(printing && count <= PRINTED);
  const virtualizer = useVirtualizer<HTMLElement, HTMLDivElement>({
    count: virtual ? count : 0,
    // It asks for the size of what scrolls as soon as it may, which would lay out everything within the click.
    enabled: virtual && settled,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rooms[index] ?? LEAST,
    getItemKey: keyOf,
    overscan: 3,
    // Told by what watches sizes, after the browser has laid them out: to ask for one here would lay out everything at once.
    measureElement: (element, entry, { itemSizeCache }) => {
      const index = Number(element.dataset.index);
      const watched = entry?.borderBoxSize[0]?.blockSize;
      return watched === undefined
        ? (itemSizeCache.get(keyOf(index)) ?? rooms[index] ?? LEAST)
        : Math.round(watched);
    },
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: 140,
    initialRect: { width: 900, height: roomInWindow() },
  });
  useImperativeHandle(ref, () => ({
    show: (index) => {
      if (virtual) virtualizer.scrollToIndex(index, { align: 'center' });
      else
        list.current
          ?.querySelector(`[data-row="${index}"]`)
          ?.scrollIntoView({ block: 'start', behavior: 'instant' });
    },
  }));
  const first = settled ? count : fitting(rooms, roomInWindow());
  if (!virtual)
    return (
      <SettledContext value={settled}>
        <div ref={list} role="rowgroup" aria-busy={!settled || undefined}>
          {Array.from({ length: first }, (_, index) => (
            <div key={keyOf(index)} role="presentation" data-row={index}>
              {render(index)}
            </div>
          ))}
        </div>
      </SettledContext>
    );
  const drawn = settled
    ? virtualizer.getVirtualItems()
    : Array.from({ length: first }, (_, index) => ({ index, key: keyOf(index), start: 0 }));
  const top = (drawn[0]?.start ?? 0) - virtualizer.options.scrollMargin;
  return (
    <SettledContext value={settled}>
      <div
        ref={list}
        role="rowgroup"
        aria-busy={!settled || undefined}
        style={settled ? { height: virtualizer.getTotalSize() } : undefined}
      >
        {/* In the flow of the page: none lies on another while their sizes are not known. */}
        <div role="presentation" style={{ paddingTop: Math.max(0, top) }}>
          {drawn.map((item) => (
            <div key={item.key} role="presentation" data-index={item.index} ref={virtualizer.measureElement}>
              {render(item.index)}
            </div>
          ))}
        </div>
      </div>
    </SettledContext>
  );
}
