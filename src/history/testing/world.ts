import type { openPageEnvironment } from '../../testing/environment.ts';

type World = NonNullable<Parameters<typeof openPageEnvironment>[0]>;
type Records = NonNullable<World['records']>;
type Params = Record<string, unknown>;

const WORKSPACE = 1;
/** One entity for each way a history can look. */
export const ids = {
  workspace: WORKSPACE,
  showpiece: 1010,
  longHistory: 1011,
  sameSecond: 1012,
  single: 1013,
  largeTable: 1014,
  longLine: 1015,
  hiddenBlob: 1016,
  longText: 1017,
  twoKeys: 1018,
} as const;

interface Step {
  params: Params | string;
  by?: number | null;
  at?: string;
  message?: string;
  name?: string;
}

const layer = (soil: string, top: number, aquifer = false) => ({ soil, top, aquifer });
const ring = (shift = 0) =>
  [
    [51.90637290001, 5.4279916640012],
    [51.905288041772, 5.427740112093],
    [51.905061500981 - shift, 5.43122770041],
    [51.906198833147, 5.431490228865 + shift],
    [51.90637290001, 5.4279916640012],
  ].map(([lat, lon]) => ({ lat, lon }));

const base = {
  polygon: ring(),
  anchor: { lat: 51.9, lon: 5.42 },
  river_level: null as number | null,
  damping: 1 as number,
  colour: { r: 110, g: 70, b: 30 },
  tags: ['uls', 'sls'],
  reviewed: '2024-03-04',
  view: { point: null as number | null, survey: null as number | null, combined: false },
  safety: { model_factor: 1.1, piping: 1, uplift: 1, heave: 1 },
  note: '',
  scenarios: [
    {
      name: 'Base',
      weight: 0.7,
      layers: [layer('Cover clay', 4.2), layer('Peat', 1.1), layer('Holocene sand', -1.35, true)],
    },
    { name: 'Thin cover', weight: 0.3, layers: [layer('Cover clay', 4.2), layer('Deep sand', -7.8, true)] },
  ],
  ditches: null as unknown,
};

function edited(change: (params: typeof base) => void, from: Params = base): Params {
  const copy = structuredClone(from) as typeof base;
  change(copy);
  return copy;
}

/** A history in which every step shows another kind of change; steps count from 1. */
export function showpiece(): Step[] {
  const steps: Step[] = [{ params: base, message: '', by: 103, at: '2024-03-04T10:02:00Z' }];
  const step = (change: (params: typeof base) => void, rest: Omit<Step, 'params'> = {}) => {
    const last = steps.at(-1)?.params as Params;
    steps.push({ params: edited(change, last), ...rest });
  };
  step(
    (p) => {
      p.river_level = 11.1;
    },
    { at: '2024-03-04T10:19:00Z', message: 'levels' },
  );
  step(
    (p) => {
      p.damping = 8.2;
    },
    { at: '2024-03-12T08:55:00Z', by: 102 },
  );
  step(
    (p) => {
      p.damping = 8200;
    },
    { at: '2024-03-12T11:20:00Z', message: 'unit slip' },
  );
  step(
    (p) => {
      p.polygon = ring(0.0002);
    },
    { message: 'snapped to new axis' },
  );
  step((p) => void p.scenarios.reverse(), { message: 'reordered' });
  step(
    (p) => {
      const thin = p.scenarios[0];
      if (thin) thin.layers.splice(1, 0, layer('Peat', 2.05));
      p.safety.heave = 1.2;
      p.note = 'EP-018 lowered by hand: new ditch dug in autumn 2025.\nSecond line stays as it is.';
      p.colour = { r: 31, g: 111, b: 235 };
      p.tags = ['sls', 'als'];
      p.reviewed = '2024-03-18';
      p.anchor = { lat: 51.9001, lon: 5.42 };
      p.view = { point: 1013, survey: 601, combined: true };
    },
    { message: 'review comment 12' },
  );
  step(
    (p) => {
      p.note = p.note.replace('autumn 2025', 'spring 2026');
    },
    {
      by: null,
      message: 'Läuft – 🚧',
    },
  );
  step(() => undefined, { name: 'Segment 4-07', message: 'renamed' });
  steps.push({
    params: JSON.stringify(steps.at(-1)?.params).replace('"uplift":1,', '"uplift":1.0,'),
    message: 'saved again',
    name: 'Segment 4-07',
  });
  return steps;
}

function history(id: number, name: string, steps: readonly Step[], type = 20): Records {
  const text = (params: Params | string) => (typeof params === 'string' ? params : JSON.stringify(params));
  const last = steps[steps.length - 1];
  const entity = {
    kind: 'entity' as const,
    id,
    name: last?.name ?? name,
    entity_type: type,
    parent: id === 1001 ? null : 1001,
    properties: text(last?.params ?? {}),
  };
  return [
    entity,
    ...steps.map((step, index) => ({
      kind: 'revision' as const,
      entity: id,
      id: id * 1000 + index,
      created_at: step.at ?? new Date(Date.UTC(2024, 4, 1) + index * 86_400_000).toISOString(),
      created_by: step.by === undefined ? 101 : step.by,
      message: step.message ?? null,
      name: step.name ?? name,
      properties: text(step.params),
    })),
  ];
}

