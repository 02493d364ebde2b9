/** The histories that the sample worlds tell revision by revision, compared: what the engine finds is what happened, no more. */
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../contract/json/value.ts';
import { bridgeScript, inspectionScript } from '../../server/embedded/worlds/bridges/scripts.ts';
import { segmentScript } from '../../server/embedded/worlds/levee/scripts.ts';
import { foundationScript } from '../../server/embedded/worlds/wind/scripts.ts';
import type { ScriptedRevision } from '../../server/embedded/worlds/world.ts';
import { applyComparison, invert } from './apply.ts';
import { blameAt, blameParams } from './blame.ts';
import { compareParams } from './compare.ts';
import { totalOf } from './comparison.ts';
import { describeComparison } from './describe.ts';
import { sameSpelling } from './equal.ts';
import { flatten } from './flatten.ts';
import { fromPointer, toPointer } from './path.ts';
import { valueInWords } from './value-in-words.ts';

/** The revision's number and every change it made. */
type Step = [number, string[]];

function changes(left: JsonValue, right: JsonValue): string[] {
  return flatten(compareParams(left, right)).map(({ kind, unit, path, leftPath, from, to }) => {
    const [place, old] = [toPointer(path), toPointer(leftPath)];
    if (unit === 'leaf' && kind === 'changed') return `${place}: ${valueInWords(from)} → ${valueInWords(to)}`;
    if (kind === 'moved') return `${unit} ${old} moved to ${place}`;
    return `${unit} ${kind === 'removed' ? old : place} ${kind}`;
  });
}

const segmentSteps: Step[] = [
  [2, ['/river_level: null → 11.1', '/polder_level: null → 3.1']],
  [
    3,
    [
      'row /schematisation/soil/scenarios/0/layers/0 added',
      'row /schematisation/soil/scenarios/0/layers/1 added',
      'row /schematisation/soil/scenarios/0/layers/2 added',
      'row /schematisation/soil/scenarios/0/layers/3 added',
    ],
  ],
  [4, ['/schematisation/soil/scenarios/0/weight: 1 → 0.7', 'row /schematisation/soil/scenarios/1 added']],
  [5, ['/schematisation/soil/scenarios/1/layers/1/top: -1.35 → 2.05']],
  [
    6,
    [
      '/polygon/1: (51.905261990748, 5.42781873716) → (51.905289838394, 5.427743024134)',
      '/polygon/2: (51.905133365875, 5.431119955259) → (51.905061500981, 5.43122770041)',
      '/polygon/3: (51.906231621505, 5.431528086199) → (51.906199282303, 5.431485860715)',
    ],
  ],
  [7, ['/hydraulics/damping: 1 → 8.2']],
  [8, ['/hydraulics/damping: 8.2 → 0.82']],
  [
    9,
    [
      '/schematisation/soil/scenarios/0/k1: null → 17.38821',
      '/schematisation/soil/scenarios/0/d70_1: 0.3 → 0.29',
      '/schematisation/soil/scenarios/1/k1: null → 17.38821',
      '/schematisation/soil/scenarios/1/d70_1: 0.3 → 0.29',
    ],
  ],
  [
    10,
    [
      '/hydraulics/model/method: “1” → “2”',
      'row /hydraulics/leakage/rows/0 added',
      'row /hydraulics/leakage/rows/1 added',
    ],
  ],
  [11, ['/hydraulics/leakage/rows/0/hinterland: 610 → 640.5']],
  [12, ['/grid_dx: 20 → 25', '/n_points: 0 → 30']],
  [13, ['/ditches: null → 4 rows']],
  [14, ['leaf /damping added', 'leaf /hydraulics/damping removed']],
  [15, ['row /schematisation/soil/scenarios/1 moved to /schematisation/soil/scenarios/0']],
  [16, ['row /schematisation/soil/scenarios/1 moved to /schematisation/soil/scenarios/0']],
  [
    17,
    [
      '/schematisation/safety/heave: 1.0 → 1.2',
      '/results/edit/note: “” → “EP-018 lies below the height model: rev…”',
    ],
  ],
  [18, ['/schematisation/soil/scenarios/0/weight: 0.7 → 0.6', 'row /schematisation/soil/scenarios/2 added']],
  [19, ['/river_level: 11.1 → 11.35']],
  [
    20,
    [
      '/polygon/1: (51.905289838394, 5.427743024134) → (51.905288041772, 5.427740112093)',
      '/polygon/3: (51.906199282303, 5.431485860715) → (51.906198833147, 5.431490228865)',
      'row /ditches/0 added',
      'row /ditches/0 removed',
      'row /ditches/1 removed',
      'row /ditches/2 removed',
      'row /ditches/3 removed',
    ],
  ],
  [21, []],
  [
    22,
    [
      '/ditch_level: null → 2.85',
      '/results/edit/note: “EP-018 lies below the height model: rev…” → “EP-018 and EP-019 lowered by hand: new …”',
    ],
  ],
  [23, ['/results/view/combined: false → true']],
  [
    24,
    [
      '/schematisation/safety/model_factor: 1.0 → 1.1',
      'leaf /hydraulics/old_head removed',
      '/results/view/point: null → 20043',
      '/results/view/cpt: null → 20311',
    ],
  ],
];

