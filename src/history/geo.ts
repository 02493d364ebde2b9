import {
  isArray,
  isNumber,
  isObject,
  type JsonArray,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import { isPoint } from '../params/equal.ts';

/** A place on the plane, in metres east and north; for number pairs of a list in whatever unit they are. */
export interface Place {
  x: number;
  y: number;
}

/** WGS84 degrees. */
interface Degrees {
  lat: number;
  lon: number;
}

const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** The degrees of a stored geo point (`{lat, lon}`), `undefined` for anything else. */
export function degreesOf(value: JsonValue | undefined): Degrees | undefined {
  if (!isObject(value)) return undefined;
  const lat = value.get('lat');
  const lon = value.get('lon');
  if (!isNumber(lat) || !isNumber(lon)) return undefined;
  const degrees = { lat: numberValue(lat), lon: numberValue(lon) };
  return Number.isFinite(degrees.lat) && Number.isFinite(degrees.lon) ? degrees : undefined;
}

function pairOf(value: JsonValue | undefined): Place | undefined {
  if (!isArray(value) || value.length < 2 || !isNumber(value[0]) || !isNumber(value[1])) return undefined;
  const place = { x: numberValue(value[0]), y: numberValue(value[1]) };
  return Number.isFinite(place.x) && Number.isFinite(place.y) ? place : undefined;
}

/** Metres over the sphere between two points. Half a percent off the ellipsoid at most. */
export function metresBetween(a: Degrees, b: Degrees): number {
  const lat = Math.sin(((b.lat - a.lat) * RADIANS) / 2) ** 2;
  const lon = Math.sin(((b.lon - a.lon) * RADIANS) / 2) ** 2;
  const h = lat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * lon;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Puts lists of points on one plane, so that they can be drawn over each other and measured: degrees become metres around the
 * middle of all of them, number pairs stay what they are. What is no point is left out. `metric` says whether units are metres.
 */
export function toPlane(lists: readonly (readonly (JsonValue | undefined)[])[]): {
  lines: Place[][];
  metric: boolean;
} {
  const all = lists.flatMap((list) => list.map(degreesOf).filter((point) => point !== undefined));
  if (all.length === 0)
    return {
      lines: lists.map((list) => list.map(pairOf).filter((pair) => pair !== undefined)),
      metric: false,
    };
  const middle = all.reduce((sum, point) => sum + point.lat, 0) / all.length;
  const first = all[0] as Degrees;
  const east = Math.cos(middle * RADIANS) * RADIUS * RADIANS;
  const place = (point: Degrees): Place => ({
    x: (point.lon - first.lon) * east,
    y: (point.lat - first.lat) * RADIUS * RADIANS,
  });
  return {
    lines: lists.map((list) =>
      list
        .map(degreesOf)
        .filter((point) => point !== undefined)
        .map(place),
    ),
    metric: true,
  };
}

/** The length of a line through its points. */
export function lengthOf(line: readonly Place[]): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++) {
    const from = line[index - 1] as Place;
    const to = line[index] as Place;
    sum += Math.hypot(to.x - from.x, to.y - from.y);
  }
  return sum;
}

/** Whether a line ends where it starts: then it bounds an area. */
export function isClosed(line: readonly Place[]): boolean {
  const first = line[0];
  const last = line[line.length - 1];
  return (
    first !== undefined &&
    last !== undefined &&
    line.length > 3 &&
    Math.hypot(first.x - last.x, first.y - last.y) < 0.01
  );
}

/** The area a ring bounds, whichever way round; for one that crosses itself the loops count against each other. */
export function areaOf(ring: readonly Place[]): number {
  let twice = 0;
  for (let index = 0; index < ring.length; index++) {
    const from = ring[index] as Place;
    const to = ring[(index + 1) % ring.length] as Place;
    twice += from.x * to.y - to.x * from.y;
  }
  return Math.abs(twice) / 2;
}

/** A size in the digits that a reader can use: three to five significant ones, thousands apart. */
export function sizeText(size: number): string {
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
  return size.toLocaleString('en-GB', { maximumFractionDigits: decimals }).replaceAll(',', '\u202f');
}

/** The longest of 1, 2 or 5 × 10ⁿ that fits into `most`: a scale bar people can read. */
export function scaleStep(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((factor) => factor * power).find((step) => step <= most) ?? power;
}

/** The points of a line or ring; `undefined` for any other value. */
export function pointsOf(value: JsonValue | undefined): JsonArray | undefined {
  return isArray(value) && value.length > 1 && value.every(isPoint) ? value : undefined;
}

/** Whether a value that came, went or was replaced as a whole is a line or ring, so that it can be drawn. */
export function isShape(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return pointsOf(left) !== undefined || pointsOf(right) !== undefined;
}
