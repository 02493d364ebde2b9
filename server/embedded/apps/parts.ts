import { isObject, type JsonValue } from '../../../contract/json/value.ts';
import type { GeoPoint } from '../worlds/geometry.ts';
import type { MethodResult } from './method.ts';

/** Builders of the parts of a result, in the wire's words. */

export type Status = 'info' | 'success' | 'warning' | 'error' | '';

export interface DataItem {
  key: string;
  label: string;
  value: number | string;
  display_value: string;
  prefix: string;
  suffix: string;
  status: Status;
  status_message: string;
  explanation_label: string;
  children: DataItem[];
}

/** One line of data; numbers are shown with so many decimals, and given in full. */
export function item(
  key: string,
  label: string,
  value: number | string | null,
  rest: Partial<DataItem> & { decimals?: number } = {},
): DataItem {
  const { decimals = 2, ...given } = rest;
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  return {
    key,
    label,
    value: isNumber || typeof value === 'string' ? value : '',
    display_value: isNumber ? value.toFixed(decimals) : String(value ?? '–'),
    prefix: '',
    suffix: '',
    status: '',
    status_message: '',
    explanation_label: '',
    children: [],
    ...given,
  };
}

export const group = (key: string, label: string, children: DataItem[], status: Status = 'info'): DataItem =>
  item(key, label, '', { display_value: '', status, children });

export interface Column {
  title: string;
  type?: 'string' | 'number' | 'boolean' | 'date' | 'mixed';
  decimals?: number;
}
export interface Cell {
  value: string | number | boolean | null;
  text_color?: string;
  background_color?: string;
  text_style?: string;
}

export function table(columns: Column[], rows: (Cell | Cell['value'])[][]): MethodResult {
  return {
    column_headers: columns.map(({ title, type = 'string', decimals }, index) => ({
      id: `c${index + 1}`,
      title,
      data_type: type,
      ...(decimals === undefined ? {} : { num_decimals: decimals }),
      ...(type === 'number' ? { align: 'right' } : {}),
    })),
    row_headers: rows.map(() => ({ data_type: 'mixed' })),
    data: rows.map((row) =>
      row.map((cell) => (typeof cell === 'object' && cell !== null ? cell : { value: cell })),
    ),
    enable_sorting_and_filtering: true,
  };
}

export const red = '#cf222e';
export const amber = '#bf8700';
export const green = '#1a7f37';

/** A number that is too large is red and bold. */
export const checked = (value: number, most: number): Cell =>
  value > most ? { value, text_color: red, text_style: 'bold' } : { value };

export type Trace = Record<string, unknown>;

/** A plotly figure; as an object or, as some versions of the SDK send it, as JSON text. */
export function figure(
  title: string,
  traces: Trace[],
  axes: [x: string, y: string],
  asText = false,
): MethodResult {
  const made = {
    data: traces,
    layout: {
      title: { text: title },
      xaxis: { title: { text: axes[0] } },
      yaxis: { title: { text: axes[1] } },
    },
  };
  return { figure: asText ? JSON.stringify(made) : made };
}

export interface Feature {
  type: 'Feature';
  id: string;
  geometry: { type: string; coordinates: unknown };
  properties: Record<string, unknown>;
}

const lonLat = ({ lat, lon }: GeoPoint): [number, number] => [lon, lat];
export const pointFeature = (id: string, point: GeoPoint, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: lonLat(point) },
  properties: { icon: 'pin', ...properties },
});
export const lineFeature = (
  id: string,
  line: readonly GeoPoint[],
  properties: Record<string, unknown>,
): Feature => ({
  type: 'Feature',
  id,
  geometry: { type: 'LineString', coordinates: line.map(lonLat) },
  properties,
});
export function areaFeature(
  id: string,
  ring: readonly GeoPoint[],
  properties: Record<string, unknown>,
): Feature {
  const closed = ring.map(lonLat);
  const [first, last] = [closed[0], closed.at(-1)];
  if (first !== undefined && (first[0] !== last?.[0] || first[1] !== last?.[1])) closed.push(first);
  return { type: 'Feature', id, geometry: { type: 'Polygon', coordinates: [closed] }, properties };
}

export interface MapExtras {
  labels?: { lat: number; lon: number; text: string; scale?: number }[];
  legend?: (readonly [color: string, text: string])[];
}

export const map = (features: Feature[], { labels = [], legend = [] }: MapExtras = {}): MethodResult => ({
  geojson: { type: 'FeatureCollection', features },
  labels,
  legend,
  interaction_groups: {},
});

export const entityLink = (label: string, id: number) => [{ label, entity_id: id }];

/** Text in XML and HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

export function svg(width: number, height: number, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">${inner}</svg>`;
}

export const html = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escaped(title)}</title>` +
  '<style>body{font:14px/1.5 sans-serif;margin:16px}table{border-collapse:collapse}td,th{border:1px solid #d0d7de;padding:2px 8px;text-align:right}</style>' +
  `</head>\n<body><h1>${escaped(title)}</h1>${body}</body>\n</html>\n`;

/** Values as a spreadsheet reads them: commas, quotes where needed. */
export function csv(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null): string => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The objects of a list of rows. */
export const rowsIn = (list: readonly JsonValue[]) => list.filter(isObject);
export const least = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((low, value) => Math.min(low, value));
export const most = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((high, value) => Math.max(high, value));
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
