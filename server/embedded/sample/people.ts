import type { ArchiveRecord } from '../../archive/records.ts';
import { stamp } from './time.ts';

const people: readonly (readonly [id: number, first: string, last: string, mail: string, job: string])[] = [
  [101, 'Ilse', 'Verhagen', 'ilse.verhagen', 'Lead engineer'],
  [102, 'Tomás', 'Arrieta', 'tomas.arrieta', 'Geotechnical engineer'],
  [103, 'Noor', 'Bakkali', 'noor.bakkali', 'GIS specialist'],
  [104, 'Henrik', 'Solberg', 'henrik.solberg', 'Structural engineer'],
  [105, 'Priya', 'Raman', 'priya.raman', 'Asset manager'],
  [106, 'Wout', 'de Klerk', 'wout.deklerk', 'Graduate engineer'],
  [107, 'Adaeze', 'Obi', 'adaeze.obi', 'Reviewer'],
  [108, 'Import', 'service', 'import.service', 'Service account'],
  [109, 'Lotte', 'Brouwer', 'lotte.brouwer', 'Visitor'],
  [110, 'Marek', 'Novak', 'marek.novak', 'Contractor'],
];

/** The person as `locked_by` embeds one. */
export function person(id: number): Record<string, unknown> {
  const [, first_name = '', last_name = '', mail = ''] = people.find(([known]) => known === id) ?? [];
  return { id, name: `${first_name} ${last_name}`, first_name, last_name, email: `${mail}@example.com` };
}

const labels = [
  { id: 31, name: 'Flood defence', color: '1f6feb', description: 'Levees, locks and pumping stations' },
  { id: 32, name: 'Structures', color: '8250df', description: 'Bridges, quays and buildings' },
  { id: 33, name: 'Energy', color: '1a7f37', description: 'Wind, sun and grid' },
  { id: 34, name: 'Pilot', color: 'bf8700', description: 'On trial: the app may still change' },
  { id: 35, name: 'Needs review', color: 'cf222e', description: 'Waits for a second pair of eyes' },
  { id: 36, name: 'Teaching', color: '57606a', description: 'For courses and demonstrations' },
];

const apps = [
  { id: 1, name: 'levee-studio', readable_name: 'Levee Studio' },
  { id: 2, name: 'span-register', readable_name: 'Span Register' },
  { id: 3, name: 'wind-yard', readable_name: 'Wind Yard' },
  { id: 4, name: 'footing-sizer', readable_name: 'Footing Sizer' },
];

/** Users, labels and apps: what all workspaces share. */
export function* sharedRecords(): Generator<ArchiveRecord> {
  for (const [id, , , , job_title] of people) {
    const { id: _id, ...names } = person(id) as {
      first_name: string;
      last_name: string;
      email: string;
      id: number;
    };
    const rest = { job_title, is_env_admin: id === 101, is_active: true, is_staff: false };
    yield { kind: 'user', id, ...names, ...rest, date_joined: stamp(Date.UTC(2023, 10, 6, 9, id % 60), id) };
  }
  for (const label of labels) yield { kind: 'label', ...label };
  for (const app of apps) {
    const description = `${app.readable_name}, by the engineering tools team`;
    const created_at = stamp(Date.UTC(2023, 8, 1 + app.id, 9));
    yield { kind: 'app', ...app, description, is_archived: false, created_at };
  }
}

interface Facts {
  id: number;
  name: string;
  description?: string;
  visibility: 'INTERNAL' | 'PRIVATE' | 'PUBLIC' | 'DEVELOPMENT';
  app: number | null;
  tag?: string;
  type: 'tree' | 'simple' | 'editor';
  labels?: number[];
  views: number;
  archived?: boolean;
}

