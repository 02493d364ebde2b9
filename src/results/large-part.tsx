import { useQuery } from '@tanstack/react-query';
import { lazy, useMemo } from 'react';
import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import { readAnswer } from '../api/read-answer.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Differing } from './differing.tsx';
import { identityOf } from './identity.ts';
import { KEPT } from './kept.ts';
import type { LargeAnswers, Question } from './large-desk.ts';
import type { LargeReader } from './large-reader.ts';
import { LargeTable } from './large-table.tsx';
import { type MapModel, type MapShape, shapesOf } from './map-model.ts';
import { drawingOf, type ResultContext } from './part.ts';
import { useLargeReader } from './use-large-reader.ts';

const Plot = lazy(() => import('./plotly-part.tsx').then((module) => ({ default: module.Plot })));
const TraceTables = lazy(() =>
  import('./plotly-values-view.tsx').then((module) => ({ default: module.TraceTables })),
);
const MapView = lazy(() => import('./map-part.tsx').then((module) => ({ default: module.MapView })));
const Shown = lazy(() => import('./image-part.tsx').then((module) => ({ default: module.Shown })));
const Variants = lazy(() =>
  import('./optimization-part.tsx').then((module) => ({ default: module.Variants })),
);
const Variant = lazy(() => import('./optimization-part.tsx').then((module) => ({ default: module.Variant })));

interface ViewProps {
  kind: string;
  reader: LargeReader;
  context: ResultContext;
  text: Blob;
}

const VIEWS: Readonly<Record<string, (props: ViewProps) => React.ReactNode>> = {
  data: TableView,
  table: TableView,
  plotly: PlotView,
  geojson: LargeMapView,
  optimization: VariantsView,
  image: ImageView,
  svg: ImageView,
  web: WebView,
};

/** A part of a result that is too large for the page's thread, by its kind: a worker reads it and hands over what is looked at. */
export function Large({ kind, text, context }: { kind: string; text: Blob; context: ResultContext }) {
  const View = Object.hasOwn(VIEWS, kind) ? VIEWS[kind] : undefined;
  return View ? <Opened {...{ kind, text, context, View }} /> : <Whole {...{ kind, text, context }} />;
}

function Opened({
  View,
  ...props
}: Omit<ViewProps, 'reader'> & { View: (props: ViewProps) => React.ReactNode }) {
  const reader = useLargeReader(props.text);
  return reader ? <View key={reader.id} {...props} reader={reader} /> : null;
}

const NOT_KEPT = { staleTime: 0, gcTime: 0 };

/** What the reader says; `undefined` until it does. What cannot be shown is thrown. */
function useAnswer<Q extends Question>(
  reader: LargeReader,
  question: Q,
  ask: LargeAnswers[Q]['ask'],
  kept: { staleTime: number; gcTime: number } = KEPT,
): LargeAnswers[Q]['answer'] | undefined {
  const { data, error } = useQuery({
    queryKey: ['large', reader.id, question, ask],
    queryFn: () => reader.ask(question, ask),
    ...KEPT,
    ...kept,
  });
  if (error) throw error;
  return data;
}

const Pending = ({ what }: { what: string }) => <BoneRows count={6} label={`Reading the ${what}`} />;

function TableView({ kind, reader, context }: ViewProps) {
  const head = useAnswer(reader, 'openTable', { kind });
  const label = kind === 'data' ? `Data of ${context.label}` : `Table of ${context.label}`;
  return head ? <LargeTable {...{ reader, head, label }} of="table" /> : <Pending what="table" />;
}

function PlotView({ reader, context }: ViewProps) {
  const plot = useAnswer(reader, 'openPlot', {});
  if (!plot) return <Pending what="plot" />;
  const label = `Plot of ${context.label}`;
  return (
    <Plot
      figure={plot.figure}
      label={label}
      values={
        <TraceTables names={plot.traces}>
          {(at, name) => <TraceView key={at} {...{ reader, at }} label={`Values of ${label}: ${name}`} />}
        </TraceTables>
      }
    />
  );
}

function TraceView({ reader, at, label }: { reader: LargeReader; at: number; label: string }) {
  // The worker has one table at a time: what it had before is asked for again.
  const head = useAnswer(reader, 'trace', { at }, NOT_KEPT);
  return head ? <LargeTable {...{ reader, head, label }} of={`trace ${at}`} /> : <Pending what="values" />;
}

