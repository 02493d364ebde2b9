import { isArray, type JsonValue, readJson } from '../../contract/json.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { colorOf, listOf, member, numberOf, textOf } from './reading.ts';

/** A place on the drawing: east and south of its corner, in metres, or in the unit of coordinates that are no degrees. */
export type Spot = readonly [x: number, y: number];

export interface MapShape {
  index: number;
  kind: 'point' | 'line' | 'area';
  /** Lines or rings; for points one list of spots. */
  lines: Spot[][];
  title: string;
  description: string;
  stroke: string | undefined;
  fill: string | undefined;
  width: number;
  /** Entities of the same workspace that the app links to. */
  links: { label: string; entityId: number }[];
}

export interface MapLabel {
  text: string;
  at: Spot;
}

export interface MapModel {
  shapes: MapShape[];
  labels: MapLabel[];
  legend: { color: string | undefined; text: string }[];
  /** Corners of everything; `null` when nothing has a place. */
  box: { west: number; east: number; north: number; south: number } | null;
  metric: boolean;
  /** Features that have no place that can be drawn. */
  left: number;
}

type Degrees = [lon: number, lat: number];
interface Raw extends Omit<MapShape, 'lines'> {
  places: Degrees[][];
}

const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A `geojson` result: its features, labels and legend on one plane. Throws a sentence when it holds no features. */
export function readMap(value: JsonValue): MapModel {
  const root = typeof value === 'string' ? readJson(value) : value;
  const inner = member(root, 'geojson') ?? root;
  const collection = typeof inner === 'string' ? readJson(inner) : inner;
  const features = featuresOf(collection);
  if (features === undefined) throw new UndrawableError('The result holds no GeoJSON features.');
  const raws = features.flatMap((feature, index) => rawShapes(feature, index));
  const labels = listOf(member(root, 'labels')).flatMap((label): { text: string; place: Degrees }[] => {
    const [lat, lon] = [
      numberOf(member(label, 'lat', 'latitude')),
      numberOf(member(label, 'lon', 'lng', 'longitude')),
    ];
    const text = textOf(member(label, 'text', 'label'));
    return lat === undefined || lon === undefined || text === '' ? [] : [{ text, place: [lon, lat] }];
  });
  const places = [...raws.flatMap((raw) => raw.places.flat()), ...labels.map(({ place }) => place)];
  const { put, metric } = projection(places);
  const drawn = new Set(raws.map(({ index }) => index));
  return {
    shapes: raws.map(({ places: lines, ...raw }) => ({ ...raw, lines: lines.map((line) => line.map(put)) })),
    labels: labels.map(({ text, place }) => ({ text, at: put(place) })),
    legend: listOf(member(root, 'legend')).flatMap(legendEntry),
    box: boxOf(places.map(put)),
    metric,
    left: features.length - drawn.size,
  };
}

function featuresOf(value: JsonValue | undefined) {
  const type = textOf(member(value, 'type'));
  const features = member(value, 'features');
  if (isArray(features)) return features;
  if (isArray(value)) return value;
  return type !== '' && value !== undefined ? [value] : undefined;
}

function rawShapes(feature: JsonValue, index: number): Raw[] {
  const properties = member(feature, 'properties');
  const geometry = member(feature, 'geometry') ?? feature;
  const of = (...names: string[]) => member(properties, ...names);
  const stroke = colorOf(of('stroke', 'marker-color', 'marker_color', 'color'));
  const look = {
    index,
    title: textOf(of('title', 'name')) || textOf(member(feature, 'id')) || `Feature ${index + 1}`,
    description: textOf(of('description')),
    stroke,
    fill: colorOf(of('fill', 'marker-color')) ?? stroke,
    width: Math.min(12, Math.max(0.5, numberOf(of('stroke-width', 'stroke_width')) ?? 2)),
    links: listOf(of('entity_links')).flatMap(entityLink),
  };
  return linesOf(geometry, 0).map(({ kind, places }) => ({ ...look, kind, places }));
}

function entityLink(link: JsonValue): MapShape['links'] {
  const entityId = numberOf(member(link, 'entity_id', 'id'));
  if (entityId === undefined || !Number.isSafeInteger(entityId) || entityId < 1) return [];
  return [{ entityId, label: textOf(member(link, 'label')) || `Entity ${entityId}` }];
}

function linesOf(geometry: JsonValue | undefined, depth: number): Pick<Raw, 'kind' | 'places'>[] {
  const coordinates = member(geometry, 'coordinates');
  const lines = (value: JsonValue | undefined) =>
    listOf(value)
      .map(pathOf)
      .filter((path) => path.length > 0);
  const one = (kind: Raw['kind'], places: Degrees[][]) =>
    places.some((path) => path.length > 0) ? [{ kind, places }] : [];
  switch (textOf(member(geometry, 'type'))) {
    case 'Point':
      return one('point', [pathOf(coordinates === undefined ? undefined : [coordinates])]);
    case 'MultiPoint':
      return one('point', [pathOf(coordinates)]);
    case 'LineString':
      return one('line', [pathOf(coordinates)]);
    case 'MultiLineString':
      return one('line', lines(coordinates));
    case 'Polygon':
      return one('area', lines(coordinates));
    case 'MultiPolygon':
      return one('area', listOf(coordinates).flatMap(lines));
    case 'GeometryCollection':
      return depth > 4
        ? []
        : listOf(member(geometry, 'geometries')).flatMap((inner) => linesOf(inner, depth + 1));
    default:
      return [];
  }
}

function pathOf(value: JsonValue | undefined): Degrees[] {
  return listOf(value).flatMap((pair): Degrees[] => {
    const [lon, lat] = [numberOf(listOf(pair)[0]), numberOf(listOf(pair)[1])];
    return lon === undefined || lat === undefined ? [] : [[lon, lat]];
  });
}

/** Degrees become metres around the middle of them all; coordinates that cannot be degrees stay what they are. South is down. */
function projection(places: readonly Degrees[]): { put: (place: Degrees) => Spot; metric: boolean } {
  const metric = places.every(([lon, lat]) => Math.abs(lon) <= 360 && Math.abs(lat) <= 90);
  const [first] = places;
  if (!first) return { put: ([lon, lat]) => [lon, -lat], metric };
  const middle = places.reduce((sum, [, lat]) => sum + lat, 0) / places.length;
  const north = metric ? RADIUS * RADIANS : 1;
  const east = metric ? Math.max(0.01, Math.cos(middle * RADIANS)) * north : 1;
  return { put: ([lon, lat]) => [(lon - first[0]) * east, (first[1] - lat) * north], metric };
}

function boxOf(spots: readonly Spot[]): MapModel['box'] {
  if (spots.length === 0) return null;
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const [x, y] of spots) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.north = Math.min(box.north, y);
    box.south = Math.max(box.south, y);
  }
  return box;
}

/** On record as pairs of colour and text. */
function legendEntry(entry: JsonValue): MapModel['legend'] {
  const color = colorOf(listOf(entry)[0] ?? member(entry, 'color', 'colour'));
  const text = textOf(listOf(entry)[1] ?? member(entry, 'text', 'label'));
  return text === '' ? [] : [{ color, text }];
}
