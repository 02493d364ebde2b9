import type { ArchiveRecord } from '../archive/records.ts';
import type { NewPermission } from './schema.ts';

/**
 * A world that fits on a page, for tests. Workspace 1 is a tree (Project 10 › Section 20 › Point 30, file type 40), 2 an editor app,
 * 3 a simple app, 4 archived, 5 in development. Users 101 (administrator), 102 (writes everywhere), 105 (reads), 109 (names in 1), 110 (summaries below one section).
 */
export const exactParams =
  '{ "b": 1.0, "a" : 1e-05,"n":12345678901234567890, "__proto__": {"x": -0}, "a":2, "s":"\\ud800", "t":"\\u0000\\/", "o": {"z":[1.50 ,  NaN]} }';

const at = '2026-03-11T09:41:27.518204Z';
const by = { created_at: at, created_by: 102, updated_at: at, last_updated_by: 102 };

const form = [
  {
    type: 'tab',
    name: 'geometry',
    content: [
      { type: 'number', name: 'geometry.width', ui_name: 'Width' },
      { type: 'static-text', name: 'geometry.note' },
      { type: 'table', name: 'rows', content: [{ type: 'text', name: 'name' }] },
    ],
  },
];

function user(id: number, first_name: string, more: object = {}): ArchiveRecord {
  const email = `${first_name.toLowerCase()}@example.com`;
  return { kind: 'user', id, first_name, last_name: 'Test', email, job_title: null, ...more };
}

function workspace(id: number, name: string, more: object = {}): ArchiveRecord {
  const base = { visibility: 'INTERNAL', labels: [], description: null, created_at: at, is_archived: false };
  return { kind: 'workspace', id, name, app: null, app_version: null, ...base, ...more };
}

function type(id: number, name: string, children: number[], more: object = {}): ArchiveRecord {
  const flags = { is_file: false, views: [], summary: [], allow_saving: true };
  return {
    kind: 'entity_type',
    id,
    name,
    class_name: name,
    child_entity_type_ids: children,
    ...flags,
    ...more,
  };
}

function entity(
  id: number,
  name: string,
  entity_type: number,
  parent: number | null,
  more: object = {},
): ArchiveRecord {
  return { kind: 'entity', id, name, entity_type, parent, properties: '{}', ...by, ...more };
}

export function smallWorld(): ArchiveRecord[] {
  const label = { id: 31, name: 'Pilot', color: 'bf8700', description: '' };
  const appOf = (appType: string) => ({
    app: { id: 7, name: 'Studio' },
    app_version: { id: 8, tag: 'v1', status: 'PUBLISHED', app_type: appType, sdk_version: '14.27.0' },
  });
  return [
    user(101, 'Ilse', { is_env_admin: true }),
    ...['Tomas', 'Noor', 'Henrik', 'Priya'].map((name, index) => user(102 + index, name)),
    user(109, 'Lotte'),
    user(110, 'Marek'),
    { kind: 'label', ...label },
    { kind: 'app', id: 7, name: 'Studio', readable_name: 'Levée Studio' },
    workspace(1, 'Aarle', { ...appOf('tree'), labels: [label], description: 'River levee' }),
    type(10, 'Project', [20]),
    type(20, 'Section', [30, 40]),
    type(30, 'Point', [], { parametrization: form, summary: [{ key: 'width', type: 'number' }] }),
    type(40, 'Sounding', [], {
      is_file: true,
      file_constraints: { max_size: 1_000_000, file_types: ['.gef'] },
    }),
    type(50, 'Frozen', [], { allow_saving: false }),
    entity(1001, 'Project', 10, null, { show_on_dashboard: false }),
    entity(1002, 'Frozen', 50, null),
    entity(1010, 'Section A', 20, 1001),
    entity(1011, 'Section B', 20, 1001),
    entity(1020, 'Pünt 1', 30, 1010, {
      properties: exactParams,
      summary: { width: { label: 'Width', value: 1.5, suffix: 'm', prefix: '' } },
      summary_status: 'finished',
    }),
    entity(1021, 'Point 2', 30, 1010, {
      locked: true,
      locked_by: { id: 104, first_name: 'Henrik', last_name: 'Test' },
    }),
    entity(1022, 'sounding.gef', 40, 1010),
    entity(1023, 'Point 3', 30, 1011),
    { kind: 'file', id: 601, entity: 1022, filename: 'sounding é.gef', size: 5, content_base64: 'aGVsbG8=' },
    workspace(2, 'Footing', { ...appOf('editor'), visibility: 'PUBLIC' }),
    type(60, 'Controller', []),
    entity(2001, 'a-uuid', 60, null),
    workspace(3, 'Footings', appOf('simple')),
    type(60, 'Controller', []),
    entity(3001, 'Footing 1', 60, null),
    workspace(4, 'Old', { is_archived: true, ...appOf('tree') }),
    workspace(5, 'Lab', { visibility: 'DEVELOPMENT' }),
  ];
}

export const smallRights: NewPermission[] = [
  { user_id: 105, workspace_id: null, level: 'all', can_write: false, below_entity_id: null },
  { user_id: 109, workspace_id: 1, level: 'navigate', can_write: false, below_entity_id: null },
  { user_id: 110, workspace_id: 1, level: 'basic', can_write: false, below_entity_id: 1010 },
];
