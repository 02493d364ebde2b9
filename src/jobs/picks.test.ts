import { expect, it } from 'vitest';
import type { Method } from './methods.ts';
import { isEnough, mapsFor, toggled } from './picks.ts';

it('a pick is added, taken back, and beyond the most takes the place of the first', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['a', 'b'], 'c', 2)).toEqual(['b', 'c']);
  expect(toggled(['a'], 'b', 1)).toEqual(['b']);
});

it('as many are enough as the app says', () => {
  expect([0, 1, 2, 3].map((count) => isEnough({ least: 1, most: 2 }, count))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isEnough({ least: 0 }, 0)).toBe(true);
  expect(isEnough({ least: 1 }, 5000)).toBe(true);
});

it('the map is the view that the app names, else any view that draws one', () => {
  const method = (name: string, kind: string, from: Method['from'] = 'view'): Method => ({
    ...{ method: name, label: name, from, kind, description: '', seconds: null },
  });
  const methods = [
    method('site', 'geojson_and_data'),
    method('plot', 'plotly'),
    method('area', 'map'),
    method('go', 'map-button', 'button'),
  ];
  const names = (view?: string) =>
    mapsFor({ least: 1, ...(view ? { view } : {}) }, methods).map((one) => one.method);
  expect(names()).toEqual(['site', 'area']);
  expect(names('plot')).toEqual(['plot']);
  expect(names('gone')).toEqual([]);
});
