// Whole though long: it is a table of the sample, form by form as the app writes them, and is read beside what it describes.

import { type FieldNode, field as f, formOf, section, step, tab } from '../form.ts';
import { summaryItem, view, type WorldType } from '../world.ts';
import { fill, summarize } from './fill.ts';

const soilOption = f('option', 'soil', 'Soil', {
  optionsRule: { $names: { rows: 'soils.table', column: 'name' } },
  choices: ['Cover clay', 'Peat', 'Holocene sand', 'Deep clay', 'Pleistocene sand'],
});
const topNap = f('number', 'top', 'Top', { unit: 'm NAP', decimals: 1 });
const scenarioOption = (key: string, label: string): FieldNode =>
  f('option', key, label, {
    optionsRule: { $names: { rows: 'schematisation.soil.scenarios', column: 'name' } },
  });
const factor = (key: string, label: string): FieldNode =>
  f('number', key, label, { unit: '-', min: 0, default: 1 });

const defaultSoils = [
  {
    name: 'Cover clay',
    colour: '128,128,96',
    aquifer: false,
    gamma_dry: 15.5,
    gamma_wet: 17,
    k_hor: 0.05,
    k_vert: 0.005,
    d70: null,
  },
  {
    name: 'Peat',
    colour: '110,70,30',
    aquifer: false,
    gamma_dry: 10.2,
    gamma_wet: 10.5,
    k_hor: 0.01,
    k_vert: 0.002,
    d70: null,
  },
  {
    name: 'Holocene sand',
    colour: '238,214,60',
    aquifer: true,
    gamma_dry: 17,
    gamma_wet: 19,
    k_hor: 4,
    k_vert: 1,
    d70: 0.2,
  },
  {
    name: 'Deep clay',
    colour: '0,120,0',
    aquifer: false,
    gamma_dry: 16,
    gamma_wet: 18,
    k_hor: 0.00001,
    k_vert: 0.00001,
    d70: null,
  },
  {
    name: 'Pleistocene sand',
    colour: '214,178,44',
    aquifer: true,
    gamma_dry: 18,
    gamma_wet: 20,
    k_hor: 20,
    k_vert: 8,
    d70: 0.3,
  },
];
const modelClasses = ['Unclassified', 'Peat', 'Clay', 'Fine sand', 'Medium sand', 'Coarse sand'];
const classification = [
  ['Unclassified', '-', '-', 'Cover clay'],
  ['Peat', '-', '-', 'Peat'],
  ['Clay', '-', '-4.5', 'Cover clay'],
  ['Clay', '-4.5', '-', 'Deep clay'],
  ['Fine sand', '-', '-6', 'Holocene sand'],
  ['Fine sand', '-6', '-', 'Pleistocene sand'],
  ['Medium sand', '-', '-6', 'Holocene sand'],
  ['Medium sand', '-6', '-', 'Pleistocene sand'],
  ['Coarse sand', '-', '-', 'Pleistocene sand'],
].map(([model_class, top, bottom, soil]) => ({ model_class, top, bottom, soil }));

const programme = formOf([
  section('general', 'General', [
    f('option', 'client', 'Client', {
      choices: [
        ['waterboard', 'Water board Aarle'],
        ['province', 'Province'],
        ['ministry', 'Ministry'],
      ],
      default: 'waterboard',
    }),
    f('text', 'contract_no', 'Contract number'),
    f('date', 'start', 'Start'),
    f('date', 'finish', 'Planned finish'),
    f('color', 'colour', 'Map colour', { default: { r: 31, g: 111, b: 235 } }),
    f('textarea', 'scope', 'Scope'),
  ]),
  section('team', 'Team', [
    f('table', 'members', 'Team', {
      fields: [
        f('text', 'name', 'Name'),
        f('option', 'role', 'Role', { choices: ['lead', 'engineer', 'reviewer'] }),
        f('integer', 'share', 'Share', { unit: '%' }),
      ],
    }),
  ]),
]);

