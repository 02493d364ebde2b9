import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { readMap } from './map-model.ts';
import { panned, revealed, shapeAt, wholeView, zoomed } from './map-view.ts';

const size = { width: 400, height: 200 };
const feature = (type: string, coordinates: unknown) => ({
  type: 'Feature',
  geometry: { type, coordinates },
});
const square = [
  [0, 0],
  [1000, 0],
  [1000, 1000],
  [0, 1000],
  [0, 0],
];
const hole = square.map(([x = 0, y = 0]) => [400 + x / 5, 400 + y / 5]);
const model = readMap(
  readJson(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature('Polygon', [square, hole]),
        feature('Point', [100, 900]),
        feature('LineString', [
          [0, 500],
          [300, 500],
        ]),
      ],
    }),
  ),
);
const whole = wholeView(model.box as NonNullable<typeof model.box>, size);
const at = (x: number, y: number) => ({
  x: 200 + (x - 500) * whole.scale,
  y: 100 - (y - 500) * whole.scale,
});
const found = (x: number, y: number) => shapeAt(model.shapes, whole, size, at(x, y))?.index;

it('the feature under the pointer is the topmost, an area without its holes, a line and a point with some reach', () => {
  expect([found(100, 905), found(200, 510), found(800, 200), found(500, 500), found(-300, 0)]).toEqual([
    ...[1, 2, 0, undefined, undefined],
  ]);
});

it('a zoom keeps the place under the pointer, and has ends', () => {
  const pointer = { x: 50, y: 60 };
  const near = zoomed(whole, 3, pointer, size, whole);
  const placeOf = (view: typeof near) => view.x + (pointer.x - size.width / 2) / view.scale;
  expect(near.scale).toBeCloseTo(whole.scale * 3);
  expect(placeOf(near)).toBeCloseTo(placeOf(whole));
  expect(zoomed(whole, 1e-9, pointer, size, whole).scale).toBeCloseTo(whole.scale / 10);
});

it('what is chosen is brought into view, and what is in view stays where it is', () => {
  const away = panned(whole, 5000, 0);
  const { box } = model.shapes[1] as (typeof model.shapes)[0];
  expect(revealed(away, box, size)).toEqual({ ...away, x: box.west, y: box.north });
  expect(revealed(whole, box, size)).toBe(whole);
});
