import { describe, expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { formLabels } from './form-labels.ts';
import type { ContainerSpec, FieldSpec } from './form-spec.ts';
import { plainText } from './label-text.ts';
import { readForm } from './read-form.ts';

/** As the query layer hands it over: values of options and defaults lossless, all else plain. */
const content = (nodes: string) =>
  toPlain(readJson(`{"parametrization":[${nodes}],"callback_exceptions":[]}`), new Set(['value', 'default']));
const field = (node: string) => readForm(content(node)).nodes[0] as FieldSpec;

describe('a field of the form', () => {
  test('has its label, unit and limits', () =>
    expect(
      field(
        '{"type":"number","name":"a.span","ui_name":"Span","suffix":"m","options":{"min":1,"max":60,"step":0.5},"variant":"slider","num_decimals":2}',
      ),
    ).toMatchObject({ kind: 'number', label: 'Span', unit: 'm', min: 1, max: 60, step: 0.5, slider: true }));
  test.each([
    ['" "', 'span'],
    ['""', 'span'],
    ['null', 'span'],
    ['"$ $"', 'span'],
    ['"Factor $γ_{b,pip}$"', 'Factor γb,pip'],
  ])('whose name is %s is called %s', (name, label) =>
    expect(field(`{"type":"number","name":"a.span","ui_name":${name}}`).label).toBe(label),
  );
  test('of a type that is not known is kept, to be edited raw', () =>
    expect(field('{"type":"hologram","name":"a.b","surprise":[1]}')).toMatchObject({
      kind: 'json',
      name: 'a.b',
    }));
  test('that takes several is of the kind for several', () =>
    expect(field('{"type":"select","name":"a","multiple":true,"options":[]}').kind).toBe('multiselect'));
  test('keeps the spelling of its default and of its choices', () => {
    const made = field(
      '{"type":"select","name":"a","default":1.0,"options":[{"value":1.0,"label":"One"},2.50]}',
    );
    const spelled = [made.defaultValue, ...(made.choices ?? []).map(({ value }) => value)];
    // A choice that is no object has only its number.
    expect(spelled.map((value) => printJson(value as JsonValue))).toEqual(['1.0', '1.0', '2.5']);
  });
  test('without a default is told from one whose default is null', () => {
    expect(field('{"type":"file","name":"a"}')).not.toHaveProperty('defaultValue');
    expect(field('{"type":"number","name":"a","default":null}')).toHaveProperty('defaultValue', null);
  });
  test.each(['arrayItems', 'content', 'columns', 'fields', 'items'])('finds its row fields under %s', (key) =>
    expect(
      field(`{"type":"Dynamic-Array","name":"a.rows","${key}":[{"type":"text","name":"a.rows.n"}]}`).rows,
    ).toMatchObject([{ name: 'n', kind: 'text' }]),
  );
});

test('containers nest, buttons and texts store nothing', () => {
  const form = readForm(
    content(
      '{"type":"Step","title":"One","content":[{"type":"section","title":"In","visible":false,"content":[{"type":"text","value":"**Hi**"},{"type":"download-button","name":"go","ui_name":"Go","method":"m"}]}]}',
    ),
  );
  const [step] = form.nodes as [ContainerSpec];
  const [section] = step.content as [ContainerSpec];
  expect(section).toMatchObject({ title: 'In', visible: false });
  expect(section.content).toMatchObject([
    { node: 'display', kind: 'text', value: '**Hi**' },
    { node: 'display', kind: 'button', label: 'Go', method: 'm' },
  ]);
});

test.each([
  'null',
  '5',
  '"x"',
  '[1,null,[]]',
  '{"parametrization":{"a":1}}',
  '{"parametrization":[{"type":7}]}',
])('an answer of another shape is an empty form: %s', (text) =>
  expect(readForm(toPlain(readJson(text), new Set())).nodes).toEqual([]),
);

test.each([
  ['$\\textrm{km}^2$', 'km²'],
  ['kN / m^2', 'kN / m^2'],
  ['$\\gamma_{unsat}$', 'γunsat'],
  ['5 $ per day', '5 $ per day'],
  ['**Bold** `k`', 'Bold k'],
])('%s reads as %s', (label, plain) => expect(plainText(label)).toBe(plain));

describe('labels of paths', () => {
  const labels = formLabels(
    readForm(
      content(
        '{"type":"tab","title":"Water","content":[{"type":"section","title":"Levels","content":[' +
          '{"type":"number","name":"river","parametrization_path":"water.levels.river","ui_name":"River level","suffix":"m NAP"},' +
          '{"type":"color","name":"tint","ui_name":"Tint"},' +
          '{"type":"table","name":"soil.rows","ui_name":"Layers","columns":[{"type":"select","name":"kind","ui_name":"Kind","options":[{"value":1,"label":"Clay"}]}]}]}]}',
      ),
    ),
  );
  test('follow where a value is stored, not where the form shows it', () => {
    expect(labels.labelAt(['river'])).toBe('River level');
    expect(labels.unitAt(['river'])).toBe('m NAP');
    expect(labels.fieldAt(['river'])?.sections).toEqual(['Water', 'Levels']);
  });
  test('lead through rows to their column, and know its options', () => {
    expect(labels.labelAt(['soil', 'rows', 3, 'kind'])).toBe('Kind');
    expect(labels.optionLabel(['soil', 'rows', 3, 'kind'], readJson('1.0'))).toBe('Clay');
    expect(labels.optionLabel(['soil', 'rows', 3, 'kind'], 2)).toBeUndefined();
  });
  test('of a part of a value are those of its field', () =>
    expect(labels.labelAt(['tint', 'r'])).toBe('Tint'));
  test('say nothing of what the form does not know', () => {
    expect(labels.labelAt(['soil', 'rows', 0, 'gone'])).toBeUndefined();
    expect(labels.labelAt(['soil'])).toBeUndefined();
    expect(formLabels(undefined).labelAt(['river'])).toBeUndefined();
  });
  test('give the order of the form', () =>
    expect([['soil', 'rows', 0, 'kind'], ['river']].map((path) => labels.fieldAt(path)?.order)).toEqual([
      2, 0,
    ]));
});
