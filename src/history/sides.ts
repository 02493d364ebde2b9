import type { EntityRevision } from '../../contract/revision.ts';
import { browserStorage } from '../storage.ts';

/** One side of a comparison. `number` counts an entity's revisions from 1, the oldest; the wire gives ids only. */
export type Side =
  | { kind: 'revision'; revision: EntityRevision; number: number; isHead: boolean }
  /** What was before the first revision: empty params. */
  | { kind: 'nothing' }
  /** The unsaved edits of this person that are kept in this browser. */
  | { kind: 'draft' }
  /** Another entity, of any workspace: its newest params, or one of its revisions. */
  | { kind: 'entity'; workspaceId: number; entityId: number; revisionId: number | undefined }
  /** JSON that was opened or pasted here; it is never uploaded. */
  | { kind: 'file' };

/** Whether a side is a state of the entity in view. */
export function isOfEntity({ kind }: Side): boolean {
  return kind === 'revision' || kind === 'draft';
}

export interface Sides {
  from: Side;
  to: Side;
  /** What the URL asked for and cannot be had, in sentences. The side it was about is the default one. */
  problems: string[];
}

/** Sides to be shown from now on: an undefined one becomes its default, an absent one stays. */
export interface GivenSides {
  from?: Side | undefined;
  to?: Side | undefined;
}

/** The revision at a place of the list; `total` counts those that are not read yet as well. */
function sideAt(revisions: readonly EntityRevision[], index: number, total: number): Side {
  const revision = revisions[index];
  if (!revision) return { kind: 'nothing' };
  return { kind: 'revision', revision, number: total - index, isHead: index === 0 };
}

/** What the URL calls a side: a revision's id, `draft`, `file`, or another entity as `workspace.entity` or `workspace.entity.revision`. */
export function sideName(side: Side): string | undefined {
  switch (side.kind) {
    case 'revision':
      return String(side.revision.id);
    case 'nothing':
      return undefined;
    case 'entity':
      return [side.workspaceId, side.entityId, side.revisionId].filter((id) => id !== undefined).join('.');
    default:
      return side.kind;
  }
}

const NAMES =
  'a revision’s id, “head”, “draft”, “file”, or another entity as workspace.entity or workspace.entity.revision';

function sideNamed(
  name: string,
  which: 'from' | 'to',
  revisions: readonly EntityRevision[],
  total: number,
): Side | { problem: string } {
  if (name === 'head') return sideAt(revisions, 0, total);
  if (name === 'draft' || name === 'file') return { kind: name };
  const other = /^(\d{1,15})\.(\d{1,15})(?:\.(\d{1,15}))?$/.exec(name);
  if (other)
    return {
      kind: 'entity',
      workspaceId: Number(other[1]),
      entityId: Number(other[2]),
      revisionId: other[3] === undefined ? undefined : Number(other[3]),
    };
  if (!/^\d{1,15}$/.test(name))
    return { problem: `“${name}” names no revision: “${which}” in the address is ${NAMES}.` };
  const index = revisions.findIndex((revision) => revision.id === Number(name));
  if (index >= 0) return sideAt(revisions, index, total);
  const count = revisions.length === 1 ? 'only revision' : `${revisions.length} revisions`;
  return { problem: `Revision ${name} is not among the ${count} of this entity that the server gives.` };
}

/**
 * The two sides that the URL names. Without `to` the newest revision, without `from` the one before `to`, which of what is no revision is the newest; a name
 * that cannot be had becomes a problem and the default. `revisions` are newest first and not empty, the newest of `total`.
 */
export function readSides(
  search: URLSearchParams,
  revisions: readonly EntityRevision[],
  total = revisions.length,
): Sides {
  const problems: string[] = [];
  const read = (which: 'from' | 'to', otherwise: Side): Side => {
    const name = search.get(which);
    if (name === null || name === '') return otherwise;
    const side = sideNamed(name, which, revisions, total);
    if (!('problem' in side)) return side;
    problems.push(side.problem);
    return otherwise;
  };
  const to = read('to', sideAt(revisions, 0, total));
  const before = to.kind === 'revision' ? total - to.number + 1 : 0;
  const from = read('from', sideAt(revisions, before, total));
  if (from.kind === 'nothing' && before < total)
    problems.push(`Revision ${total - before} is not read, so what it holds is shown as added.`);
  return { from, to, problems };
}

/** Whether the URL names a revision that is not among these, or compares the last of them with the one before it. */
export function asksForOlder(search: URLSearchParams, revisions: readonly EntityRevision[]): boolean {
  const [from, to] = ['from', 'to'].map((which) => search.get(which) ?? '') as [string, string];
  const isOther = (name: string) =>
    /^\d{1,15}$/.test(name) && revisions.every(({ id }) => id !== Number(name));
  return isOther(from) || isOther(to) || (from === '' && to !== '' && Number(to) === revisions.at(-1)?.id);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A span of milliseconds in its fitting unit: `12 seconds`, `3 hours`, `41 days`, `5 months`, `2.5 years`. */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 1000) return 'less than a second';
  if (size < MINUTE) return counted(Math.floor(size / 1000), 'second');
  if (size < HOUR) return counted(Math.floor(size / MINUTE), 'minute');
  if (size < 2 * DAY) return counted(Math.floor(size / HOUR), 'hour');
  if (size < 90 * DAY) return counted(Math.floor(size / DAY), 'day');
  if (size < 730 * DAY) return counted(Math.floor(size / (30.4375 * DAY)), 'month');
  return `${Number((size / (365.25 * DAY)).toFixed(1))} years`;
}

/** How far apart two sides are: `3 days, 4 revisions apart`. Without dates on both sides only the revisions; `undefined` unless both are revisions of one entity. */
export function distance(from: Side, to: Side): string | undefined {
  if (from.kind !== 'revision' || to.kind !== 'revision') return undefined;
  const steps = Math.abs(to.number - from.number);
  if (steps === 0) return 'the same revision';
  const times = [from, to].map((side) => Date.parse(side.revision.created_date ?? ''));
  const between = (times[1] as number) - (times[0] as number);
  const apart = `${counted(steps, 'revision')} apart`;
  return Number.isNaN(between) ? apart : `${span(between)}, ${apart}`;
}

export type View = 'unified' | 'split' | 'list' | 'text';
const VIEWS: readonly View[] = ['unified', 'split', 'list', 'text'];
const REMEMBERED = 'vx.comparison.view';

/** The view that the URL names, else the one last used in this browser, else `unified`. */
export function readView(search: URLSearchParams): View {
  const named = search.get('view') ?? browserStorage.get(REMEMBERED);
  return VIEWS.find((view) => view === named) ?? 'unified';
}

export function rememberView(view: View): void {
  browserStorage.set(REMEMBERED, view);
}
