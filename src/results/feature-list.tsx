import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Empty } from '../ui/notice.tsx';
import type { MapShape } from './map-model.ts';
import styles from './map-part.module.css';

const ROW = 26;
/** Fewer need no filter. */
const FEW = 12;

/** Features that may be picked, by their places in the result. */
export interface Pickable {
  shapes: readonly MapShape[];
  chosen: ReadonlySet<number>;
  toggle: (index: number) => void;
}

interface ListProps {
  selected: number | null;
  onSelect: (index: number | null) => void;
  picking?: Pickable;
}

/**
 * The features of a map by name, for those who do not point: the arrows go from one to the next, and what they come to is chosen on the map. Where features are picked, the space bar picks
 * one or takes it back.
 */
export function FeatureList({ shapes, ...props }: ListProps & { shapes: readonly MapShape[] }) {
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(props.picking !== undefined);
  const features = useMemo(
    () => [...new Map(shapes.map(({ index, title }) => [index, { index, title }])).values()],
    [shapes],
  );
  const shown = useMemo(() => {
    const sought = words.trim().toLowerCase();
    return sought === '' ? features : features.filter(({ title }) => title.toLowerCase().includes(sought));
  }, [features, words]);
  return (
    <details className={styles.features} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`${features.length.toLocaleString()} ${features.length === 1 ? 'feature' : 'features'} by name`}</summary>
      {open && features.length > FEW ? (
        <TextInput
          aria-label="Filter features"
          placeholder="Filter features"
          leftSection={<IconSearch size={14} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      {open ? <Options {...props} features={shown} /> : null}
    </details>
  );
}

function Options({
  features,
  selected,
  onSelect,
  picking,
}: ListProps & { features: readonly { index: number; title: string }[] }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: features.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 300, height: 240 },
  });
  const at = features.findIndex(({ index }) => index === selected);
  const press = (event: KeyboardEvent) => {
    const page = Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) || 1;
    const last = features.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + page),
      PageUp: Math.max(0, at - page),
      Home: 0,
      End: last,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (event.key === 'Escape' && selected !== null) onSelect(null);
    else if ((event.key === ' ' || event.key === 'Enter') && picking && selected !== null)
      picking.toggle(selected);
    else if (target === undefined || !features[target]) return;
    else {
      onSelect(features[target].index);
      virtualizer.scrollToIndex(target);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  if (features.length === 0) return <Empty>No feature is called that.</Empty>;
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={picking ? 'Features to pick' : 'Features'}
      aria-multiselectable={picking ? true : undefined}
      aria-activedescendant={at >= 0 ? `${id}-${features[at]?.index}` : undefined}
      tabIndex={0}
      className={styles.list}
      onKeyDown={press}
    >
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index: place, start }) => {
          const feature = features[place];
          if (!feature) return null;
          const { index, title } = feature;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={picking ? picking.chosen.has(index) : index === selected}
              data-active={index === selected || undefined}
              aria-posinset={place + 1}
              aria-setsize={features.length}
              className={styles.option}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                onSelect(index === selected && !picking ? null : index);
                picking?.toggle(index);
              }}
            >
              {picking?.chosen.has(index) ? '✓ ' : ''}
              {title}
            </div>
          );
        })}
      </div>
    </div>
  );
}
