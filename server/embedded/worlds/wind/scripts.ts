import type { JsonValue } from '../../../../contract/json/value.ts';
import { edited, listAt, num, params } from '../values.ts';
import { type ScriptStep, scriptEndingIn } from '../world.ts';
import { optimiserRounds, powerCurve } from './fill.ts';
import { foundation40052, windFarm40001 } from './printed.ts';

const set =
  (edits: Record<string, unknown>) =>
  (value: JsonValue): JsonValue =>
    edited(value, edits);

const oldProfile = [
  { layer: 'Sand, loose', top: 3.1, qc: 5, gamma: 17.5, friction: 0.9 },
  { layer: 'Loam', top: 0.4, qc: 1.8, gamma: 18, friction: 1.7 },
  { layer: 'Clay, soft', top: -1.1, qc: 0.5, gamma: 15.5, friction: 3.4 },
  { layer: 'Sand, medium', top: -6.2, qc: 12, gamma: 19, friction: 0.8 },
  { layer: 'Sand, dense (est.)', top: -11, qc: 20, gamma: 20, friction: 0.7 },
];

const layersBefore = (value: JsonValue): JsonValue => {
  const [radial, ring, top, ...rest] = listAt(value, 'rebar.layers');
  return edited(value, { 'rebar.layers': [ring, radial, edited(top ?? null, { dia: 20 }), ...rest] });
};

const foundationSteps: readonly ScriptStep[] = [
  { when: '2025-03-04 09:10', by: 104, message: 'copy of T-02 option A' },
  {
    when: '2025-03-05 03:02',
    by: 108,
    message: 'loads from turbine 40011',
    before: set({ 'geo.mast.vertical': 3800, 'geo.mast.horizontal': 1350, 'geo.mast.moment': 140000 }),
  },
  { when: '2025-03-05 10:20', by: 104, before: set({ 'geo.slab.diameter': 19 }) },
  { when: '2025-03-05 10:28', by: 104, before: set({ 'geo.slab.diameter': 22 }) },
  { when: '2025-03-05 11:02', by: 106, before: set({ 'geo.piles.count': 28 }) },
  { when: '2025-03-05 11:09', by: 106, before: set({ 'geo.piles.count': 32 }) },
  { when: '2025-03-05 11:31', by: 104, before: set({ 'geo.piles.count': 40 }) },
  { when: '2025-03-05 11:36', by: 104, message: 'as discussed', before: set({ 'geo.piles.diameter': 450 }) },
  {
    when: '2025-03-18 14:20',
    by: 104,
    before: (value) =>
      edited(value, {
        'geo.piles.rings': [edited(listAt(value, 'geo.piles.rings')[0] ?? null, { number: 36 })],
      }),
  },
  { when: '2025-05-27 13:45', by: 102, message: 'new CPT', before: set({ 'ground.profile': oldProfile }) },
  { when: '2025-05-27 13:58', by: 102, before: set({ 'ground.tip': 45000 }) },
  { when: '2025-06-03 09:15', by: 104, before: layersBefore },
  {
    when: '2025-09-30 16:04',
    by: 107,
    message: 'review comment 7',
    before: set({ 'rebar.exposure': ['XC2', 'XF1'] }),
  },
  { when: '2026-01-15 10:48', by: 104, before: set({ 'results.combinations.2.on': true }) },
  { when: '2026-04-21 15:30', by: 106, before: set({ 'results.template': null }) },
  { when: '2026-04-21 15:37', by: 106, message: 'wrong file', before: set({ 'results.template': 60901 }) },
];

export const foundationScript = scriptEndingIn(foundation40052, 'T-01 option A', foundationSteps);

