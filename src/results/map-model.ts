import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { colorOf, jsonIn, listOf, member, numberOf, shownText, textOf } from './reading.ts';

export interface MapShape {
  /** Of the feature that it belongs to, which may have several shapes. */
  index: number;
  /** What the app calls the feature; `''` without a name. */
  id: string;
  kind: 'point' | 'line' | 'area';
  /**
   * Lines or rings; for points one list of spots. Each as `x, y, x, y, …`, east and south of the first place of the map, in metres, or in the unit of coordinates
   * that are no degrees.
   */
  lines: Float64Array[];
  box: Box;
  title: string;
  stroke: string | undefined;
  fill: string | undefined;
  width: number;
}

export interface Box {
  west: number;
  east: number;
  north: number;
  south: number;
}

export interface MapLabel {
  text: string;
  x: number;
  y: number;
}

export interface MapModel {
  shapes: MapShape[];
  labels: MapLabel[];
  legend: { color: string | undefined; text: string }[];
  /** Names of groups, and the ids of features that may be picked as one of the group. */
  groups: Record<string, string[]>;
  /** Corners of everything; `null` when nothing has a place. */
  box: Box | null;
  metric: boolean;
  /** Features that have no place that can be drawn. */
  left: number;
}

/** What is said of a feature. */
export interface Feature {
  description: string;
  facts: { name: string; text: string }[];
  /** Entities of the same workspace that the app links to. */
  links: { label: string; entityId: number }[];
}

type Degrees = readonly [lon: number, lat: number];
interface Raw extends Omit<MapShape, 'lines' | 'box'> {
  places: Degrees[][];
}

const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A `geojson` result: its features, labels and legend on one plane. Throws a sentence when it holds no features. */
export function readMap(value: JsonValue): MapModel {
  const { root, features } = featuresIn(value);
  const raws = features.flatMap((feature, index) => rawShapes(feature, index));
  const labels = listOf(member(root, 'labels')).flatMap((label): { text: string; place: Degrees }[] => {
    const [lat, lon] = [
      numberOf(member(label, 'lat', 'latitude')),
      numberOf(member(label, 'lon', 'lng', 'longitude')),
    ];
    const text = textOf(member(label, 'text', 'label'));
    const [place] = pathOf([[lon ?? null, lat ?? null]]);
    return place === undefined || text === '' ? [] : [{ text, place }];
  });
  const places = [...raws.flatMap((raw) => raw.places.flat()), ...labels.map(({ place }) => place)];
  const { put, metric } = projection(places);
  const drawn = new Set(raws.map(({ index }) => index));
  const shapes = raws.map(({ places: lines, ...raw }): MapShape => {
    const spots = lines.map((line) => Float64Array.from(line.flatMap(put)));
    return { ...raw, lines: spots, box: boxOf(spots) };
  });
  const spots = labels.map(({ place }) => put(place));
  const boxes = [...shapes.map(({ box }) => box), boxOf(spots.map((spot) => Float64Array.from(spot)))];
  return {
    shapes,
    labels: labels.map(({ text }, at) => ({ text, x: spots[at]?.[0] ?? 0, y: spots[at]?.[1] ?? 0 })),
    legend: listOf(member(root, 'legend')).flatMap(legendEntry),
    groups: groupsOf(member(root, 'interaction_groups')),
    box: places.length === 0 ? null : boxes.reduce(around),
    metric,
    left: features.length - drawn.size,
  };
}

function featuresIn(value: JsonValue) {
  const root = typeof value === 'string' ? jsonIn(value) : value;
  const inner = member(root, 'geojson') ?? root;
  const features = featuresOf(typeof inner === 'string' ? jsonIn(inner) : inner);
  if (features === undefined) throw new UndrawableError('The result holds no GeoJSON features.');
  return { root, features };
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
    id: idOf(feature),
    title: titleOf(feature, index),
    stroke,
    fill: colorOf(of('fill', 'marker-color')) ?? stroke,
    width: Math.min(12, Math.max(0.5, numberOf(of('stroke-width', 'stroke_width')) ?? 2)),
  };
  return linesOf(geometry, 0).map(({ kind, places }) => ({ ...look, kind, places }));
}

const idOf = (feature: JsonValue): string =>
  textOf(member(feature, 'id') ?? member(member(feature, 'properties'), 'identifier', 'id'));

const titleOf = (feature: JsonValue, index: number): string =>
  textOf(member(member(feature, 'properties'), 'title', 'name')) ||
  textOf(member(feature, 'id')) ||
  `Feature ${index + 1}`;

