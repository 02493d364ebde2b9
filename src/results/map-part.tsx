import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { MarkedText } from '../ui/marked-text.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { FeatureList, type Pickable } from './feature-list.tsx';
import { identityOf } from './identity.ts';
import { KEPT } from './kept.ts';
import { MapDrawing } from './map-drawing.tsx';
import { type Feature, featureOf, type MapModel, type MapShape, readMap } from './map-model.ts';
import styles from './map-part.module.css';
import type { PartProps, Picking, ResultContext } from './part.ts';

/** A map result, drawn to scale with north up and without any tile server. */
export function Component({ value, context }: PartProps) {
  const model = useMemo(() => readMap(value), [value]);
  return <MapView {...{ model, context }} featureAt={(index) => featureOf(value, index)} />;
}

/** A map with its legend, its features by name, and what the one that is chosen says. */
export function MapView({
  model,
  featureAt,
  context,
}: {
  model: MapModel;
  featureAt: (index: number) => Feature | Promise<Feature>;
  context: ResultContext;
}) {
  const [selected, setSelected] = useState<number | null>(null);
  const picking = usePickable(model, context.picking);
  const own = useMemo(() => new Set(selected === null ? [] : [selected]), [selected]);
  const choose = (index: number | null) => {
    setSelected((now) => (index === now && !picking ? null : index));
    if (index !== null) picking?.toggle(index);
  };
  const shape = model.shapes.find(({ index }) => index === selected);
  if (!model.box) return <Empty>Nothing on this map has a place that can be drawn.</Empty>;
  return (
    <div className={styles.part}>
      <MapDrawing
        model={model}
        chosen={picking?.chosen ?? own}
        onChoose={choose}
        label={`Map of ${context.label}`}
      />
      <Legend legend={model.legend} />
      <p className={styles.hint}>
        Drag or arrow keys to move, + and − or the wheel to zoom once it has the focus.
      </p>
      {shape ? <Chosen key={shape.index} {...{ model, shape, featureAt, context }} /> : null}
      {model.left > 0 ? (
        <Notice tone="warn">{`${model.left} ${model.left === 1 ? 'feature has' : 'features have'} no place that can be drawn.`}</Notice>
      ) : null}
      <FeatureList
        shapes={picking?.shapes ?? model.shapes}
        selected={selected}
        onSelect={setSelected}
        {...(picking ? { picking } : {})}
      />
    </div>
  );
}

/** What of a map may be picked, and is; the names of the app as places in the result. */
function usePickable(model: MapModel, picking: Picking | undefined): Pickable | undefined {
  const { groups, picked } = picking ?? {};
  const shapes = useMemo(() => {
    const named = groups?.flatMap((group) => (Object.hasOwn(model.groups, group) ? model.groups[group] : []));
    const allowed = named && new Set(named);
    return model.shapes.filter(({ id }) => id !== '' && (allowed?.has(id) ?? true));
  }, [model, groups]);
  const chosen = useMemo(
    () => new Set(shapes.filter(({ id }) => picked?.has(id)).map(({ index }) => index)),
    [shapes, picked],
  );
  if (!picking) return undefined;
  const toggle = (index: number) => {
    const shape = shapes.find((one) => one.index === index);
    if (shape) picking.toggle(shape.id);
  };
  return { shapes, chosen, toggle };
}

function Legend({ legend }: Pick<MapModel, 'legend'>) {
  if (legend.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label="Legend">
      {legend.map(({ color, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name, and may be the same twice
        <li key={index}>
          <span className={styles.swatch} style={{ background: color }} />
          {text}
        </li>
      ))}
    </ul>
  );
}

function Chosen({
  model,
  shape,
  featureAt,
  context,
}: {
  model: MapModel;
  shape: MapShape;
  featureAt: (index: number) => Feature | Promise<Feature>;
  context: ResultContext;
}) {
  const { data, error } = useQuery({
    queryKey: ['large', identityOf(model), 'feature', shape.index],
    queryFn: async () => featureAt(shape.index),
    ...KEPT,
  });
  return (
    <section className={styles.chosen} aria-label={`Feature ${shape.title}`}>
      <strong>{shape.title}</strong>
      {error ? <Notice tone="bad">{error.message}</Notice> : null}
      {data?.description ? (
        <span className={styles.description}>
          <MarkedText>{data.description}</MarkedText>
        </span>
      ) : null}
      {data?.links.map(({ entityId, label }) => (
        <Link key={entityId} to={paths.entity(context.workspaceId, entityId)}>
          {label}
        </Link>
      ))}
      {data && data.facts.length > 0 ? (
        <dl className={styles.facts}>
          {data.facts.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
