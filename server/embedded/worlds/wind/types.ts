// Whole though long: it is a table of the sample, form by form as the app writes them, and is read beside what it describes.

import { field as f, formOf, section, step } from '../form.ts';
import { summaryItem, view, type WorldType } from '../world.ts';
import { fill, summarize } from './fill.ts';

const turbineModel = { types: ['TurbineModel'] };

const farm = formOf([
  step(
    'site',
    'Site',
    [
      f('polygon', 'boundary', 'Site boundary'),
      f('array', 'keep_out', 'Keep-out areas', {
        fields: [
          f('text', 'name', 'Name'),
          f('polygon', 'area', 'Area'),
          f('number', 'buffer', 'Buffer', { unit: 'm' }),
          f('option', 'reason', 'Reason', { choices: ['houses', 'gas pipe', 'nature', 'radar'] }),
        ],
      }),
      f('output', 'area', 'Area', { unit: 'km²', value: { $call: 'site_area' } }),
    ],
    ['site_map'],
  ),
  step(
    'wind',
    'Wind',
    [
      f('option', 'source', 'Source', { choices: ['atlas', 'campaign'], radio: 'radio', default: 'atlas' }),
      f('entity', 'campaign', 'Campaign', {
        whose: 'child',
        types: ['WindCampaign'],
        visible: { $if: { path: 'wind.source', equals: 'campaign' } },
      }),
      f('option', 'sectors', 'Direction bins', { choices: [8, 12, 16, 36], default: 12 }),
      f('table', 'rose', 'Wind rose', {
        fields: [
          f('integer', 'sector', 'Sector', { unit: '°' }),
          f('number', 'freq', 'Frequency', { unit: '%' }),
          f('number', 'A', 'A', { unit: 'm/s' }),
          f('number', 'k', 'k', { unit: '-' }),
        ],
      }),
      f('number', 'roughness', 'Roughness length $z_{0}$', { unit: 'm', min: 0.0001, max: 2, default: 0.03 }),
    ],
    ['wind_rose'],
  ),
  step(
    'layout',
    'Layout',
    [
      f('entity', 'model', 'Turbine', turbineModel),
      f('number', 'spacing', 'Spacing', {
        unit: 'rotor diameters',
        min: 3,
        max: 12,
        step: 0.5,
        slider: true,
        default: 5,
      }),
      f('number', 'direction', 'Wind direction shown', {
        unit: '°',
        min: 0,
        max: 359,
        slider: true,
        default: 240,
      }),
      f('option', 'colour_by', 'Colour by', { choices: ['yield', 'noise', 'foundation'], default: 'yield' }),
      f('array', 'colours', 'Colour scale', {
        default: [
          { limit: 37, colour: { r: 26, g: 127, b: 55 } },
          { limit: 42, colour: { r: 191, g: 135, b: 0 } },
          { limit: 47, colour: { r: 207, g: 34, b: 46 } },
        ],
        fields: [f('number', 'limit', 'Limit'), f('color', 'colour', 'Colour')],
      }),
    ],
    ['wake', 'layout_table'],
  ),
  step(
    'optimise',
    'Optimise',
    [
      f('integer', 'iterations', 'Iterations', { min: 2, max: 200, default: 20 }),
      f('table', 'weights', 'Weights', {
        default: [
          { goal: 'yield', weight: 0.7 },
          { goal: 'noise', weight: 0.2 },
          { goal: 'cable', weight: 0.1 },
        ],
        fields: [
          f('option', 'goal', 'Goal', { choices: ['yield', 'noise', 'cable', 'cost'] }),
          f('number', 'weight', 'Weight'),
        ],
      }),
      f('button', 'run', 'Optimise', { button: 'optimise', method: 'optimise_layout' }),
    ],
    [],
    { enabled: { $set: 'layout.model' }, description: 'Skipped until a turbine is chosen.' },
  ),
  f('hidden', 'cache', 'Yield by turbine and sector'),
]);

