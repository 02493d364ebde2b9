import { deriveFrom } from '../../../../contract/json/memory.ts';
import { isObject, type JsonValue } from '../../../../contract/json/value.ts';
import { type GeoPoint, soilColumn, toGrid } from '../../worlds/geometry.ts';
import { factorsOf } from '../../worlds/levee/fill.ts';
import { Random, rounded } from '../../worlds/random.ts';
import { listAt, numberAt, params, put, textAt } from '../../worlds/values.ts';
import { type Method, type MethodInput, UserError } from '../method.ts';
import {
  areaFeature,
  type DataItem,
  entityLink,
  figure,
  green,
  group,
  item,
  least,
  map,
  pointFeature,
  red,
  rowsIn,
  type Status,
  table,
} from '../parts.ts';
import { onPlane, pointOf, pointsOf } from '../plane.ts';
import { workbook } from '../spreadsheet.ts';

const needed = { uplift: 1, heave: 1.2, piping: 1 } as const;
type Check = keyof typeof needed;
const checks = Object.keys(needed) as Check[];
const labels: Record<Check, string> = { uplift: 'Uplift', heave: 'Heave', piping: 'Piping' };

interface Scenario {
  name: string;
  weight: number;
  value: JsonValue;
  factors: Record<Check, number> | null;
}

function scenariosOf(value: JsonValue): Scenario[] {
  return rowsIn(listAt(value, 'schematisation.soil.scenarios')).map((row) => ({
    name: textAt(row, 'name', 'Scenario'),
    weight: numberAt(row, 'weight', 1),
    value: row,
    factors: factorsOf(value, row),
  }));
}

function factorItem(key: Check, value: number): DataItem {
  const isEnough = value >= needed[key];
  return item(key, labels[key], value, {
    status: isEnough ? 'success' : 'error',
    status_message: isEnough ? '' : `Below ${needed[key].toFixed(2)}`,
    explanation_label: `needed ${needed[key].toFixed(2)}`,
  });
}

const lowestOf = (scenarios: Scenario[]): number | null =>
  least(scenarios.flatMap(({ factors }) => (factors === null ? [] : Object.values(factors))));

function pipingData({ params: value }: MethodInput) {
  const scenarios = scenariosOf(value);
  const groups = scenarios.map(({ name, weight, factors }, index) =>
    group(
      `scenario_${index}`,
      `${name} (${weight.toFixed(2)})`,
      factors === null
        ? [item('none', 'Factors', 'no aquifer below a cover')]
        : checks.map((key) => factorItem(key, factors[key])),
      factors === null ? 'warning' : 'info',
    ),
  );
  const lowest = lowestOf(scenarios);
  const status: Status = lowest === null ? 'warning' : lowest < 1 ? 'error' : 'success';
  return { data: [...groups, item('worst', 'Lowest factor', lowest, { status })] };
}

