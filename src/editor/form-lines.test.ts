import { expect, test } from 'vitest';
import { readForm } from '../fields/read-form.ts';
import { inLines } from './form-lines.ts';
import { specModel } from './spec-model.ts';

function linesOf(fields: readonly object[]): string[][] {
  const nodes = fields.map((field, at) => ({ type: 'number', name: `f${at}`, ...field }));
  const model = specModel(readForm({ parametrization: nodes }), new Map(), new Map());
  return inLines(model.nodes).map((line) => line.map(({ key }) => key));
}

test('fields that the app gives shares of a line stand side by side while they fit in one', () => {
  expect(linesOf([{ flex: 47 }, { flex: 53 }, { flex: 30 }, { flex: 30 }])).toEqual([
    ['/f0', '/f1'],
    ['/f2', '/f3'],
  ]);
  expect(linesOf([{ flex: 34 }, { flex: 33 }, { flex: 34 }])).toEqual([['/f0', '/f1', '/f2']]);
});

test('a field stands alone without a share, with a whole line, or when it needs one', () => {
  expect(linesOf([{ flex: 50 }, {}, { flex: 50 }, { flex: 100 }, { flex: 50, type: 'geo_point' }])).toEqual([
    ['/f0'],
    ['/f1'],
    ['/f2'],
    ['/f3'],
    ['/f4'],
  ]);
});

test('a line break ends a line', () => {
  expect(linesOf([{ flex: 30 }, { type: 'linebreak' }, { flex: 30 }])).toHaveLength(3);
});
