import { describe, expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { readForm } from '../fields/read-form.ts';
import { filterForm } from './form-filter.ts';
import { type FormNode, fieldsOf } from './form-model.ts';
import { specModel } from './spec-model.ts';

const params = (text: string) => readJson(text) as JsonObject;
const form = (nodes: string) =>
  readForm(toPlain(readJson(`{"parametrization":[${nodes}]}`), new Set(['value', 'default'])));

function outline(nodes: readonly FormNode[], indent = ''): string[] {
  return nodes.flatMap((node) =>
    node.type === 'section'
      ? [`${indent}[${node.title}]`, ...outline(node.nodes, `${indent}  `)]
      : node.type === 'field'
        ? [`${indent}${node.label} @ ${node.path.join('.')}`]
        : [`${indent}(${node.spec.kind})`],
  );
}

const WATER = form(
  '{"type":"step","name":"water","title":"Water","content":[{"type":"section","name":"water.in","title":"Inside","content":[' +
    '{"type":"text","value":"Read this"},' +
    '{"type":"number","name":"river","parametrization_path":"water.in.river","ui_name":"River level"},' +
    '{"type":"number","name":"water.in.k","ui_name":"k","visible":false},' +
    '{"type":"hidden","name":"cache"}]}]}',
);

test('a field stands where the form shows it and is stored where its name says', () => {
  const model = specModel(WATER, params('{"river":1.0,"water":{"in":{"k":2}}}'), params('{"river":1.0}'));
  expect(outline(model.nodes)).toEqual(['[Water]', '  [Inside]', '    (text)', '    River level @ river']);
});

test('what the app hides now is counted, and shown when asked for', () => {
  const values = params('{"water":{"in":{"k":2}}}');
  expect(specModel(WATER, values, values).invisible).toBe(1);
  expect(outline(specModel(WATER, values, values, { withInvisible: true }).nodes)).toContain(
    '    k @ water.in.k',
  );
});

test('values that the form does not know and those it keeps hidden stand apart, none twice', () => {
  const values = params('{"river":1,"old":{"x":1},"cache":{"a":1},"name":"N","water":{"stray":2}}');
  const model = specModel(WATER, values, values);
  expect(outline(model.orphans)).toEqual(['stray @ water.stray', '[old]', '  x @ old.x']);
  expect(model.hidden.map(({ pointer }) => pointer)).toEqual(['/cache']);
  expect(model.facts.map(({ key }) => key)).toEqual(['name']);
});

test('a value where the form expects a group is shown as it is, and no field below it', () => {
  const values = params('{"water":"see drawing"}');
  const model = specModel(form('{"type":"number","name":"water.k","ui_name":"k"}'), values, values);
  expect(outline(model.nodes)).toEqual([]);
  expect(outline(model.orphans)).toEqual(['water @ water']);
});

test('two containers of one name are two', () => {
  const twice = '{"type":"section","name":"s","title":"S","content":[{"type":"text","name":"s.a"}]}';
  const keys = specModel(form(`${twice},${twice}`), params('{}'), params('{}')).nodes.map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

describe('the filter', () => {
  const values = params('{"river":1,"old":{"depth":1}}');
  const model = specModel(WATER, values, values);
  test('finds fields by label and by key, in whatever group', () => {
    expect(fieldsOf(filterForm(model, 'RIVER lev').nodes).map(({ label }) => label)).toEqual(['River level']);
    expect(fieldsOf(filterForm(model, 'depth').orphans)).toHaveLength(1);
    expect(filterForm(model, 'depth').nodes).toEqual([]);
  });
  test('keeps a section whole that is named so', () =>
    expect(outline(filterForm(model, 'inside').nodes)).toContain('    (text)'));
});
