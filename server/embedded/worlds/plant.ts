// Whole though long: a list of what is planted in the sample for people to find, each entry by itself.

import type { JsonValue } from '../../../contract/json/value.ts';
import { bridge30017, inspection30021 } from './bridges/printed.ts';
import { axis, moved } from './geometry.ts';
import type { Revision } from './history.ts';
import {
  cpt20311,
  crossSection20022,
  exitPoint20043,
  leveeReach20004,
  segment20019,
  soilMaterial20008,
} from './levee/printed.ts';
import { person } from './people.ts';
import { Random, rounded } from './random.ts';
import { longNote } from './text.ts';
import { amsterdam } from './time.ts';
import { edited, gone, listAt, num, numberAt, params } from './values.ts';
import { turbine40011 } from './wind/printed.ts';

/** An entity that is told as a whole, at an id that never changes; ids are named in `traps.ts`. */
export interface Planted {
  id: number;
  parent: number | null;
  type: string;
  name: string;
  revisions: readonly Revision[];
  /** Members of the wire that are not the usual ones. */
  members: Record<string, unknown>;
}

interface More {
  /** Former states, oldest first; the params given are the last. */
  before?: readonly JsonValue[];
  members?: Record<string, unknown>;
  /** Milliseconds between revisions. */
  pace?: number;
  from?: string;
}

function planted(
  id: number,
  parent: number | null,
  type: string,
  name: string,
  value: JsonValue,
  more: More = {},
): Planted {
  const { before = [], members = {}, pace = 17 * 60_000 + 13_000, from = '2025-05-05 09:00' } = more;
  const start = amsterdam(from, id % 60);
  const revisions = [...before, value].map((state, index) => ({
    time: start + index * pace + ((id * 7 + index * 131) % Math.min(1000, pace)),
    micros: (id + index * 61) % 1000,
    by: [102, 104, 103, 106][id % 4] as number,
    message: index === 0 ? 'made to be hard' : '',
    name,
    value: state,
  }));
  return { id, parent, type, name, revisions, members };
}

const remarks = 'stability.remarks';
const cross = (edits: Record<string, unknown>): JsonValue => edited(crossSection20022, edits);
const segment = (edits: Record<string, unknown>): JsonValue => edited(segment20019, edits);
const material = (edits: Record<string, unknown>): JsonValue => edited(soilMaterial20008, edits);
const reachOf = (edits: Record<string, unknown>): JsonValue => edited(leveeReach20004, edits);

const polygon = listAt(segment20019, 'polygon');
const [first, second, third, fourth] = polygon;

const testRow = (index: number, random: Random) => ({
  lab_no: `24-${1000 + index}`,
  depth: random.typed(0.5, 12, 1),
  kind: random.pick(['triaxial', 'DSS', 'oedometer']),
  value: random.typed(0.2, 0.6, 2),
  date: '2024-05-02',
});
const testRows = (count: number) => {
  const random = new Random('rows of tests', count);
  return Array.from({ length: count }, (_, index) => testRow(index, random));
};
const oneMoved = <T>(rows: readonly T[], from: number, to: number): T[] => {
  const made = rows.filter((_, index) => index !== from);
  made.splice(to, 0, rows[from] as T);
  return made;
};

/** Some 3 MB of columns, as a whole sounding with every channel leaves them. */
function heavyColumns() {
  const random = new Random('three megabytes');
  const column = () => Array.from({ length: 20_000 }, () => random.between(0, 40));
  return {
    corrected_depth: Array.from({ length: 20_000 }, (_, index) => rounded(0.5 + index * 0.002, 3)),
    qc: column(),
    fs: column(),
    u2: column(),
    Rf: column(),
    inclination: column(),
    temperature: column(),
    speed: column(),
    u1: column(),
  };
}

function manyStates(): JsonValue[] {
  const random = new Random('three hundred revisions');
  return Array.from({ length: 300 }, (_, index) =>
    cross({
      'geometry.berm.width': rounded(12.5 + Math.round(8 * Math.sin(index / 20)) / 2, 1),
      'stability.setup.traffic': 10 + (index % 7),
      'stability.phases.0.factor': random.typed(1.1, 1.7, 3),
    }),
  );
}