/** Goes through the places of the grid that lie in the segment's area, in row order, until `see` says false. Metres from the first corner. */
function walkGrid(value: JsonValue, see: (x: number, y: number) => boolean): void {
  const plane = onPlane(pointsOf(listAt(value, 'polygon')));
  const [dx, dy] = [numberAt(value, 'grid_dx', 25), numberAt(value, 'grid_dy', 25)];
  if (plane.length < 3) throw new UserError('Draw the segment area first.', { polygon: ['Draw an area.'] });
  if (dx <= 0 || dy <= 0) {
    const sentence = 'The spacing of the grid must be larger than 0 m.';
    throw new UserError(sentence, { [dx <= 0 ? 'grid_dx' : 'grid_dy']: [sentence] });
  }
  const [xs, ys] = [plane.map(({ x }) => x), plane.map(({ y }) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let y = south + dy / 2; y < north; y += dy) {
    for (let x = west + dx / 2; x < east; x += dx) {
      if (isInside(plane, x, y) && !see(x, y)) return;
    }
  }
}

function gridOf(value: JsonValue, mostPoints: number): { name: string; point: GeoPoint }[] {
  const [origin] = pointsOf(listAt(value, 'polygon'));
  const across = 111_320 * Math.cos(((origin?.lat ?? 0) * Math.PI) / 180);
  const found: { name: string; point: GeoPoint }[] = [];
  walkGrid(value, (x, y) => {
    const point = { lat: (origin?.lat ?? 0) + y / 111_320, lon: (origin?.lon ?? 0) + x / across };
    found.push({ name: `EP-${String(found.length + 1).padStart(3, '0')}`, point });
    return found.length < mostPoints;
  });
  return found;
}

function isInside(ring: { x: number; y: number }[], x: number, y: number): boolean {
  let inside = false;
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + ring.length - 1) % ring.length] as { x: number; y: number };
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** A point's own factors: those of the scenario shown, a little different from place to place. */
function pointFactors(value: JsonValue, name: string): Record<Check, number> | null {
  const scenarios = scenariosOf(value);
  const shown = textAt(value, 'results.view.scenario');
  const base = (scenarios.find((one) => one.name === shown) ?? scenarios[0])?.factors;
  if (base === null || base === undefined) return null;
  const random = new Random('exit point', name);
  const vary = 1 + 0.08 * random.normal();
  return { uplift: base.uplift * vary, heave: base.heave * vary, piping: base.piping * (2 - vary) };
}

function pipingTable({ params: value, children }: MethodInput) {
  const points = children.filter(({ className }) => className === 'ExitPoint').map(({ name }) => name);
  const names = points.length > 0 ? points : gridOf(value, 500).map(({ name }) => name);
  const rows = names.map((name) => {
    const factors = pointFactors(value, name);
    const cell = (key: Check) =>
      factors === null
        ? null
        : factors[key] < needed[key]
          ? { value: factors[key], text_color: red, text_style: 'bold' }
          : factors[key];
    return [
      name,
      cell('uplift'),
      cell('heave'),
      cell('piping'),
      factors !== null && checks.every((key) => factors[key] >= needed[key]),
    ];
  });
  return {
    table: table(
      [
        { title: 'Exit point' },
        ...checks.map((key) => ({ title: labels[key], type: 'number' as const, decimals: 2 })),
        { title: 'Safe', type: 'boolean' },
      ],
      rows,
    ),
  };
}

function areaMap({ params: value, name }: MethodInput) {
  const area = pointsOf(listAt(value, 'polygon'));
  const byHand = pointsOf(listAt(value, 'exit_points.manual.points'));
  return {
    geojson: map([
      ...(area.length > 2
        ? [areaFeature('area', area, { title: name, stroke: '#1f6feb', fill: '#1f6feb' })]
        : []),
      ...byHand.map((point, index) =>
        pointFeature(`hand-${index + 1}`, point, { title: `By hand ${index + 1}` }),
      ),
    ]),
  };
}

function resultsMap(input: MethodInput) {
  const { params: value, children } = input;
  const points = children.filter(({ className }) => className === 'ExitPoint');
  const grid = gridOf(value, 400);
  const features = grid.map(({ name, point }, index) => {
    const entity = points[index];
    const factors = pointFactors(value, entity?.name ?? name);
    const isSafe = factors !== null && checks.every((key) => factors[key] >= needed[key]);
    return pointFeature(entity === undefined ? name : String(entity.id), point, {
      title: entity?.name ?? name,
      'marker-color': isSafe ? green : red,
      description:
        factors === null
          ? 'no aquifer'
          : checks.map((key) => `${labels[key]} ${factors[key].toFixed(2)}`).join('\n'),
      ...(entity === undefined ? {} : { entity_links: entityLink(entity.name, entity.id) }),
    });
  });
  return {
    geojson: map(features, {
      legend: [
        [green, 'safe'],
        [red, 'below what is needed'],
      ],
    }),
    data: pipingData(input).data,
  };
}

