// Whole though long: it is a table of the sample, form by form as the app writes them, and is read beside what it describes.

import { field as f, formOf, page, section, step, tab } from '../form.ts';
import { summaryItem, view, type WorldType } from '../world.ts';
import { fill, summarize } from './fill.ts';

const owners = [
  'Municipality, dept. Infrastructure',
  'Municipality, dept. Parks',
  'Province',
  'Water board',
  'Rail operator',
  'Tram company',
  'Port authority',
  ...Array.from({ length: 33 }, (_, index) => `Owners' association ${index + 1}`),
];

const district = formOf([
  section('general', 'General', [
    f('text', 'code', 'Code'),
    f('option', 'manager', 'Manager', {
      choices: ['Priya Raman', 'Henrik Solberg', 'Noor Bakkali', 'Marek Novak'],
    }),
  ]),
  section('map', 'Map', [
    f('polygon', 'boundary', 'Boundary'),
    f('color', 'colour', 'Colour', { default: { r: 130, g: 80, b: 223 } }),
  ]),
  section('bulk', 'All bridges', [
    f('button', 'regenerate', 'Regenerate bridges', { button: 'analyse', method: 'regenerate_bridges' }),
  ]),
]);

const metres = (key: string, label = key) => f('number', key, label, { unit: 'm' });
const millimetres = (key: string, label = key) => f('number', key, label, { unit: 'mm' });
const whenExtra = { visible: { $if: { path: '$row.extra', equals: true } }, unit: 'mm' };

