import type { JsonValue } from '../../../../contract/json/value.ts';
import { moved } from '../geometry.ts';
import { Random } from '../random.ts';
import { at, edited, gone, listAt, num, numberAt, params } from '../values.ts';
import { type ScriptStep, scriptEndingIn } from '../world.ts';
import { ditches } from './fill.ts';
import { segment20019 } from './printed.ts';

const scenarios = 'schematisation.soil.scenarios';

/** The polygon with vertices moved: index, metres east, metres north. */
function withVertices(value: JsonValue, moves: readonly (readonly [number, number, number])[]): JsonValue {
  const polygon = [...listAt(value, 'polygon')];
  for (const [index, east, north] of moves) {
    const vertex = polygon[index] as JsonValue;
    polygon[index] = params(
      moved({ lat: numberAt(vertex, 'lat'), lon: numberAt(vertex, 'lon') }, east, north),
    );
  }
  return edited(value, { polygon });
}

const swapped = (value: JsonValue): JsonValue => {
  const [first, second, ...rest] = listAt(value, scenarios);
  return edited(value, { [scenarios]: [second, first, ...rest] });
};

const firstNote =
  'EP-018 lies below the height model: review comment 12.\nHeave factor raised until the ditch has been measured.';

/** Four rings of some 60 corners: 14 KB that nobody sees in the form. */
const oldDitches = params(ditches(12.1, 4, new Random('ditches of 20019'), 62));

/** The printed params hold one ditch only, so the replaced ring also ended the other three. */
const steps: readonly ScriptStep[] = [
  { when: '2024-03-04 10:02', by: 103 },
  {
    when: '2024-03-04 10:19',
    by: 102,
    before: (value) => edited(value, { river_level: null, polder_level: null }),
  },
  {
    when: '2024-03-04 10:31',
    by: 102,
    message: 'first layers',
    before: (value) => edited(value, { [`${scenarios}.0.layers`]: [] }),
  },
  {
    when: '2024-03-05 09:12',
    by: 102,
    before: (value) =>
      edited(value, {
        [scenarios]: [edited(at(value, [...scenarios.split('.'), 0]) ?? null, { weight: 1 })],
      }),
  },
  {
    when: '2024-03-05 09:15',
    by: 102,
    before: (value) => edited(value, { [`${scenarios}.1.layers.1.top`]: -1.35 }),
  },
  {
    when: '2024-03-11 13:40',
    by: 103,
    message: 'snapped to new axis',
    before: (value) =>
      withVertices(value, [
        [1, 5.2, -3.1],
        [2, -7.4, 8.0],
        [3, 2.9, 3.6],
      ]),
  },
  {
    when: '2024-03-12 08:55',
    by: 106,
    before: (value) => edited(value, { 'hydraulics.damping': 1 }),
  },
  {
    when: '2024-03-12 11:20',
    by: 107,
    message: 'fix damping',
    before: (value) => edited(value, { 'hydraulics.damping': 8.2 }),
  },
  {
    // The computed values belong to the soil, so to both scenarios: the second was a copy of the first.
    when: '2024-04-24 15:05',
    by: 102,
    message: 'CPT results in',
    before: (value) =>
      edited(value, {
        [`${scenarios}.0.k1`]: null,
        [`${scenarios}.0.d70_1`]: 0.3,
        [`${scenarios}.1.k1`]: null,
        [`${scenarios}.1.d70_1`]: 0.3,
      }),
  },
  {
    when: '2024-05-02 16:48',
    by: 101,
    message: 'level 2',
    before: (value) => edited(value, { 'hydraulics.model.method': '1', 'hydraulics.leakage.rows': [] }),
  },
  {
    when: '2024-05-03 07:30',
    by: 102,
    before: (value) => edited(value, { 'hydraulics.leakage.rows.0.hinterland': 610 }),
  },
  {
    when: '2024-05-03 07:58',
    by: 102,
    message: '30 points',
    before: (value) => edited(value, { n_points: 0, grid_dx: 20 }),
  },
  {
    when: '2024-06-18 10:10',
    by: 103,
    message: 'ditches 2024',
    before: (value) => edited(value, { ditches: null }),
  },
  {
    when: '2024-09-02 09:00',
    by: 108,
    message: 'form v2: fields moved',
    before: (value) => edited(value, { 'hydraulics.damping': at(value, ['damping']), damping: gone }),
  },
  { when: '2024-10-14 14:22', by: 102, before: swapped },
  { when: '2024-10-14 14:25', by: 102, message: 'order back', before: swapped },
  {
    when: '2025-01-20 11:11',
    by: 107,
    message: 'review comment 12',
    before: (value) => edited(value, { 'schematisation.safety.heave': num('1.0'), 'results.edit.note': '' }),
  },
  {
    when: '2025-02-03 08:47',
    by: 102,
    before: (value) =>
      edited(value, {
        [scenarios]: listAt(edited(value, { [`${scenarios}.0.weight`]: 0.7 }), scenarios).slice(0, 2),
      }),
  },
  { when: '2025-03-30 12:30', by: 102, before: (value) => edited(value, { river_level: 11.1 }) },
  {
    when: '2025-06-12 09:05',
    by: 103,
    before: (value) =>
      withVertices(edited(value, { ditches: oldDitches }), [
        [1, 0.2, 0.2],
        [3, -0.3, 0.05],
      ]),
  },
  { when: '2025-09-15 16:20', by: 101, message: 'renamed', nameBefore: '4-7' },
  {
    when: '2025-11-04 10:40',
    by: 102,
    message: 'autumn ditch',
    before: (value) => edited(value, { 'results.edit.note': firstNote, ditch_level: null }),
  },
  { when: '2026-02-10 13:02', by: 107, before: (value) => edited(value, { 'results.view.combined': false }) },
  {
    // The orphan that the form change of September 2024 left goes with the clean-up: the printed params do not have it.
    when: '2026-06-29 17:12',
    by: 101,
    message: 'ready for contract',
    before: (value) =>
      edited(value, {
        'results.view.point': null,
        'results.view.cpt': null,
        'schematisation.safety.model_factor': num('1.0'),
        'hydraulics.old_head': 2.4,
      }),
  },
];

export const segmentScript = scriptEndingIn(segment20019, '4-07', steps);