const bridgeSteps: Step[] = [
  [
    2,
    [
      'item /info/use/0 added',
      'item /info/use/1 added',
      'item /info/use/2 added',
      'item /info/use/3 added',
      '/info/owner: null → Municipality, dept. Infrastructure',
    ],
  ],
  [3, ['/structure/general/spans: 1 → 3', 'row /segments/2 added', 'row /segments/3 added']],
  [4, ['row /zones/3 added']],
  [
    5,
    [
      '/zones/2/w1: 6.0 → 6000',
      '/zones/2/w2: 6.0 → 6000',
      '/zones/2/w3: 6.1 → 6100',
      '/zones/2/w4: 6.1 → 6100',
    ],
  ],
  [
    6,
    [
      '/zones/2/w1: 6000 → 6.0',
      '/zones/2/w2: 6000 → 6.0',
      '/zones/2/w3: 6100 → 6.1',
      '/zones/2/w4: 6100 → 6.1',
    ],
  ],
  [
    7,
    ['/structure/rebar/steel: B500B → QR 24', '/structure/rebar/cover_bottom: 35 → 25', 'row /bars/1 added'],
  ],
  [8, ['/condition/flag: not set → orange', 'row /condition/restrictions/0 added']],
  [
    9,
    [
      '/info/built: “1931” → 1931/1974',
      '/import_row/clear_spans: null → 7540;9760;7540',
      '/import_row/edge_load: false → true',
      '/import_row/flag: not set → orange',
    ],
  ],
  [
    10,
    [
      '/condition/flag: orange → orange/green',
      '/condition/last_inspection: null → 30021',
      '/condition/next_due: null → 2026-10-01',
    ],
  ],
  [
    11,
    [
      'leaf /info/district_code removed',
      '/bars/0/where: 1-1,2-1,3-1 → 3 items',
      '/bars/1/where: 1-2,2-2,3-2 → 3 items',
    ],
  ],
  [
    12,
    [
      '/segments/2/b1: 5.2 → 5.3',
      '/segments/2/b2: 6.4 → 6.5',
      '/segments/3/b1: 5.2 → 5.3',
      '/segments/3/b2: 6.4 → 6.5',
    ],
  ],
  [13, ['/info/location: (52.37276655875, 4.900448990414) → (52.372851, 4.90014)']],
  [
    14,
    ['/info/notes: “Widened on the east side in 1974; the o…” → “Widened on the east side in 1974; the o…”'],
  ],
  [15, ['item /condition/documents/0 added', 'item /condition/documents/1 added']],
  [16, ['item /condition/documents/0 removed', 'item /condition/documents/1 removed']],
  [17, ['item /condition/documents/0 added', 'item /condition/documents/1 added']],
  [18, ['item /report/parts/1 moved to /report/parts/0']],
];