const reach = formOf([
  tab('alignment', 'Alignment', [
    section('line', 'Line', [
      f('note', 'help', 'Draw the levee axis **upstream first**. The chainage follows from it.'),
      f('polyline', 'axis', 'Levee axis', { at: 'axis' }),
      f('number', 'chainage_step', 'Chainage step', {
        at: 'chainage_step',
        unit: 'm',
        min: 5,
        max: 100,
        default: 25,
      }),
      f('boolean', 'reverse', 'Reverse chainage'),
      f('option', 'river_side', 'River side', {
        choices: ['left', 'right'],
        radio: 'radio-inline',
        default: 'left',
      }),
    ]),
  ]),
  tab('inputs', 'Inputs', [
    section('sources', 'Sources', [
      f('entity', 'investigation', 'Investigation', { whose: 'sibling', types: ['InvestigationFolder'] }),
      f('entity', 'library', 'Soil library', { types: ['MaterialLibrary'] }),
      f('file', 'entry_line', 'Entry line', { at: 'entry_line', extensions: ['.zip'], maxSize: 20_000_000 }),
      f('files', 'rasters', 'Bathymetry tiles', { extensions: ['.tif'] }),
    ]),
  ]),
  tab('soils', 'Soils', [
    f('table', 'table', 'Soils of this reach', {
      default: defaultSoils,
      fields: [
        f('text', 'name', 'Name'),
        f('text', 'colour', 'Colour'),
        f('boolean', 'aquifer', 'Aquifer'),
        f('number', 'gamma_dry', '$γ_{d}$', { unit: 'kN/m³' }),
        f('number', 'gamma_wet', '$γ_{n}$', { unit: 'kN/m³' }),
        f('number', 'k_hor', 'k horizontal', { unit: 'm/d' }),
        f('number', 'k_vert', 'k vertical', { unit: 'm/d' }),
        f('number', 'd70', 'd70', { unit: 'mm' }),
      ],
    }),
    f('table', 'classification', 'From model class to soil', {
      default: classification,
      fields: [
        f('option', 'model_class', 'Class', { choices: modelClasses }),
        f('text', 'top', 'Top', { unit: 'm NAP' }),
        f('text', 'bottom', 'Bottom', { unit: 'm NAP' }),
        soilOption,
      ],
    }),
    f('number', 'min_aquifer', 'Minimum aquifer thickness', { unit: 'm', min: 0.1, max: 5, default: 1 }),
  ]),
  tab('generation', 'Generation', [
    f('array', 'rows', 'Segments to make', {
      rowLabel: 'Segment',
      fields: [
        f('text', 'name', 'Name'),
        f('number', 'from_km', 'From', { unit: 'km' }),
        f('number', 'to_km', 'To', { unit: 'km' }),
        f('option', 'norm', 'Norm', {
          choices: [
            [3000, '1/3000'],
            [10000, '1/10000'],
            [30000, '1/30000'],
          ],
        }),
      ],
    }),
    f('button', 'make', 'Make segments', { button: 'set-params', method: 'make_segments' }),
    f('button', 'export', 'Export alignment', { button: 'download', method: 'export_alignment' }),
  ]),
]);

const hasSecond = { $if: { path: '$row.has_second', equals: true } };
const firstScenario = {
  name: 'Base',
  weight: 1,
  bottom: -30,
  k1: null,
  d70_1: 0.3,
  has_second: false,
  k2: null,
  d70_2: null,
  layers: [],
};

