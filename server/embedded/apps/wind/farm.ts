import type { JsonValue } from '../../../../contract/json/value.ts';
import { rounded } from '../../worlds/random.ts';
import { at, edited, listAt, numberAt, stepsOf, textAt } from '../../worlds/values.ts';
import { noiseAt } from '../../worlds/wind/fill.ts';
import { type Method, type MethodInput, OutOfTime, type Relative } from '../method.ts';
import {
  areaFeature,
  type DataItem,
  entityLink,
  item,
  map,
  most,
  pointFeature,
  rowsIn,
  sum,
  svg,
  table,
} from '../parts.ts';
import { areaOf, pointOf, pointsOf } from '../plane.ts';

const turbinesOf = (children: readonly Relative[]): Relative[] =>
  children.filter(({ className }) => className === 'Turbine');

/** Rated power of the chosen model in MW. */
function ratedOf({ params: value, references }: MethodInput): number {
  const model = references.find(({ id }) => id === numberAt(value, 'layout.model', -1));
  return model === undefined ? 4.8 : numberAt(model.params, 'general.rated', 4.8);
}

/** GWh a year of so many turbines, by the wind rose, spacing and direction. */
function yieldOf(value: JsonValue, turbines: number, rated: number): number {
  const factor = sum(
    rowsIn(listAt(value, 'wind.rose')).map(
      (row) => (numberAt(row, 'freq') / 100) * Math.min(0.55, (Math.max(0, numberAt(row, 'A')) / 17) ** 1.7),
    ),
  );
  const turn = ((numberAt(value, 'layout.direction', 240) - 240) * Math.PI) / 180;
  const loss = 0.34 * Math.max(1, numberAt(value, 'layout.spacing', 5)) ** -1.15 * (1 + 0.2 * Math.cos(turn));
  return rated * turbines * 8.76 * factor * (1 - loss);
}

/** Highest level at any receptor of any turbine, dB(A). */
function loudest(turbines: readonly Relative[]): number | null {
  return most(
    turbines.flatMap(({ params: value }) =>
      rowsIn(listAt(value, 'noise.receptors')).map((row) =>
        noiseAt(numberAt(row, 'distance', 1000), textAt(value, 'machine.mode', 'normal')),
      ),
    ),
  );
}

function farmData(input: MethodInput): DataItem[] {
  const turbines = turbinesOf(input.children);
  const rated = ratedOf(input);
  return [
    item('turbines', 'Turbines', turbines.length, { decimals: 0 }),
    item('power', 'Power', turbines.length * rated, { suffix: 'MW', decimals: 1 }),
    item('yield', 'Yield', yieldOf(input.params, turbines.length, rated), { suffix: 'GWh/y', decimals: 1 }),
    item('noise', 'Highest noise', loudest(turbines), { suffix: 'dB(A)', decimals: 1 }),
  ];
}

function siteMap(input: MethodInput) {
  const { params: value, name, children } = input;
  const boundary = pointsOf(listAt(value, 'site.boundary'));
  const areas = [
    ...(boundary.length < 3
      ? []
      : [areaFeature('boundary', boundary, { title: name, stroke: '#1a7f37', fill: '#1a7f37' })]),
    ...rowsIn(listAt(value, 'site.keep_out')).flatMap((row, index) => {
      const ring = pointsOf(listAt(row, 'area'));
      const title = textAt(row, 'name', `Area ${index + 1}`);
      return ring.length < 3
        ? []
        : [
            areaFeature(`keep-out-${index + 1}`, ring, {
              title,
              description: textAt(row, 'reason'),
              stroke: '#cf222e',
              fill: '#cf222e',
            }),
          ];
    }),
  ];
  const places = turbinesOf(children).flatMap(({ id, name: called, params: own }) => {
    const place = pointOf(at(own, stepsOf('position.point')));
    return place === null
      ? []
      : [
          pointFeature(String(id), place, {
            title: called,
            'marker-color': '#0969da',
            entity_links: entityLink(called, id),
          }),
        ];
  });
  const site = item('area', 'Area', areaOf(boundary) / 1e6, { suffix: 'km²', decimals: 3 });
  return {
    geojson: map([...areas, ...places], {
      legend: [
        ['#1a7f37', 'site'],
        ['#cf222e', 'keep out'],
        ['#0969da', 'turbine'],
      ],
    }),
    data: [...farmData(input), site],
  };
}

