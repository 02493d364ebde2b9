import { moved, type Point } from './geometry.ts';
import type { Draft } from './history.ts';
import { Random } from './random.ts';
import { type Told, toldHistory } from './script.ts';
import { copy, get, list, type Members, put, type Value } from './value.ts';
import { foundation40052, turbine40011, windFarm40001 } from './wind-printed.ts';

const five: Value[] = [
  { layer: 'Dune sand', top: 3.2, qc: 5, gamma: 18, friction: 1 },
  { layer: 'Peat', top: -0.8, qc: 0.4, gamma: 11, friction: 5 },
  { layer: 'Clay', top: -1.9, qc: 0.7, gamma: 16, friction: 3 },
  { layer: 'Loam', top: -7.2, qc: 2.1, gamma: 18, friction: 1.8 },
  { layer: 'Sand', top: -9.5, qc: 18, gamma: 20, friction: 0.8 },
];

function layersBefore(params: Members): void {
  const rows = list(params, 'rebar.layers');
  put(params, 'rebar.layers.2.dia', 20);
  rows.reverse();
}

const pile = (field: string, value: number): Record<string, Value> => ({ [`geo.piles.${field}`]: value });

const foundationSteps: readonly Told[] = [
  { when: '2025-09-02 09:14', by: 104, message: 'copy of F-T02 option B' },
  {
    when: '2025-09-03 04:10',
    by: 108,
    message: 'loads from turbine 40011',
    before: { 'geo.mast.vertical': 3800, 'geo.mast.horizontal': 1350, 'geo.mast.moment': 140000 },
  },
  { when: '2025-09-03 10:02', by: 104, before: { 'geo.slab.diameter': 19 } },
  { when: '2025-09-03 10:09', by: 104, before: { 'geo.slab.diameter': 22 } },
  { when: '2025-09-03 10:20', by: 104, before: pile('count', 28) },
  { when: '2025-09-03 10:31', by: 106, before: pile('count', 32) },
  { when: '2025-09-03 10:38', by: 104, before: pile('count', 40) },
  { when: '2025-09-03 10:40', by: 104, before: pile('diameter', 450) },
  {
    when: '2025-09-12 13:15',
    by: 104,
    message: 'two rings',
    before: { 'geo.piles.rings.0.number': 36 },
    undo: (params) => list(params, 'geo.piles.rings').splice(1),
  },
  { when: '2025-10-06 11:50', by: 102, message: 'new CPT', before: { 'ground.profile': five } },
  { when: '2025-10-06 11:58', by: 102, before: { 'ground.tip': 45000 } },
  { when: '2025-11-20 09:33', by: 104, undo: layersBefore },
  {
    when: '2026-01-08 15:10',
    by: 107,
    message: 'review comment 7',
    before: { 'rebar.exposure': ['XC2', 'XF1'] },
  },
  { when: '2026-02-24 10:12', by: 104, before: { 'results.combinations.2.on': true } },
  { when: '2026-05-11 16:02', by: 104 },
  { when: '2026-05-11 16:09', by: 104, message: 'wrong file', before: { 'results.template': 60_901 } },
];

/** The 16 revisions of foundation 40052: the template is uploaded in the last but one and cleared in the last. */
export const foundationHistory = (): Draft[] =>
  toldHistory('F-T01 option B', foundation40052, foundationSteps);

/** Days of 2025 and 2026 on which the optimiser's result was taken over. */
const rounds = Array.from({ length: 12 }, (_, round) => {
  const month = 3 + round;
  const year = month > 12 ? 2026 : 2025;
  return `${year}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${String(10 + (round % 8)).padStart(2, '0')} 14:20`;
});

/** The 30 revisions of wind farm 40001: twelve are results of the optimiser, others small changes of the site and of the view. */
export function farmHistory(): Draft[] {
  const between: Told[] = Array.from({ length: 16 }, (_, index) => ({
    when:
      rounds[Math.floor(index / 1.5)]?.replace(
        '14:20',
        `${String(8 + (index % 4)).padStart(2, '0')}:4${index % 10}`,
      ) ?? '',
    by: index % 4 === 3 ? 107 : 104,
    message: index % 5 === 2 ? 'after the hearing' : '',
    before: smallChange(index),
  }));
  const applied: Told[] = rounds.map((when, round) => ({
    when,
    by: 104,
    message: 'optimiser result applied',
    before: {
      'layout.spacing': 4 + (round % 5) * 0.5,
      'cache.made': `2025-${String(1 + (round % 12)).padStart(2, '0')}-01T15:20:44Z`,
    },
  }));
  const changes = [...between, ...applied].sort((a, b) => (a.when < b.when ? -1 : 1));
  const start: Told[] = [
    { when: '2025-02-03 09:12', by: 101 },
    {
      when: '2025-02-03 09:40',
      by: 103,
      message: 'boundary of the permit',
      undo: (params) => list(params, 'site.keep_out').splice(1),
    },
  ];
  return toldHistory('Hollandse Duin', windFarm40001, [...start, ...changes]);
}

function smallChange(index: number): Record<string, Value> {
  const changes: Record<string, Value>[] = [
    { 'layout.direction': 210 + index * 5 },
    { 'site.keep_out.0.buffer': 300 + index * 10 },
    { 'layout.colour_by': index % 2 === 0 ? 'yield' : 'foundation' },
    { 'optimise.iterations': 20 + index },
    { 'wind.roughness': 0.03 + index / 100 },
  ];
  return copy(changes[index % changes.length] as Members) as Record<string, Value>;
}

/** A turbine that the optimiser moved within the minute of the farm's own revision. */
export function turbineHistory(name: string, place: Point, id: number): Draft[] {
  const random = new Random('turbine', id);
  const last: Members = { ...copy(turbine40011), foundation: { selected: null } };
  put(last, 'position.point', { ...place });
  const steps: Told[] = rounds.map((when) => ({
    when: when.replace('14:20', '14:20'),
    by: 104,
    message: 'optimiser result applied',
    undo: (params) => {
      const now = get(params, 'position.point') as Point;
      put(params, 'position.point', moved(now, random.between(-60, 60), random.between(-60, 60)));
    },
  }));
  return toldHistory(name, last, [{ when: '2025-02-04 10:00', by: 104 }, ...steps]);
}
