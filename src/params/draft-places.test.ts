import { describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { draftOf, printDraft, readDraft } from './draft.ts';
import { placeDraft } from './draft-places.ts';

const params = (text: string) => readJson(text) as JsonObject;
const kept = (base: string, edited: string) => readDraft(printDraft(draftOf(params(base), params(edited))));
const pathsIn = (base: string, edited: string, now: string) =>
  placeDraft(kept(base, edited), params(now)).placed.map(({ path }) => path.join('/'));

const LAYERS = '{"rows":[{"name":"A","g":18},{"name":"B","g":18},{"name":"C","g":18}]}';
const EDITED = '{"rows":[{"name":"A","g":18},{"name":"B","g":19},{"name":"C","g":18}]}';

describe('a cell goes with its row', () => {
  test.each([
    ['nothing moved', LAYERS, 'rows/1/g'],
    [
      'a row came above',
      '{"rows":[{"name":"New","g":18},{"name":"A","g":18},{"name":"B","g":18},{"name":"C","g":18}]}',
      'rows/2/g',
    ],
    ['a row above went', '{"rows":[{"name":"B","g":18},{"name":"C","g":18}]}', 'rows/0/g'],
    [
      'another cell of it changed, and it moved',
      '{"rows":[{"name":"B","g":18,"note":"x"},{"name":"A","g":18},{"name":"C","g":18}]}',
      'rows/0/g',
    ],
    [
      'the same cell changed, and it moved',
      '{"rows":[{"name":"A","g":18},{"name":"C","g":18},{"name":"B","g":17.5}]}',
      'rows/2/g',
    ],
    [
      'it was stored already, and moved',
      '{"rows":[{"name":"B","g":19},{"name":"A","g":18},{"name":"C","g":18}]}',
      'rows/0/g',
    ],
    ['numbers are spelled otherwise now', LAYERS.replaceAll('18', '18.0'), 'rows/1/g'],
  ])('%s', (_, now, path) => {
    expect(pathsIn(LAYERS, EDITED, now)).toEqual([path]);
  });

  test('a row that went is told, also where another one holds the same', () => {
    const { placed, lost } = placeDraft(
      kept(LAYERS, EDITED),
      params('{"rows":[{"name":"A","g":18},{"name":"C","g":18}]}'),
    );
    expect([placed, lost.map(({ path }) => path)]).toEqual([[], [['rows', 1, 'g']]]);
  });

  test('rows without a name are known by what the draft leaves alone, or not at all', () => {
    const base =
      '{"rows":[{"top":-1,"g":18,"c":0,"w":4},{"top":-2,"g":18,"c":5,"w":8},{"top":-3,"g":20,"c":5,"w":4}]}';
    const edited = base.replace('"top":-2,"g":18', '"top":-2,"g":19');
    const inserted = base.replace('[', '[{"top":0,"g":18,"c":0,"w":4},');
    expect(pathsIn(base, edited, inserted)).toEqual(['rows/2/g']);
    expect(pathsIn(base, edited, inserted.replace('"c":5,"w":8', '"c":6,"w":8'))).toEqual(['rows/2/g']);
    expect(pathsIn(base, edited, inserted.replace('"c":5,"w":8', '"c":5,"w":9').replace('-2', '-4'))).toEqual(
      [],
    );
  });

  test('rows that are all alike keep their places, and what is stored is not made in the next one', () => {
    const base = '{"rows":[{"n":10,"g":18},{"n":10,"g":18},{"n":10,"g":18}]}';
    const edited = '{"rows":[{"n":10,"g":18},{"n":10,"g":19},{"n":10,"g":18}]}';
    expect(pathsIn(base, edited, base)).toEqual(['rows/1/g']);
    expect(pathsIn(base, edited, edited)).toEqual(['rows/1/g']);
  });

  test('tables in rows are followed inside their row', () => {
    const inner = (name: string, ...tops: number[]) =>
      `{"name":"${name}","layers":[${tops.map((top) => `{"name":"${name}${top}","top":${top}.0}`).join()}]}`;
    const base = `{"cases":[${inner('Base', 1, 2)},${inner('Flood', 1, 2)}]}`;
    const edited = base.replace('{"name":"Flood2","top":2.0}', '{"name":"Flood2","top":7.50}');
    const now = `{"cases":[${inner('Dry', 1)},${inner('Base', 1, 2)},${inner('Flood', 0, 1, 2)}]}`;
    expect(pathsIn(base, edited, now)).toEqual(['cases/2/layers/2/top']);
  });

  test('an item that is replaced meets what stands there now, or goes where it stands', () => {
    expect(pathsIn('{"v":[1,2,3]}', '{"v":[1,5,3]}', '{"v":[0,1,2,3]}')).toEqual(['v/2']);
    expect(pathsIn('{"v":[1,2,3]}', '{"v":[1,5,3]}', '{"v":[1,7,3]}')).toEqual(['v/1']);
  });

  test('a name that several rows have tells none of them', () => {
    const rows = (...texts: string[]) => `{"rows":[${texts.join()}]}`;
    const others = ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((name) => `{"name":"${name}","g":1,"c":1}`);
    const base = rows('{"name":"A","g":18,"c":1}', '{"name":"A","g":18,"c":2}', ...others);
    const edited = base.replace('18', '19');
    const now = rows('{"name":"A","g":18,"c":7}', '{"name":"A","g":18,"c":2}', ...others);
    expect(pathsIn(base, edited, now)).toEqual([]);
  });

  test('of rows that came to be alike none is taken for the one that moved', () => {
    const base = '{"rows":[{"n":1,"g":18},{"n":2,"g":18}]}';
    const now = '{"rows":[{"n":3,"g":18},{"n":1,"g":18},{"n":1,"g":18}]}';
    expect(pathsIn(base, base.replace('18', '19'), now)).toEqual([]);
  });

  test('a member that was removed from a row is looked for where rows hold less or something else', () => {
    const base = '{"rows":[{"name":"A","in":[{"n":1},{"n":2,"m":3}]},{"name":"B","in":[]}]}';
    const edited = base.replace(',"m":3', '');
    const now = '{"rows":[{"name":"B","in":[]},7,{"name":"C"},{"name":"A","in":[]}]}';
    expect(pathsIn(base, edited, now)).toEqual([]);
  });

  test('a change kept without its row keeps its path', () => {
    const change = { path: ['rows', 1, 'g'], base: 18 as JsonValue, value: 19 as JsonValue };
    expect(placeDraft([change], params('{"rows":[{"g":1},{"g":2}]}')).placed).toEqual([change]);
  });
});

test('what a draft keeps of a row is without loss', () => {
  const [change] = kept('{"r":[{"a":1.0,"b":1e-05}]}', '{"r":[{"a":2.50,"b":1e-05}]}');
  expect(printJson(change?.row as JsonValue)).toBe('{"a":1.0,"b":1e-05}');
});
