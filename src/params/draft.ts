import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { sameSpelling } from './equal.ts';
import { getIn, type OwnContainers, type Path, removeIn, setIn } from './path.ts';

/** One unsaved change. `undefined` means nothing stored: `base` for what the draft adds, `value` for what it removes. */
export interface DraftChange {
  path: Path;
  base: JsonValue | undefined;
  value: JsonValue | undefined;
  /** The outermost row or item on the path as it was in the base: rows have no lasting index, so that is what it is found by again. */
  row?: JsonValue;
}

/** Unsaved changes against one stored value: few, at leaves; a list whose length changed is one change. */
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
  row?: JsonValue,
): void {
  if (base === value) return;
  if (isObject(base) && isObject(value)) {
    for (const [key, member] of base) collect(member, value.get(key), [...path, key], changes, row);
    for (const [key, member] of value)
      if (!base.has(key)) collect(undefined, member, [...path, key], changes, row);
  } else if (isArray(base) && isArray(value) && itemByItem(base, value)) {
    // Of thousands of rows few were touched: the others need no path.
    for (let index = 0; index < base.length; index++)
      if (base[index] !== value[index])
        collect(base[index], value[index], [...path, index], changes, row ?? base[index]);
  } else if (!sameSpelling(base, value))
    changes.push({ path, base, value, ...(row === undefined ? {} : { row }) });
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

/** The draft as JSON text, values without loss. */
export function printDraft(draft: Draft): string {
  return printJson(
    draft.map(({ path, base, value, row }) => {
      const made = new Map<string, JsonValue>([['path', path]]);
      if (base !== undefined) made.set('base', base);
      if (value !== undefined) made.set('value', value);
      if (row !== undefined) made.set('row', row);
      return made;
    }),
  );
}

/** A draft printed before. Throws when the text is none. */
export function readDraft(text: string): Draft {
  const changes = readJson(text);
  if (!isArray(changes)) throw new TypeError('A draft is a list of changes.');
  return changes.map((change) => {
    const path = isObject(change) ? change.get('path') : undefined;
    if (!isObject(change) || !isArray(path)) throw new TypeError('A draft’s change has a path.');
    if (!path.every((key): key is string | number => typeof key === 'string' || typeof key === 'number'))
      throw new TypeError('A path is made of keys and indices.');
    const row = change.get('row');
    return {
      path,
      base: change.get('base'),
      value: change.get('value'),
      ...(row === undefined ? {} : { row }),
    };
  });
}