const segment = formOf([
  step(
    'schematisation',
    'Schematisation',
    [
      section('area', 'Area', [
        f('polygon', 'polygon', 'Segment area', { at: 'polygon' }),
        f('number', 'from_km', 'From', { at: 'from_km', unit: 'km', min: 0, max: 60 }),
        f('number', 'to_km', 'To', {
          at: 'to_km',
          unit: 'km',
          max: 60,
          limits: { min: { $value: 'from_km' } },
        }),
      ]),
      section('safety', 'Safety', [
        f('number', 'model_factor', 'Model factor $γ_{b}$', {
          unit: '-',
          min: 1,
          max: 1.3,
          step: 0.1,
          default: 1,
        }),
        factor('piping', 'Piping $γ_{pip}$'),
        factor('uplift', 'Uplift $γ_{up}$'),
        factor('heave', 'Heave $γ_{he}$'),
      ]),
      section('soil', 'Soil', [
        f('array', 'scenarios', 'Scenarios', {
          rowLabel: 'Scenario',
          copyLast: true,
          default: [firstScenario],
          fields: [
            f('text', 'name', 'Name'),
            f('number', 'weight', 'Weight', { min: 0, max: 1, step: 0.01 }),
            f('number', 'bottom', 'Bottom', { unit: 'm NAP' }),
            f('table', 'layers', 'Layers', {
              fields: [soilOption, topNap, f('boolean', 'aquifer', 'Aquifer')],
            }),
            f('number', 'k1', 'k', { unit: 'm/d', decimals: 5 }),
            f('number', 'd70_1', 'd70', { unit: 'mm' }),
            f('boolean', 'has_second', 'Second aquifer'),
            f('number', 'k2', 'k, second', { unit: 'm/d', decimals: 5, visible: hasSecond }),
            f('number', 'd70_2', 'd70, second', { unit: 'mm', visible: hasSecond }),
          ],
        }),
        scenarioOption('shown', 'Scenario to show'),
        f('button', 'get_layers', 'Fetch layers here', { button: 'set-params', method: 'fetch_layers' }),
      ]),
    ],
    ['area_map', 'layout_chart'],
  ),
  step(
    'hydraulics',
    'Hydraulics',
    [
      section('model', 'Model', [
        f('option', 'method', 'Groundwater model', {
          choices: [
            ['0', 'Level 0, fixed head'],
            ['1', 'Level 1, damped'],
            ['2', 'Level 2, leakage length'],
            ['3', 'Level 3, head file'],
          ],
          default: '1',
        }),
        f('number', 'river', 'River level', { at: 'river_level', unit: 'm NAP', min: -2, max: 20 }),
        f('number', 'polder', 'Polder level', { at: 'polder_level', unit: 'm NAP', min: -8, max: 10 }),
        f('number', 'ditch', 'Ditch water level', { at: 'ditch_level', unit: 'm NAP' }),
        f('number', 'damping', 'Damping factor r', {
          at: 'damping',
          unit: '-',
          min: 0,
          max: 1,
          step: 0.01,
          slider: true,
          default: 1,
        }),
      ]),
      section('leakage', 'Leakage', [
        f('array', 'rows', 'Leakage lengths', {
          fields: [
            scenarioOption('scenario', 'Scenario'),
            f('number', 'foreland', 'Foreland', { unit: 'm' }),
            f('number', 'hinterland', 'Hinterland', { unit: 'm' }),
          ],
        }),
      ]),
    ],
    ['layout_chart'],
  ),
  step(
    'exit_points',
    'Exit points',
    [
      section('grid', 'Grid', [
        f('boolean', 'on', 'Grid in hinterland', { default: true }),
        f('number', 'dx', 'Spacing along', { at: 'grid_dx', unit: 'm', min: 1, max: 200, default: 25 }),
        f('number', 'dy', 'Spacing across', { at: 'grid_dy', unit: 'm', min: 1, max: 200, default: 25 }),
        f('output', 'count', 'Points in this grid', { value: { $call: 'grid_points' } }),
      ]),
      section('manual', 'By hand', [f('polyline', 'points', 'Points by hand')]),
      f('button', 'make', 'Make exit points', { button: 'set-params', method: 'make_exit_points' }),
    ],
    ['area_map'],
  ),
  step(
    'results',
    'Results',
    [
      section('view', 'View', [
        scenarioOption('scenario', 'Scenario'),
        f('boolean', 'combined', 'Combine scenarios'),
        f('entity', 'point', 'Point to show', { whose: 'child', types: ['ExitPoint'] }),
        f('entity', 'cpt', 'CPT beside it', { types: ['Cpt'] }),
      ]),
      section('edit', 'Edit', [
        f('option', 'by', 'Select by', {
          choices: ['click', 'polygon'],
          radio: 'radio-inline',
          default: 'click',
        }),
        f('polygon', 'area', 'Area to change', {
          visible: { $if: { path: 'results.edit.by', equals: 'polygon' } },
        }),
        f('textarea', 'note', 'Why changed'),
      ]),
      f('button', 'download', 'Results as xlsx', { button: 'download', method: 'export_results' }),
      f('button', 'optimise_berm', 'Optimise berm', { button: 'optimise', method: 'optimise_berm' }),
    ],
    ['piping_data', 'piping_table', 'results_map'],
  ),
  f('hidden', 'ditches', 'Ditches'),
  f('hidden', 'n_points', 'Exit points made', { default: 0 }),
]);