const bridge = formOf([
  page(
    'info',
    'Info',
    [
      f('text', 'object_no', 'Object number'),
      f('text', 'bridge_name', 'Name'),
      f('text', 'street', 'Street'),
      f('text', 'waterway', 'Crosses'),
      f('point', 'location', 'Location'),
      f('text', 'built', 'Year built'),
      f('multiselect', 'use', 'Use', { choices: ['road', 'tram', 'cycle', 'foot', 'rail'] }),
      f('autocomplete', 'owner', 'Owner', { choices: owners }),
      f('boolean', 'monument', 'Listed'),
      f('linebreak', 'break', ''),
      f('file', 'photo', 'Photo', { extensions: ['.jpg'] }),
      f('textarea', 'notes', 'Notes'),
    ],
    ['location_map'],
  ),
  page(
    'structure',
    'Structure',
    [
      section('general', 'General', [
        f('option', 'system', 'System', {
          choices: ['simply supported', 'continuous', 'frame', 'arch', 'movable'],
        }),
        f('integer', 'spans', 'Spans', { min: 1, max: 40, default: 1 }),
        f('number', 'angle', 'Crossing angle', { unit: '°', min: 20, max: 90, default: 90 }),
        f('text', 'span_text', 'Span lengths', { unit: 'mm' }),
        f('table', 'deck', 'Parts', {
          fields: [
            f('option', 'part', 'Part', { choices: ['deck', 'girder', 'edge beam', 'pier', 'abutment'] }),
            f('option', 'material', 'Material', { choices: ['concrete', 'steel', 'masonry', 'timber'] }),
            f('text', 'grade', 'Grade'),
            f('integer', 'year', 'Year'),
            millimetres('thickness', 'Thickness'),
          ],
        }),
      ]),
      section('geometry', 'Geometry', [
        f('array', 'array', 'Sections along the deck', {
          at: 'segments',
          rowLabel: 'D-',
          minRows: 2,
          default: [
            { first: true, b1: 5, b2: 6, b3: 5, t13: 0.46, t2: 0.48, dist: 0 },
            { first: false, b1: 5, b2: 6, b3: 5, t13: 0.46, t2: 0.48, dist: 8 },
          ],
          fields: [
            f('boolean', 'first', 'First', { visible: { $never: true } }),
            ...['b1', 'b2', 'b3', 't13', 't2'].map((key) => metres(key)),
            f('number', 'dist', 'Distance', {
              unit: 'm',
              visible: { $if: { path: '$row.first', equals: false } },
            }),
          ],
        }),
      ]),
      section('loads', 'Loads', [
        f('array', 'array', 'Traffic zones', {
          at: 'zones',
          default: [
            { kind: 'foot', w1: 1.5, w2: 1.5 },
            { kind: 'cycle', w1: 2, w2: 2 },
            { kind: 'car', w1: 6, w2: 6 },
          ],
          fields: [
            f('option', 'kind', 'Kind', { choices: ['foot', 'cycle', 'car', 'tram', 'verge'] }),
            ...[1, 2, 3, 4, 5, 6, 7, 8].map((column) =>
              f('number', `w${column}`, `w${column}`, {
                unit: 'm',
                visible: { $rows: { path: 'segments', atLeast: column } },
              }),
            ),
          ],
        }),
      ]),
      section('rebar', 'Reinforcement', [
        f('array', 'array', 'Reinforcement', {
          at: 'bars',
          minRows: 1,
          default: [{ where: [], d_top: 12, s_top: 150, d_bot: 16, s_bot: 150, extra: false }],
          fields: [
            f('multiselect', 'where', 'Where', {
              choices: ['1-1', '2-1', '3-1', '1-2', '2-2', '3-2'],
              optionsRule: { $grid: { rows: 3, columns: { $rows: 'segments' } } },
            }),
            ...['d_top', 's_top', 'd_bot', 's_bot'].map((key) => millimetres(key)),
            f('boolean', 'extra', 'Extra bars'),
            f('number', 'd_extra', 'd, extra', whenExtra),
            f('number', 's_extra', 's, extra', whenExtra),
          ],
        }),
        f('option', 'steel', 'Steel', {
          choices: ['B500B', 'FeB 400', 'FeB 220', 'QR 22', 'QR 24', 'unknown'],
          default: 'B500B',
        }),
        f('image', 'bars', 'Numbering of the bars'),
        f('number', 'cover_top', 'Cover, top', { unit: 'mm', min: 10, max: 120, default: 35 }),
        f('number', 'cover_bottom', 'Cover, bottom', { unit: 'mm', min: 10, max: 120, default: 35 }),
      ]),
    ],
    ['top_view', 'long_section', 'cross_section', 'model_3d', 'ifc_model', 'combos'],
  ),
  page('condition', 'Condition', [
    f('option', 'flag', 'Assessment flag', {
      choices: ['green', 'green/orange', 'orange/green', 'orange', 'orange/red', 'red', 'not set'],
      default: 'not set',
    }),
    f('entity', 'last_inspection', 'Latest inspection', { whose: 'child', types: ['Inspection'] }),
    f('date', 'next_due', 'Next inspection due'),
    f('array', 'restrictions', 'Restrictions', {
      fields: [
        f('option', 'kind', 'Kind', { choices: ['weight', 'speed', 'width', 'height'] }),
        f('number', 'value', 'Value'),
        f('option', 'unit', 'Unit', { choices: ['t', 'km/h', 'm'] }),
        f('date', 'from', 'From'),
        f('date', 'until', 'Until'),
        f('textarea', 'reason', 'Reason'),
      ],
    }),
    f('output', 'score', 'Score', {
      value: { $call: 'bridge_score' },
      description: '7 less the worst finding',
    }),
    f('entities', 'documents', 'Key documents', { whose: 'child', types: ['Document'] }),
  ]),
  page(
    'report',
    'Report',
    [
      f('text', 'author', 'Author'),
      f('date', 'date', 'Date'),
      f('multiselect', 'parts', 'Parts', { choices: ['geometry', 'loads', 'rebar', 'condition', 'photos'] }),
      f('button', 'make', 'Make report', { button: 'download', method: 'make_report' }),
    ],
    ['report_pdf'],
  ),
  f('hidden', 'import_row', 'Row of the register'),
]);

