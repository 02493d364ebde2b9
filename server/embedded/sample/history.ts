import { entered, type Filling, rowOf } from './fill.ts';
import type { Field } from './form.ts';
import { moved, type Point } from './geometry.ts';
import { editedNote, message, renamed } from './notes.ts';
import type { Random } from './random.ts';
import { atNight, atWork, day, gap, lastMoment } from './time.ts';
import type { SampleType } from './types.ts';
import { copy, get, isMembers, list, type Members, numeric, print, put, type Value } from './value.ts';

/** One revision before it gets an id. `at` is in milliseconds. */
export interface Draft {
  at: number;
  by: number;
  message: string;
  name: string;
  properties: string;
}

/** How many revisions an entity has: most one, a few a whole history. */
export function revisionCount(random: Random): number {
  const share = random.unit();
  if (share < 0.55) return 1;
  if (share < 0.85) return random.int(2, 5);
  return share < 0.99 ? random.int(6, 40) : random.int(41, 120);
}

/** Moments of so many revisions: sessions of minutes, days and weeks between; never after the sample's last moment. */
export function momentsOf(count: number, start: number, random: Random): number[] {
  const moments = [atWork(start, random)];
  while (moments.length < count) moments.push(atWork((moments.at(-1) as number) + gap(random), random));
  const late = (moments.at(-1) as number) - lastMoment;
  return late > 0 ? moments.map((moment) => moment - Math.ceil(late / day) * day) : moments;
}

export interface Story extends Filling {
  type: SampleType;
  name: string;
  /** Who works on it, most often first. */
  authors: readonly number[];
}

interface Step {
  by?: number;
  message?: string;
  /** Milliseconds to move the revision's moment by. */
  night?: boolean;
}
type Edit = (state: State) => Step | undefined;

interface State {
  params: Members;
  name: string;
  story: Story;
  past: string[];
  /** The value that a slip of units left, to be put right by the next revision. */
  slip: { path: string; value: Value } | null;
}

/**
 * A history that begins with these params: tweaks, sessions, edits of rows, texts and maps, undone and repeated saves, slips of units and their repair.
 * One draft for each moment.
 */
export function historyOf(story: Story, first: Members, moments: readonly number[]): Draft[] {
  const { random } = story;
  const state: State = { params: copy(first), name: story.name, story, past: [], slip: null };
  return moments.map((moment, index) => {
    const step = index === 0 ? {} : nextStep(state);
    const properties = print(state.params);
    state.past.push(properties);
    return {
      at: step.night ? Math.max(atNight(moment, random), moments[index - 1] ?? 0) : moment,
      by:
        step.by ??
        random.weighted(story.authors.map((id, place) => [story.authors.length - place, id] as const)),
      message: step.message ?? (index === 0 ? '' : message(random)),
      name: state.name,
      properties,
    };
  });
}

function nextStep(state: State): Step {
  if (state.slip !== null) {
    put(state.params, state.slip.path, state.slip.value);
    state.slip = null;
    return { by: 107, message: 'fix units' };
  }
  for (let tries = 0; tries < 4; tries += 1) {
    const step = state.story.random.weighted(grammar)(state);
    if (step !== undefined) return step;
  }
  return tweak(state) ?? {};
}

const scalars = new Set([
  'number',
  'integer',
  'option',
  'autocomplete',
  'boolean',
  'date',
  'multiselect',
  'color',
]);

function fieldsLike(state: State, fits: (field: Field, value: Value | undefined) => boolean): Field[] {
  return state.story.type.fields.filter((field) => fits(field, get(state.params, field.path)));
}

function enter(state: State, field: Field): void {
  const value = entered(field, state.story);
  if (value !== undefined) put(state.params, field.path, value);
}

function tweak(state: State): Step | undefined {
  const fields = fieldsLike(state, ({ kind }) => scalars.has(kind));
  if (fields.length === 0) return undefined;
  enter(state, state.story.random.pick(fields));
  return {};
}

function session(state: State): Step | undefined {
  const { random } = state.story;
  const fields = fieldsLike(state, ({ kind }) => scalars.has(kind));
  if (fields.length < 2) return undefined;
  const tab = random.pick(fields).place.split('.')[0] as string;
  const inTab = fields.filter(({ place }) => place.startsWith(`${tab}.`));
  for (const field of random.some(inTab, random.int(2, 7))) enter(state, field);
  return {};
}

/** A list field with at least so many rows, with its rows. */
function someRows(state: State, least: number): { field: Field; rows: Value[] } | undefined {
  const fields = fieldsLike(
    state,
    ({ kind, path }) => (kind === 'table' || kind === 'array') && list(state.params, path).length >= least,
  );
  if (fields.length === 0) return undefined;
  const field = state.story.random.pick(fields);
  return { field, rows: list(state.params, field.path) };
}

function editRow(state: State): Step | undefined {
  const found = someRows(state, 1);
  const { random } = state.story;
  const row = found && random.pick(found.rows);
  if (found === undefined || !isMembers(row)) return undefined;
  for (const column of random.some(found.field.fields, random.int(1, 3))) {
    const value = entered(column, state.story);
    if (value !== undefined) row[column.path] = value;
  }
  return {};
}

function addOrRemoveRow(state: State): Step | undefined {
  const found = someRows(state, 1);
  if (found === undefined) return undefined;
  const { random } = state.story;
  const place = random.int(0, found.rows.length - 1);
  if (found.rows.length > 2 && random.chance(0.4)) found.rows.splice(place, 1);
  else if (found.rows.length < 40) found.rows.splice(place + 1, 0, rowOf(found.field, state.story));
  return {};
}

