import { describe, expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonArray, JsonObject } from '../../contract/json/value.ts';
import { type FormNode, formModel } from './form-model.ts';

const params = (text: string) => readJson(text) as JsonObject;

function outline(nodes: FormNode[], indent = ''): string[] {
  return nodes.flatMap((node) =>
    node.type === 'section'
      ? [`${indent}[${node.title}]`, ...outline(node.nodes, `${indent}  `)]
      : node.type === 'field'
        ? [`${indent}${node.label}: ${node.kind}`]
        : [`${indent}(${node.spec.kind})`],
  );
}

test('without types every value is a field in the section of its group', () => {
  const model = formModel(undefined, params('{"a":1,"soil":{"k":1.0,"on":true},"b":"x"}'));
  expect(model.source).toBe('values');
  expect(outline(model.nodes)).toEqual(['a: number', 'b: text', '[soil]', '  k: number', '  on: boolean']);
});

describe('with types', () => {
  const types = {
    'soil.k': { type: 'number' },
    'soil.later': { type: 'DynamicArray', sub_types: { n: { type: 'text' } } },
    'soil.go': { type: 'set-params-button' },
    blob: { type: 'hidden' },
  };
  const model = formModel(
    types,
    params('{"soil":{"k":null,"gone":1},"blob":{"x":1},"old":{"deep":2},"name":"N"}'),
  );

  test('fields follow the values, then come those not stored yet; buttons are none', () =>
    expect(outline(model.nodes)).toEqual(['[soil]', '  k: number', '  later: array']));
  test('keys that the form does not know stand apart, with their groups', () =>
    expect(outline(model.orphans)).toEqual(['gone: number', '[old]', '  deep: number']));
  test('what the form hides is hidden data', () =>
    expect(model.hidden.map(({ label }) => label)).toEqual(['blob']));
  test('the name of the root is a fact and no field', () =>
    expect(model.facts).toEqual([{ key: 'name', value: 'N' }]));
});

test('a key that holds a point is one key where it is stored so', () => {
  const model = formModel({ 'a.b': { type: 'number' } }, params('{"a.b":3}'));
  expect(outline(model.nodes)).toEqual(['a.b: number']);
});

test('the kind of a field stays what it was when editing began', () => {
  const model = formModel(undefined, params('{"t":"x"}'), params('{"t":"2026-01-01","new":1}'));
  expect(outline(model.nodes)).toEqual(['t: text', 'new: number']);
});

test('a group that is null in the values still shows its fields', () =>
  expect(outline(formModel({ 'g.x': { type: 'number' } }, params('{"g":null}')).nodes)).toEqual([
    '[g]',
    '  x: number',
  ]));

test('large data without a type is hidden data', () => {
  const list = JSON.stringify(Array.from({ length: 2000 }, (_, index) => [index, index]));
  expect(formModel(undefined, params(`{"pairs":${list}}`)).hidden.map(({ label }) => label)).toEqual([
    'pairs',
  ]);
});

test('a long line and a long table without a type are drawn, until they are far too long', () => {
  const line = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, index) => ({ lat: 51.968370697860166, lon: index })));
  const rows = JSON.stringify(
    Array.from({ length: 300 }, (_, index) => ({ layer: `L${index}`, top: -index })),
  );
  const model = formModel(undefined, params(`{"line":${line(169)},"rows":${rows},"far":${line(9000)}}`));
  expect(outline(model.nodes)).toEqual(['line: geo_polyline', 'rows: table']);
  expect(model.hidden.map(({ label }) => label)).toEqual(['far']);
});

test('a table that is far too long to be drawn is not read to be hidden', () => {
  const rows = JSON.stringify(
    Array.from({ length: 9000 }, (_, index) => ({ layer: `L${index}`, top: -index })),
  );
  const stored = params(`{"far":${rows}}`);
  const row = Object.getPrototypeOf((stored.get('far') as JsonArray)[0]) as JsonObject;
  const reads = [vi.spyOn(row, 'values'), vi.spyOn(row, 'get')];
  expect(formModel(undefined, stored).hidden.map(({ label }) => label)).toEqual(['far']);
  for (const read of reads) expect(read).not.toHaveBeenCalled();
});

test('a key that shows nothing is called so', () =>
  expect(outline(formModel(undefined, params('{"":1," ":2,"\\u200b":{"x y":3}}')).nodes)).toEqual([
    '(empty key): number',
    '(blank key): number',
    '[(blank key)]',
    '  x y: number',
  ]));

test('a value stored under the key of a button is shown', () =>
  expect(outline(formModel({ go: { type: 'download-button' } }, params('{"go":"x"}')).nodes)).toEqual([
    'go: text',
  ]));

test('fields that the form does not know come before sections of them, at whatever depth they stand', () => {
  const model = formModel(
    { 'soil.k': { type: 'number' } },
    params('{"soil":{"k":1,"old":{"deep":2}},"stray":1}'),
  );
  expect(outline(model.orphans)).toEqual(['stray: number', '[old]', '  deep: number']);
});