const inspection = formOf([
  step('visit', 'Visit', [
    f('date', 'date', 'Date'),
    f('table', 'inspectors', 'Inspectors', {
      fields: [
        f('text', 'name', 'Name'),
        f('text', 'company', 'Company'),
        f('option', 'level', 'Level', {
          choices: [
            [1, 'Level 1'],
            [2, 'Level 2'],
            [3, 'Level 3'],
          ],
        }),
      ],
    }),
    f('option', 'weather', 'Weather', {
      choices: ['dry', 'rain', 'frost'],
      radio: 'radio-inline',
      default: 'dry',
    }),
    f('number', 'temperature', 'Temperature', { unit: '°C', min: -20, max: 40, slider: true, default: 10 }),
    f('multiselect', 'access', 'Access', { choices: ['boat', 'lane closure', 'lift', 'drone', 'rope'] }),
  ]),
  step(
    'elements',
    'Elements',
    [
      f('array', 'rows', 'Findings', {
        rowLabel: 'Finding',
        fields: [
          f('option', 'element', 'Element', {
            choices: ['deck', 'bearing', 'edge beam', 'pier', 'abutment', 'joint', 'railing', 'girder'],
          }),
          f('option', 'defect', 'Defect', {
            choices: ['crack', 'corrosion', 'spalling', 'leak', 'settlement', 'collision', 'vegetation'],
          }),
          f('integer', 'severity', 'Severity', { min: 1, max: 6 }),
          f('number', 'extent', 'Extent', { unit: '%', min: 0, max: 100, slider: true }),
          f('point', 'place', 'Place'),
          f('files', 'photos', 'Photos', { extensions: ['.jpg'] }),
          f('textarea', 'text', 'Description'),
          f('option', 'action', 'Action', { choices: ['none', 'monitor', 'repair', 'urgent'] }),
          f('number', 'cost', 'Cost', { unit: '€' }),
        ],
      }),
      f('file', 'overview', 'Sketch', { extensions: ['.svg'] }),
    ],
    ['findings_map', 'findings_table', 'photo_sheet'],
  ),
  step('conclusion', 'Conclusion', [
    f('textarea', 'text', 'Conclusion'),
    f('integer', 'score', 'Condition score', { min: 1, max: 6, slider: true }),
    f('boolean', 'signed', 'Signed'),
    f('date', 'signed_on', 'Signed on'),
    f('text', 'signed_by', 'Signed by'),
  ]),
]);

const rating = formOf([
  tab('input', 'Input', [
    f('option', 'standard', 'Standard', { choices: ['NEN 8700', 'NEN 8701', 'EN 1991-2'] }),
    f('option', 'class', 'Class', { choices: ['CC1a', 'CC1b', 'CC2', 'CC3'], radio: 'radio' }),
    f('multiselect', 'combinations', 'Combinations', { choices: ['ULS', 'SLS', 'FAT'] }),
    f('table', 'vehicles', 'Vehicles', {
      fields: [
        f('text', 'name', 'Name'),
        f('integer', 'axles', 'Axles'),
        f('number', 'total', 'Total', { unit: 't' }),
        f('text', 'spacing', 'Spacing'),
      ],
    }),
    f('table', 'factors', 'Load factors', {
      fields: [
        f('text', 'load', 'Load'),
        f('number', 'favourable', 'Favourable'),
        f('number', 'unfavourable', 'Unfavourable'),
      ],
    }),
  ]),
  tab('results', 'Results', [
    f('table', 'utilisation', 'Utilisation', {
      fields: [
        f('text', 'member', 'Member'),
        f('option', 'check', 'Check', { choices: ['bending', 'shear', 'fatigue'] }),
        f('number', 'uc', 'Unity check'),
      ],
    }),
    f('option', 'verdict', 'Verdict', { choices: ['pass', 'pass with limits', 'fail'] }),
    f('file', 'model', 'Model', { extensions: ['.esa'] }),
    f('hidden', 'log', 'Log'),
  ]),
]);

const document = formOf([
  section('meta', 'Document', [
    f('text', 'title', 'Title'),
    f('option', 'kind', 'Kind', { choices: ['drawing', 'calculation', 'report', 'photo'] }),
    f('date', 'date', 'Date'),
    f('integer', 'pages', 'Pages'),
    f('multiselect', 'keywords', 'Keywords', {
      choices: ['widening', 'rebar', 'foundation', 'deck', 'abutment', 'bearing', 'survey', 'as built'],
    }),
  ]),
  f('hidden', 'extracted', 'Text of the first page'),
]);