const worlds: readonly Facts[] = [
  {
    id: 11,
    name: 'Aarle levee upgrade 2024-2031',
    visibility: 'INTERNAL',
    app: 1,
    tag: '3.2.0',
    type: 'tree',
    labels: [31, 35],
    views: 4182,
    description:
      'About 31 km of river levee in reaches, segments and exit points, with soundings and a soil library.',
  },
  {
    id: 12,
    name: 'Bridges of Noordwaard',
    visibility: 'PRIVATE',
    app: 2,
    tag: '5.0.1',
    type: 'tree',
    labels: [32],
    views: 2937,
    description: 'Concrete and steel bridges of the municipality: inspections, load ratings and documents.',
  },
  {
    id: 13,
    name: 'Hollandse Duin wind farm',
    visibility: 'INTERNAL',
    app: 3,
    tag: '1.9.4',
    type: 'tree',
    labels: [33, 34],
    views: 1204,
    description: 'Layout, foundations and cost cases of the onshore wind farm in design.',
  },
  {
    id: 14,
    name: 'Pad footing sizer',
    visibility: 'PUBLIC',
    app: 4,
    tag: '0.7.2',
    type: 'editor',
    labels: [36],
    views: 861,
    description: 'Sizes pad footings from column reactions. Open to everybody; nothing is kept.',
  },
  {
    id: 15,
    name: 'Pad footings, office copy',
    visibility: 'DEVELOPMENT',
    app: null,
    type: 'simple',
    views: 148,
  },
];

/** Archived (with a star) or empty: what a list of workspaces fills up with over the years. */
const plainNames = [
  ...['*Copy of copy of Bridges', 'Test Wout 2', 'Demo klant', 'Sandbox Noor', '*Levee training March 2024'],
  ...['Quay walls Oosterhaven', 'Test', '*Test Wout', '*Old levee studio (do not use)', '*Tender N-217'],
  ...['Summer school 2025', 'Piles, quick checks', '*Noordwaard import trial', 'Wind yard playground'],
  ...[
    'Retaining walls',
    'Henrik scratch',
    'Course: params and history',
    '*Pump stations 2023',
    '*zz archive',
  ],
  'Überführung A 7',
];

function plainWorkspace(starred: string, index: number): Facts {
  return {
    id: 21 + index,
    name: starred.replace('*', ''),
    visibility: index % 3 === 0 ? 'PRIVATE' : 'INTERNAL',
    app: (index % 4) + 1,
    tag: '1.0.0',
    type: index % 4 === 3 ? 'simple' : 'tree',
    labels: index % 5 === 2 ? [34] : [],
    views: (index * 37) % 90,
    archived: starred.startsWith('*'),
  };
}

/** Ids of the workspaces that hold nothing but a name. */
export const plainWorkspaceIds: readonly number[] = plainNames.map((_, index) => 21 + index);

/** The workspace with this id: 11-15 are the worlds, 21-40 the plain ones. */
export function workspaceRecord(id: number): ArchiveRecord {
  const facts = [...worlds, ...plainNames.map(plainWorkspace)].find((one) => one.id === id);
  if (facts === undefined) throw new RangeError(`There is no sample workspace ${id}.`);
  const app = apps.find((one) => one.id === facts.app);
  const created_at = stamp(Date.UTC(2024, 0, 8 + (id % 20), 8, id), id);
  const version = {
    id: 500 + id,
    tag: facts.tag ?? null,
    status: 'PUBLISHED',
    app_type: facts.type,
    sdk_version: { complete: '14.27.0', major: 14, minor: 27, patch: 0, pre: null },
    python_version: '3.12',
    created_at,
  };
  return {
    kind: 'workspace',
    id,
    name: facts.name,
    description: facts.description ?? '',
    visibility: facts.visibility,
    type: facts.visibility === 'DEVELOPMENT' ? 'DEVELOPMENT' : 'PROJECT',
    labels: labels.filter((label) => facts.labels?.includes(label.id)),
    app: app === undefined ? null : { id: app.id, name: app.readable_name },
    app_version: app === undefined ? null : version,
    ...(app === undefined ? { app_type: facts.type } : {}),
    created_at,
    updated_at: stamp(Date.UTC(2026, 5, 1 + (id % 29), 12, id), id),
    is_archived: facts.archived === true,
    is_active: true,
    nr_views: facts.views,
    nr_views_last_30_days: Math.floor(facts.views / 12),
  };
}
