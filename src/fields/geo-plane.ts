import {
  isNumber,
  isObject,
  type JsonObject,
  type JsonValue,
  numberFrom,
  numberValue,
} from '../../contract/json/value.ts';
import { withMember } from '../params/path.ts';

/** WGS84 degrees. */
export interface Degrees {
  lat: number;
  lon: number;
}

/** A place on a drawing, in its own units, y downwards. */
export interface Spot {
  x: number;
  y: number;
}

export interface Plane {
  toSpot(point: Degrees): Spot;
  toDegrees(spot: Spot): Degrees;
  /** Units of the drawing per metre. */
  scale: number;
}

/** The degrees of a stored point, `undefined` where it is none. */
export function degreesOf(value: JsonValue | undefined): Degrees | undefined {
  if (!isObject(value)) return undefined;
  const [lat, lon] = [value.get('lat'), value.get('lon')];
  if (!isNumber(lat) || !isNumber(lon)) return undefined;
  const degrees = { lat: numberValue(lat), lon: numberValue(lon) };
  return Math.abs(degrees.lat) <= 90 && Math.abs(degrees.lon) <= 180 ? degrees : undefined;
}

/** Metres of a degree of latitude. */
const DEGREE = 111_195;
/** A single point stands in a field of this size, metres. */
const LEAST = 200;

/** Lays points out flat around their middle, to scale and north up, in a drawing of the size given. Good for what one entity covers. */
export function planeOf(points: readonly Degrees[], width: number, height: number, margin: number): Plane {
  const [south, north] = [
    Math.min(...points.map(({ lat }) => lat)),
    Math.max(...points.map(({ lat }) => lat)),
  ];
  const [west, east] = [Math.min(...points.map(({ lon }) => lon)), Math.max(...points.map(({ lon }) => lon))];
  const [lat0, lon0] = [(south + north) / 2, (west + east) / 2];
  const narrow = Math.max(0.01, Math.cos((lat0 * Math.PI) / 180));
  const across = Math.max(LEAST, (east - west) * DEGREE * narrow);
  const up = Math.max(LEAST, (north - south) * DEGREE);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / up);
  return {
    scale,
    toSpot: ({ lat, lon }) => ({
      x: width / 2 + (lon - lon0) * DEGREE * narrow * scale,
      y: height / 2 - (lat - lat0) * DEGREE * scale,
    }),
    toDegrees: ({ x, y }) => ({
      lat: lat0 - (y - height / 2) / scale / DEGREE,
      lon: lon0 + (x - width / 2) / scale / DEGREE / narrow,
    }),
  };
}

/** Digits behind the point that tell centimetres apart. */
const PLACES = 7;

/** A stored point moved: an axis that stays where it is keeps every digit. */
export function movedPoint(point: JsonObject, to: Degrees): JsonObject {
  return (['lat', 'lon'] as const).reduce((made, axis) => {
    const old = point.get(axis);
    const text = to[axis].toFixed(PLACES).replace(/\.?0+$/, '');
    const same = isNumber(old) && Math.abs(numberValue(old) - to[axis]) < 10 ** -PLACES / 2;
    return same ? made : withMember(made, axis, numberFrom(text === '-0' ? '0' : text));
  }, point);
}

/** The roundest number of metres that is no longer than this one. */
export function roundMetres(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1e-6)));
  return ([5, 2].find((times) => times * power <= most) ?? 1) * power;
}