/** The rose as a drawing: a wedge for each sector, as long as the wind comes from there. */
function roseDrawing(value: JsonValue): string {
  const rows = rowsIn(listAt(value, 'wind.rose'));
  const highest = Math.max(1, most(rows.map((row) => numberAt(row, 'freq'))) ?? 1);
  const wedges = rows.map((row, index) => {
    const half = Math.PI / Math.max(1, rows.length);
    const middle = (numberAt(row, 'sector', (360 * index) / rows.length) * Math.PI) / 180;
    const reach = (130 * Math.max(0, numberAt(row, 'freq'))) / highest;
    const point = (angle: number) =>
      `${rounded(160 + reach * Math.sin(angle), 1)} ${rounded(160 - reach * Math.cos(angle), 1)}`;
    return `<path d="M160 160 L${point(middle - half)} L${point(middle + half)} Z" fill="#0969da" stroke="#fff"/>`;
  });
  return svg(
    320,
    320,
    `<circle cx="160" cy="160" r="130" fill="none" stroke="#d0d7de"/>${wedges.join('')}<text x="155" y="20">N</text>`,
  );
}

const windRose = ({ params: value }: MethodInput) => ({ image: { svg: roseDrawing(value) } });

const mostTurbines = 200;

/** The wake of a farm of more than 200 turbines takes longer than the app allows. */
function wake(input: MethodInput) {
  const { params: value, children, link } = input;
  const count = Math.max(turbinesOf(children).length, listAt(value, 'cache.yield').length);
  if (count > mostTurbines) throw new OutOfTime();
  const turn = numberAt(value, 'layout.direction', 240);
  const spacing = numberAt(value, 'layout.spacing', 5);
  const streaks = Array.from({ length: Math.min(count, 60) }, (_, index) => {
    const [x, y] = [30 + (index % 8) * 8 * spacing, 40 + Math.floor(index / 8) * 8 * spacing];
    return `<g transform="rotate(${turn - 270} ${x} ${y})"><path d="M${x} ${y - 3} L${x + 60} ${y - 9} L${x + 60} ${y + 9} L${x} ${y + 3} Z" fill="#bf8700" opacity="0.35"/></g><circle cx="${x}" cy="${y}" r="3"/>`;
  });
  const drawing = svg(520, 420, streaks.join(''));
  return { image: { url: link('wake.svg', 'image/svg+xml', drawing) }, data: farmData(input) };
}

function layoutTable({ children }: MethodInput) {
  const rows = turbinesOf(children).map(({ name, params: value }) => {
    const place = pointOf(at(value, stepsOf('position.point')));
    return [
      name,
      place?.lat ?? null,
      place?.lon ?? null,
      numberAt(value, 'machine.hub_height'),
      textAt(value, 'machine.mode', 'normal'),
    ];
  });
  const number = { type: 'number' as const };
  const columns = [
    { title: 'Turbine' },
    { title: 'Latitude', ...number, decimals: 6 },
    { title: 'Longitude', ...number, decimals: 6 },
    { title: 'Hub height [m]', ...number, decimals: 0 },
    { title: 'Mode' },
  ];
  return { table: table(columns, rows) };
}

/** Spacings from narrow to wide: each a whole set of params. */
function optimiseLayout(input: MethodInput) {
  const { params: value, children } = input;
  const turbines = Math.max(1, turbinesOf(children).length);
  const rated = ratedOf(input);
  const rounds = Math.round(numberAt(value, 'optimise.iterations', 20));
  const count = Math.min(40, Math.max(5, rounds));
  const noise = loudest(turbinesOf(children)) ?? 44.1;
  const results = Array.from({ length: count }, (_, index) => {
    const spacing = rounded(3 + (9 * index) / (count - 1), 2);
    const tried = edited(value, { 'layout.spacing': spacing });
    const outcome = {
      yield: rounded(yieldOf(tried, turbines, rated), 2),
      noise: rounded(noise - (spacing - 5) / 4, 2),
    };
    return { params: tried, analysis_result: outcome };
  });
  const yields = results.map(({ analysis_result }) => analysis_result.yield);
  const [low, high] = [Math.min(...yields), Math.max(...yields)];
  const points = yields.map(
    (one, index) =>
      `${rounded(20 + (360 * index) / (count - 1), 1)},${rounded(180 - (160 * (one - low)) / Math.max(1e-9, high - low), 1)}`,
  );
  return {
    optimization: {
      results,
      input_columns: ['layout.spacing', 'layout.model'],
      output_headers: { yield: 'GWh/y', noise: 'dB(A)' },
      image: svg(400, 200, `<polyline fill="none" stroke="#1a7f37" points="${points.join(' ')}"/>`),
    },
  };
}

const needs: Method['needs'] = ['children'];
const references = (value: JsonValue): number[] => [numberAt(value, 'layout.model', -1)];
export const farmMethods: Record<string, Method> = {
  site_map: { seconds: 1, needs, references, run: siteMap },
  wind_rose: { seconds: 1, run: windRose },
  wake: {
    seconds: 12,
    stages: ['Reading the layout', 'Wakes by sector', 'Drawing'],
    needs,
    references,
    run: wake,
  },
  layout_table: { seconds: 1, needs, run: layoutTable },
  optimise_layout: {
    seconds: 20,
    stages: ['First layouts', 'Better layouts', 'Sorting the variants'],
    needs,
    references,
    run: optimiseLayout,
  },
};
