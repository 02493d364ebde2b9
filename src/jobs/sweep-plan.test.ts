import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { planSweep, readValues, type SweepParam, sweepFigure, sweepParams } from './sweep-plan.ts';

const params = readJson(
  '{ "width": 1.0, "layers": [{"depth": 2.50}], "at": {"lat": 1, "lon": 2} }',
) as JsonObject;

it('every number can be varied, but for the halves of a point', () => {
  expect(sweepParams(params).map(({ label }) => label)).toEqual(['width', 'layers[1] › depth']);
});

it.each([
  ['1, 2.50;3', ['1', '2.50', '3']],
  ['1 to 2 step 0.25', ['1.00', '1.25', '1.50', '1.75', '2.00']],
  ['3 to 1 step -1', ['3', '2', '1']],
  ['0.1 to 0.3 step 0.1', ['0.1', '0.2', '0.3']],
  ['0 to 5e-7 step 2.5e-7', ['0.00000000', '0.00000025', '0.00000050']],
  ['1e-5 to 3.5e-5 step 1e-5', ['0.00001', '0.00002', '0.00003']],
  [
    '12345678901234567890 to 12345678901234567892 step 1',
    ['12345678901234567890', '12345678901234567891', '12345678901234567892'],
  ],
  ['1 to 0.9995 step -2.5E-4', ['1.00000', '0.99975', '0.99950']],
])('the values of “%s” keep how they are written', (text, values) =>
  expect(readValues(text)).toEqual(values),
);

it.each([
  '',
  '1,5 m',
  '1 to 2 step 0',
  '1 to 2 step -1',
  '1 to 1000 step 1',
  '0 to NaN step 1',
  '0 to 1 step 1e-31',
])('“%s” is refused with a sentence', (text) => expect(() => readValues(text)).toThrow(/\./));

it('all combinations are run, each with its own params, every other byte as it was', () => {
  const [width, depth] = sweepParams(params) as [SweepParam, SweepParam];
  const variants = planSweep(params, [
    { param: width, values: ['1', '2'] },
    { param: depth, values: ['3.0'] },
  ]);
  expect(variants.map(({ note }) => note)).toEqual([
    'width 1, layers[1] › depth 3.0',
    'width 2, layers[1] › depth 3.0',
  ]);
  expect(printJson(variants[1]?.params ?? null)).toBe(
    '{ "width": 2, "layers": [{"depth": 3.0}], "at": {"lat": 1, "lon": 2} }',
  );
});

it('a sweep of more than sixty runs is refused', () => {
  const [width, depth] = sweepParams(params) as [SweepParam, SweepParam];
  const values = Array.from({ length: 8 }, (_, index) => String(index));
  expect(() =>
    planSweep(params, [
      { param: width, values },
      { param: depth, values },
    ]),
  ).toThrow('64 runs');
});

it('a sweep of two params is drawn as a line for each value of the second, with gaps where a run gave nothing', () => {
  const swept = sweepParams(params).map((param, at) => ({
    param,
    values: at === 0 ? ['1', '2'] : ['3', '4'],
  }));
  const planned = { names: ['width', 'depth'], variants: planSweep(params, swept) };
  const { data } = sweepFigure(planned, [10, 20, null, 40], 'Uplift');
  expect(data.map(({ name, x, y }) => [name, x, y])).toEqual([
    ['depth 3', [1, 2], [10, null]],
    ['depth 4', [1, 2], [20, 40]],
  ]);
});
