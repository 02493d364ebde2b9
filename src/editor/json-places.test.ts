import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { getIn, type Path } from '../params/path.ts';
import { JsonPlaces } from './json-places.ts';

const doc = (text: string) => Text.of(text.split('\n'));
const ALWAYS = Number.POSITIVE_INFINITY;

const text = '{\n  "a": {"b": 1.0, "x, {y}": [true, {"c\\"d": "é }"}]},\n  "rows": [],\n  "z": null\n}';

it.each<[string, Path]>([
  ['|{', []],
  ['"a|"', ['a']],
  ['|1.0', ['a', 'b']],
  ['1.0|', ['a', 'b']],
  ['1.0,| ', ['a']],
  ['|true', ['a', 'x, {y}', 0]],
  ['"é| }"', ['a', 'x, {y}', 1, 'c"d']],
  ['"é }"|}', ['a', 'x, {y}', 1, 'c"d']],
  ['"é }"}|]', ['a', 'x, {y}', 1]],
  ['[|]', ['rows']],
  ['nu|ll', ['z']],
  ['\n|}', []],
])('the path at %s', (marked, path) => {
  const at = text.indexOf(marked.replace('|', '')) + marked.indexOf('|');
  expect(new JsonPlaces(doc(text)).pathAt(at, ALWAYS)).toEqual(path);
});

it('text that is not valid is answered as far as it can be read', () => {
  const broken = '{"a": {"b" 1, "c": [1 2, "open\n, {"d": x';
  const places = new JsonPlaces(doc(broken));
  expect(places.pathAt(broken.length, ALWAYS)).toEqual(['a', 'c', 2, 'd']);
  expect(places.positionOf(['nowhere'], ALWAYS)).toBe(0);
});

const large = printJson(
  readJson(
    `{"head":{"n":1},"rows":[${Array.from({ length: 30_000 }, (_, at) => `{"x":${at},"in":[{"y":"}{"}]}`).join()}],"tail":{"z":5}}`,
  ),
  { indent: 2 },
);

it.each<Path>([
  ['head', 'n'],
  ['rows', 0, 'x'],
  ['rows', 17_321, 'in', 0, 'y'],
  ['rows', 29_999],
  ['tail', 'z'],
])('a place in a large text is found by its path, and the path at the place: %s', (...path) => {
  const places = new JsonPlaces(doc(large));
  const at = places.positionOf(path, ALWAYS) as number;
  const value = printJson(getIn(readJson(large), path) as never);
  expect(large.slice(at, at + value.length)).toBe(value);
  expect(places.pathAt(at, ALWAYS)).toEqual(path);
});

it('each bracket of a large text finds its partner once the text was read', () => {
  const places = new JsonPlaces(doc(large));
  const rows = large.indexOf('[');
  expect(places.endOf(rows)).toBeUndefined();
  while (!places.readOn(1));
  expect(places.endOf(0)).toBe(large.length);
  expect(places.endOf(rows)).toBe(large.lastIndexOf(']') + 1);
  const row = large.indexOf('{', large.indexOf('"x": 20000') - 20);
  expect(large.slice(row, places.endOf(row)).replace(/\s/g, '')).toBe('{"x":20000,"in":[{"y":"}{"}]}');
});

it('an answer for which the time is too short is had by asking again', () => {
  const places = new JsonPlaces(doc(large));
  let asked = 1;
  for (; places.pathAt(large.length - 10, 0) === undefined; asked++);
  expect(asked).toBeGreaterThan(5);
  const path: Path = ['rows', 29_000];
  for (asked = 1; places.positionOf(path, 0) === undefined; asked++);
  expect(asked).toBeGreaterThan(5);
});

it('what changed is read anew from there on', () => {
  const places = new JsonPlaces(doc(large));
  while (!places.readOn(ALWAYS));
  const from = large.indexOf('"x": 25000');
  const changed = `${large.slice(0, from)}"more": [1, 2],\n${large.slice(from)}`;
  places.changed(doc(changed), from);
  expect(places.pathAt(changed.indexOf('2],'), ALWAYS)).toEqual(['rows', 25_000, 'more', 1]);
  expect(places.positionOf(['tail', 'z'], ALWAYS)).toBe(changed.indexOf('5', changed.indexOf('"z"')));
});