const strange = new Map<string, JsonValue>([
  ['__proto__', params({ polluted: true })],
  ['constructor', 'text'],
  ['toString', 1],
  ['', 'empty key'],
  ['a.b', num('1.0')],
  ['0', 'digit'],
]);

const markdown = `# Check of the berm\n\n**Uplift governs.** See \`memo GT-014\` and [the log](https://example.com/log).\n\n| x | z |\n|---|---|\n| 1 | 2 |\n\n- one\n  - two\n\n> quoted\n\n`;

function leveeTraps(): Planted[] {
  const start = polygon[0] ?? null;
  const long = axis(
    { lat: numberAt(start, 'lat'), lon: numberAt(start, 'lon') },
    5000,
    new Random('five thousand vertices'),
  );
  const equalRows = Array.from({ length: 12 }, () => ({
    name: 'same',
    from_km: 12,
    to_km: 12.5,
    norm: 10000,
  }));
  const manyRows = Array.from({ length: 200 }, (_, row) => ({
    name: `S-${row + 1}`,
    from_km: rounded(11.4 + row * 0.1, 1),
    to_km: rounded(11.5 + row * 0.1, 1),
    norm: 3000,
  }));
  const twice = ['4-06', '4-07', '4-06', '4-08', '4-07'].map((name, row) => ({
    name,
    from_km: 11 + row,
    to_km: 12 + row,
    norm: 10000,
  }));
  const swapped = polygon.map((point, index) =>
    index === 2 ? params({ lat: numberAt(point, 'lon'), lon: numberAt(point, 'lat') }) : point,
  );
  const note = 'Lines of the field log.\nSecond line.\nThird line.';
  const accents = 'Tomás checked the café at the lévee.';
  const running = { summary: {}, summary_status: 'running', summary_updated_at: null };
  const one = 'Corner';
  return [
    planted(
      29001,
      20001,
      'LeveeReach',
      'Reach 90 - Corner to Edge',
      reachOf({ axis: long, entry_line: 69999, 'inputs.sources.rasters': [60015, 69998] }),
    ),
    planted(
      29002,
      29001,
      'Segment',
      '90-01 orphans',
      segment({
        general_1: { remark: 'from the first form', checked: false },
        'hydraulics.old_head': 2.4,
        _processed: [1, 2, 3],
      }),
      { from: '2024-03-14 10:00' },
    ),
    planted(
      29003,
      29001,
      'Segment',
      '90-02',
      segment({
        'hydraulics.model.method': '7',
        'schematisation.soil.shown': 'Gone scenario',
        'results.edit.by': 'lasso',
      }),
    ),
    planted(
      29004,
      29001,
      'Segment',
      '90-03',
      segment({ 'results.view.point': 29999, 'results.view.cpt': 30017 }),
    ),
    planted(29005, 29003, 'ExitPoint', '90-02/EP-001', edited(exitPoint20043, { resolution: gone })),
    planted(29006, 29003, 'CrossSection', '90-02 km 90.100', cross({ stability: gone })),
    planted(
      29007,
      20002,
      'SoilMaterial',
      'Numbers',
      material({
        'general.gamma_dry': num('0.30000000000000004'),
        'general.gamma_wet': num('12345678901234567'),
        'strength.c': num('3.0'),
        'strength.phi': num('33.333333333333333333333333333333'),
        'strength.S': '12,5',
        'strength.m': num('-0'),
        'water.k_hor': num('1e-09'),
        'water.k_vert': num('1e21'),
        'water.d70': num('0.1000000000000000055511151231257827'),
      }),
      { before: [material({ 'strength.c': 3 })] },
    ),
    planted(
      29008,
      20001,
      'InvestigationFolder',
      'Investigation 1899',
      params({
        general: {
          supplier: '',
          campaign_start: '1899-12-31',
          campaign_end: '2024-02-29',
          standard: null,
          remarks: '',
        },
      }),
    ),
    planted(
      29009,
      20003,
      'Borehole',
      'BH-90-01.gef',
      params({
        log: { date: '2024-05-02T00:00:00', depth: null, drilled_by: '' },
        layers: [],
        headers: null,
      }),
    ),
    planted(29010, 29001, 'Segment', '90-04 open ring', segment({ polygon: polygon.slice(0, -1) })),
    planted(
      29011,
      29001,
      'Segment',
      '90-05 bow tie',
      segment({ polygon: [first, third, second, fourth, first] }),
    ),
    planted(
      29012,
      29001,
      'Segment',
      '90-06 swapped',
      segment({ polygon: [first, first, ...swapped.slice(1)] }),
    ),
    planted(
      29013,
      29003,
      'CrossSection',
      '90-02 km 90.200',
      cross({ [remarks]: markdown + longNote(11, new Random('eight thousand characters'), 8000) }),
    ),
    planted(29014, 29003, 'CrossSection', '90-02 km 90.300', cross({ [remarks]: '  \n\t \n  ' })),
    planted(
      29015,
      29003,
      'CrossSection',
      '90-02 <b>km</b> 90.400',
      cross({
        [remarks]:
          '<script>alert("no")</script><img src=x onerror=alert(1)>\n{"a": [1, {"b": null}], "c": "}"}',
      }),
    ),
    planted(
      29016,
      29003,
      'CrossSection',
      '90-02 km 90.500',
      cross({ [remarks]: note.replaceAll('\n', '\r\n') }),
      { before: [cross({ [remarks]: note })] },
    ),
    planted(29017, 29003, 'CrossSection', '90-02 km 90.600', cross({ [remarks]: accents.normalize('NFD') }), {
      before: [cross({ [remarks]: accents.normalize('NFC') })],
    }),
    planted(29018, 29003, 'CrossSection', '90-02 km 90.700', cross({}), {
      members: { locked: true, locked_by: person(104) },
    }),
    planted(29019, 29003, 'CrossSection', '90-02 km 90.800', cross({}), {
      members: { locked: true, locked_by: person(101) },
    }),
    planted(29020, 29003, 'CrossSection', '90-02 km 90.900', cross({}), {
      members: { actions: ['read', 'read-basic', 'read-nav'] },
    }),
    planted(29021, 29003, 'ExitPoint', '90-02/EP-007', exitPoint20043),
    planted(
      29022,
      29003,
      'ExitPoint',
      '90-02/EP-007',
      edited(exitPoint20043, { 'point.ground': num('3.0') }),
    ),
    planted(29023, 29003, 'ExitPoint', 'a/b', exitPoint20043),
    planted(29024, 29001, 'Segment', '90-07 nothing', params({})),
    planted(29025, 20003, 'Cpt', 'CPT-90-001.gef', edited(cpt20311, { measurements: heavyColumns() })),
    planted(29026, 29003, 'CrossSection', '90-02 km 91.000', cross({}), {
      before: manyStates().slice(1),
      pace: 5_400_000,
      from: '2025-02-03 08:10',
    }),
    planted(29027, 29003, 'CrossSection', '90-02 km 91.100', cross({}), {
      before: [
        cross({ 'geometry.berm.width': 8 }),
        cross({ 'geometry.berm.width': 10 }),
        cross({ 'geometry.berm.width': 11.5 }),
      ],
      pace: 140,
    }),
    planted(
      29028,
      29001,
      'Segment',
      '90-08 keys',
      new Map([...(segment({}) as Map<string, JsonValue>), ...strange, ['extra', strange]]),
    ),
    planted(29029, 20001, 'LeveeReach', 'Reach 91 - equal rows', reachOf({ 'generation.rows': equalRows }), {
      before: [reachOf({ 'generation.rows': equalRows.slice(1) })],
    }),
    planted(
      29030,
      20001,
      'LeveeReach',
      'Reach 92 - many rows',
      reachOf({ 'generation.rows': oneMoved(manyRows, 17, 140) }),
      { before: [reachOf({ 'generation.rows': manyRows })] },
    ),
    planted(
      29031,
      20001,
      'LeveeReach',
      'Reach 93 - names twice',
      reachOf({ 'generation.rows': oneMoved(twice, 1, 3) }),
      { before: [reachOf({ 'generation.rows': twice })] },
    ),
    planted(
      29032,
      20002,
      'SoilMaterial',
      'Sand with 2,000 tests',
      material({ 'tests.rows': testRows(2000) }),
      {
        before: [material({ 'tests.rows': oneMoved(testRows(2000), 1200, 40).slice(0, 1998) })],
      },
    ),
    planted(
      29033,
      20002,
      'SoilMaterial',
      'Colour, object',
      material({ 'general.colour': { r: 31, g: 111, b: 235 } }),
      { before: [material({ 'general.colour': '#1f6feb' })] },
    ),
    planted(29034, 20002, 'SoilMaterial', 'Colour, hex', material({ 'general.colour': '#1f6feb' })),
    planted(29035, 20002, 'SoilMaterial', 'Colour, list', material({ 'general.colour': [31, 111, 235] })),
    planted(29036, 29001, 'Segment', '90-09 summary running', segment({}), { members: running }),
    planted(29037, 29001, 'Segment', '90-10 summary failed', segment({}), {
      members: { ...running, summary_status: 'failed' },
    }),
    planted(29038, 29001, 'Segment', '90-11 summary null', segment({ from_km: null }), {
      members: {
        summary: { from_km: { label: 'From', value: null, suffix: 'km', prefix: '' } },
        summary_status: 'finished',
      },
    }),
    planted(29039, 29003, 'CrossSection', '90-02 km 91.200', cross({ 'stability.phases.1.phreatic': [] })),
    planted(29040, 29003, 'CrossSection', `90-02 ${one}, clock change`, cross({}), {
      before: [cross({ 'geometry.berm.width': 9 }), cross({ 'geometry.berm.width': 10 })],
      from: '2026-03-29 01:40',
    }),
    planted(29041, 29003, 'CrossSection', '90-02, clock change back', cross({}), {
      before: [cross({ 'geometry.berm.width': 9 }), cross({ 'geometry.berm.width': 10 })],
      from: '2025-10-26 02:40',
    }),
  ];
}

