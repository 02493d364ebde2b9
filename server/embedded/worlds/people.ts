import type { ArchiveRecord, UserRecord } from '../../archive/records.ts';
import { stamp } from './time.ts';

const people: readonly (readonly [id: number, first: string, last: string, job: string])[] = [
  [101, 'Ilse', 'Verhagen', 'Lead engineer'],
  [102, 'Tomás', 'Arrieta', 'Geotechnical engineer'],
  [103, 'Noor', 'Bakkali', 'GIS specialist'],
  [104, 'Henrik', 'Solberg', 'Structural engineer'],
  [105, 'Priya', 'Raman', 'Asset manager'],
  [106, 'Wout', 'de Klerk', 'Graduate engineer'],
  [107, 'Adaeze', 'Obi', 'Reviewer'],
  [108, 'Import', 'service', 'Service account'],
  [109, 'Lotte', 'Brouwer', 'Visitor'],
  [110, 'Marek', 'Novak', 'Contractor'],
];

const mailName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(' ', '');

export function users(): UserRecord[] {
  return people.map(([id, first_name, last_name, job_title]) => ({
    kind: 'user',
    id,
    first_name,
    last_name,
    name: `${first_name} ${last_name}`,
    email: `${mailName(first_name)}.${mailName(last_name)}@example.com`,
    job_title,
    is_env_admin: id === 101,
    is_active: true,
    is_staff: false,
    date_joined: stamp(Date.UTC(2023, 10, 6, 9, id % 60), id),
  }));
}

/** The person as `locked_by` embeds one. */
export function person(id: number): { id: number; name: string; first_name: string; last_name: string } {
  const [, first_name = '', last_name = ''] = people.find(([known]) => known === id) ?? [];
  return { id, name: `${first_name} ${last_name}`, first_name, last_name };
}

const labelRows = [
  [31, 'Flood defence', '1f6feb', 'Levees, locks and pumping stations'],
  [32, 'Structures', '8250df', 'Bridges, quays and buildings'],
  [33, 'Energy', '1a7f37', 'Wind, sun and grid'],
  [34, 'Pilot', 'bf8700', 'A trial: the app may still change'],
  [35, 'Needs review', 'cf222e', 'Waits for a second pair of eyes'],
  [36, 'Teaching', '57606a', 'For courses and demonstrations'],
] as const;
const labels = labelRows.map(([id, name, color, description]) => ({ id, name, color, description }));

const apps = [
  { id: 1, name: 'levee-studio', readable_name: 'Levee Studio' },
  { id: 2, name: 'span-register', readable_name: 'Span Register' },
  { id: 3, name: 'wind-yard', readable_name: 'Wind Yard' },
  { id: 4, name: 'footing-sizer', readable_name: 'Footing Sizer' },
] as const;

export function labelsAndApps(): ArchiveRecord[] {
  return [
    ...labels.map((label) => ({ kind: 'label' as const, ...label })),
    ...apps.map((app) => ({
      kind: 'app' as const,
      ...app,
      description: `${app.readable_name} by the engineering tools team`,
      is_archived: false,
      created_at: stamp(Date.UTC(2023, 8, 1 + app.id, 9)),
    })),
  ];
}

interface WorkspaceFacts {
  id: number;
  name: string;
  description: string;
  visibility: 'INTERNAL' | 'PRIVATE' | 'PUBLIC' | 'DEVELOPMENT';
  app: number | null;
  tag: string;
  appType: 'tree' | 'simple' | 'editor';
  labels: readonly number[];
  views: number;
  archived?: boolean;
}

