import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, type RefObject, useImperativeHandle, useRef } from 'react';
import { usePrinting } from '../ui/use-printing.ts';

/** Scrolls a row into view, also one that is not drawn yet. */
export interface Rows {
  show: (index: number) => void;
}

/** More rows than this are only drawn where one looks. */
const DRAWN = 60;
/** More than this are not printed either: the report as a file holds them all. */
export const PRINTED = 3000;

/** Rows of unequal height inside of something that scrolls: all of them while they are few, else those in view. */
export function VirtualRows({
  count,
  keyOf,
  scroller,
  render,
  ref,
}: {
  count: number;
  keyOf: (index: number) => string;
  scroller: RefObject<HTMLElement | null>;
  render: (index: number) => ReactNode;
  ref?: Ref<Rows>;
}) {
  const list = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const virtual = count > DRAWN && !(printing && count <= PRINTED);
  const virtualizer = useVirtualizer({
    count: virtual ? count : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => 54,
    getItemKey: keyOf,
    overscan: 4,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: 140,
    initialRect: { width: 900, height: 800 },
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
      <div ref={list} role="rowgroup">
        {Array.from({ length: count }, (_, index) => (
          <div key={keyOf(index)} role="presentation" data-row={index}>
            {render(index)}
          </div>
        ))}
      </div>
    );
  return (
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
  );
}