const phaseFields = [
  f('text', 'name', 'Name'),
  f('option', 'kind', 'Kind', { choices: ['daily', 'flood', 'drawdown'] }),
  f('number', 'river', 'River', { unit: 'm NAP' }),
  f('table', 'phreatic', 'Phreatic line', {
    fields: [f('number', 'x', 'x', { unit: 'm' }), f('number', 'z', 'z', { unit: 'm NAP' })],
  }),
  f('number', 'factor', 'Factor', { unit: '-' }),
];
const crossSection = formOf([
  tab('geometry', 'Geometry', [
    section('profile', 'Profile', [
      f('number', 'chainage', 'Chainage', { unit: 'km' }),
      f('table', 'points', 'Profile points', {
        fields: [
          f('option', 'name', 'Point', {
            choices: ['toe out', 'crest out', 'crest in', 'berm in', 'toe in', 'ditch'],
          }),
          f('number', 'x', 'x', { unit: 'm' }),
          f('number', 'z', 'z', { unit: 'm NAP' }),
        ],
      }),
      f('boolean', 'road', 'Road on crest'),
    ]),
    section('berm', 'Berm', [
      f('number', 'width', 'Berm width', { unit: 'm', min: 0, max: 40, step: 0.5, slider: true, default: 0 }),
      f('option', 'slope', 'Slope 1:', { choices: [2, 2.5, 3, 4, 5], default: 3 }),
    ]),
  ]),
  tab('stability', 'Stability', [
    section('setup', 'Setup', [
      f('option', 'method', 'Method', {
        choices: [
          ['bishop', 'Bishop'],
          ['uplift_van', 'Uplift-Van'],
          ['spencer', 'Spencer'],
        ],
        default: 'uplift_van',
      }),
      f('multiselect', 'drainage', 'Undrained layers', { choices: defaultSoils.map(({ name }) => name) }),
      f('number', 'traffic', 'Traffic load', { unit: 'kPa', min: 0, max: 30, default: 13 }),
    ]),
    f('array', 'phases', 'Phases', {
      rowLabel: 'Phase',
      default: [
        { name: 'Daily', kind: 'daily', river: null, factor: null, phreatic: [] },
        { name: 'Design flood', kind: 'flood', river: null, factor: null, phreatic: [] },
      ],
      fields: phaseFields,
    }),
    f('textarea', 'remarks', 'Remarks'),
  ]),
]);

const exitPoint = formOf([
  section('point', 'Point', [
    f('number', 'x', 'X (grid)', { unit: 'm' }),
    f('number', 'y', 'Y (grid)', { unit: 'm' }),
    f('number', 'ground', 'Ground level', { unit: 'm NAP' }),
  ]),
  section('cross', 'Cross-section', [
    f('number', 'extend_river', 'Extend on river side', { unit: 'm', min: 0, max: 500, default: 0 }),
    f('number', 'extend_land', 'Extend on land side', { unit: 'm', min: 0, max: 500, default: 30 }),
    f('number', 'resolution', 'Resolution', { at: 'resolution', unit: 'm', min: 0.25, max: 5, default: 0.5 }),
  ]),
  section('view', 'View', [
    scenarioOption('scenario', 'Scenario'),
    f('boolean', 'autoscale', 'Autoscale', { default: true }),
  ]),
  f('hidden', 'model_layers', 'Layers of the model'),
  f('hidden', 'layers', 'Layers'),
]);

const investigation = formOf([
  section('general', 'General', [
    f('text', 'supplier', 'Supplier'),
    f('date', 'campaign_start', 'Campaign from'),
    f('date', 'campaign_end', 'Campaign until'),
    f('option', 'standard', 'Standard', { choices: ['NEN-EN-ISO 22476-1:2012', 'NEN-EN-ISO 22476-1:2023'] }),
    f('textarea', 'remarks', 'Remarks'),
  ]),
]);

const cpt = formOf([
  section('cpt', 'Sounding', [
    section('props', 'Properties', [
      f('number', 'ground_level', 'Ground level', { at: 'ground_level', unit: 'm NAP' }),
      f('number', 'water_level', 'Phreatic level', { at: 'water_level', unit: 'm NAP' }),
      f('number', 'x', 'X (grid)', { at: 'x_rd', unit: 'm' }),
      f('number', 'y', 'Y (grid)', { at: 'y_rd', unit: 'm' }),
      f('number', 'min_layer', 'Minimum layer', { unit: 'mm', min: 0, step: 50, default: 200 }),
    ]),
    section('layers', 'Layers', [
      f('table', 'table', 'Layers', { at: 'soil_layout', fields: [soilOption, topNap] }),
      f('button', 'reset', 'Original layers', { button: 'set-params', method: 'reset_layers' }),
      f('button', 'filter', 'Drop thin layers', { button: 'set-params', method: 'filter_layers' }),
    ]),
  ]),
  f('hidden', 'headers', 'Header of the file'),
  f('hidden', 'measurements', 'Measurements'),
  f('hidden', 'soil_layout_original', 'Layers as read'),
]);

