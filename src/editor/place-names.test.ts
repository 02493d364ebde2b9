import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { Path } from '../params/path.ts';
import { shortNameOf } from './place-names.ts';

const ROOT = readJson(
  '{"soil":{"layers":[{"name":"Sand","top":1},{"top":2}],"cases":[{"rows":[{"top":3}]}],"v":[1,2],"line":[{"lat":1,"lon":2}]}}',
);
const LABELS: Record<string, string> = {
  'soil/layers': 'Layers',
  'soil/layers/top': 'Thickness',
  'soil/cases': 'Cases',
  'soil/cases/rows': 'Rows',
  'soil/line': 'Alignment',
  'soil/line/lat': 'Alignment',
};
const labelOf = (path: Path) => LABELS[path.filter((key) => typeof key === 'string').join('/')];

test.each<[Path, string]>([
  [['soil', 'layers'], 'Layers'],
  [['soil', 'k1'], 'soil › k1'],
  [['soil', 'layers', 1, 'top'], 'row 2 of Layers › Thickness'],
  [['soil', 'layers', 0, 'top'], 'row 1 (Sand) of Layers › Thickness'],
  [['soil', 'layers', 1, 'deep', 'x'], 'row 2 of Layers › deep › x'],
  [['soil', 'layers', 1], 'row 2 of Layers'],
  [['soil', 'v', 1], 'item 2 of soil › v'],
  [['soil', 'line', 0, 'lat'], 'item 1 of Alignment › lat'],
  [['soil', 'cases', 0, 'rows', 0, 'top'], 'row 1 of Rows in row 1 of Cases › top'],
  [[], 'everything'],
])('%j is called as the form does', (path, name) => {
  expect(shortNameOf(path, ROOT, labelOf)).toBe(name);
});

test('a row that is gone is called by what it held', () => {
  const gone = readJson('{"name":"Clay"}');
  expect(shortNameOf(['soil', 'layers', 4], ROOT, labelOf, gone)).toBe('row 5 (Clay) of Layers');
});