/** How a feature is drawn, and what is shown of it otherwise: the rest is what the app says of it. */
const LOOKS =
  /^(?:icon|marker[-_](?:color|symbol|size)|stroke(?:[-_](?:width|opacity))?|fill(?:[-_]opacity)?|color|title|name|description|entity_links)$/;
const MOST_FACTS = 100;

/** What a feature says of itself, by its place in the result. */
export function featureOf(value: JsonValue, index: number): Feature {
  const properties = member(featuresIn(value).features[index], 'properties');
  const facts = isObject(properties) ? [...properties].filter(([name]) => !LOOKS.test(name)) : [];
  return {
    description: textOf(member(properties, 'description')),
    facts: facts.slice(0, MOST_FACTS).map(([name, fact]) => ({ name, text: shownText(fact) })),
    links: listOf(member(properties, 'entity_links')).flatMap(entityLink),
  };
}

/** Shapes as they are handed over: the spots of all in one list, and how many numbers of it are of each line. */
export interface ShapesPiece {
  shapes: (Omit<MapShape, 'lines'> & { lengths: number[] })[];
  spots: Float64Array;
}

export function shapesPiece(shapes: readonly MapShape[]): ShapesPiece {
  const lines = shapes.flatMap((shape) => shape.lines);
  const spots = new Float64Array(lines.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const line of lines) {
    spots.set(line, at);
    at += line.length;
  }
  return {
    shapes: shapes.map(({ lines: own, ...shape }) => ({
      ...shape,
      lengths: own.map(({ length }) => length),
    })),
    spots,
  };
}

export function shapesOf({ shapes, spots }: ShapesPiece): MapShape[] {
  let at = 0;
  return shapes.map(({ lengths, ...shape }) => ({
    ...shape,
    lines: lengths.map((length) => {
      at += length;
      return spots.subarray(at - length, at);
    }),
  }));
}

function groupsOf(value: JsonValue | undefined): MapModel['groups'] {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    [...value].map(([name, ids]) => [
      name,
      listOf(ids)
        .map((id) => textOf(id) || textOf(member(id, 'id', 'identifier')))
        .filter(Boolean),
    ]),
  );
}

function entityLink(link: JsonValue): Feature['links'] {
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

/** Beyond this, in degrees or in the unit of any grid, there is no place on Earth. */
const FARTHEST = 1e9;

function pathOf(value: JsonValue | undefined): Degrees[] {
  return listOf(value).flatMap((pair): Degrees[] => {
    const [lon, lat] = [numberOf(listOf(pair)[0]), numberOf(listOf(pair)[1])];
    const isPlace = Math.abs(lon ?? Infinity) <= FARTHEST && Math.abs(lat ?? Infinity) <= FARTHEST;
    return isPlace ? [[lon as number, lat as number]] : [];
  });
}

/** Degrees become metres around the middle of them all; coordinates that cannot be degrees stay what they are. South is down. */
function projection(places: readonly Degrees[]) {
  const metric = places.every(([lon, lat]) => Math.abs(lon) <= 360 && Math.abs(lat) <= 90);
  const [first = [0, 0] as const] = places;
  const middle = places.reduce((sum, [, lat]) => sum + lat, 0) / Math.max(1, places.length);
  const north = metric ? RADIUS * RADIANS : 1;
  const east = metric ? Math.max(0.01, Math.cos(middle * RADIANS)) * north : 1;
  const put = ([lon, lat]: Degrees): [x: number, y: number] => [
    (lon - first[0]) * east,
    (first[1] - lat) * north,
  ];
  return { put, metric };
}

function boxOf(lines: readonly Float64Array[]): Box {
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const line of lines)
    for (let at = 0; at < line.length; at += 2) {
      const [x, y] = [line[at] as number, line[at + 1] as number];
      if (x < box.west) box.west = x;
      if (x > box.east) box.east = x;
      if (y < box.north) box.north = y;
      if (y > box.south) box.south = y;
    }
  return box;
}

const around = (a: Box, b: Box): Box => ({
  west: Math.min(a.west, b.west),
  east: Math.max(a.east, b.east),
  north: Math.min(a.north, b.north),
  south: Math.max(a.south, b.south),
});

/** On record as pairs of colour and text. */
function legendEntry(entry: JsonValue): MapModel['legend'] {
  const color = colorOf(listOf(entry)[0] ?? member(entry, 'color', 'colour'));
  const text = textOf(listOf(entry)[1] ?? member(entry, 'text', 'label'));
  return text === '' ? [] : [{ color, text }];
}
