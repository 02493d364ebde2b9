import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { formLabels } from '../fields/form-labels.ts';
import { readForm } from '../fields/read-form.ts';
import { compareParams } from '../params/compare.ts';
import { tellApart } from '../params/form-changes.ts';
import { formWords } from '../revisions/form-words.ts';
import { outlineOf } from './outline.ts';
import { sentenceOf } from './sentence.ts';

const field = (name: string, ui_name: string, more: object = {}) => ({
  type: 'number',
  name,
  ui_name,
  ...more,
});
const section = (title: string, content: object[]) => ({
  type: 'section',
  name: title,
  title,
  ui_name: title,
  content,
});
const labels = formLabels(
  readForm({
    parametrization: [
      section('Soil', [
        { ...field('soil.layers', 'Layers'), type: 'table', content: [field('top', 'Top of layer')] },
      ]),
      section('General', [field('general.width', 'Width'), field('loose', 'Loose end')]),
    ],
  }),
);
const read = (text: string) => readJson(text);
const left = read('{"loose":1,"general":{"width":1,"old":1},"soil":{"layers":[{"name":"Peat","top":1}]}}');
const right = read('{"loose":2,"general":{"width":2,"old":2},"soil":{"layers":[{"name":"Peat","top":2}]}}');

test.each([
  [['soil', 'layers', 0, 'top'], 'Layers[Peat] › Top of layer'],
  [['soil', 'layers', 0, 'own'], undefined],
  [['general', 'width'], 'Width'],
  [['general', 'old'], undefined],
] as const)('%j is called %s', (path, words) => {
  expect(formWords(labels, path, right)).toBe(words);
});

test('sections are the form’s own in its order, and what it does not know stands in the groups of params, last', () => {
  const { sections } = outlineOf(compareParams(left, right), labels);
  expect(sections.map(({ title, path, differences }) => [title ?? path.join(), differences.length])).toEqual([
    ['Soil', 1],
    ['General', 2],
    ['general', 1],
  ]);
});

test('a section that the form calls “changes” is not the one of what the form changed', () => {
  const named = formLabels(readForm({ parametrization: [section('changes', [field('a', 'A')])] }));
  const comparison = compareParams(read('{"a":1,"b":"1"}'), read('{"a":2,"b":1}'));
  const { sections } = outlineOf(comparison, named, tellApart(comparison));
  expect(sections.map(({ title, isForm }) => [title, isForm])).toEqual([
    ['changes', undefined],
    ['Changed with the form', true],
  ]);
  expect(new Set(sections.map(({ id }) => id)).size).toBe(2);
});

test('a sentence names tables, columns and fields as the form does, and the rest by its keys', () => {
  const [left, right] = [
    readJson('{"soil":{"layers":[{"name":"Clay","top":1.0,"own":1}]},"loose":1,"stray":1}'),
    readJson('{"soil":{"layers":[{"name":"Clay","top":2.0,"own":2}]},"loose":2,"stray":2}'),
  ];
  expect(sentenceOf(compareParams(left, right), labels)).toBe(
    'Layers[Clay] › Top of layer 1.0 → 2.0, Layers[Clay] › own 1 → 2, Loose end 1 → 2, …',
  );
});

test('a group that came as a whole stands where the form has all of its fields', () => {
  const [left, right] = [
    read('{"loose":1}'),
    read('{"loose":1,"general":{"width":2,"old":2},"stray":{"x":1}}'),
  ];
  const { sections } = outlineOf(compareParams(left, right), labels);
  expect(sections.map(({ title, path, differences }) => [title ?? path.join(), differences.length])).toEqual([
    ['General', 1],
    ['', 1],
  ]);
  const both = read('{"loose":1,"a":{"general":1}}');
  const apart = formLabels(
    readForm({ parametrization: [section('One', [field('a.x', 'X')]), section('Two', [field('a.y', 'Y')])] }),
  );
  const found = outlineOf(compareParams(both, read('{"loose":1,"a":{"general":1},"b":1}')), apart);
  expect(found.sections.map(({ title }) => title)).toEqual([undefined]);
  const spread = outlineOf(compareParams(read('{}'), read('{"a":{"x":1,"y":2}}')), apart);
  expect(spread.sections.map(({ title }) => title)).toEqual([undefined]);
});

test('a group that came with much hidden data is placed by the fields of the form', () => {
  const form = formLabels(
    readForm({
      parametrization: [
        section('One', [field('a.x', 'X'), { type: 'hidden', name: 'a.data', ui_name: 'Data' }]),
      ],
    }),
  );
  const data = new Map(Array.from({ length: 200_000 }, (_, at) => [`k${at}`, at]));
  const right = new Map([
    [
      'a',
      new Map<string, JsonValue>([
        ['x', 1],
        ['data', data],
      ]),
    ],
  ]);
  const { sections } = outlineOf(compareParams(read('{}'), right), form);
  expect(sections.map(({ title }) => title)).toEqual(['One']);
});
