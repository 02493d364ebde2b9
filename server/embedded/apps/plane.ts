import { isNumber, isObject, type JsonArray, numberValue } from '../../../contract/json/value.ts';
import type { GeoPoint } from '../worlds/geometry.ts';

/** Vertices of a line or area of the params; what is no point is left out. */
export function pointsOf(vertices: JsonArray): GeoPoint[] {
  return vertices.flatMap((vertex) => pointOf(vertex) ?? []);
}

/** A point of the params, or null. */
export function pointOf(value: unknown): GeoPoint | null {
  if (!isObject(value)) return null;
  const [lat, lon] = [value.get('lat'), value.get('lon')];
  return isNumber(lat) && isNumber(lon) ? { lat: numberValue(lat), lon: numberValue(lon) } : null;
}

/** East and north of the first point, metres. */
export function onPlane(points: readonly GeoPoint[]): { x: number; y: number }[] {
  const [origin] = points;
  if (origin === undefined) return [];
  const across = 111_320 * Math.cos((origin.lat * Math.PI) / 180);
  return points.map(({ lat, lon }) => ({ x: (lon - origin.lon) * across, y: (lat - origin.lat) * 111_320 }));
}

/** Square metres inside a ring, closed or not. */
export function areaOf(points: readonly GeoPoint[]): number {
  const plane = onPlane(points);
  const twice = plane.reduce((sum, { x, y }, index) => {
    const next = plane[(index + 1) % plane.length] as { x: number; y: number };
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Length of a line in metres. */
export function lengthOf(points: readonly GeoPoint[]): number {
  const plane = onPlane(points);
  return plane.reduce((sum, { x, y }, index) => {
    const before = plane[index - 1];
    return before === undefined ? 0 : sum + Math.hypot(x - before.x, y - before.y);
  }, 0);
}
