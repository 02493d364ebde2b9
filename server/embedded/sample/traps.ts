import type { EntityRecord } from '../../archive/records.ts';
import type { Draft } from './history.ts';
import * as odd from './odd-values.ts';
import { person } from './people.ts';
import { amsterdam } from './time.ts';
import type { Planned, World } from './world.ts';

export interface Trap {
  /** Its number in the sample's description. */
  trap: number;
  workspace: number;
  entity: number;
  note: string;
}

interface Odd extends Trap {
  type: string;
  name: string;
  /** Params of its revisions as raw text, oldest first; made from the form when there are none. */
  texts?: string | readonly string[] | (() => string);
  /** Makes so many revisions from the form. */
  revisions?: number;
  /** Milliseconds between its revisions. */
  apart?: number;
  parent?: number;
  more?: Partial<EntityRecord>;
}

const list: Odd[] = [];
let next = 0;

/** The folder of a workspace's traps; they follow it. */
const blockOf = (workspace: number): number => 29_100 + (workspace - 11) * 10_000;

/** Adds a trap at the next id of its block. */
function plant(trap: number, note: string, type: string, more: Partial<Odd> = {}): void {
  const workspace = bridgeKinds.has(type) ? 12 : 11;
  next += 1;
  const entity = blockOf(workspace) + next;
  list.push({ trap, note, workspace, entity, type, name: note, ...more });
}

const bridgeKinds = new Set(['Bridge', 'Inspection', 'Folder', 'Document']);
const point = odd.missing;

plant(1, 'Orphan keys of an old form', 'Segment', { texts: odd.orphans });
plant(2, 'An option that is no longer offered', 'CrossSection', { texts: odd.staleOption });
plant(2, 'Labels stored in a table', 'Inspection', { texts: odd.labelInTable });
plant(3, 'References to what is gone', 'LeveeReach', { texts: odd.gone });
plant(4, 'Whole tabs missing', 'ExitPoint', { texts: point });
plant(5, 'Null where a list is expected', 'Bridge', { texts: odd.nulls });
plant(6, 'Values of the wrong type', 'LeveeReach', { texts: odd.misfits });
plant(7, 'Numbers that lose digits', 'ExitPoint', { texts: odd.numbers });
plant(7, 'Keys that JavaScript knows', 'ExitPoint', { texts: odd.protoKey });
plant(8, 'Dates at the edges', 'InvestigationFolder', { texts: [odd.noDate, odd.dates] });
plant(9, 'Null island', 'Bridge', { texts: odd.nullIsland });
plant(9, 'Polygon not closed', 'Segment', { texts: odd.openPolygon });
plant(9, 'Polygon crosses itself', 'Segment', { texts: odd.crossing });
plant(9, 'Equal vertices in a row', 'Segment', { texts: odd.repeated });
plant(9, 'Latitude and longitude swapped', 'Bridge', { texts: odd.swapped });
plant(9, 'Axis of 5,000 vertices', 'LeveeReach', { texts: odd.manyVertices });
plant(10, 'Text of 8,000 characters', 'InvestigationFolder', { texts: odd.longText });
plant(10, 'Text of white space', 'InvestigationFolder', { texts: odd.blankText });
plant(10, 'Text with markdown', 'InvestigationFolder', { texts: odd.markdown });
plant(10, 'Text with HTML', 'InvestigationFolder', { texts: odd.html });
plant(10, 'Text with JSON', 'InvestigationFolder', { texts: odd.jsonText });
plant(10, 'Only line ends changed', 'InvestigationFolder', { texts: odd.lineEnds });
plant(10, 'Only the form of accents changed', 'InvestigationFolder', { texts: odd.accents });
plant(11, 'Locked by Henrik', 'ExitPoint', { texts: point, more: { locked: true, locked_by: person(104) } });
plant(11, 'Locked by yourself', 'ExitPoint', {
  texts: point,
  more: { locked: true, locked_by: person(101) },
});
plant(11, 'Without the right to update', 'ExitPoint', {
  texts: point,
  more: { actions: ['read', 'read-basic', 'read-nav'] },
});
plant(11, 'A type that does not save', 'Calculation', { texts: '{"result":{"factor":1.18}}' });
plant(11, 'A type with views only', 'Dashboard', { texts: '{}' });
plant(12, 'Two of one name', 'ExitPoint', { texts: point });
plant(12, 'Two of one name', 'ExitPoint', { texts: point });
plant(12, 'a/b', 'ExitPoint', { texts: point });
plant(12, 'Empty folder', 'Folder', { texts: '{}' });
plant(13, 'No params', 'ExitPoint', { texts: '{}' });
plant(13, 'Three megabytes hidden', 'Cpt', { texts: odd.hiddenMegabytes });
plant(13, 'Three hundred revisions', 'ExitPoint', { revisions: 300 });
plant(13, 'Revisions in the same second', 'Cpt', {
  texts: [0.1, 0.2, 0.3, 0.4].map((level) => `{"water_level":${level}}`),
  apart: 0,
});
plant(14, 'All rows equal', 'SoilMaterial', { texts: odd.equalRows });
plant(14, 'One row of 200 moved', 'SoilMaterial', { texts: odd.movedRow });
plant(14, 'Rows with repeated names', 'SoilMaterial', { texts: odd.duplicateKeys });
plant(14, 'Table of 2,000 rows', 'SoilMaterial', { texts: odd.longTable });
plant(15, 'One colour in three spellings', 'SoilMaterial', { texts: odd.colours });
const never = { summary: {}, summary_updated_at: null };
plant(17, 'Summary that still runs', 'Cpt', { texts: '{}', more: { ...never, summary_status: 'running' } });
plant(17, 'Summary that failed', 'Cpt', { texts: '{}', more: { ...never, summary_status: 'failed' } });
const empty = { depth: { label: 'Depth', value: null, suffix: 'm', prefix: '' } };
plant(17, 'Summary without a value', 'Cpt', {
  texts: '{}',
  more: { summary: empty, summary_status: 'finished' },
});
const names: readonly (readonly [note: string, name: string])[] = [
  ['Name with HTML', '<script>alert(1)</script><b>bold</b>'],
  ['Name from right to left', 'מפלס גבוה \u202eabc\u202c 12'],
  ['Name of 200 characters', `${'Exit point with a very long name '.repeat(7)}`.slice(0, 200)],
  ['Name with blanks around', '  EP-000  '],
  ['Name with signs of URLs', '100% #4 ?a=b&c "d" \'e\' \\f'],
];
for (const [note, name] of names) plant(12, note, 'ExitPoint', { name, texts: point });