const mainWorkspaces: readonly WorkspaceFacts[] = [
  {
    id: 11,
    name: 'Aarle levee upgrade 2024-2031',
    description:
      'About 31 km of river levee in reaches, segments and exit points, with soundings and a soil library.',
    visibility: 'INTERNAL',
    app: 1,
    tag: '3.2.0',
    appType: 'tree',
    labels: [31, 35],
    views: 4182,
  },
  {
    id: 12,
    name: 'Bridges of Noordwaard',
    description:
      'Concrete and steel bridges of the municipality: register, inspections, load ratings and documents.',
    visibility: 'PRIVATE',
    app: 2,
    tag: '5.0.1',
    appType: 'tree',
    labels: [32],
    views: 2937,
  },
  {
    id: 13,
    name: 'Hollandse Duin wind farm',
    description: 'Layout, foundations and cost cases of the onshore wind farm in design.',
    visibility: 'INTERNAL',
    app: 3,
    tag: '1.9.4',
    appType: 'tree',
    labels: [33, 34],
    views: 1204,
  },
  {
    id: 14,
    name: 'Pad footing sizer',
    description: 'Sizes pad footings from column reactions. Open to everybody; nothing is kept.',
    visibility: 'PUBLIC',
    app: 4,
    tag: '0.7.2',
    appType: 'editor',
    labels: [36],
    views: 861,
  },
  {
    id: 15,
    name: 'Pad footings, office copy',
    description: '',
    visibility: 'DEVELOPMENT',
    app: null,
    tag: '',
    appType: 'simple',
    labels: [],
    views: 148,
  },
];

/** Archived or empty: what a list of workspaces fills up with over the years. The first is archived and still holds something. */
const plainNames = [
  ['Copy of copy of Bridges', 'archived'],
  ['Test Wout 2', ''],
  ['Demo klant', ''],
  ['Sandbox Noor', ''],
  ['Levee training March 2024', 'archived'],
  ['Quay walls Oosterhaven', ''],
  ['Test', ''],
  ['Test Wout', 'archived'],
  ['Old levee studio (do not use)', 'archived'],
  ['Tender N-217', 'archived'],
  ['Summer school 2025', ''],
  ['Piles, quick checks', ''],
  ['Noordwaard import trial', 'archived'],
  ['Wind yard playground', ''],
  ['Retaining walls', ''],
  ['Henrik scratch', ''],
  ['Course: params and history', ''],
  ['Pump stations 2023', 'archived'],
  ['zz archive', 'archived'],
  ['Überführung A 7', ''],
] as const;

const plainWorkspaces: readonly WorkspaceFacts[] = plainNames.map(([name, state], index) => ({
  id: 21 + index,
  name,
  description: '',
  visibility: index % 3 === 0 ? 'PRIVATE' : 'INTERNAL',
  app: [2, 1, 3, 4][index % 4] ?? 1,
  tag: '1.0.0',
  appType: index % 4 === 3 ? 'simple' : 'tree',
  labels: index % 5 === 2 ? [34] : [],
  views: (index * 37) % 90,
  archived: state === 'archived',
}));

function workspaceRecord(facts: WorkspaceFacts): ArchiveRecord {
  const app = apps.find(({ id }) => id === facts.app);
  const created = stamp(Date.UTC(2024, 0, 8 + (facts.id % 20), 8, facts.id), facts.id);
  return {
    kind: 'workspace',
    id: facts.id,
    name: facts.name,
    description: facts.description,
    visibility: facts.visibility,
    type: facts.visibility === 'DEVELOPMENT' ? 'DEVELOPMENT' : 'PROJECT',
    labels: labels.filter(({ id }) => facts.labels.includes(id)),
    app: app === undefined ? null : { id: app.id, name: app.readable_name },
    app_version:
      app === undefined
        ? null
        : {
            id: 500 + facts.id,
            tag: facts.tag,
            status: 'PUBLISHED',
            app_type: facts.appType,
            sdk_version: { complete: '14.27.0', major: 14, minor: 27, patch: 0, pre: null },
            python_version: '3.12',
            created_at: created,
          },
    ...(app === undefined ? { app_type: facts.appType } : {}),
    created_at: created,
    updated_at: stamp(Date.UTC(2026, 5, 1 + (facts.id % 29), 12, facts.id), facts.id),
    is_archived: facts.archived === true,
    is_active: true,
    nr_views: facts.views,
    nr_views_last_30_days: Math.floor(facts.views / 12),
  };
}

/** The workspace with this id: 11-15 are the worlds, 21-40 the plain ones. */
export function workspace(id: number, newId = id, name?: string): ArchiveRecord {
  const facts = [...mainWorkspaces, ...plainWorkspaces].find((one) => one.id === id);
  if (facts === undefined) throw new RangeError(`There is no sample workspace ${id}.`);
  return workspaceRecord({ ...facts, id: newId, name: name ?? facts.name });
}

export const plainWorkspaceIds: readonly number[] = plainWorkspaces.map(({ id }) => id);
