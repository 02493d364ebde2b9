import type { Draft } from './history.ts';
import { segment20019 } from './levee-printed.ts';
import { type Told, toldHistory } from './script.ts';
import { copy, get, list, type Members, put, spelled, type Value } from './value.ts';

const scenarios = 'schematisation.soil.scenarios';

/** Ditches as they were before: so many copies of the one that is left, each elsewhere. */
function ditches(count: number, bend: number): Value {
  const [first] = list(segment20019, 'ditches') as [Members];
  return Array.from({ length: count }, (_, index) => {
    const ring = Array.from({ length: 60 }, (_, corner) => [
      157_211.4 + index * 41.5 + corner * 1.37 + (index === 0 ? bend : 0),
      433_020.11 + index * 12.25 + (corner % 7) * 0.913,
    ]);
    return { ...copy(first), ring: [...ring, ring[0] as Value] };
  });
}

const moveVertices = (places: readonly number[], north: number, east: number) => (params: Members) => {
  for (const place of places) {
    const vertex = get(params, `polygon.${place}`) as { lat: number; lon: number };
    put(params, `polygon.${place}`, {
      lat: Number((vertex.lat + north).toFixed(12)),
      lon: Number((vertex.lon + east).toFixed(12)),
    });
  }
};

function swapFirstTwo(params: Members): void {
  const rows = list(params, scenarios);
  const [first, second] = rows as [Value, Value];
  rows.splice(0, 2, second, first);
}

const firstNote = 'Review comment 12: heave factor raised.\nEP-018 is to be looked at again.';
const clearedView = { scenario: null, combined: false, point: null, cpt: null };

const steps: readonly Told[] = [
  { when: '2024-03-04 10:02', by: 103 },
  { when: '2024-03-04 10:19', by: 102, before: { river_level: null, polder_level: null } },
  { when: '2024-03-04 10:31', by: 102, message: 'first layers', before: { [`${scenarios}.0.layers`]: [] } },
  {
    when: '2024-03-05 09:12',
    by: 102,
    undo: (params) => {
      list(params, scenarios).splice(1);
      put(params, `${scenarios}.0.weight`, 1);
    },
  },
  { when: '2024-03-05 09:15', by: 102, before: { [`${scenarios}.1.layers.1.top`]: -1.35 } },
  {
    when: '2024-03-11 13:40',
    by: 103,
    message: 'snapped to new axis',
    undo: moveVertices([1, 2, 3], 0.000058, -0.000064),
  },
  { when: '2024-03-12 08:55', by: 106, before: { 'hydraulics.damping': 1 } },
  { when: '2024-03-12 11:20', by: 107, message: 'fix damping', before: { 'hydraulics.damping': 8.2 } },
  {
    when: '2024-04-24 15:05',
    by: 102,
    message: 'CPT results in',
    before: { [`${scenarios}.0.k1`]: null, [`${scenarios}.0.d70_1`]: 0.3 },
  },
  {
    when: '2024-05-02 16:48',
    by: 101,
    message: 'level 2',
    before: { 'hydraulics.model.method': '1', 'hydraulics.leakage.rows': [] },
  },
  { when: '2024-05-03 07:30', by: 102, before: { 'hydraulics.leakage.rows.0.hinterland': 610 } },
  { when: '2024-05-03 07:58', by: 102, message: '30 points', before: { n_points: 0, grid_dx: 20 } },
  { when: '2024-06-18 10:10', by: 103, message: 'ditches 2024', before: { ditches: null } },
  {
    when: '2024-09-02 04:00',
    by: 108,
    message: 'form v2: fields moved',
    undo: (params) => {
      put(params, 'hydraulics.damping', get(params, 'damping'));
      put(params, 'damping', undefined);
    },
  },
  { when: '2024-10-14 14:22', by: 102, undo: swapFirstTwo },
  { when: '2024-10-14 14:25', by: 102, message: 'order back', undo: swapFirstTwo },
  {
    when: '2025-01-20 11:11',
    by: 107,
    message: 'review comment 12',
    before: { 'schematisation.safety.heave': spelled('1.0'), 'results.edit.note': '' },
  },
  {
    when: '2025-02-03 08:47',
    by: 102,
    undo: (params) => {
      list(params, scenarios).splice(2);
      put(params, `${scenarios}.0.weight`, 0.7);
    },
  },
  { when: '2025-03-30 12:30', by: 102, before: { river_level: 11.1 } },
  {
    when: '2025-06-12 09:05',
    by: 103,
    before: { ditches: ditches(4, 0) },
    undo: moveVertices([1, 2], 0.0000027, 0),
  },
  { when: '2025-09-15 16:20', by: 101, message: 'renamed', nameBefore: '4-7' },
  {
    when: '2025-11-04 10:40',
    by: 102,
    message: 'autumn ditch',
    // The other ditches and the orphan of the old form went with the new survey.
    before: {
      'results.edit.note': firstNote,
      ditch_level: null,
      ditches: ditches(4, 3.21),
      'hydraulics.old_head': 2.9,
    },
  },
  { when: '2026-02-10 13:02', by: 107, before: { 'results.view': { ...clearedView, scenario: 'Base' } } },
  {
    when: '2026-06-29 17:12',
    by: 101,
    message: 'ready for contract',
    before: {
      'results.view.point': null,
      'results.view.cpt': null,
      'schematisation.safety.model_factor': spelled('1.0'),
    },
  },
];

/** The 24 revisions of segment 20019. */
export function segmentHistory(): Draft[] {
  return toldHistory('4-07', segment20019, steps);
}