const turbine = formOf([
  section('position', 'Position', [
    f('point', 'point', 'Position'),
    f('number', 'elevation', 'Elevation', { unit: 'm' }),
    f('boolean', 'locked', 'Fixed'),
  ]),
  section('machine', 'Machine', [
    f('entity', 'model', 'Model', turbineModel),
    f('number', 'hub_height', 'Hub height', { unit: 'm', min: 60, max: 180 }),
    f('option', 'mode', 'Mode', { choices: ['normal', 'noise 1', 'noise 2', 'off'], default: 'normal' }),
  ]),
  section('noise', 'Noise', [
    f('table', 'receptors', 'Receptors', {
      fields: [
        f('text', 'name', 'Name'),
        f('number', 'distance', 'Distance', { unit: 'm' }),
        f('number', 'limit', 'Limit', { unit: 'dB(A)' }),
        f('number', 'level', 'Level', { unit: 'dB(A)' }),
      ],
    }),
  ]),
  section('checks', 'Checks', [
    f('boolean', 'bird_radar', 'Bird radar'),
    f('output', 'standstill', 'Standstill', { value: { $call: 'curtailment' } }),
    f('textarea', 'remarks', 'Remarks'),
  ]),
  section('foundation', 'Foundation', [
    f('entity', 'selected', 'Foundation', { whose: 'child', types: ['Foundation'] }),
  ]),
  f('array', 'curtail', 'Curtailment', {
    fields: [
      f('integer', 'from_month', 'From month', { min: 1, max: 12 }),
      f('integer', 'to_month', 'To month', { min: 1, max: 12 }),
      f('boolean', 'at_night', 'At night'),
      f('number', 'above', 'Above', { unit: 'm/s' }),
    ],
  }),
]);

const grades = ['C30/37', 'C35/45', 'C40/50', 'C45/55', 'C50/60'];
const defaultLayers = [
  { place: 'bottom radial', dia: 25, spacing: 180, count: 2 },
  { place: 'bottom ring', dia: 20, spacing: 250, count: 1 },
  { place: 'top radial', dia: 20, spacing: 200, count: 1 },
  { place: 'shear', dia: 16, spacing: 300, count: 64 },
];

const foundation = formOf([
  step(
    'geo',
    'Loads and geometry',
    [
      section('mast', 'Mast', [
        f('number', 'diameter', 'Mast diameter', { unit: 'm', min: 2, max: 8, default: 4.6 }),
        f('number', 'vertical', 'Vertical force', { unit: 'kN', default: 3800 }),
        f('number', 'horizontal', 'Horizontal force', { unit: 'kN', default: 1350 }),
        f('number', 'moment', 'Overturning moment', { unit: 'kN·m', default: 140000 }),
        f('boolean', 'linked', 'Take from turbine', { default: true }),
      ]),
      section('slab', 'Slab', [
        f('option', 'shape', 'Shape', {
          choices: ['round', 'octagon', 'cross'],
          radio: 'radio-inline',
          default: 'round',
        }),
        f('number', 'diameter', 'Slab diameter', {
          unit: 'm',
          min: 10,
          max: 30,
          default: 19,
          limits: { min: { $value: 'geo.mast.diameter' } },
        }),
        f('number', 'edge', 'Thickness, edge', { unit: 'm', min: 0.3, max: 6, default: 0.9 }),
        f('number', 'centre', 'Thickness, centre', { unit: 'm', min: 0.3, max: 6, default: 2.8 }),
      ]),
      section('piles', 'Piles', [
        f('integer', 'count', 'Piles', { min: 6, max: 80, default: 28 }),
        f('number', 'length', 'Length', { unit: 'm', default: 18 }),
        f('number', 'diameter', 'Diameter', { unit: 'mm', default: 450 }),
        f('array', 'rings', 'Rings', {
          default: [
            { radius: 9, number: 18, rake: 8, first: 0 },
            { radius: 6.5, number: 10, rake: 0, first: 15 },
          ],
          fields: [
            f('number', 'radius', 'Radius', { unit: 'm' }),
            f('integer', 'number', 'Number'),
            f('number', 'rake', 'Rake', { unit: '°' }),
            f('number', 'first', 'First', { unit: '°' }),
          ],
        }),
      ]),
    ],
    ['model_3d'],
  ),
  step('ground', 'Ground', [
    f('table', 'profile', 'Profile', {
      fields: [
        f('text', 'layer', 'Layer'),
        f('number', 'top', 'Top', { unit: 'm' }),
        f('number', 'qc', 'qc', { unit: 'MPa' }),
        f('number', 'gamma', 'γ', { unit: 'kN/m³' }),
        f('number', 'friction', 'Friction', { unit: '%' }),
      ],
    }),
    f('number', 'tip', 'Tip spring', { unit: 'kN/m', min: 1000, max: 1_000_000, default: 45000 }),
    f('number', 'lateral', 'Lateral spring', { unit: 'kN/m/m', default: 9000 }),
  ]),
  step('rebar', 'Reinforcement', [
    f('option', 'concrete', 'Concrete', { choices: grades, default: 'C35/45' }),
    f('array', 'layers', 'Layers', {
      default: defaultLayers,
      fields: [
        f('option', 'place', 'Place', {
          choices: ['top radial', 'top ring', 'bottom radial', 'bottom ring', 'shear'],
        }),
        f('option', 'dia', 'Diameter', { choices: [12, 16, 20, 25, 32] }),
        f('number', 'spacing', 'Spacing', { unit: 'mm' }),
        f('integer', 'count', 'Count'),
      ],
    }),
    f('multiselect', 'exposure', 'Exposure', {
      choices: ['XC2', 'XC4', 'XD1', 'XF1', 'XA2'],
      default: ['XC2', 'XF1'],
    }),
  ]),
  step(
    'results',
    'Results',
    [
      f('array', 'combinations', 'Combinations', {
        default: [
          { label: 'LC1 extreme', M_Ed: 140000, N_Ed: -3800, V_Ed: 1350, on: true },
          { label: 'LC2 operating', M_Ed: 82000, N_Ed: -3800, V_Ed: 700, on: true },
          { label: 'LC3 fatigue', M_Ed: 52000, N_Ed: -3800, V_Ed: 440, on: true },
        ],
        fields: [
          f('text', 'label', 'Label'),
          f('number', 'M_Ed', '$M_{Ed}$', { unit: 'kN·m' }),
          f('number', 'N_Ed', '$N_{Ed}$', { unit: 'kN' }),
          f('number', 'V_Ed', '$V_{Ed}$', { unit: 'kN' }),
          f('boolean', 'on', 'On'),
        ],
      }),
      f('file', 'template', 'Solver template', { extensions: ['.esa'] }),
      f('picks', 'picked', 'Piles to report', { view: 'model_3d' }),
      f('button', 'export', 'Solver input', { button: 'download', method: 'export_input' }),
    ],
    ['forces', 'pile_table', 'results_data'],
  ),
]);