const field = (name: string, type: string, more: Params = {}) => ({ type, name, ui_name: name, ...more });
const form = [
  field('river_level', 'number'),
  field('damping', 'number', { ui_name: 'Damping factor', suffix: 'kN/m' }),
  field('colour', 'color'),
  field('tags', 'select', {
    multiple: true,
    options: ['uls', 'sls', 'als'].map((value) => ({ value, label: value.toUpperCase() })),
  }),
  field('reviewed', 'date'),
  field('view.point', 'entity'),
  field('view.survey', 'file'),
  field('ditches', 'hidden'),
];

const pile = (id: string, name: string, length: number) => ({ id, name, length });
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `row ${index}`,
    depth: index / 10,
    kind: 'a',
    value: index,
  }));
const line = (count: number, shift: number) =>
  Array.from({ length: count }, (_, index) => ({
    lat: 51.9 + index * 1e-5,
    lon: 5.4 + Math.sin(index / 90) * 0.01 + (index % 700 === 3 ? shift : 0),
  }));

/** A workspace with histories of every shape. */
export function historyWorld(): World {
  const user = (id: number, first: string) => ({
    kind: 'user' as const,
    id,
    first_name: first,
    last_name: 'Test',
    email: `${first.toLowerCase()}@example.org`,
    job_title: null,
    is_env_admin: id === 101,
  });
  const blob = (seed: number) =>
    Array.from({ length: 60_000 }, (_, index) => (index % 997 === seed ? seed + 0.5 : index));
  const records: Records = [
    user(101, 'Ilse'),
    user(102, 'Tomas'),
    user(103, 'Noor'),
    user(105, 'Priya'),
    {
      kind: 'workspace',
      id: WORKSPACE,
      name: 'Aarle',
      app: { id: 7, name: 'Studio' },
      app_version: { id: 8, tag: 'v1', status: 'PUBLISHED', app_type: 'tree', sdk_version: '14.27.0' },
    },
    { kind: 'entity_type', id: 10, name: 'Project', class_name: 'Project', child_entity_type_ids: [20] },
    {
      kind: 'entity_type',
      id: 20,
      name: 'Segment',
      class_name: 'Segment',
      child_entity_type_ids: [],
      parametrization: form,
    },
    { kind: 'entity', id: 1001, name: 'Levee', entity_type: 10, parent: null, properties: '{}' },
    ...history(ids.showpiece, 'Segment 4-7', showpiece()),
    ...history(
      ids.longHistory,
      'Long',
      Array.from({ length: 300 }, (_, index) => ({ params: { step: index }, message: `step ${index + 1}` })),
    ),
    ...history(
      ids.sameSecond,
      'Same second',
      [1, 2, 3].map((value) => ({ params: { value }, at: '2025-01-01T10:00:00Z' })),
    ),
    ...history(ids.single, 'Single', [{ params: { only: { value: 1 } } }]),
    ...history(ids.largeTable, 'Large table', [
      { params: { table: rows(2000) } },
      {
        params: {
          table: [{ name: 'new', depth: -1, kind: 'b', value: 0 }, ...rows(2000)]
            .filter((row) => row.name !== 'row 1500')
            .map((row) => (row.value % 400 === 7 ? { ...row, depth: row.depth + 0.5 } : row)),
        },
      },
      {
        params: { table: rows(2000).map((row) => ({ ...row, depth: row.depth * 2, value: row.value + 1 })) },
      },
    ]),
    ...history(ids.longLine, 'Long line', [
      { params: { axis: line(5000, 0) } },
      { params: { axis: line(5000, 0.001) } },
    ]),
    ...history(
      ids.longText,
      'Long text',
      [1, 2, 3].map((damping) => ({
        params: { damping, note: 'x'.repeat(120_000) },
        at: `2025-01-0${damping === 1 ? 1 : 2}T10:0${damping}:00Z`,
      })),
    ),
    // Rows with two columns that tell them apart, of which one was exchanged.
    ...history(ids.twoKeys, 'Two keys', [
      { params: { piles: [pile('a', 'north', 12), pile('b', 'south', 14)] } },
      { params: { piles: [pile('a', 'south', 12), pile('b', 'north', 14)] } },
      { params: { tags: ['uls', 'sls'], ditches: [{ slope: 1.5, depth: 2 }] } },
      { params: { tags: ['sls', 'uls'], ditches: [{ slope: 1.5, depth: 3 }] } },
      { params: { tags: ['uls', 'sls'], ditches: [{ slope: 1.5, depth: 3 }] } },
    ]),
    ...history(ids.hiddenBlob, 'Hidden blob', [
      { params: { n: 1, ditches: blob(1) } },
      { params: { n: 2, ditches: blob(2) } },
    ]),
    {
      kind: 'file',
      id: 601,
      entity: ids.showpiece,
      filename: 'survey é.csv',
      size: 5,
      content_base64: 'aGVsbG8=',
    },
  ];
  return {
    records,
    permissions: [
      { user_id: 105, workspace_id: WORKSPACE, level: 'basic', can_write: false, below_entity_id: null },
    ],
  };
}
