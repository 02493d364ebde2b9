import * as z from 'zod/mini';
import { Id } from './common.ts';

/**
 * What a job's `result` may hold: a member for each kind of view or button, in the shapes that public captures and the SDK's reference show. Members that
 * are not on record pass through.
 */

const optionalText = z.optional(z.nullable(z.string()));
const optionalNumber = z.optional(z.nullable(z.number()));

/** A link, presigned and short-lived. */
const Linked = z.looseObject({ url: z.string() });

/** One line of data, or a group of lines: then `value` is empty. Numbers are given in full, `display_value` is rounded. */
export const DataItem = z.looseObject({
  key: z.optional(z.string()),
  label: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  display_value: optionalText,
  prefix: optionalText,
  suffix: optionalText,
  status: z.optional(z.nullable(z.enum(['', 'info', 'success', 'warning', 'error']))),
  status_message: optionalText,
  explanation_label: optionalText,
  get children() {
    return z.optional(z.array(DataItem));
  },
});

export const TableResult = z.looseObject({
  column_headers: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      data_type: z.enum(['string', 'number', 'boolean', 'date', 'mixed']),
      align: optionalText,
      num_decimals: optionalNumber,
    }),
  ),
  row_headers: z.array(z.looseObject({ data_type: z.string(), title: optionalText })),
  data: z.array(
    z.array(
      z.looseObject({
        value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
        text_color: optionalText,
        background_color: optionalText,
        text_style: optionalText,
      }),
    ),
  ),
  enable_sorting_and_filtering: z.optional(z.boolean()),
});

export const GeometryResult = z.looseObject({
  /** Link to the model. */
  geometry: z.string(),
  geometry_type: z.enum(['gltf', '3dm']),
  labels: z.array(z.looseObject({ x: z.number(), y: z.number(), z: z.number(), text: z.array(z.string()) })),
});

/** Coordinates are longitude and latitude, other than in params. */
export const MapResult = z.looseObject({
  geojson: z.looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.looseObject({
        type: z.literal('Feature'),
        geometry: z.looseObject({ type: z.string(), coordinates: z.array(z.unknown()) }),
        properties: z.looseObject({
          entity_links: z.optional(z.array(z.looseObject({ label: z.string(), entity_id: Id }))),
        }),
      }),
    ),
  }),
  labels: z.optional(z.array(z.looseObject({ lat: z.number(), lon: z.number(), text: z.string() }))),
  legend: z.optional(z.array(z.tuple([z.string(), z.string()]))),
});

const Figure = z.looseObject({ data: z.array(z.looseObject({})), layout: z.looseObject({}) });

export const OptimizationResult = z.looseObject({
  results: z.array(z.looseObject({ params: z.looseObject({}), analysis_result: z.looseObject({}) })),
  input_columns: z.optional(z.array(z.string())),
  output_headers: z.optional(z.record(z.string(), z.string())),
});

export const JobResult = z.strictObject({
  data: z.optional(z.array(DataItem)),
  table: z.optional(TableResult),
  geometry: z.optional(GeometryResult),
  geojson: z.optional(MapResult),
  /** The figure as an object or as JSON text. */
  plotly: z.optional(z.looseObject({ figure: z.union([Figure, z.string()]) })),
  /** A link, or a drawing as text. */
  image: z.optional(z.union([z.string(), Linked, z.looseObject({ svg: z.string() })])),
  pdf: z.optional(Linked),
  web: z.optional(z.union([Linked, z.looseObject({ html: z.string() })])),
  ifc: z.optional(Linked),
  download: z.optional(Linked),
  /** A patch: keys that it does not name stay. Bare, or under `params` or `parameters`. */
  set_params: z.optional(z.looseObject({})),
  optimization: z.optional(OptimizationResult),
});
export type JobResult = z.output<typeof JobResult>;
