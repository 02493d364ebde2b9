import type { JsonValue } from '../../../../contract/json/value.ts';
import { rounded } from '../../worlds/random.ts';
import { at, listAt, numberAt, stepsOf, textAt } from '../../worlds/values.ts';
import { noiseAt } from '../../worlds/wind/fill.ts';
import { Endless, type Method, type MethodInput } from '../method.ts';
import { figure, group, item, least, map, pointFeature, rowsIn, sum } from '../parts.ts';
import { pointOf } from '../plane.ts';

function placeMap({ params: value, name }: MethodInput) {
  const place = pointOf(at(value, stepsOf('position.point')));
  return {
    geojson: map(
      place === null
        ? []
        : [pointFeature('turbine', place, { title: name, description: textAt(value, 'machine.mode') })],
    ),
  };
}

function turbineData({ params: value, references }: MethodInput) {
  const named = (path: string): string | null =>
    references.find(({ id }) => id === numberAt(value, path, -1))?.name ?? null;
  const mode = textAt(value, 'machine.mode', 'normal');
  const receptors = rowsIn(listAt(value, 'noise.receptors')).map((row, index) => {
    const level = noiseAt(numberAt(row, 'distance', 1000), mode);
    const margin = rounded(numberAt(row, 'limit', 47) - level, 1);
    return {
      margin,
      line: item(`receptor_${index}`, textAt(row, 'name', `Receptor ${index + 1}`), level, {
        suffix: 'dB(A)',
        decimals: 1,
        status: margin >= 0 ? 'success' : 'error',
        status_message: margin >= 0 ? '' : `${(-margin).toFixed(1)} dB above the limit`,
      }),
    };
  });
  return {
    data: [
      item('model', 'Model', named('machine.model')),
      item('hub_height', 'Hub height', numberAt(value, 'machine.hub_height'), { suffix: 'm', decimals: 0 }),
      item('margin', 'Noise margin', least(receptors.map(({ margin }) => margin)), {
        suffix: 'dB(A)',
        decimals: 1,
      }),
      item('foundation', 'Foundation', named('foundation.selected')),
      group(
        'receptors',
        'Receptors',
        receptors.map(({ line }) => line),
      ),
    ],
  };
}

/** Length of the shadow through a day. A curtailment from a later to an earlier month is counted through for ever. */
function shadow({ params: value }: MethodInput) {
  const endsNever = rowsIn(listAt(value, 'curtail')).some(
    (row) => numberAt(row, 'from_month', 1) > numberAt(row, 'to_month', 12),
  );
  if (endsNever) throw new Endless();
  const height = numberAt(value, 'machine.hub_height', 100) + 74;
  const hours = Array.from({ length: 500 }, (_, index) => 6 + (12 * index) / 499);
  const lengths = hours.map((hour) =>
    Math.min(5000, height / Math.tan(Math.max(0.02, 0.9 * Math.sin(((hour - 6) * Math.PI) / 12)))),
  );
  const line = { type: 'scatter', mode: 'lines', name: 'Shadow', x: hours, y: lengths };
  return { plotly: figure('Shadow on 21 June', [line], ['Hour', 'Length [m]']) };
}

function curve({ params: value }: MethodInput) {
  const rows = rowsIn(listAt(value, 'curve.power'));
  const line = (name: string, key: string, axis: object) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: rows.map((row) => numberAt(row, 'v')),
    y: rows.map((row) => numberAt(row, key)),
    ...axis,
  });
  return {
    plotly: figure(
      'Power curve',
      [line('Power', 'p', {}), line('ct', 'ct', { yaxis: 'y2' })],
      ['v [m/s]', 'P [kW]'],
    ),
  };
}

/** Costs of the rows of prices, with what they rise in the years; forty of each. */
function costsOf(value: JsonValue): { item: string; cost: number }[] {
  return rowsIn(listAt(value, 'input.prices')).map((row) => ({
    item: textAt(row, 'item', 'Item'),
    cost: numberAt(row, 'price') * 40 * (1 + numberAt(row, 'index') / 100),
  }));
}

function costData({ params: value }: MethodInput) {
  const costs = costsOf(value);
  const total = sum(costs.map(({ cost }) => cost));
  const power = Math.max(1, listAt(value, 'input.turbines').length) * 4.8;
  const years = Math.max(1, numberAt(value, 'input.years', 25));
  const rate = numberAt(value, 'input.discount') / 100;
  const yearly = rate === 0 ? total / years : (total * rate) / (1 - (1 + rate) ** -years);
  const euro = { prefix: '€', decimals: 0 };
  return {
    data: [
      item('total', 'Total', total, euro),
      item('per_mw', 'Per MW', total / power, euro),
      item('yearly', 'Each year', yearly, euro),
      group(
        'items',
        'Items',
        costs.map(({ item: name, cost }, index) => item(`item_${index}`, name, cost, euro)),
      ),
    ],
  };
}

function costTree({ params: value }: MethodInput) {
  const costs = costsOf(value);
  const bars = {
    type: 'bar',
    name: 'Cost',
    x: costs.map(({ item: name }) => name),
    y: costs.map(({ cost }) => cost),
  };
  return { plotly: figure('Breakdown', [bars], ['Item', 'Cost [€]']) };
}

const references = (value: JsonValue): number[] => [
  numberAt(value, 'machine.model', -1),
  numberAt(value, 'foundation.selected', -1),
];
export const turbineMethods: Record<string, Method> = {
  place_map: { seconds: 1, run: placeMap },
  turbine_data: { seconds: 1, references, run: turbineData },
  shadow: { seconds: 3, run: shadow },
};
export const modelMethods: Record<string, Method> = { curve: { seconds: 1, run: curve } };
export const costMethods: Record<string, Method> = {
  cost_data: { seconds: 1, run: costData },
  cost_tree: { seconds: 1, run: costTree },
};
