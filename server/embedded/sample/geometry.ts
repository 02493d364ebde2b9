import type { Random } from './random.ts';
import type { Members, Value } from './value.ts';

/** WGS84 degrees. Metres and grid are stand-ins of the sample's description, not geodesy. */
export interface Point extends Members {
  lat: number;
  lon: number;
}

const metresPerDegree = 111_320;
const degrees = (value: number): number => Number(value.toFixed(12));

/** Where world 11 to 13 lie. */
export const centres: Record<number, Point> = {
  11: { lat: 51.90482119, lon: 5.42090331 },
  12: { lat: 52.372851, lon: 4.90014 },
  13: { lat: 52.252, lon: 4.4561 },
};

export function moved({ lat, lon }: Point, east: number, north: number): Point {
  const latitude = lat + north / metresPerDegree;
  const wide = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return { lat: degrees(latitude), lon: degrees(lon + east / wide) };
}

export const toGrid = ({ lat, lon }: Point): { x: number; y: number } => ({
  x: 157_200 + (lon - 5.42) * 68_650,
  y: 433_000 + (lat - 51.905) * 111_250,
});

/** A closed ring around a centre; radius in metres. */
export function ring(centre: Point, corners: number, radius: number, random: Random): Point[] {
  const points = Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners;
    const reach = radius * Math.max(0.4, 1 + 0.12 * random.normal());
    return moved(centre, reach * Math.sin(angle), reach * Math.cos(angle));
  });
  return [...points, { ...(points[0] as Point) }];
}

/** A levee's axis: steps of 22-30 m on a heading that wanders around 62 degrees; every 24th vertex stands twice. */
export function axis(start: Point, vertices: number, random: Random): Point[] {
  const points = [start];
  let heading = 62;
  let here = start;
  while (points.length < vertices) {
    heading += 6 * random.normal() - 0.02 * (heading - 62);
    const angle = (heading * Math.PI) / 180;
    const length = random.between(22, 30);
    here = moved(here, length * Math.sin(angle), length * Math.cos(angle));
    points.push(here);
    if (points.length % 24 === 0 && points.length < vertices) points.push({ ...here });
  }
  return points;
}

/** A point at a kilometre of the levee, so many metres to the side of it. */
export function alongLevee(kilometre: number, aside: number): Point {
  const angle = (62 * Math.PI) / 180;
  const across = 90 * Math.sin(kilometre / 1.7) + aside;
  const along = kilometre * 1000;
  return moved(
    centres[11] as Point,
    along * Math.sin(angle) + across * Math.cos(angle),
    along * Math.cos(angle) - across * Math.sin(angle),
  );
}

const classes: readonly (readonly [
  name: string,
  thick: number,
  qc: number,
  friction: number,
  colour: Value,
])[] = [
  ['Cover clay', 2.6, 0.8, 2.6, [128, 128, 96]],
  ['Peat', 1.6, 0.4, 6, [110, 70, 30]],
  ['Holocene sand', 4.8, 8, 0.8, [238, 214, 60]],
  ['Deep clay', 1.4, 0.8, 2.6, [0, 120, 0]],
  ['Pleistocene sand', 19, 18, 0.8, [214, 178, 44]],
];

export interface Layer {
  soil: string;
  top: number;
  bottom: number;
  qc: number;
  friction: number;
  colour: Value;
}

/** The one soil field that exit points, soundings and segments share, so that neighbours agree. Metres to NAP. */
export function soilColumn(kilometre: number, ground: number, random: Random): Layer[] {
  const layers: Layer[] = [];
  let top = ground;
  for (const [index, [soil, mean, qc, friction, colour]] of classes.entries()) {
    const thick = mean * (1 + 0.25 * Math.sin((kilometre * 1000) / 410 + index) + 0.08 * random.normal());
    if (thick < 0.25) continue;
    const bottom = Number((top - thick).toFixed(2));
    layers.push({ soil, top, bottom, qc, friction, colour });
    top = bottom;
  }
  return layers;
}
