import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { areaOf, degreesOf, isClosed, lengthOf, metresBetween, scaleStep, sizeText, toPlane } from './geo.ts';

const list = (text: string) => readJson(text) as never;

test('a hundredth of a degree of latitude is 1.112 km', () => {
  expect(metresBetween({ lat: 52, lon: 5 }, { lat: 52.01, lon: 5 })).toBeCloseTo(1111.95, 1);
});

test('degrees of longitude shrink with the latitude', () => {
  expect(metresBetween({ lat: 60, lon: 5 }, { lat: 60, lon: 5.01 })).toBeCloseTo(555.97, 1);
});

test('the key order of a point does not matter, and what is no point has no degrees', () => {
  expect(degreesOf(list('{"lon": 5, "lat": 52.0}'))).toEqual({ lat: 52, lon: 5 });
  expect(degreesOf(list('{"lat": null, "lon": 5}'))).toBeUndefined();
  expect(degreesOf(list('[52, 5]'))).toBeUndefined();
});

test('a line measures the same on the plane as on the sphere', () => {
  const points = list('[{"lat":51.9,"lon":5.4},{"lat":51.91,"lon":5.42}]') as never[];
  const [line = []] = toPlane([points]).lines;
  const sphere = metresBetween({ lat: 51.9, lon: 5.4 }, { lat: 51.91, lon: 5.42 });
  expect(lengthOf(line) / sphere).toBeCloseTo(1, 4);
});

test('number pairs keep their own unit', () => {
  const square = list('[[0,0],[10,0],[10,10],[0,10],[0,0]]') as never[];
  const { lines, metric } = toPlane([square]);
  expect(metric).toBe(false);
  expect(areaOf(lines[0] ?? [])).toBe(100);
  expect(isClosed(lines[0] ?? [])).toBe(true);
});

test('an open line bounds no area', () => {
  expect(
    isClosed([
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ]),
  ).toBe(false);
});

test.each([
  [731.04, '731'],
  [12.3456, '12.35'],
  [0.30219, '0.302'],
  [29999.4, '29\u202f999'],
])('%d is written %s', (size, text) => {
  expect(sizeText(size)).toBe(text);
});

test.each([
  [90, 50],
  [49, 20],
  [0.3, 0.2],
  [1, 1],
])('a scale bar of at most %d is %d long', (most, step) => {
  expect(scaleStep(most)).toBeCloseTo(step, 9);
});
