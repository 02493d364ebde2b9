import type { JsonValue } from '../../../../contract/json/value.ts';
import { stabilityFactors } from '../../worlds/levee/fill.ts';
import { Random } from '../../worlds/random.ts';
import { listAt, numberAt, textAt } from '../../worlds/values.ts';
import { type Method, type MethodInput, UserError } from '../method.ts';
import { figure, group, item, rowsIn } from '../parts.ts';

function profile({ params: value }: MethodInput) {
  const points = rowsIn(listAt(value, 'geometry.profile.points'));
  const phases = rowsIn(listAt(value, 'stability.phases'));
  const line = (name: string, rows: readonly JsonValue[], dash?: string) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: rows.map((row) => numberAt(row, 'x')),
    y: rows.map((row) => numberAt(row, 'z')),
    ...(dash === undefined ? {} : { line: { dash } }),
  });
  const water = phases.map((phase) =>
    line(`Water, ${textAt(phase, 'name')}`, listAt(phase, 'phreatic'), 'dot'),
  );
  return { plotly: figure('Cross-section', [line('Ground', points), ...water], ['x [m]', 'z [m NAP]']) };
}

const neededFactor = 1.15;

function stabilityData({ params: value }: MethodInput) {
  const phases = listAt(value, 'stability.phases');
  for (const [index, phase] of phases.entries()) {
    if (listAt(phase, 'phreatic').length > 0) continue;
    const sentence = `Phase '${textAt(phase, 'name', String(index + 1))}' has no phreatic line.`;
    throw new UserError(sentence, { [`stability.phases.${index}.phreatic`]: ['Add at least one point.'] });
  }
  const found = stabilityFactors(value);
  const items = found.map(({ name, factor }, index) =>
    item(`phase_${index}`, name, factor, {
      decimals: 3,
      status: factor >= neededFactor ? 'success' : 'error',
      status_message: factor >= neededFactor ? '' : `Below ${neededFactor}`,
    }),
  );
  const worst = found.reduce((low, one) => (one.factor < low.factor ? one : low), {
    name: '',
    factor: Infinity,
  });
  return {
    data: [
      group('phases', 'Phases', items),
      item('factor', 'Governing factor', Number.isFinite(worst.factor) ? worst.factor : null, {
        decimals: 3,
      }),
      item('phase', 'Phase', worst.name || null),
    ],
  };
}

/** A point has no layers of its own to compute with: its factors follow from its ground level and the scenario shown. */
function pointData({ params: value, id }: MethodInput) {
  const random = new Random('point', id);
  const ground = numberAt(value, 'point.ground', 3.4);
  const factor = (key: string, label: string, mean: number, least: number) => {
    const found = Math.max(0.1, mean + 0.2 * random.normal() + 0.1 * (ground - 3.4));
    return item(key, label, found, {
      status: found >= least ? 'success' : 'error',
      explanation_label: `needed ${least.toFixed(2)}`,
    });
  };
  return {
    data: [
      item('x', 'X', numberAt(value, 'point.x'), { suffix: 'm' }),
      item('y', 'Y', numberAt(value, 'point.y'), { suffix: 'm' }),
      group('factors', textAt(value, 'view.scenario', 'Scenario'), [
        factor('uplift', 'Uplift', 1.4, 1),
        factor('heave', 'Heave', 1.2, 1.2),
        factor('piping', 'Piping', 1.7, 1),
      ]),
    ],
  };
}

function section({ params: value }: MethodInput) {
  const layers = listAt(value, 'layers.layers');
  const reach = [-numberAt(value, 'cross.extend_river'), numberAt(value, 'cross.extend_land', 30)];
  const traces = layers.map((layer) => ({
    type: 'scatter',
    mode: 'lines',
    name: textAt(layer, 'soil.name', 'Layer'),
    x: reach,
    y: reach.map(() => numberAt(layer, 'top')),
    fill: 'tonexty',
  }));
  return { plotly: figure('Layers at the point', traces, ['From the point [m]', 'Top [m NAP]']) };
}

export const crossSectionMethods: Record<string, Method> = {
  profile: { seconds: 1, run: profile },
  stability_data: {
    seconds: 20,
    stages: ['Reading the phases', 'Slip circles', 'Governing phase'],
    run: stabilityData,
  },
};
export const exitPointMethods: Record<string, Method> = {
  point_data: { seconds: 1, run: pointData },
  section: { seconds: 1, run: section },
};