const borehole = formOf([
  section('log', 'Log', [
    f('date', 'date', 'Date'),
    f('number', 'depth', 'Depth', { unit: 'm' }),
    f('text', 'drilled_by', 'Drilled by'),
  ]),
  f('table', 'layers', 'Layers', {
    fields: [
      f('number', 'top', 'Top', { unit: 'm' }),
      f('number', 'bottom', 'Bottom', { unit: 'm' }),
      f('option', 'main', 'Main soil', { choices: ['sand', 'clay', 'peat', 'gravel', 'loam'] }),
      f('text', 'colour', 'Colour'),
      f('text', 'text', 'Description'),
    ],
  }),
  f('hidden', 'headers', 'Header of the file'),
]);

const classCodes = ['Kz', 'Ks', 'Kh', 'Vk', 'Vz', 'Vm', 'Zs', 'Zk', 'Zh', 'Lz', 'Lk', 'Gs'].flatMap((code) =>
  [1, 2, 3, 4, 5].map((grade) => (code === 'Vm' && grade === 1 ? 'Vm' : `${code}${grade}`)),
);
const shansep = { $if: { path: 'strength.model', equals: 'shansep' } };
const material = formOf([
  tab('general', 'General', [
    f('text', 'name', 'Name'),
    f('autocomplete', 'code', 'Class', { choices: classCodes }),
    f('color', 'colour', 'Colour', { default: { r: 128, g: 128, b: 128 } }),
    f('number', 'gamma_dry', '$γ_{d}$', { unit: 'kN/m³', min: 8, max: 24 }),
    f('number', 'gamma_wet', '$γ_{n}$', { unit: 'kN/m³', min: 8, max: 24 }),
  ]),
  tab('strength', 'Strength', [
    f('option', 'model', 'Model', {
      choices: [
        ['mc', 'Mohr-Coulomb'],
        ['shansep', 'SHANSEP'],
      ],
      default: 'mc',
    }),
    f('number', 'c', "Cohesion c'", { unit: 'kPa', min: 0, max: 200 }),
    f('number', 'phi', "Friction angle φ'", { unit: '°', min: 0, max: 50 }),
    f('number', 'S', 'Ratio S', { unit: '-', visible: shansep }),
    f('number', 'm', 'Exponent m', { unit: '-', visible: shansep }),
  ]),
  tab('water', 'Water', [
    f('number', 'k_hor', 'Permeability, horizontal', { unit: 'm/d', min: 1e-9, max: 1000 }),
    f('number', 'k_vert', 'Permeability, vertical', { unit: 'm/d', min: 1e-9, max: 1000 }),
    f('number', 'd70', 'd70', { unit: 'mm' }),
  ]),
  tab('tests', 'Tests', [
    f('table', 'rows', 'Tests', {
      fields: [
        f('text', 'lab_no', 'Lab number'),
        f('number', 'depth', 'Depth', { unit: 'm' }),
        f('option', 'kind', 'Kind', { choices: ['triaxial', 'DSS', 'oedometer'] }),
        f('number', 'value', 'Value'),
        f('text', 'date', 'Date'),
      ],
    }),
    f('files', 'reports', 'Reports', { extensions: ['.pdf'] }),
    f('date', 'reviewed', 'Reviewed'),
  ]),
]);

const m = { suffix: 'm' };
const nap = { suffix: 'm NAP' };
const text = { type: 'text' as const };

