import type { MapModel, MapShape } from './map-model.ts';
import { meets, POINT_RADIUS, type Size, scaleBar, seenBox, type View } from './map-view.ts';

/** Colours of the page, as the browser writes them. */
export interface MapColors {
  accent: string;
  surface: string;
  sunken: string;
  text: string;
  quiet: string;
  font: string;
}

/** Spots that are nearer to each other than this are one on the screen; pixels. */
const FINEST = 0.6;

/** Draws the shapes and labels of a map that are seen. Pauses after every few shapes, so that whoever draws can stop for a while. `context` is measured in pixels of the page. */
export function* paintMap(
  context: CanvasRenderingContext2D,
  { shapes, labels }: Pick<MapModel, 'shapes' | 'labels'>,
  view: View,
  size: Size,
  colors: MapColors,
): Generator<void> {
  context.lineJoin = 'round';
  const seen = seenBox(view, size);
  const place = placeOf(view, size);
  let drawn = 0;
  for (const shape of shapes) {
    if (!meets(shape.box, seen)) continue;
    paintShape(context, shape, place, colors, false);
    drawn += shape.lines.length;
    if (drawn >= PAUSE) {
      drawn = 0;
      yield;
    }
  }
  context.font = `12px ${colors.font}`;
  context.textAlign = 'center';
  context.lineWidth = 3;
  context.strokeStyle = colors.sunken;
  context.fillStyle = colors.text;
  for (const { text, x, y } of labels) {
    if (x < seen.west || x > seen.east || y < seen.north || y > seen.south) continue;
    const at = [(x - place.left) * view.scale, (y - place.top) * view.scale] as const;
    context.strokeText(text, ...at);
    context.fillText(text, ...at);
  }
}

/** Draws what lies over a map: what is chosen of it, and the scale. */
export function paintOver(
  context: CanvasRenderingContext2D,
  { shapes, metric }: Pick<MapModel, 'shapes' | 'metric'>,
  view: View,
  size: Size,
  colors: MapColors,
): void {
  context.lineJoin = 'round';
  for (const shape of shapes) paintShape(context, shape, placeOf(view, size), colors, true);
  paintScale(context, view, size, metric, colors);
}

/** Lines and points that are drawn between two pauses. */
const PAUSE = 50;

const placeOf = (view: View, size: Size): Place => ({
  left: view.x - size.width / 2 / view.scale,
  top: view.y - size.height / 2 / view.scale,
  scale: view.scale,
});

interface Place {
  left: number;
  top: number;
  scale: number;
}

function paintShape(
  context: CanvasRenderingContext2D,
  { kind, lines, fill, stroke, width }: MapShape,
  place: Place,
  colors: MapColors,
  chosen: boolean,
): void {
  context.beginPath();
  if (kind === 'point') {
    for (const spots of lines) spotsPath(context, spots, place, chosen ? POINT_RADIUS + 2.5 : POINT_RADIUS);
    context.fillStyle = fill ?? colors.accent;
    context.fill();
    context.strokeStyle = chosen ? colors.text : colors.surface;
    context.lineWidth = chosen ? 2.5 : 1.5;
    context.stroke();
    return;
  }
  for (const line of lines) linePath(context, line, place, kind === 'area');
  if (kind === 'area') {
    context.globalAlpha = chosen ? 0.4 : 0.22;
    context.fillStyle = fill ?? colors.accent;
    context.fill('evenodd');
    context.globalAlpha = 1;
  }
  if (chosen) {
    context.strokeStyle = colors.text;
    context.lineWidth = width + 4;
    context.stroke();
  }
  context.strokeStyle = stroke ?? colors.accent;
  context.lineWidth = chosen ? width + 1 : width;
  context.stroke();
}

function spotsPath(
  context: CanvasRenderingContext2D,
  spots: Float64Array,
  place: Place,
  radius: number,
): void {
  for (let at = 0; at < spots.length; at += 2) {
    const x = ((spots[at] as number) - place.left) * place.scale;
    const y = ((spots[at + 1] as number) - place.top) * place.scale;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

function linePath(
  context: CanvasRenderingContext2D,
  line: Float64Array,
  { left, top, scale }: Place,
  closed: boolean,
): void {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < line.length; at += 2) {
    const x = ((line[at] as number) - left) * scale;
    const y = ((line[at + 1] as number) - top) * scale;
    if (at === 0) context.moveTo(x, y);
    else if (Math.abs(x - lastX) < FINEST && Math.abs(y - lastY) < FINEST && at + 2 < line.length) continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (closed) context.closePath();
}

function paintScale(
  context: CanvasRenderingContext2D,
  { scale }: View,
  { height }: Size,
  metric: boolean,
  colors: MapColors,
): void {
  const { size, words } = scaleBar(scale, metric);
  const [x, y] = [12.5, height - 12.5];
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(x + size * scale, y);
  context.lineTo(x + size * scale, y - 5);
  context.strokeStyle = colors.quiet;
  context.lineWidth = 1;
  context.stroke();
  context.font = `11px ${colors.font}`;
  context.textAlign = 'start';
  context.fillStyle = colors.quiet;
  context.fillText(words, x + size * scale + 6, y);
}
