import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { MapDrawing } from './map-drawing.tsx';
import { type MapShape, readMap } from './map-model.ts';
import styles from './map-part.module.css';
import type { PartProps, ResultContext } from './part.ts';

/** A map result, drawn to scale with north up and without any tile server. */
export function Component({ value, context }: PartProps) {
  const model = useMemo(() => readMap(value), [value]);
  const [selected, setSelected] = useState<number | null>(null);
  if (!model.box) return <Empty>Nothing on this map has a place that can be drawn.</Empty>;
  const chosen = model.shapes.find(({ index }) => index === selected);
  return (
    <div className={styles.part}>
      <MapDrawing
        model={model}
        selected={selected}
        onSelect={setSelected}
        label={`Map of ${context.label}`}
      />
      {model.legend.length > 0 ? (
        <ul className={styles.legend} aria-label="Legend">
          {model.legend.map(({ color, text }) => (
            <li key={text}>
              <span className={styles.swatch} style={{ background: color }} />
              {text}
            </li>
          ))}
        </ul>
      ) : null}
      {chosen ? <Chosen shape={chosen} context={context} /> : null}
      {model.left > 0 ? (
        <Notice tone="warn">{`${model.left} ${model.left === 1 ? 'feature has' : 'features have'} no place that can be drawn.`}</Notice>
      ) : null}
      <Features shapes={model.shapes} selected={selected} onSelect={setSelected} />
    </div>
  );
}

function Chosen({ shape, context }: { shape: MapShape; context: ResultContext }) {
  return (
    <section className={styles.chosen} aria-label={`Feature ${shape.title}`}>
      <strong>{shape.title}</strong>
      {shape.description ? <span className={styles.description}>{shape.description}</span> : null}
      {shape.links.map(({ entityId, label }) => (
        <Link key={entityId} to={paths.entity(context.workspaceId, entityId)}>
          {label}
        </Link>
      ))}
    </section>
  );
}

const LISTED = 60;

/** The features by name, for those who do not point. */
function Features({
  shapes,
  selected,
  onSelect,
}: {
  shapes: readonly MapShape[];
  selected: number | null;
  onSelect: (index: number | null) => void;
}) {
  const [all, setAll] = useState(false);
  const features = [...new Map(shapes.map((shape) => [shape.index, shape])).values()];
  const shown = all ? features : features.slice(0, LISTED);
  return (
    <details className={styles.features}>
      <summary>{`${features.length} ${features.length === 1 ? 'feature' : 'features'} by name`}</summary>
      <ul>
        {shown.map(({ index, title }) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={index === selected}
              onClick={() => onSelect(index === selected ? null : index)}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
      {shown.length < features.length ? (
        <Button variant="subtle" onClick={() => setAll(true)}>{`Show all ${features.length}`}</Button>
      ) : null}
    </details>
  );
}
