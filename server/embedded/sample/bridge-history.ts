import { bridge30017, inspection30021 } from './bridge-printed.ts';
import type { Draft } from './history.ts';
import { type Told, toldHistory } from './script.ts';
import { copy, get, list, type Members, put, spelled, type Value } from './value.ts';

const car = 'zones.2';
const widths = (...texts: (string | number)[]): Record<string, Value> =>
  Object.fromEntries(
    texts.map((text, index) => [`${car}.w${index + 1}`, typeof text === 'string' ? spelled(text) : text]),
  );

function whereAsText(params: Members): void {
  for (const row of list(params, 'bars') as Members[]) row.where = (row.where as string[]).join(', ');
}

const barsToOne = (params: Members): void => {
  list(params, 'bars').splice(1);
  put(params, 'structure.rebar.steel', 'B500B');
  put(params, 'structure.rebar.cover_bottom', 35);
};

const dutch = '\n\nBrugwachterswoning valt buiten het object.';

const bridgeSteps: readonly Told[] = [
  { when: '2024-02-05 03:40', by: 108, message: 'import 2024-02-05' },
  { when: '2024-02-14 10:05', by: 105, before: { 'info.use': [], 'info.owner': null } },
  {
    when: '2024-02-20 09:31',
    by: 104,
    message: 'geometry',
    before: { 'structure.general.spans': 1 },
    undo: (params) => list(params, 'segments').splice(2),
  },
  { when: '2024-02-20 09:44', by: 104, undo: (params) => list(params, 'zones').splice(3) },
  { when: '2024-03-01 14:10', by: 106, before: widths('6.0', '6.0', 6.1, 6.1) },
  { when: '2024-03-01 15:02', by: 104, message: 'mm -> m', before: widths(6000, 6000, 6000, 6000) },
  { when: '2024-03-18 11:25', by: 104, message: 'rebar from drawing W-74-12', undo: barsToOne },
  {
    when: '2024-06-03 08:50',
    by: 105,
    before: { 'condition.restrictions': [], 'condition.flag': 'not set' },
  },
  {
    when: '2024-08-12 04:15',
    by: 108,
    message: 'import 2024-08',
    before: {
      'info.built': '1931',
      'import_row.flag': 'green',
      'import_row.edge_load': false,
      'import_row.slenderness': null,
    },
  },
  {
    when: '2024-10-22 13:12',
    by: 105,
    message: 'after inspection',
    before: { 'condition.flag': 'orange', 'condition.last_inspection': null, 'condition.next_due': null },
  },
  { when: '2024-11-18 04:30', by: 108, message: 'form 5.0: bars.where is now a list', undo: whereAsText },
  {
    when: '2025-01-14 10:40',
    by: 104,
    before: { 'segments.2.b1': 5.2, 'segments.3.b1': 5.2, 'segments.2.b2': 6.4, 'segments.3.b2': 6.4 },
  },
  { when: '2025-03-04 15:20', by: 103, before: { 'info.location': { lat: 52.3726702, lon: 4.9003071 } } },
  {
    when: '2025-05-19 09:15',
    by: 105,
    undo: (params) => put(params, 'info.notes', (get(params, 'info.notes') as string).replace(dutch, '')),
  },
  { when: '2025-09-08 11:03', by: 105, message: 'documents', before: { 'condition.documents': [] } },
  { when: '2025-09-08 11:20', by: 107, message: 'undo', before: { 'condition.documents': [30041, 30040] } },
  { when: '2025-09-08 11:26', by: 107, message: 'redo, sorry', before: { 'condition.documents': [] } },
  {
    when: '2026-01-12 16:05',
    by: 105,
    before: { 'structure.general.angle': spelled('81.50'), 'report.parts': ['condition', 'geometry'] },
  },
];

/** The 18 revisions of bridge 30017. */
export const bridgeHistory = (): Draft[] => toldHistory('BR-0417 Lockhouse bridge', bridge30017, bridgeSteps);

/** Takes the last finding away, which is the first thing that its own revision brought. */
const dropLast = (params: Members): void => {
  list(params, 'elements.rows').pop();
};
const swapped = (params: Members): void => {
  const rows = list(params, 'elements.rows');
  const [second, third] = rows.splice(1, 2) as [Value, Value];
  rows.push(third, second);
};

const template: Members = {
  visit: { date: null, inspectors: [], weather: 'dry', temperature: 10, access: [] },
};
const noConclusion = { text: '', score: null, signed: false, signed_on: null, signed_by: '' };
const shorter = 'Loose concrete above the fairway.';

const inspectionSteps: readonly Told[] = [
  { when: '2024-10-01 09:00', by: 105, message: 'from template' },
  {
    when: '2024-10-09 09:02',
    by: 104,
    before: { visit: copy(template.visit as Value), 'elements.overview': null },
  },
  { when: '2024-10-09 09:11', by: 104, undo: dropLast },
  { when: '2024-10-09 09:17', by: 104, before: { 'elements.rows.0.photos': [] } },
  { when: '2024-10-09 09:24', by: 104, undo: dropLast },
  { when: '2024-10-09 09:30', by: 104, undo: dropLast },
  { when: '2024-10-09 09:36', by: 104, before: { 'elements.rows.2.photos': [] } },
  { when: '2024-10-09 09:41', by: 104, before: { 'elements.rows.2.cost': null } },
  { when: '2024-10-09 12:50', by: 104, message: 'order as on the sketch', undo: swapped },
  {
    when: '2024-10-14 10:22',
    by: 104,
    message: 'worse than noted',
    before: { 'elements.rows.2.severity': 4, 'elements.rows.2.text': shorter },
  },
  { when: '2024-10-16 15:40', by: 104, before: { 'conclusion.text': '', 'conclusion.score': null } },
  {
    when: '2024-10-21 11:00',
    by: 104,
    message: 'signed',
    before: {
      'conclusion.signed': false,
      'conclusion.signed_on': null,
      'conclusion.signed_by': noConclusion.signed_by,
    },
  },
];

/** The 12 revisions of inspection 30021. */
export const inspectionHistory = (): Draft[] =>
  toldHistory('Inspection 2024-10', inspection30021, inspectionSteps);