/** What people changed on the farm between the optimiser's rounds. */
const farmSteps: readonly ScriptStep[] = [
  { when: '2024-02-05 09:12', by: 101, message: 'first go' },
  {
    when: '2024-02-05 09:40',
    by: 103,
    before: set({ 'site.boundary.2.lat': 52.2579, 'site.boundary.3.lon': 4.4681 }),
  },
  {
    when: '2024-02-06 10:05',
    by: 103,
    message: 'houses',
    before: (value) => edited(value, { 'site.keep_out': listAt(value, 'site.keep_out').slice(1) }),
  },
  { when: '2024-03-12 11:30', by: 102, before: set({ 'site.keep_out.1.buffer': 150 }) },
  {
    when: '2024-03-12 11:41',
    by: 107,
    message: 'review comment 2',
    before: set({ 'site.keep_out.0.buffer': 350 }),
  },
  { when: '2024-04-18 14:00', by: 101, before: set({ 'wind.roughness': 0.05 }) },
  { when: '2024-05-14 09:33', by: 106, before: set({ 'optimise.iterations': 20 }) },
  {
    when: '2024-05-14 09:39',
    by: 106,
    before: set({ 'optimise.weights.1.weight': 0.3, 'optimise.weights.2.weight': 0 }),
  },
  {
    when: '2025-04-08 10:10',
    by: 102,
    message: 'mast data',
    before: (value) =>
      edited(value, {
        'wind.rose': listAt(value, 'wind.rose').map((row, sector) =>
          edited(row, { freq: num('8.3'), A: 9 + (sector % 3) * 0.4 }),
        ),
      }),
  },
  { when: '2025-04-08 10:14', by: 102, before: set({ 'wind.source': 'atlas', 'wind.campaign': null }) },
  { when: '2025-05-20 15:45', by: 101, before: set({ 'layout.colour_by': 'yield' }) },
  { when: '2025-07-15 08:50', by: 101, message: 'to NV-148', before: set({ 'layout.model': 40205 }) },
  { when: '2025-08-05 13:12', by: 107, before: set({ 'layout.colours.1.limit': 41 }) },
  { when: '2025-10-14 11:05', by: 103, before: set({ 'layout.direction': 225 }) },
  {
    when: '2025-10-26 09:30',
    by: 101,
    message: 'back to previous',
    before: set({ 'layout.direction': 210 }),
  },
  { when: '2026-02-03 16:22', by: 106, before: set({ 'optimise.iterations': 40 }) },
  {
    when: '2026-04-14 10:01',
    by: 107,
    message: 'typo',
    before: set({ 'site.keep_out.0.name': 'Duinlust farmm' }),
  },
  {
    when: '2026-06-09 09:44',
    by: 101,
    message: 'ready for permit',
    before: set({ 'cache.made': '2026-03-10T08:52:11Z' }),
  },
];

const roundSteps: readonly ScriptStep[] = optimiserRounds.map(({ when, moved }, round) => ({
  when,
  by: round % 3 === 1 ? 106 : 101,
  message: `optimiser result applied, ${moved} turbines`,
  before: set({ 'layout.spacing': optimiserRounds[round - 1]?.spacing ?? 5 }),
}));

/** 30 revisions: 18 by hand and 12 rounds of the optimiser, which moved the turbines in the same minute. */
export const farmScript = scriptEndingIn(
  windFarm40001,
  'Hollandse Duin',
  [...farmSteps, ...roundSteps].sort((a, b) => (a.when < b.when ? -1 : 1)),
);

export const model40204 = params({
  general: { maker: 'Norrvind', type: 'NV-148', rated: 4.8 },
  rotor: { diameter: 148, hub_options: [105, 119, 134] },
  colour: { r: 9, g: 105, b: 218 },
  curve: {
    power: [
      { v: 3, p: 28, ct: 0.87 },
      { v: 4, p: 170, ct: 0.84 },
      { v: 4.5, p: 251, ct: 0.83 },
      ...powerCurve(4.8).filter(({ v }) => v === 5),
      { v: 5.5, p: 410, ct: 0.82 },
      ...powerCurve(4.8).filter(({ v }) => v > 5),
    ],
  },
  datasheet: [60810],
  approved: true,
  approved_on: '2025-02-14',
});

export const cost40301 = params({
  input: {
    prices: [
      { item: 'Concrete C35/45', unit: 'm³', price: 152.5, index: 4.1 },
      { item: 'Reinforcement', unit: 'kg', price: 1.18, index: -2 },
    ],
    discount: 5.25,
    years: 25,
    turbines: [40011, 40012, 40015],
  },
  result: { note: '' },
});