const inspectionSteps: Step[] = [
  [
    2,
    [
      '/visit/date: null → 2024-10-09',
      'row /visit/inspectors/0 added',
      'row /visit/inspectors/1 added',
      '/visit/weather: dry → rain',
      '/visit/temperature: 10 → 11',
      'item /visit/access/0 added',
      'item /visit/access/1 added',
    ],
  ],
  [3, ['row /elements/rows/0 added']],
  [4, ['row /elements/rows/1 added']],
  [5, ['row /elements/rows/2 added']],
  [6, ['item /elements/rows/0/photos/0 added', 'item /elements/rows/0/photos/1 added']],
  [7, ['item /elements/rows/2/photos/0 added']],
  [8, ['/elements/overview: null → 60412']],
  [9, ['row /elements/rows/2 moved to /elements/rows/1']],
  [
    10,
    [
      '/elements/rows/2/severity: 4 → 5',
      '/elements/rows/2/text: Loose concrete above the fairway. → “Loose concrete above the fairway. Remov…”',
    ],
  ],
  [
    11,
    [
      '/conclusion/text: “” → “Overall fair. The edge beam on the west…”',
      '/conclusion/score: null → 3',
      '/conclusion/signed_by: “” → M. Haddad',
    ],
  ],
  [12, ['/conclusion/signed: false → true', '/conclusion/signed_on: null → 2024-10-21']],
];

const foundationSteps: Step[] = [
  [
    2,
    [
      '/geo/mast/vertical: 3800 → 4315',
      '/geo/mast/horizontal: 1350 → 1466.0',
      '/geo/mast/moment: 140000 → 174454',
    ],
  ],
  [3, ['/geo/slab/diameter: 19 → 22']],
  [4, ['/geo/slab/diameter: 22 → 21.5']],
  [5, ['/geo/piles/count: 28 → 32']],
  [6, ['/geo/piles/count: 32 → 40']],
  [7, ['/geo/piles/count: 40 → 36']],
  [8, ['/geo/piles/diameter: 450 → 420']],
  [9, ['/geo/piles/rings/0/number: 36 → 24', 'row /geo/piles/rings/1 added']],
  [
    10,
    [
      'row /ground/profile/0 added',
      'row /ground/profile/1 added',
      'row /ground/profile/2 added',
      'row /ground/profile/0 removed',
      'row /ground/profile/1 removed',
      'row /ground/profile/2 removed',
      'row /ground/profile/3 removed',
      'row /ground/profile/4 removed',
    ],
  ],
  [11, ['/ground/tip: 45000 → 62000']],
  [12, ['row /rebar/layers/1 moved to /rebar/layers/0', '/rebar/layers/2/dia: 20 → 25']],
  [13, ['item /rebar/exposure/2 added']],
  [14, ['/results/combinations/2/on: true → false']],
  [15, ['/results/template: null → 60901']],
  [16, ['/results/template: 60901 → null']],
];

const histories: [string, readonly ScriptedRevision[], Step[]][] = [
  ['segment 20019', segmentScript, segmentSteps],
  ['bridge 30017', bridgeScript, bridgeSteps],
  ['inspection 30021', inspectionScript, inspectionSteps],
  ['foundation 40052', foundationScript, foundationSteps],
];

const stateOf = (script: readonly ScriptedRevision[], revision: number): JsonValue =>
  (script[revision - 1] as ScriptedRevision).value;
const pairOf = (script: readonly ScriptedRevision[], revision: number) =>
  compareParams(stateOf(script, revision - 1), stateOf(script, revision));

