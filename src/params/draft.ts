import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { sameSpelling } from './equal.ts';
import { depthOfRow, getIn, type OwnContainers, type Path, removeIn, setIn, toPointer } from './path.ts';
import { marksOf, printMarks, type RowMarks, readMarks } from './row-marks.ts';
import { MOST_DEPTH } from './walk.ts';

/** One unsaved change. `undefined` means nothing stored: `base` for what the draft adds, `value` for what it removes. */
export interface DraftChange {
  path: Path;
  base: JsonValue | undefined;
  value: JsonValue | undefined;
  /** The outermost row or item on the path as it was in the base: rows have no lasting index, so that is what it is found by again. */
  row?: JsonValue;
  /** The list that it stood in, or what was kept of that: it tells whether another row could be taken for this one. Not in what older versions kept. */
  list?: JsonArray | RowMarks;
}

/** Unsaved changes against one stored value: few, at leaves; a list whose length changed is one change, and so is a group nested too deeply to be compared. */
export type Draft = readonly DraftChange[];

/** The changes that lead from the stored value to the edited one; a number spelt anew is a change too. */
export function draftOf(base: JsonValue, edited: JsonValue): Draft {
  const changes: DraftChange[] = [];
  collect(base, edited, [], changes);
  return changes;
}

function collect(
  base: JsonValue | undefined,
  value: JsonValue | undefined,
  path: Path,
  changes: DraftChange[],
  within?: Pick<DraftChange, 'row' | 'list'>,
): void {
  if (base === value) return;
  const isWithin = path.length < MOST_DEPTH;
  if (isWithin && isObject(base) && isObject(value)) {
    for (const [key, member] of base) collect(member, value.get(key), [...path, key], changes, within);
    for (const [key, member] of value)
      if (!base.has(key)) collect(undefined, member, [...path, key], changes, within);
  } else if (isWithin && isArray(base) && isArray(value) && itemByItem(base, value)) {
    // Of thousands of rows few were touched: the others need no path.
    for (let index = 0; index < base.length; index++)
      if (base[index] !== value[index])
        collect(
          base[index],
          value[index],
          [...path, index],
          changes,
          within ?? { row: base[index] as JsonValue, list: base },
        );
  } else if (!sameSpelling(base, value)) changes.push({ path, base, value, ...within });
}

/** Rows that were inserted, removed or moved have no lasting index: such a list is kept as a whole. */
function itemByItem(base: JsonArray, value: JsonArray): boolean {
  if (base.length !== value.length) return false;
  const changed = value.filter((item, index) => !sameSpelling(item, base[index]));
  return changed.length <= Math.max(8, base.length / 4);
}

/** Makes one change of a run of them; `own` as in `setIn`. */
export function applyChange(value: JsonValue, change: DraftChange, own: OwnContainers): JsonValue {
  return change.value === undefined
    ? removeIn(value, change.path, own)
    : setIn(value, change.path, change.value, own);
}

/** The edited value: `draftOf(base, edited)` applied to `base` gives `edited`. Untouched parts are shared with `value`. */
export function applyDraft(value: JsonValue, draft: Draft): JsonValue {
  const own: OwnContainers = new Set();
  return draft.reduce((result, change) => applyChange(result, change, own), value);
}

/** Whether the draft was made on this value, or on one equal at every place it touches. Otherwise merge (`mergeParams`). */
export function draftFits(value: JsonValue, draft: Draft): boolean {
  return draft.every(({ path, base }) => sameSpelling(getIn(value, path), base));
}

const printed = new WeakMap<Draft, string>();

/** The draft as JSON text, values without loss; of a list, the marks of its rows once. A draft that is written again is not printed again. */
export function printDraft(draft: Draft): string {
  const text = printed.get(draft) ?? printJson(changesOf(draft));
  printed.set(draft, text);
  return text;
}

function changesOf(draft: Draft): JsonObject[] {
  const lists = onceEach(draft);
  return draft.map(({ path, base, value, row }, index) => {
    const made = new Map<string, JsonValue>([['path', path]]);
    if (base !== undefined) made.set('base', base);
    if (value !== undefined) made.set('value', value);
    if (row !== undefined) made.set('row', row);
    const list = lists[index];
    if (list) made.set('list', printMarks(marksOf(list)));
    return made;
  });
}

/** The list of each of several places in rows, with the first place in it only. */
export function onceEach(places: readonly Pick<DraftChange, 'path' | 'list'>[]): DraftChange['list'][] {
  const named = new Set<string>();
  return places.map(({ path, list }) => {
    const name = listOf(path);
    const isFirst = !named.has(name);
    named.add(name);
    return isFirst ? list : undefined;
  });
}

/** A draft printed before. Throws when the text is none. */
export function readDraft(text: string): Draft {
  const changes = readJson(text);
  if (!isArray(changes)) throw new TypeError('A draft is a list of changes.');
  const marks = new Map<string, RowMarks | undefined>();
  return changes.map((change) => {
    const path = isObject(change) ? change.get('path') : undefined;
    if (!isObject(change) || !isArray(path)) throw new TypeError('A draft’s change has a path.');
    if (!path.every((key): key is string | number => typeof key === 'string' || typeof key === 'number'))
      throw new TypeError('A path is made of keys and indices.');
    const row = change.get('row');
    const place = listOf(path);
    if (!marks.has(place)) marks.set(place, readMarks(change.get('list')));
    const list = row === undefined ? undefined : marks.get(place);
    return {
      path,
      base: change.get('base'),
      value: change.get('value'),
      ...(row === undefined ? {} : { row }),
      ...(list ? { list } : {}),
    };
  });
}

/** The outermost list on the way to a place, as a pointer. */
export function listOf(path: Path): string {
  const depth = depthOfRow(path);
  return toPointer(path.slice(0, Math.max(depth, 0)));
}