export const leveeTypes: readonly WorldType[] = [
  {
    id: 4101,
    className: 'Programme',
    label: 'Programme',
    children: [4102, 4106],
    childrenAs: 'Cards',
    form: programme,
    views: [view('overview_map', 'Overview', 'geojson')],
    fill: fill.programme,
  },
  {
    id: 4102,
    className: 'LeveeReach',
    label: 'Levee reach',
    children: [4103],
    childrenAs: 'Table',
    form: reach,
    views: [
      view('reach_map', 'Map', 'geojson_and_data'),
      view('layers_along', 'Layers along the reach', 'plotly', 5),
      view('reach_data', 'Figures', 'data'),
    ],
    summary: [
      summaryItem('length', 'Length', 'reach_data', { suffix: 'km' }),
      summaryItem('segments', 'Segments', 'reach_data'),
    ],
    fill: fill.reach,
    summarize: summarize.reach,
  },
  {
    id: 4103,
    className: 'Segment',
    label: 'Segment',
    children: [4104, 4105],
    childrenAs: 'Table',
    form: segment,
    views: [
      view('area_map', 'Area', 'geojson'),
      view('layout_chart', 'Layout', 'plotly'),
      view('piping_data', 'Piping', 'data', 15),
      view('piping_table', 'Piping by point', 'table', 2),
      view('results_map', 'Results', 'geojson_and_data'),
    ],
    summary: [
      summaryItem('from_km', 'From', undefined, { suffix: 'km' }),
      summaryItem('to_km', 'To', undefined, { suffix: 'km' }),
      summaryItem('worst', 'Lowest factor', 'piping_data'),
      summaryItem('points', 'Exit points', undefined, { path: 'n_points' }),
      summaryItem('method', 'Model', undefined, { path: 'hydraulics.model.method', ...text }),
    ],
    fill: fill.segment,
    summarize: summarize.segment,
  },
  {
    id: 4104,
    className: 'CrossSection',
    label: 'Cross-section',
    children: [],
    childrenAs: 'None',
    form: crossSection,
    views: [view('profile', 'Profile', 'plotly'), view('stability_data', 'Stability', 'data', 20)],
    summary: [
      summaryItem('factor', 'Governing factor', 'stability_data'),
      summaryItem('phase', 'Phase', 'stability_data', text),
    ],
    fill: fill.crossSection,
    summarize: summarize.crossSection,
  },
  {
    id: 4105,
    className: 'ExitPoint',
    label: 'Exit point',
    children: [],
    childrenAs: 'None',
    form: exitPoint,
    generated: true,
    views: [view('point_data', 'Factors', 'data'), view('section', 'Section', 'plotly')],
    summary: [
      summaryItem('x', 'X', undefined, { path: 'point.x', ...m }),
      summaryItem('y', 'Y', undefined, { path: 'point.y', ...m }),
      summaryItem('uplift', 'Uplift', 'point_data'),
      summaryItem('heave', 'Heave', 'point_data'),
      summaryItem('piping', 'Piping', 'point_data'),
    ],
    fill: fill.exitPoint,
    summarize: summarize.exitPoint,
  },
  {
    id: 4106,
    className: 'InvestigationFolder',
    label: 'Soil investigation',
    children: [4107, 4108],
    childrenAs: 'Table',
    form: investigation,
    fill: fill.investigation,
  },
  {
    id: 4107,
    className: 'Cpt',
    label: 'CPT',
    children: [],
    childrenAs: 'None',
    file: { extensions: ['.gef', '.xml'], maxSize: 50_000_000, preprocess: 'process_file' },
    form: cpt,
    generated: true,
    views: [view('log', 'Log', 'web', 2), view('cpt_data', 'Figures', 'data')],
    summary: [
      summaryItem('ground_level', 'Ground level', undefined, nap),
      summaryItem('depth', 'Depth', 'cpt_data', m),
      summaryItem('height_system', 'Height system', 'cpt_data', text),
      summaryItem('x_rd', 'X', undefined, m),
      summaryItem('y_rd', 'Y', undefined, m),
    ],
    fill: fill.cpt,
    summarize: summarize.cpt,
  },
  {
    id: 4108,
    className: 'Borehole',
    label: 'Borehole',
    children: [],
    childrenAs: 'None',
    file: { extensions: ['.gef'], maxSize: 50_000_000, preprocess: 'process_file' },
    form: borehole,
    generated: true,
    fill: fill.borehole,
  },
  {
    id: 4109,
    className: 'MaterialLibrary',
    label: 'Soil library',
    children: [4110],
    childrenAs: 'Table',
    form: formOf([]),
    fill: fill.library,
  },
  {
    id: 4110,
    className: 'SoilMaterial',
    label: 'Soil material',
    children: [],
    childrenAs: 'None',
    form: material,
    summary: [
      summaryItem('gamma_wet', '$γ_{n}$', undefined, { path: 'general.gamma_wet', suffix: 'kN/m³' }),
      summaryItem('model', 'Model', undefined, { path: 'strength.model', ...text }),
    ],
    fill: fill.material,
    summarize: summarize.material,
  },
];
