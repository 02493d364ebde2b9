import type { JsonValue } from '../../../../contract/json/value.ts';
import { moved } from '../geometry.ts';
import { at, edited, listAt, num, params } from '../values.ts';
import { type ScriptStep, scriptEndingIn } from '../world.ts';
import { bridge30017, inspection30021 } from './printed.ts';

const widths = ['w1', 'w2', 'w3', 'w4'];
const cells = (row: string, values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(widths.map((width, index) => [`${row}.${width}`, values[index]]));

/** Before form 5.0 the places of a bar were one text. */
const asText = (value: JsonValue): JsonValue =>
  edited(value, {
    bars: listAt(value, 'bars').map((bar) => edited(bar, { where: listAt(bar, 'where').join(',') })),
  });

const dutchParagraph = '\n\nBrugwachterswoning valt buiten het object.';
const notes = at(bridge30017, ['info', 'notes']) as string;

const bridgeSteps: readonly ScriptStep[] = [
  { when: '2024-02-05 03:12', by: 108, message: 'import 2024-02-05' },
  {
    when: '2024-02-06 09:41',
    by: 105,
    before: (value) => edited(value, { 'info.use': [], 'info.owner': null }),
  },
  {
    when: '2024-02-12 10:05',
    by: 104,
    message: 'geometry',
    before: (value) =>
      edited(value, { segments: listAt(value, 'segments').slice(0, 2), 'structure.general.spans': 1 }),
  },
  {
    when: '2024-02-12 10:21',
    by: 104,
    before: (value) => edited(value, { zones: listAt(value, 'zones').slice(0, 3) }),
  },
  {
    when: '2024-02-13 14:02',
    by: 106,
    before: (value) => edited(value, cells('zones.2', [num('6.0'), num('6.0'), 6.1, 6.1])),
  },
  {
    when: '2024-02-14 08:30',
    by: 104,
    message: 'mm -> m',
    before: (value) => edited(value, cells('zones.2', [6000, 6000, 6100, 6100])),
  },
  {
    when: '2024-03-18 13:15',
    by: 104,
    message: 'rebar from drawing W-74-12',
    before: (value) =>
      edited(value, {
        bars: listAt(value, 'bars').slice(0, 1),
        'structure.rebar.steel': 'B500B',
        'structure.rebar.cover_bottom': 35,
      }),
  },
  {
    when: '2024-05-21 11:44',
    by: 105,
    before: (value) => edited(value, { 'condition.restrictions': [], 'condition.flag': 'not set' }),
  },
  {
    when: '2024-08-12 03:40',
    by: 108,
    message: 'import 2024-08',
    before: (value) =>
      edited(value, {
        'info.built': '1931',
        'import_row.clear_spans': null,
        'import_row.edge_load': false,
        'import_row.flag': 'not set',
      }),
  },
  {
    when: '2024-10-23 09:20',
    by: 105,
    message: 'after inspection',
    before: (value) =>
      edited(value, {
        'condition.flag': 'orange',
        'condition.last_inspection': null,
        'condition.next_due': null,
      }),
  },
  {
    // The key that the old form kept goes with the change of the form.
    when: '2025-01-14 02:31',
    by: 108,
    message: 'form 5.0: bars.where is now a list',
    before: (value) => edited(asText(value), { 'info.district_code': 'D01' }),
  },
  {
    when: '2025-02-18 15:36',
    by: 104,
    before: (value) =>
      edited(value, {
        'segments.2.b1': 5.2,
        'segments.2.b2': 6.4,
        'segments.3.b1': 5.2,
        'segments.3.b2': 6.4,
      }),
  },
  {
    when: '2025-04-02 10:12',
    by: 103,
    before: (value) => edited(value, { 'info.location': moved({ lat: 52.372851, lon: 4.90014 }, 21, -9.4) }),
  },
  {
    when: '2025-06-17 16:05',
    by: 105,
    before: (value) => edited(value, { 'info.notes': notes.replace(dutchParagraph, '') }),
  },
  {
    when: '2025-09-09 09:14',
    by: 105,
    message: 'documents',
    before: (value) => edited(value, { 'condition.documents': [] }),
  },
  {
    when: '2025-09-09 13:50',
    by: 107,
    message: 'undo',
    before: (value) => edited(value, { 'condition.documents': [30041, 30040] }),
  },
  {
    when: '2025-09-09 13:58',
    by: 107,
    message: 'redo, sorry',
    before: (value) => edited(value, { 'condition.documents': [] }),
  },
  {
    when: '2026-04-20 10:27',
    by: 105,
    before: (value) =>
      edited(value, { 'structure.general.angle': 81.5, 'report.parts': ['condition', 'geometry'] }),
  },
];

/** The last step writes 81.5 as 81.50: the printed number in another spelling. */
const bridgeFinal = edited(bridge30017, { 'structure.general.angle': num('81.50') });
export const bridgeScript = scriptEndingIn(bridgeFinal, 'BR-0417 Lockhouse bridge', bridgeSteps);

const rows = 'elements.rows';
const swapLast = (value: JsonValue): JsonValue => {
  const [first, second, third] = listAt(value, rows);
  return edited(value, { [rows]: [first, third, second] });
};
const fewer =
  (count: number) =>
  (value: JsonValue): JsonValue =>
    edited(value, { [rows]: listAt(value, rows).slice(0, count) });

const inspectionSteps: readonly ScriptStep[] = [
  { when: '2024-10-08 16:10', by: 105, message: 'from template' },
  {
    when: '2024-10-09 09:02',
    by: 104,
    before: (value) =>
      edited(value, { visit: { date: null, inspectors: [], weather: 'dry', temperature: 10, access: [] } }),
  },
  { when: '2024-10-09 09:21', by: 104, before: fewer(0) },
  { when: '2024-10-09 09:34', by: 104, before: fewer(1) },
  { when: '2024-10-09 09:48', by: 104, before: fewer(2) },
  { when: '2024-10-09 09:53', by: 104, before: (value) => edited(value, { [`${rows}.0.photos`]: [] }) },
  { when: '2024-10-09 09:57', by: 104, before: (value) => edited(value, { [`${rows}.2.photos`]: [] }) },
  { when: '2024-10-09 10:01', by: 104, before: (value) => edited(value, { 'elements.overview': null }) },
  { when: '2024-10-14 11:30', by: 107, message: 'order as on the sketch', before: swapLast },
  {
    when: '2024-10-14 11:38',
    by: 107,
    before: (value) =>
      edited(value, { [`${rows}.2.severity`]: 4, [`${rows}.2.text`]: 'Loose concrete above the fairway.' }),
  },
  {
    when: '2024-10-18 15:12',
    by: 104,
    before: (value) =>
      edited(value, { 'conclusion.text': '', 'conclusion.score': null, 'conclusion.signed_by': '' }),
  },
  {
    when: '2024-10-21 08:55',
    by: 101,
    message: 'signed',
    before: (value) => edited(value, { 'conclusion.signed': false, 'conclusion.signed_on': null }),
  },
];

export const inspectionScript = scriptEndingIn(inspection30021, 'Inspection 2024', inspectionSteps);

export const document30040 = params({
  meta: {
    title: 'Widening 1974, reinforcement',
    kind: 'drawing',
    date: '1974-03-01',
    pages: 1,
    keywords: ['widening', 'rebar'],
  },
  extracted: 'GEMEENTEWERKEN ... VERBREDING BRUG 417 ...',
});
