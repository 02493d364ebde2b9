import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { degreesOf, movedPoint, planeOf, roundMetres } from './geo-plane.ts';

const point = (text: string) => readJson(text) as JsonObject;

test('a place on the drawing leads back to where it came from', () => {
  const degrees = fc.record({
    lat: fc.double({ min: -80, max: 80, noNaN: true }),
    lon: fc.double({ min: -179, max: 179, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(degrees, { minLength: 1, maxLength: 5 }), (points) => {
      const plane = planeOf(points, 400, 220, 20);
      for (const one of points) {
        const spot = plane.toSpot(one);
        expect(spot.x).toBeGreaterThanOrEqual(19);
        expect(spot.x).toBeLessThanOrEqual(381);
        const back = plane.toDegrees(spot);
        expect(back.lat).toBeCloseTo(one.lat, 6);
        expect(back.lon).toBeCloseTo(one.lon, 6);
      }
    }),
  );
});

test('an axis that is not moved keeps every digit, and the order of the keys stays', () =>
  expect(
    printJson(
      movedPoint(point('{ "lon":5.123456789012345, "lat":52.10}'), { lat: 52.2, lon: 5.123456789012345 }),
    ),
  ).toBe('{ "lon":5.123456789012345, "lat":52.2}'));

test('what is beyond the globe has no place on the drawing', () => {
  expect(degreesOf(point('{"lat":433044.9,"lon":157240.12}'))).toBeUndefined();
  expect(degreesOf(point('{"lat":"52","lon":5}'))).toBeUndefined();
});

test.each([
  [137, 100],
  [260, 200],
  [740, 500],
  [0.07, 0.05],
])('a bar of at most %s m is %s m', (most, round) => expect(roundMetres(most)).toBeCloseTo(round));
