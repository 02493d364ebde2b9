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

/** More rows than this are only drawn where one looks. */
const DRAWN = 60;
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
  const virtualizer = useVirtualizer({
    count: virtual ? count : 0,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rooms[index] ?? 54,
    getItemKey: keyOf,
    overscan: settled ? 3 : 0,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: 140,
    initialRect: { width: 900, height: window.innerHeight },
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
  if (!virtual)
    return (
      <SettledContext value={settled}>
        <div ref={list} role="rowgroup">
          {Array.from({ length: settled ? count : fitting(rooms, window.innerHeight) }, (_, index) => (
            <div key={keyOf(index)} role="presentation" data-row={index}>
              {render(index)}
            </div>
          ))}
        </div>
      </SettledContext>
    );
  return (
    <SettledContext value={settled}>
      <div ref={list} role="rowgroup" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            role="presentation"
            data-index={item.index}
            ref={virtualizer.measureElement}
            style={{
              position: 'absolute',
              insetInline: 0,
              top: 0,
              transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)`,
            }}
          >
            {render(item.index)}
          </div>
        ))}
      </div>
    </SettledContext>
  );
}
