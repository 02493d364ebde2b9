import type { JsonValue } from '../../../../contract/json/value.ts';
import { at, listAt, numberAt, stepsOf } from '../../worlds/values.ts';
import { gltfModel, type Solid } from '../documents.ts';
import { CodeError, type Method, type MethodInput, UserError } from '../method.ts';
import { checked, figure, item, most, rowsIn, sum, table } from '../parts.ts';

interface Pile {
  name: string;
  x: number;
  y: number;
  /** kN, compression negative. */
  force: number;
  uc: number;
}

const mostPilesOfRing = 200;

/** Piles of the rings with their forces under a rigid cap. */
function pilesOf(value: JsonValue): Pile[] {
  const places = rowsIn(listAt(value, 'geo.piles.rings')).flatMap((row) => {
    const count = Math.min(mostPilesOfRing, Math.max(0, Math.round(numberAt(row, 'number'))));
    return Array.from({ length: count }, (_, pile) => {
      const angle = (2 * Math.PI * pile) / count + (numberAt(row, 'first') * Math.PI) / 180;
      return { x: numberAt(row, 'radius') * Math.cos(angle), y: numberAt(row, 'radius') * Math.sin(angle) };
    });
  });
  const squares = sum(places.map(({ x }) => x * x)) || 1;
  const capacity =
    (55 * numberAt(value, 'geo.piles.length', 18) * numberAt(value, 'geo.piles.diameter', 450)) / 420;
  const [vertical, moment] = [
    numberAt(value, 'geo.mast.vertical', 3800),
    numberAt(value, 'geo.mast.moment', 140000),
  ];
  return places.map(({ x, y }, index) => {
    const force = -(vertical / places.length) - (moment * x) / squares;
    const uc = Math.abs(force) / Math.max(1e-9, capacity);
    return { name: `pile_${String(index + 1).padStart(2, '0')}`, x, y, force, uc };
  });
}

interface Slab {
  outer: number;
  edge: number;
  centre: number;
  inner: number;
}
const slabOf = (value: JsonValue): Slab => ({
  outer: numberAt(value, 'geo.slab.diameter', 19),
  edge: numberAt(value, 'geo.slab.edge', 0.9),
  centre: numberAt(value, 'geo.slab.centre', 2.8),
  inner: numberAt(value, 'geo.mast.diameter', 4.6) + 1,
});

function model3d({ params: value, name, link }: MethodInput) {
  const { outer, edge, centre, inner } = slabOf(value);
  const length = Math.max(0.1, numberAt(value, 'geo.piles.length', 18));
  const thickness = Math.max(0.05, numberAt(value, 'geo.piles.diameter', 450) / 1000);
  const cylinder = (
    called: string,
    at: Solid['centre'],
    size: Solid['size'],
    colour: Solid['colour'],
  ): Solid => ({ name: called, kind: 'cylinder', centre: at, size, colour });
  const solids = [
    cylinder('slab', [0, 0, edge / 2], [outer, outer, Math.max(0.01, edge)], [0.62, 0.64, 0.66]),
    cylinder(
      'plinth',
      [0, 0, (edge + centre) / 2],
      [inner, inner, Math.max(0.01, centre - edge)],
      [0.55, 0.57, 0.6],
    ),
    ...pilesOf(value).map(({ name: called, x, y, uc }) =>
      cylinder(
        called,
        [x, y, -length / 2],
        [thickness, thickness, length],
        uc > 1 ? [0.81, 0.13, 0.18] : [0.75, 0.6, 0.4],
      ),
    ),
  ];
  const text = `Ø ${outer} m slab`;
  const label = { x: 0, y: 0, z: centre + 0.4, text: [text], html: text, size_factor: 1, color: '#000000' };
  const geometry = link(`${name}.gltf`, 'model/gltf+json', gltfModel(solids));
  return { geometry: { geometry, geometry_type: 'gltf', labels: [label] } };
}

const hasTemplate = (value: JsonValue): boolean => (at(value, stepsOf('results.template')) ?? null) !== null;

/** The app's maker forgot that there may be no template: its code fails, and says nothing. */
function forces({ params: value }: MethodInput) {
  if (!hasTemplate(value)) throw new CodeError();
  const piles = pilesOf(value);
  const bars = {
    type: 'bar',
    name: 'N',
    x: piles.map(({ name }) => name),
    y: piles.map(({ force }) => force),
  };
  return { plotly: figure('Forces in the piles', [bars], ['Pile', 'N [kN]']) };
}

function pileTable({ params: value }: MethodInput) {
  const rows = pilesOf(value).map(({ name, force, uc }) => [name, force, checked(uc, 1)]);
  const columns = [
    { title: 'Pile' },
    { title: 'N [kN]', type: 'number' as const, decimals: 1 },
    { title: 'UC', type: 'number' as const, decimals: 2 },
  ];
  return { table: table(columns, rows) };
}

function resultsData({ params: value }: MethodInput) {
  if (!hasTemplate(value)) {
    throw new UserError('Upload a solver template first.', {
      'results.template': ['Upload a solver template first.'],
    });
  }
  const { outer, edge, centre, inner } = slabOf(value);
  const concrete =
    (Math.PI / 4) * outer ** 2 * edge +
    (Math.PI / 12) * (centre - edge) * (outer ** 2 + outer * inner + inner ** 2);
  const steel = (105 * concrete * (1 + 0.15 * (listAt(value, 'rebar.layers').length - 4))) / 1000;
  const uc = most(pilesOf(value).map((pile) => pile.uc));
  return {
    data: [
      item('piles', 'Piles', pilesOf(value).length, { decimals: 0 }),
      item('concrete', 'Concrete', concrete, { suffix: 'm³', decimals: 1 }),
      item('steel', 'Steel', steel, { suffix: 't', decimals: 1 }),
      item('utilisation', 'Utilisation', uc, {
        suffix: '-',
        decimals: 3,
        status: uc === null ? '' : uc <= 1 ? 'success' : 'error',
      }),
    ],
  };
}

function exportInput({ params: value, name, link }: MethodInput) {
  const lines = pilesOf(value).map(({ name: pile, x, y }) => `PILE ${pile} ${x.toFixed(3)} ${y.toFixed(3)}`);
  const loads = rowsIn(listAt(value, 'results.combinations'))
    .filter((row) => row.get('on') === true)
    .map(
      (row) =>
        `LOAD "${String(row.get('label'))}" ${numberAt(row, 'N_Ed')} ${numberAt(row, 'V_Ed')} ${numberAt(row, 'M_Ed')}`,
    );
  const filename = `${name} input.txt`;
  return { download: { url: link(filename, 'text/plain', [...lines, ...loads, ''].join('\n')), filename } };
}

const stages = ['Building the model', 'Solving', 'Reading the results'];
export const foundationMethods: Record<string, Method> = {
  model_3d: { seconds: 2, run: model3d },
  forces: { seconds: 60, stages, run: forces },
  pile_table: { seconds: 60, stages, run: pileTable },
  results_data: { seconds: 60, stages, run: resultsData },
  export_input: { seconds: 2, run: exportInput },
};
