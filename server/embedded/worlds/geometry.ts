import type { Random } from './random.ts';

/** Stand-ins for surveying: WGS84 degrees, metres, and a grid whose digits are all kept. Formulas of the sample's description; not geodesy. */
export interface GeoPoint {
  lat: number;
  lon: number;
}

const metresPerDegree = 111_320;

export function moved({ lat, lon }: GeoPoint, east: number, north: number): GeoPoint {
  const latitude = lat + north / metresPerDegree;
  return {
    lat: degrees(latitude),
    lon: degrees(lon + east / (metresPerDegree * Math.cos((latitude * Math.PI) / 180))),
  };
}

/** Coordinates as maps write them: 12 decimals. */
const degrees = (value: number): number => Number(value.toFixed(12));

export const toGrid = ({ lat, lon }: GeoPoint): { x: number; y: number } => ({
  x: 157_200 + (lon - 5.42) * 68_650,
  y: 433_000 + (lat - 51.905) * 111_250,
});

/** A closed ring around a centre, radius in metres with some unevenness. */
export function ring(centre: GeoPoint, corners: number, radius: number, random: Random): GeoPoint[] {
  const points = Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners;
    const reach = radius * Math.max(0.4, 1 + 0.12 * random.normal());
    return moved(centre, reach * Math.sin(angle), reach * Math.cos(angle));
  });
  return [...points, points[0] as GeoPoint];
}

/** A levee's axis: steps of 22-30 m on a heading that wanders around 62 degrees; every 24th vertex stands twice. */
export function axis(start: GeoPoint, vertices: number, random: Random): GeoPoint[] {
  const points = [start];
  let heading = 62;
  let here = start;
  while (points.length < vertices) {
    heading += 6 * random.normal();
    heading -= 0.02 * (heading - 62);
    const length = random.between(22, 30);
    const angle = (heading * Math.PI) / 180;
    here = moved(here, length * Math.sin(angle), length * Math.cos(angle));
    points.push(here);
    if (points.length % 24 === 0 && points.length < vertices) points.push(here);
  }
  return points;
}

/** A point along the levee, without walking its axis: kilometre 0 is where the first reach starts. */
export function alongLevee(kilometre: number, aside: number): GeoPoint {
  const angle = (62 * Math.PI) / 180;
  const wave = 90 * Math.sin(kilometre / 1.7);
  const along = kilometre * 1000;
  return moved(
    { lat: 51.90482119, lon: 5.42090331 },
    along * Math.sin(angle) + (wave + aside) * Math.cos(angle),
    along * Math.cos(angle) - (wave + aside) * Math.sin(angle),
  );
}

export interface SoilLayer {
  soil: string;
  top: number;
  bottom: number;
}

export const soilClasses = [
  { name: 'Cover clay', thickness: 2.6, qc: 0.8, friction: 2.6, aquifer: false, colour: [128, 128, 96] },
  { name: 'Peat', thickness: 1.6, qc: 0.4, friction: 6, aquifer: false, colour: [110, 70, 30] },
  { name: 'Holocene sand', thickness: 4.8, qc: 8, friction: 0.8, aquifer: true, colour: [238, 214, 60] },
  { name: 'Deep clay', thickness: 1.4, qc: 0.9, friction: 2.6, aquifer: false, colour: [0, 120, 0] },
  { name: 'Pleistocene sand', thickness: 19, qc: 18, friction: 0.8, aquifer: true, colour: [214, 178, 44] },
] as const;

/** The one soil field that exit points, soundings, borings and segments share, so that neighbours agree. Metres to NAP. */
export function soilColumn(chainage: number, ground: number, random: Random): SoilLayer[] {
  const layers: SoilLayer[] = [];
  let top = ground;
  for (const [index, { name, thickness }] of soilClasses.entries()) {
    const thick = thickness * (1 + 0.25 * Math.sin(chainage / 410 + index) + 0.08 * random.normal());
    if (thick < 0.25) continue;
    const bottom = Number((top - thick).toFixed(2));
    layers.push({ soil: name, top, bottom });
    top = bottom;
  }
  return layers;
}