function bridgeTraps(): Planted[] {
  const bridge = (edits: Record<string, unknown>): JsonValue => edited(bridge30017, edits);
  const made = [
    planted(
      39001,
      30002,
      'Bridge',
      'BR-9001 Null bridge',
      bridge({
        'condition.documents': null,
        'structure.general.spans': '',
        'structure.general.angle': '',
        segments: null,
      }),
    ),
    planted(
      39002,
      30002,
      'Bridge',
      'BR-9002 Misfit bridge',
      bridge({
        'condition.last_inspection': 'see drawing',
        'structure.general.system': 0,
        'info.use': 'road',
        'info.photo': 'photo.jpg',
        'condition.flag': false,
        structure_note: [[1]],
      }),
    ),
    planted(
      39003,
      30002,
      'Bridge',
      'BR-9003 Null island',
      bridge({ 'info.location': { lat: num('0.0'), lon: num('0.0') } }),
      { before: [bridge({ 'info.location': moved({ lat: 0, lon: 0 }, 30, 12) })] },
    ),
    planted(
      39004,
      39003,
      'Inspection',
      'Inspection by label',
      edited(inspection30021, {
        'visit.inspectors.0.level': 'Level 3',
        'visit.inspectors.1.level': 'Level 1',
      }),
    ),
    planted(39005, 30001, 'Folder', 'Demolished 1900-1999', params({})),
    planted(
      39018,
      30002,
      'Bridge',
      'BR-0417 Lockhouse bridge',
      bridge({ 'info.notes': 'Entered twice by mistake.' }),
    ),
    planted(39019, 30002, 'Bridge', 'BR-9019 Report of 2019', bridge({ 'report.date': '2019-05-01' })),
  ];
  const chain = Array.from({ length: 12 }, (_, depth) =>
    planted(39006 + depth, depth === 0 ? 30001 : 39005 + depth, 'Folder', `Level ${depth + 1}`, params({})),
  );
  return [...made, ...chain];
}

function windTraps(): Planted[] {
  const endless = edited(turbine40011, { 'curtail.0.from_month': 11 });
  return [planted(49001, 40001, 'Turbine', 'T99 endless curtailment', endless)];
}

/** What is planted in a workspace, parents first. */
export function plantedIn(workspace: number): Planted[] {
  if (workspace === 11) return leveeTraps();
  if (workspace === 12) return bridgeTraps();
  if (workspace === 13) return windTraps();
  if (workspace === 21) return [planted(59001, null, 'Register', 'Bridge register (copy)', params({}))];
  return [];
}
