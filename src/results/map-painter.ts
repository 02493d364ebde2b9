import type { MapModel } from './map-model.ts';
import { type MapColors, paintMap, paintOver } from './map-paint.ts';
import type { Size, View } from './map-view.ts';

/** Milliseconds that a picture of the screen may cost: the rest of a large map is drawn in the next ones. */
const SLICE = 7;

/** What is to be seen. */
export interface Painted {
  model: MapModel;
  view: View;
  size: Size;
  chosen: ReadonlySet<number>;
  colors: MapColors;
}

/** A picture of the map, whole or under way. */
interface Picture {
  of: Painted;
  canvas: HTMLCanvasElement;
}

/**
 * Draws a map into a canvas. A large one takes longer than a picture of the screen may: until the new picture is whole, the last one is shown, moved and stretched to
 * where the map is now.
 */
export class MapPainter {
  readonly #place: HTMLCanvasElement;
  #wanted: Painted | null = null;
  #last: Picture | null = null;
  #next: (Picture & { steps: Generator<void> }) | null = null;
  #frame = 0;

  constructor(place: HTMLCanvasElement) {
    this.#place = place;
  }

  show(painted: Painted): void {
    const before = this.#wanted;
    this.#wanted = painted;
    if (before && (before.model !== painted.model || !sameColors(before.colors, painted.colors))) {
      this.#last = null;
      this.#next = null;
    }
    this.#frame ||= requestAnimationFrame(this.#draw);
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#next = null;
  }

  #draw = (): void => {
    this.#frame = 0;
    const wanted = this.#wanted;
    const context = wanted && contextOf(this.#place, wanted.size);
    if (!wanted || !context) return;
    const isStale = this.#last === null || !samePlace(this.#last.of, wanted);
    if (isStale) this.#next ??= begun(wanted);
    this.#go();
    context.clearRect(0, 0, wanted.size.width, wanted.size.height);
    const picture = this.#last ?? this.#next;
    if (picture) put(context, picture, wanted);
    const { model, view, size, chosen, colors } = wanted;
    const shapes = chosen.size === 0 ? [] : model.shapes.filter(({ index }) => chosen.has(index));
    paintOver(context, { ...model, shapes }, view, size, colors);
    const isWhole = this.#last !== null && samePlace(this.#last.of, wanted);
    if (!isWhole) this.#frame = requestAnimationFrame(this.#draw);
  };

  /** Draws at the new picture for as long as it may. */
  #go(): void {
    const until = performance.now() + SLICE;
    while (this.#next && performance.now() < until) {
      const { done } = this.#next.steps.next();
      // A browser puts off what is drawn: read back it is drawn now, and the clock tells what it costs.
      this.#next.canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
      if (!done) continue;
      this.#last = this.#next;
      this.#next = null;
    }
  }
}

function begun(of: Painted): Picture & { steps: Generator<void> } {
  const canvas = document.createElement('canvas');
  // In memory, not in the graphics card, from which nothing could be read back quickly.
  canvas.getContext('2d', { willReadFrequently: true });
  const context = contextOf(canvas, of.size);
  const none = (function* () {})();
  return { of, canvas, steps: context ? paintMap(context, of.model, of.view, of.size, of.colors) : none };
}

/** As many dots as the screen has; measured in pixels of the page. */
function contextOf(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  const density = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext('2d');
  context?.setTransform(density, 0, 0, density, 0, 0);
  return context;
}

/** A picture of one view where it is in another. */
function put(context: CanvasRenderingContext2D, { of, canvas }: Picture, { view, size }: Painted): void {
  const factor = view.scale / of.view.scale;
  const x = size.width / 2 - (of.size.width / 2) * factor + (of.view.x - view.x) * view.scale;
  const y = size.height / 2 - (of.size.height / 2) * factor + (of.view.y - view.y) * view.scale;
  context.drawImage(canvas, x, y, of.size.width * factor, of.size.height * factor);
}

const samePlace = (a: Painted, b: Painted): boolean =>
  a.view.x === b.view.x &&
  a.view.y === b.view.y &&
  a.view.scale === b.view.scale &&
  a.size.width === b.size.width &&
  a.size.height === b.size.height;

const sameColors = (a: MapColors, b: MapColors): boolean =>
  Object.keys(a).every((name) => a[name as keyof MapColors] === b[name as keyof MapColors]);