function layoutChart({ params: value }: MethodInput) {
  const scenarios = scenariosOf(value);
  const traces = scenarios.map(({ name, value: row }) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: rowsIn(listAt(row, 'layers')).map((layer) => textAt(layer, 'soil')),
    y: rowsIn(listAt(row, 'layers')).map((layer) => numberAt(layer, 'top')),
  }));
  return { plotly: figure('Tops of layers by scenario', traces, ['Layer', 'Top [m NAP]']) };
}

/** The same rows with the layers that the soil field has here; columns that it knows nothing of keep their text. */
function fetchLayers({ params: value }: MethodInput) {
  const rows = listAt(value, 'schematisation.soil.scenarios');
  const km = numberAt(value, 'from_km', 12);
  const layers = soilColumn(km * 1000, 3.4, new Random('fetched layers', Math.round(km * 1000))).map(
    ({ soil, top }) => ({
      soil,
      top: rounded(top, 2),
      aquifer: soil.endsWith('sand'),
    }),
  );
  if (rows.length === 0)
    throw new UserError('Add a scenario first.', { 'schematisation.soil.scenarios': ['Add a row.'] });
  const scenarios = rows.map((row) =>
    isObject(row) ? deriveFrom(row, new Map([...row, ['layers', params(layers)]])) : row,
  );
  return {
    set_params: {
      schematisation: { soil: { scenarios, shown: textAt(value, 'schematisation.soil.shown') || null } },
    },
  };
}

function makeExitPoints({ params: value }: MethodInput) {
  const byHand = listAt(value, 'exit_points.manual.points').flatMap((point) => pointOf(point) ?? []).length;
  let grid = 0;
  walkGrid(value, () => {
    grid += 1;
    return true;
  });
  return { set_params: { params: { n_points: grid + byHand, exit_points: { grid: { on: true } } } } };
}

function exportResults({ params: value, name, link }: MethodInput) {
  const rows = gridOf(value, 2000).map(({ name: point, point: place }) => {
    const factors = pointFactors(value, point);
    const { x, y } = toGrid(place);
    return [
      point,
      rounded(x, 2),
      rounded(y, 2),
      ...checks.map((key) => (factors === null ? null : rounded(factors[key], 4))),
    ];
  });
  const book = workbook('Results', [['exit point', 'x', 'y', ...checks], ...rows]);
  const filename = `${name} results.xlsx`;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { download: { url: link(filename, type, book), filename } };
}

/** Berm widths from 0 m up: each a full set of params, and what it gives. */
function optimiseBerm({ params: value }: MethodInput) {
  const results = Array.from({ length: 9 }, (_, step) => {
    const modelFactor = rounded(1 + step * 0.0375, 4);
    const changed = put(value, ['schematisation', 'safety', 'model_factor'], modelFactor);
    const lowest = lowestOf(scenariosOf(changed)) ?? 0;
    return { params: changed, analysis_result: { factor: rounded(lowest, 4), berm: rounded(step * 2.5, 1) } };
  });
  return {
    optimization: {
      results,
      input_columns: ['schematisation.safety.model_factor'],
      output_headers: { factor: 'Lowest factor', berm: 'Berm [m]' },
      image: null,
    },
  };
}

export const segmentMethods: Record<string, Method> = {
  area_map: { seconds: 1, run: areaMap },
  layout_chart: { seconds: 1, run: layoutChart },
  piping_data: {
    seconds: 15,
    stages: ['Reading the layers', 'Computing the scenarios', 'Writing the factors'],
    run: pipingData,
  },
  piping_table: { seconds: 2, needs: ['children'], run: pipingTable },
  results_map: { seconds: 1, needs: ['children'], run: resultsMap },
  fetch_layers: { seconds: 2, run: fetchLayers },
  make_exit_points: { seconds: 3, run: makeExitPoints },
  export_results: { seconds: 2, run: exportResults },
  optimise_berm: {
    seconds: 12,
    stages: ['Without a berm', 'Wider berms', 'Sorting the variants'],
    run: optimiseBerm,
  },
};