const model = formOf([
  section('general', 'General', [
    f('text', 'maker', 'Maker'),
    f('text', 'type', 'Type'),
    f('number', 'rated', 'Rated power', { unit: 'MW' }),
  ]),
  section('rotor', 'Rotor', [
    f('number', 'diameter', 'Diameter', { unit: 'm' }),
    f('multiselect', 'hub_options', 'Hub heights', { choices: [95, 105, 119, 134, 150] }),
  ]),
  f('color', 'colour', 'Colour'),
  section('curve', 'Power curve', [
    f('table', 'power', 'Power', {
      fields: [
        f('number', 'v', 'v', { unit: 'm/s' }),
        f('number', 'p', 'P', { unit: 'kW' }),
        f('number', 'ct', '$c_{t}$', { unit: '-' }),
      ],
    }),
  ]),
  f('files', 'datasheet', 'Data sheets', { extensions: ['.pdf'] }),
  f('boolean', 'approved', 'Approved'),
  f('date', 'approved_on', 'Approved on'),
]);

const campaign = formOf([
  section('meta', 'Campaign', [
    f('date', 'from', 'From'),
    f('date', 'to', 'To'),
    f('number', 'height', 'Height', { unit: 'm' }),
    f('table', 'gaps', 'Gaps', {
      fields: [f('text', 'from', 'From'), f('text', 'to', 'To'), f('text', 'reason', 'Reason')],
    }),
  ]),
  f('hidden', 'stats', 'Hourly values'),
]);

const cost = formOf([
  section('input', 'Input', [
    f('table', 'prices', 'Prices', {
      fields: [
        f('text', 'item', 'Item'),
        f('text', 'unit', 'Unit'),
        f('number', 'price', 'Price', { unit: '€' }),
        f('number', 'index', 'Index', { unit: '%' }),
      ],
    }),
    f('number', 'discount', 'Discount rate', { unit: '%', min: 0, max: 15 }),
    f('integer', 'years', 'Years', { min: 10, max: 35 }),
    f('entities', 'turbines', 'Turbines', { types: ['Turbine'] }),
  ]),
  section('result', 'Result', [f('textarea', 'note', 'Note')]),
]);