describe.each(histories)('%s', (_, script, steps) => {
  it.each(steps)('revision %i changed what its history says', (revision, expected) => {
    expect(changes(stateOf(script, revision - 1), stateOf(script, revision))).toEqual(expected);
  });

  it('is told to its last revision', () => {
    expect(steps.map(([revision]) => revision)).toEqual(script.slice(1).map((_, index) => index + 2));
  });

  it.each(steps)('revision %i is made by its comparison, and taken back by the inverse', (revision) => {
    const comparison = pairOf(script, revision);
    expect(sameSpelling(applyComparison(comparison.left, comparison), comparison.right)).toBe(true);
    expect(sameSpelling(applyComparison(comparison.right, invert(comparison)), comparison.left)).toBe(true);
  });

  it('counts, from first to last, what the steps left behind', () => {
    const total = totalOf(compareParams(stateOf(script, 1), stateOf(script, script.length)).counts);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(steps.reduce((sum, [, found]) => sum + found.length, 0));
  });
});

describe('what a reader is told', () => {
  it.each<[string, readonly ScriptedRevision[], number, string]>([
    ['a rename', segmentScript, 21, 'No changes'],
    ['scenarios reordered', segmentScript, 15, '1 row moved: row Thin cover moved from 2 to 1 in scenarios'],
    ['a mistake put right', segmentScript, 8, '1 changed: damping 8.2 → 0.82'],
    [
      'a row added below others',
      bridgeScript,
      7,
      '2 changed, 1 row added: steel B500B → QR 24, cover_bottom 35 → 25, row 2 added to bars',
    ],
    ['findings exchanged', inspectionScript, 9, '1 row moved: row moved from 3 to 2 in rows'],
    [
      'layers reordered, one edited',
      foundationScript,
      12,
      '1 changed, 1 row moved: row moved from 2 to 1 in layers, layers[3] › dia 20 → 25',
    ],
  ])('of %s', (_, script, revision, sentence) => {
    expect(describeComparison(pairOf(script, revision), 'medium')).toBe(sentence);
  });

  it('is quiet about an angle written as 81.50 in the bridge’s last revision', () => {
    const { quiet } = pairOf(bridgeScript, 18);
    expect(quiet.map(({ note, path }) => [note, toPointer(path)])).toEqual([
      ['spelling', '/structure/general/angle'],
    ]);
  });

  it('is quiet about the report’s parts where the form says that their order means nothing', () => {
    const { counts, quiet } = compareParams(stateOf(bridgeScript, 17), stateOf(bridgeScript, 18), {
      sets: ['/report/parts'],
    });
    expect([totalOf(counts), quiet.map(({ note }) => note)]).toEqual([0, ['spelling', 'order']]);
  });
});

describe('blame of the last revision', () => {
  const blameOf = (script: readonly ScriptedRevision[]) =>
    blameParams(script.map(({ value }, index) => ({ id: index + 1, params: value })));

  it.each<[string, readonly ScriptedRevision[], string, number]>([
    ['the segment’s river level, set twice', segmentScript, '/river_level', 19],
    ['its damping, moved by the form change', segmentScript, '/damping', 14],
    [
      'a weight in a scenario that moved and came back',
      segmentScript,
      '/schematisation/soil/scenarios/1/weight',
      4,
    ],
    [
      'the top of a layer in that scenario',
      segmentScript,
      '/schematisation/soil/scenarios/1/layers/1/top',
      5,
    ],
    ['a vertex snapped and moved again', segmentScript, '/polygon/1', 20],
    ['a vertex snapped once', segmentScript, '/polygon/2', 6],
    ['what nobody changed', segmentScript, '/from_km', 1],
    ['a width of the bridge typed in mm and put right', bridgeScript, '/zones/2/w1', 6],
    ['the bridge’s angle, only written differently since', bridgeScript, '/structure/general/angle', 1],
    ['a finding that changed places', inspectionScript, '/elements/rows/1/photos/0', 7],
    ['the foundation’s number of piles', foundationScript, '/geo/piles/count', 7],
  ])('for %s', (_, script, pointer, revision) => {
    const blame = blameOf(script);
    expect(blameAt(blame, fromPointer(pointer, blame.newest.params))).toBe(revision);
  });
});