function moveRow(state: State): Step | undefined {
  const found = someRows(state, 3);
  if (found === undefined) return undefined;
  const { random } = state.story;
  const [row] = found.rows.splice(random.int(0, found.rows.length - 1), 1);
  found.rows.splice(random.int(0, found.rows.length), 0, row as Value);
  return random.chance(0.5) ? (editRow(state) ?? {}) : {};
}

function text(state: State): Step | undefined {
  const { random, world } = state.story;
  const fields = fieldsLike(state, ({ kind }) => kind === 'textarea');
  if (fields.length === 0) return undefined;
  const { path } = random.pick(fields);
  const before = get(state.params, path);
  put(state.params, path, editedNote(world, typeof before === 'string' ? before : '', random));
  return {};
}

const isPoint = (value: Value | undefined): value is Point =>
  isMembers(value) && 'lat' in value && 'lon' in value;

function map(state: State): Step | undefined {
  const { random } = state.story;
  const fields = fieldsLike(
    state,
    ({ kind }, value) => kind.startsWith('po') && value !== null && value !== undefined,
  );
  if (fields.length === 0) return undefined;
  const { path } = random.pick(fields);
  const value = get(state.params, path);
  const nudge = (point: Point): Point => moved(point, random.between(-25, 25), random.between(-25, 25));
  if (isPoint(value)) put(state.params, path, nudge(value));
  else if (Array.isArray(value) && value.length > 4) {
    const place = random.int(1, value.length - 2);
    const vertex = value[place];
    if (!isPoint(vertex)) return undefined;
    if (random.chance(0.1)) value.splice(place, 0, nudge(vertex));
    else
      for (let at = place; at < Math.min(value.length - 1, place + random.int(1, 4)); at += 1) {
        if (isPoint(value[at])) value[at] = nudge(value[at] as Point);
      }
  }
  return { by: 103 };
}

function reference(state: State): Step | undefined {
  const { random } = state.story;
  const fields = fieldsLike(state, ({ kind }) => ['entity', 'entities', 'file', 'files'].includes(kind));
  if (fields.length === 0) return undefined;
  const field = random.pick(fields);
  if (random.chance(0.3)) put(state.params, field.path, copy(field.default));
  else enter(state, field);
  return {};
}

/** The import service writes many fields at once, hidden ones too. */
function imported(state: State): Step | undefined {
  const { random } = state.story;
  for (const field of fieldsLike(state, ({ kind }) => scalars.has(kind))) {
    if (random.chance(0.5)) enter(state, field);
  }
  const [hidden] = fieldsLike(state, ({ kind }, value) => kind === 'hidden' && isMembers(value));
  if (hidden !== undefined) put(state.params, `${hidden.path}.imported`, random.int(1, 9999));
  return {
    by: 108,
    message: `import ${random.int(2024, 2026)}-${String(random.int(1, 12)).padStart(2, '0')}`,
    night: true,
  };
}

/** The app's form changed: a key moved to the root, a number became a text, a scalar a list, or a colour text an object. */
function formChange(state: State): Step | undefined {
  const { random } = state.story;
  const [field] = random.some(
    fieldsLike(state, ({ kind, path }) => scalars.has(kind) && path.includes('.')),
    1,
  );
  const value = field && get(state.params, field.path);
  if (field === undefined || value === undefined || value === null) return undefined;
  const drawn = random.unit();
  if (drawn < 0.4) state.params[`${field.path.split('.').at(-1)}_v1`] = copy(value);
  else if (drawn < 0.7 && typeof value === 'number') put(state.params, field.path, String(value));
  else if (typeof value === 'string') put(state.params, field.path, [value]);
  else return undefined;
  return { by: 108, message: 'form change: fields moved', night: true };
}

function undo(state: State): Step | undefined {
  if (state.past.length < 2) return undefined;
  const back = state.story.random.pick(state.past.slice(0, -1));
  state.params = JSON.parse(back) as Members;
  return { message: 'back to previous' };
}

function nothing(state: State): Step {
  const { random } = state.story;
  if (random.chance(0.15)) state.name = renamed(state.story.name, random);
  return {};
}

function paste(state: State): Step | undefined {
  const found = someRows(state, 1);
  if (found === undefined) return undefined;
  const rows = Array.from({ length: state.story.random.int(2, 8) }, () => rowOf(found.field, state.story));
  put(state.params, found.field.path, rows);
  return { message: 'pasted from the sheet' };
}

function unitSlip(state: State): Step | undefined {
  const fields = fieldsLike(state, ({ kind }, value) => kind === 'number' && numeric(value) !== 0);
  if (fields.length === 0) return undefined;
  const { path } = state.story.random.pick(fields);
  const value = get(state.params, path) as Value;
  state.slip = { path, value };
  put(state.params, path, Number((numeric(value) * 1000).toPrecision(12)));
  return { by: 106, message: '' };
}

const grammar: readonly (readonly [weight: number, edit: Edit])[] = [
  [34, tweak],
  [18, session],
  [9, editRow],
  [6, addOrRemoveRow],
  [4, moveRow],
  [5, text],
  [5, map],
  [3, reference],
  [3, imported],
  [2, formChange],
  [2, undo],
  [3, nothing],
  [3, paste],
  [3, unitSlip],
];
