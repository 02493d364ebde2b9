import type { JsonValue } from '../../../../contract/json/value.ts';
import { field as f, formOf, section } from '../form.ts';
import type { Random } from '../random.ts';
import { note } from '../text.ts';
import { edited } from '../values.ts';
import { type Made, view, type WorldType } from '../world.ts';

const soils = [
  'Sand, loose',
  'Sand, medium dense',
  'Sand, dense',
  'Clay, soft',
  'Clay, firm',
  'Clay, stiff',
  'Loam',
  'Gravel',
  'Fill, sand',
  'Peat',
].flatMap((soil) => [soil, `${soil}, wet`, `${soil}, layered`]);

const form = formOf([
  section('project', 'Project', [
    f('text', 'title', 'Project'),
    f('date', 'date', 'Date'),
    f('option', 'units', 'Units', { choices: ['SI', 'US'], radio: 'radio-inline', default: 'SI' }),
    f('file', 'logo', 'Logo', { extensions: ['.png'], maxSize: 1_000_000 }),
  ]),
  section('ground', 'Ground', [
    f('number', 'pressure', 'Allowable pressure', { unit: 'kPa', min: 25, max: 1000, default: 160 }),
    f('boolean', 'water', 'Groundwater above base'),
    f('number', 'water_depth', 'Water depth', {
      unit: 'm',
      visible: { $if: { path: 'ground.water', equals: true } },
    }),
    f('autocomplete', 'soil', 'Soil', { choices: soils }),
  ]),
  section('footings', 'Footings', [
    f('table', 'rows', 'Column reactions', {
      default: ['A1', 'A2', 'B1'].map((mark) => ({ mark, P: 500, My: 0, Mz: 0, group: mark[0] })),
      fields: [
        f('text', 'mark', 'Mark'),
        f('number', 'P', 'P', { unit: 'kN' }),
        f('number', 'My', '$M_{y}$', { unit: 'kNm' }),
        f('number', 'Mz', '$M_{z}$', { unit: 'kNm' }),
        f('option', 'group', 'Group', { choices: ['A', 'B', 'C'] }),
      ],
    }),
    f('number', 'thickness', 'Thickness', { unit: 'm', min: 0.1, max: 2, step: 0.05, default: 0.55 }),
    f('number', 'ratio', 'Length to width', {
      unit: '-',
      min: 1,
      max: 3,
      step: 0.1,
      slider: true,
      default: 1.3,
    }),
    f('option', 'round', 'Round to', { unit: 'mm', choices: [50, 100], default: 100 }),
    f('array', 'special', 'Exceptions', {
      fields: [
        f('option', 'mark', 'Mark', { optionsRule: { $names: { rows: 'footings.rows', column: 'mark' } } }),
        f('number', 'width', 'Width', { unit: 'm' }),
        f('number', 'length', 'Length', { unit: 'm' }),
        f('textarea', 'reason', 'Reason'),
        f('date', 'until', 'Until'),
      ],
    }),
    f('button', 'suggest', 'Suggest sizes', { button: 'set-params', method: 'suggest' }),
    f('button', 'export', 'Export', { button: 'download', method: 'export_csv' }),
    f('button', 'compare', 'Compare', { button: 'optimise', method: 'compare' }),
  ]),
  section('checks', 'Checks', [
    f('multiselect', 'which', 'Checks', {
      choices: ['bearing', 'kern', 'punching', 'settlement'],
      default: ['bearing', 'kern'],
    }),
    f('number', 'factor', 'Safety factor', { unit: '-', min: 1, max: 3, default: 1.5 }),
    f('hidden', 'sketch', 'Sketch'),
  ]),
  f('chat', 'chat', 'Assistant', { method: 'answer' }),
]);

const titles = [
  'Loods Oost',
  'Extension hall 3',
  'Bus depot',
  'School Noord',
  'Pump house',
  'Carport',
  'Test',
  '',
];

function fill(made: Made, random: Random, defaults: JsonValue): JsonValue {
  const rows = Array.from({ length: random.int(2, 9) }, (_, index) => ({
    mark: `${'ABC'[index % 3]}${1 + Math.floor(index / 3)}`,
    P: random.int(20, 160) * 10,
    My: random.int(-40, 120),
    Mz: random.chance(0.2) ? null : random.typed(-60, 90, 1),
    group: 'ABC'[index % 3],
  }));
  const isWet = random.chance(0.3);
  return edited(defaults, {
    'project.title': random.pick(titles),
    'project.date': random.chance(0.7) ? `2026-0${random.int(1, 6)}-${random.int(10, 28)}` : null,
    'ground.pressure': random.int(8, 26) * 10,
    'ground.water': isWet,
    'ground.water_depth': isWet ? random.typed(0.6, 2.4, 1) : null,
    'ground.soil': random.pick(soils),
    'footings.rows': rows,
    'footings.special': random.chance(0.3)
      ? [{ mark: rows[0]?.mark, width: 2.4, length: 2.4, reason: note(made.world, random, 1), until: null }]
      : [],
  });
}

/** The one type of both footing workspaces. */
export const controller: WorldType = {
  id: 4401,
  className: 'Controller',
  label: 'Footing',
  children: [],
  childrenAs: 'None',
  form,
  flags: { has_designer: true },
  views: [
    view('sizing_data', 'Sizes', 'data'),
    view('reaction_table', 'Reactions', 'table'),
    view('plan', 'Plan', 'image'),
    view('report', 'Report', 'web', 4),
  ],
  fill,
};