/** Shapes that are handed over in one go. */
const PIECE = 4000;

function LargeMapView({ reader, context }: ViewProps) {
  const { data: model, error } = useQuery({
    queryKey: ['large', reader.id, 'map'],
    queryFn: () => readShapes(reader),
    ...KEPT,
  });
  if (error) throw error;
  if (!model) return <Pending what="map" />;
  return <MapView {...{ model, context }} featureAt={(index) => reader.ask('feature', { index })} />;
}

async function readShapes(reader: LargeReader): Promise<MapModel> {
  const { count, ...rest } = await reader.ask('openMap', {});
  const shapes: MapShape[] = [];
  while (shapes.length < count) {
    const piece = await reader.ask('shapes', { from: shapes.length, to: shapes.length + PIECE });
    for (const shape of shapesOf(piece)) shapes.push(shape);
  }
  return { ...rest, shapes };
}

function VariantsView({ reader, context }: ViewProps) {
  const opened = useAnswer(reader, 'openVariants', {});
  const image = useMemo(() => (opened?.image === undefined ? undefined : readJson(opened.image)), [opened]);
  const Image = drawingOf('image');
  if (!opened) return <Pending what="variants" />;
  return (
    <Variants
      table={(choosing) => (
        <LargeTable
          {...{ reader, choosing }}
          head={opened.table}
          of="variants"
          label={`Variants of ${context.label}`}
        />
      )}
      variant={(at) => <VariantView {...{ reader, at, context }} />}
      image={image === undefined || !Image ? null : <Image value={image} context={context} />}
    />
  );
}

function VariantView({ reader, at, context }: { reader: LargeReader; at: number; context: ResultContext }) {
  const answer = useAnswer(reader, 'variant', { at });
  const params = useMemo(() => objectIn(answer?.text ?? null), [answer]);
  return answer ? <Variant {...{ at, params, context }} /> : <Pending what="params" />;
}

function objectIn(text: string | null): JsonObject | undefined {
  const value = text === null ? null : readJson(text);
  return isObject(value) ? value : undefined;
}

function ImageView({ kind, reader, context }: ViewProps) {
  const answer = useAnswer(reader, 'openImage', {});
  const value = useMemo(() => (answer?.text ? readJson(answer.text) : undefined), [answer]);
  const Image = drawingOf(kind);
  if (!answer) return <Pending what="image" />;
  if (answer.image) return <Shown blob={answer.image} label={context.label} />;
  return value === undefined || !Image ? null : <Image value={value} context={context} />;
}

function WebView({ kind, reader, context }: ViewProps) {
  const answer = useAnswer(reader, 'openWeb', {});
  const value = useMemo(() => {
    if (!answer) return undefined;
    return answer.html === '' ? readJson(answer.text) : new Map([['html', answer.html]]);
  }, [answer]);
  const Web = drawingOf(kind);
  return value === undefined || !Web ? <Pending what="content" /> : <Web value={value} context={context} />;
}

/** A kind of which the page itself needs the whole value: it is read here, a little at a time. */
function Whole({ kind, text, context }: { kind: string; text: Blob; context: ResultContext }) {
  const { data, error } = useQuery({
    queryKey: ['large', 'whole', identityOf(text)],
    queryFn: async ({ signal }) => readAnswer(await text.text(), { signal }),
    ...KEPT,
    ...NOT_KEPT,
  });
  const Drawing = drawingOf(kind);
  if (error) throw error;
  if (data === undefined || !Drawing) return <Pending what="result" />;
  return <Drawing kind={kind} value={data} context={context} />;
}

/** Two large results as one table, compared in the worker. */
export function LargeCompared({ kind, texts }: { kind: 'data' | 'table'; texts: readonly [Blob, Blob] }) {
  const reader = useLargeReader(...texts);
  return reader ? <Compared key={reader.id} {...{ kind, reader }} /> : <Pending what="results" />;
}

function Compared({ kind, reader }: { kind: string; reader: LargeReader }) {
  const head = useAnswer(reader, 'openTable', { kind });
  if (!head) return <Pending what="results" />;
  return (
    <div>
      <Differing changed={head.changed ?? 0} of={kind === 'data' ? 'value' : 'cell'} />
      <LargeTable
        {...{ reader, head }}
        of="compared"
        label={kind === 'data' ? 'Values compared' : 'Tables compared'}
      />
    </div>
  );
}