const text = { type: 'text' as const };
const none = { children: [], childrenAs: 'None' as const };

export const bridgeTypes: readonly WorldType[] = [
  {
    id: 4201,
    className: 'Register',
    label: 'Bridge register',
    children: [4202, 4207],
    childrenAs: 'Cards',
    form: formOf([]),
    fill: fill.empty,
  },
  {
    id: 4202,
    className: 'District',
    label: 'District',
    children: [4203],
    childrenAs: 'Table',
    form: district,
    views: [
      view('district_map', 'Map', 'geojson_and_data'),
      view('bridge_table', 'Table of bridges', 'table', 2),
    ],
    fill: fill.district,
  },
  {
    id: 4203,
    className: 'Bridge',
    label: 'Bridge',
    children: [4204, 4205, 4206],
    childrenAs: 'Table',
    form: bridge,
    views: [
      view('location_map', 'Location', 'geojson'),
      view('top_view', 'Top view', 'plotly'),
      view('long_section', 'Long section', 'plotly'),
      view('cross_section', 'Cross-section', 'plotly'),
      view('model_3d', 'Model', 'geometry', 2),
      view('ifc_model', 'IFC model', 'ifc', 3),
      view('combos', 'Combinations', 'table'),
      view('report_pdf', 'Report', 'pdf', 30),
    ],
    summary: [
      summaryItem('built', 'Built', undefined, { path: 'info.built', ...text }),
      summaryItem('flag', 'Flag', undefined, { path: 'condition.flag', ...text }),
      summaryItem('spans', 'Spans', undefined, { path: 'structure.general.spans' }),
      summaryItem('length', 'Length', 'long_section', { suffix: 'm' }),
      summaryItem('score', 'Score', undefined, { path: 'condition.score' }),
      summaryItem('due', 'Due', undefined, { path: 'condition.next_due', ...text }),
    ],
    fill: fill.bridge,
    summarize: summarize.bridge,
  },
  {
    id: 4204,
    className: 'Inspection',
    label: 'Inspection',
    children: [4206],
    childrenAs: 'Table',
    form: inspection,
    flags: { viktor_store_table_option_field_value: false },
    views: [
      view('findings_map', 'Findings', 'geojson'),
      view('findings_table', 'Table', 'table'),
      view('photo_sheet', 'Photos', 'image', 2),
    ],
    summary: [
      summaryItem('date', 'Date', undefined, { path: 'visit.date', ...text }),
      summaryItem('score', 'Score', undefined, { path: 'conclusion.score' }),
      summaryItem('worst', 'Worst', 'findings_table'),
      summaryItem('cost', 'Cost', 'findings_table', { prefix: '€' }),
    ],
    fill: fill.inspection,
    summarize: summarize.inspection,
  },
  {
    id: 4205,
    className: 'LoadRating',
    label: 'Load rating',
    ...none,
    form: rating,
    views: [view('rating_data', 'Rating', 'data', 4), view('uc_chart', 'Unity checks', 'plotly')],
    summary: [
      summaryItem('verdict', 'Verdict', undefined, { path: 'results.verdict', ...text }),
      summaryItem('max_uc', 'Highest check', 'rating_data'),
    ],
    fill: fill.rating,
    summarize: summarize.rating,
  },
  {
    id: 4206,
    className: 'Document',
    label: 'Document',
    ...none,
    file: { extensions: ['.pdf', '.dwg', '.jpg'], maxSize: 200_000_000 },
    form: document,
    generated: true,
    views: [view('preview', 'Preview', 'pdf')],
    summary: [
      summaryItem('kind', 'Kind', undefined, { path: 'meta.kind', ...text }),
      summaryItem('pages', 'Pages', undefined, { path: 'meta.pages' }),
    ],
    fill: fill.document,
    summarize: summarize.document,
  },
  {
    id: 4207,
    className: 'Folder',
    label: 'Folder',
    children: [4203, 4207],
    childrenAs: 'Table',
    form: formOf([]),
    fill: fill.empty,
  },
];
