import type { Box, MapShape } from './map-model.ts';

/** What of the plane is seen: its middle, and pixels per unit of the map. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

const MARGIN = 28;
/** Pixels around what is seen: lines and points that lie just outside reach into it. */
const ROOM = 16;
/** Pixels. */
const LONGEST_BAR = 140;
/** How near the pointer must come to a line or a point, pixels. */
const REACH = 6;
export const POINT_RADIUS = 5.5;

/** Everything in the middle of the drawing. */
export function wholeView(box: Box, { width, height }: Size): View {
  const across = Math.max(box.east - box.west, 1e-9);
  const down = Math.max(box.south - box.north, 1e-9);
  const fits = Math.min(Math.max(1, width - 2 * MARGIN) / across, Math.max(1, height - 2 * MARGIN) / down);
  // A single point has no size: some hundred metres around it are shown.
  return { x: (box.west + box.east) / 2, y: (box.north + box.south) / 2, scale: Math.min(fits, 50) };
}

/** Larger or smaller around a place of the drawing, which stays where it is; between the whole map ten times over and a millionth of it. */
export function zoomed(
  view: View,
  factor: number,
  at: { x: number; y: number },
  size: Size,
  whole: View,
): View {
  const scale = Math.min(whole.scale * 1e6, Math.max(whole.scale / 10, view.scale * factor));
  const [dx, dy] = [at.x - size.width / 2, at.y - size.height / 2];
  return {
    x: view.x + dx / view.scale - dx / scale,
    y: view.y + dy / view.scale - dy / scale,
    scale,
  };
}

/** Moved by so many pixels. */
export const panned = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y - dy / view.scale,
});

/** With the box in view: as it is where that is so already, else with the box in the middle. */
export function revealed(view: View, box: Box, size: Size): View {
  const [x, y] = [(box.west + box.east) / 2, (box.north + box.south) / 2];
  const isSeen =
    Math.abs(x - view.x) * view.scale < size.width / 2 - REACH &&
    Math.abs(y - view.y) * view.scale < size.height / 2 - REACH;
  return isSeen ? view : { ...view, x, y };
}

/** What of the plane is drawn, with some room around it. */
export function seenBox(view: View, { width, height }: Size): Box {
  const [across, down] = [(width / 2 + ROOM) / view.scale, (height / 2 + ROOM) / view.scale];
  return { west: view.x - across, east: view.x + across, north: view.y - down, south: view.y + down };
}

export const meets = (a: Box, b: Box): boolean =>
  a.west <= b.east && a.east >= b.west && a.north <= b.south && a.south >= b.north;

/** The feature under a place of the drawing, the topmost one; `undefined` for none. */
export function shapeAt(
  shapes: readonly MapShape[],
  view: View,
  size: Size,
  at: { x: number; y: number },
): MapShape | undefined {
  const x = view.x + (at.x - size.width / 2) / view.scale;
  const y = view.y + (at.y - size.height / 2) / view.scale;
  const reach = (POINT_RADIUS + REACH / 2) / view.scale;
  const near: Box = { west: x - reach, east: x + reach, north: y - reach, south: y + reach };
  return shapes.findLast((shape) => meets(shape.box, near) && holds(shape, x, y, reach));
}

function holds({ kind, lines }: MapShape, x: number, y: number, reach: number): boolean {
  if (kind === 'area') return lines.filter((ring) => isInside(ring, x, y)).length % 2 === 1;
  return lines.some((line) => (kind === 'point' ? nearestSpot(line, x, y) : distance(line, x, y)) <= reach);
}

function nearestSpot(spots: Float64Array, x: number, y: number): number {
  let nearest = Infinity;
  for (let at = 0; at < spots.length; at += 2)
    nearest = Math.min(nearest, Math.hypot((spots[at] as number) - x, (spots[at + 1] as number) - y));
  return nearest;
}

function distance(line: Float64Array, x: number, y: number): number {
  if (line.length === 2) return nearestSpot(line, x, y);
  let nearest = Infinity;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [ax, ay] = [line[at] as number, line[at + 1] as number];
    const [dx, dy] = [(line[at + 2] as number) - ax, (line[at + 3] as number) - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(ax + part * dx - x, ay + part * dy - y));
  }
  return nearest;
}

function isInside(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    const [ax, ay] = [ring[at] as number, ring[at + 1] as number];
    const [bx, by] = [ring[before] as number, ring[before + 1] as number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** A length that the scale bar can show: a round one. */
export function scaleBar(scale: number, metric: boolean): { size: number; words: string } {
  const room = LONGEST_BAR / scale;
  const power = 10 ** Math.floor(Math.log10(room));
  const size = [5, 2, 1].map((factor) => factor * power).find((step) => step <= room) ?? power;
  return { size, words: !metric ? String(size) : size >= 1000 ? `${size / 1000} km` : `${size} m` };
}