const wideFolder = 39_050;
const wideChildren = 5000;
const firstWideChild = 100_001;
const chain = 12;
const firstLink = 39_060;

/** Entities at fixed ids that try the limits: what each is for, by its number in the sample's description. */
export const traps: readonly Trap[] = [
  ...list.map(({ trap, workspace, entity, note }) => ({ trap, workspace, entity, note })),
  { trap: 12, workspace: 12, entity: wideFolder, note: 'Folder with 5,000 children' },
  { trap: 12, workspace: 12, entity: firstLink + chain - 1, note: 'Below a chain of 12 folders' },
  { trap: 16, workspace: 21, entity: 53_001, note: 'In an archived workspace' },
  { trap: 16, workspace: 14, entity: 50_001, note: 'In a public workspace' },
  { trap: 16, workspace: 15, entity: 51_001, note: 'In a workspace in development' },
  { trap: 18, workspace: 13, entity: 40_052, note: 'Jobs fail until a template is uploaded' },
];

const start = amsterdam('2025-03-10 09:00');

function drafts({ texts = '{}', name, apart = 5400_000 }: Odd): Draft[] {
  const all = typeof texts === 'function' ? [texts()] : typeof texts === 'string' ? [texts] : texts;
  return all.map((properties, index) => ({
    at: start + index * apart,
    by: 102,
    message: '',
    name,
    properties,
  }));
}

/** Adds the traps of this workspace, below a folder of their own. */
export function addTraps(world: World): void {
  const own = list.filter(({ workspace }) => workspace === world.id);
  if (own.length === 0) return;
  const folder = world.add(world.id === 12 ? 'Folder' : 'InvestigationFolder', null, 'Odd cases', {
    id: blockOf(world.id),
    script: () => drafts({ texts: '{}', name: 'Odd cases' } as Odd),
  });
  for (const one of own) {
    const more: Partial<Planned> =
      one.revisions === undefined ? { script: () => drafts(one) } : { revisions: one.revisions };
    world.add(one.type, folder, one.name, {
      ...more,
      id: one.entity,
      more: one.more,
      summary: one.texts === undefined ? undefined : {},
    });
  }
  if (world.id === 12) addWideAndDeep(world, folder);
}

function addWideAndDeep(world: World, folder: Planned): void {
  const light =
    (name: string, properties: string): (() => Draft[]) =>
    () =>
      drafts({ name, texts: properties } as Odd);
  const wide = world.add('Folder', folder, 'Register of 1998', {
    id: wideFolder,
    summary: {},
    script: light('Register of 1998', '{}'),
  });
  for (let index = 0; index < wideChildren; index += 1) {
    const number = `BR-${10_000 + index}`;
    const properties = `{"info":{"object_no":"${number}","built":"${1900 + (index % 98)}"},"condition":{"flag":"not set"}}`;
    const summary = { built: { label: 'Built', value: String(1900 + (index % 98)), suffix: '', prefix: '' } };
    world.add('Bridge', wide, number, {
      id: firstWideChild + index,
      summary,
      script: light(number, properties),
    });
  }
  let parent = folder;
  for (let depth = 0; depth < chain; depth += 1) {
    const name = `Level ${depth + 1}`;
    parent = world.add('Folder', parent, name, {
      id: firstLink + depth,
      summary: {},
      script: light(name, '{}'),
    });
  }
}