const text = { type: 'text' as const };
const none = { children: [], childrenAs: 'None' as const };

export const windTypes: readonly WorldType[] = [
  {
    id: 4301,
    className: 'WindFarm',
    label: 'Wind farm',
    children: [4302, 4304, 4307],
    childrenAs: 'Cards',
    form: farm,
    views: [
      view('site_map', 'Map', 'geojson_and_data'),
      view('wind_rose', 'Wind rose', 'image'),
      view('wake', 'Wake', 'image_and_data', 12),
      view('layout_table', 'Layout', 'table'),
    ],
    summary: [
      summaryItem('turbines', 'Turbines', 'site_map'),
      summaryItem('power', 'Power', 'site_map', { suffix: 'MW' }),
      summaryItem('yield', 'Yield', 'wake', { suffix: 'GWh/y' }),
      summaryItem('noise', 'Highest noise', 'wake', { suffix: 'dB(A)' }),
    ],
    fill: fill.farm,
    summarize: summarize.farm,
  },
  {
    id: 4302,
    className: 'Turbine',
    label: 'Turbine',
    children: [4303],
    childrenAs: 'Table',
    form: turbine,
    views: [
      view('place_map', 'Place', 'geojson'),
      view('turbine_data', 'Figures', 'data'),
      view('shadow', 'Shadow', 'plotly', 3),
    ],
    summary: [
      summaryItem('model', 'Model', 'turbine_data', text),
      summaryItem('hub_height', 'Hub height', undefined, { path: 'machine.hub_height', suffix: 'm' }),
      summaryItem('margin', 'Noise margin', 'turbine_data', { suffix: 'dB(A)' }),
      summaryItem('foundation', 'Foundation', 'turbine_data', text),
    ],
    fill: fill.turbine,
    summarize: summarize.turbine,
  },
  {
    id: 4303,
    className: 'Foundation',
    label: 'Foundation',
    ...none,
    form: foundation,
    views: [
      view('model_3d', 'Model', 'geometry', 2),
      view('forces', 'Forces', 'plotly', 60),
      view('pile_table', 'Piles', 'table', 60),
      view('results_data', 'Results', 'data', 60),
    ],
    summary: [
      summaryItem('piles', 'Piles', undefined, { path: 'geo.piles.count' }),
      summaryItem('concrete', 'Concrete', 'results_data', { suffix: 'm³' }),
      summaryItem('steel', 'Steel', 'results_data', { suffix: 't' }),
      summaryItem('utilisation', 'Utilisation', 'results_data', { suffix: '-' }),
    ],
    fill: fill.foundation,
    summarize: summarize.foundation,
  },
  {
    id: 4304,
    className: 'WindCampaign',
    label: 'Wind data',
    ...none,
    file: { extensions: ['.csv', '.nc'], maxSize: 100_000_000 },
    form: campaign,
    flags: { allow_saving: false },
    fill: fill.campaign,
  },
  {
    id: 4305,
    className: 'ModelLibrary',
    label: 'Turbine library',
    children: [4306],
    childrenAs: 'Cards',
    form: formOf([]),
    flags: { views_only: true },
    fill: fill.library,
  },
  {
    id: 4306,
    className: 'TurbineModel',
    label: 'Turbine model',
    ...none,
    form: model,
    views: [view('curve', 'Power curve', 'plotly')],
    summary: [
      summaryItem('rated', 'Rated power', undefined, { path: 'general.rated', suffix: 'MW' }),
      summaryItem('rotor', 'Rotor', undefined, { path: 'rotor.diameter', suffix: 'm' }),
    ],
    fill: fill.model,
    summarize: summarize.model,
  },
  {
    id: 4307,
    className: 'CostCase',
    label: 'Cost case',
    ...none,
    form: cost,
    views: [view('cost_data', 'Cost', 'data'), view('cost_tree', 'Breakdown', 'plotly')],
    summary: [
      summaryItem('total', 'Total', 'cost_data', { prefix: '€' }),
      summaryItem('per_mw', 'Per MW', 'cost_data', { prefix: '€' }),
    ],
    fill: fill.cost,
    summarize: summarize.cost,
  },
];
