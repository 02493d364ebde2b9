import type { JsonValue } from '../../contract/json/value.ts';
import type { FormLabels, PlaceInForm } from '../fields/form-labels.ts';
import { type Comparison, type Counts, countDifferences, type Difference } from '../params/comparison.ts';
import type { Apart } from '../params/form-changes.ts';
import { depthOfRow, getIn, type Path, readablePath, toPointer } from '../params/path.ts';
import { MOST_DEPTH } from '../params/walk.ts';
import { isGroup } from '../revisions/value-words.ts';

/** A field that is alike on both sides. */
export interface Field {
  path: Path;
  value: JsonValue;
}

/** The differences right below one group of the params, in document order. */
export interface Section {
  id: string;
  path: Path;
  /** What the form calls it, with the containers around it; absent where the form does not tell. */
  title?: string;
  /** Where the first of its fields that the form knows stands in the form. */
  order?: number;
  differences: Difference[];
  counts: Counts;
  /** Fields of the same group that are alike; those of groups inside belong to those. */
  unchanged: Field[];
  /** It holds what the form changed and nobody edited, and is the last. */
  isForm?: true;
}

export interface Outline {
  sections: Section[];
  /** Fields in groups that hold no difference of their own. */
  elsewhere: Field[];
}

function groupOf(path: Path): Path {
  const index = depthOfRow(path);
  const keys = index < 0 ? path : path.slice(0, index);
  return keys.slice(0, index < 0 ? -1 : Math.max(0, keys.length - 1));
}

/** Whether a section holds what stands in no group, and the form has no name for it. */
export function isTopLevel({ path, title }: Section): boolean {
  return path.length === 0 && !title;
}

/** What stands above a section: what the form calls it, or its path in `root`. */
export function headingOf({ path, title }: Section, root: JsonValue): string {
  return title ?? (readablePath(path, root) || 'Top level');
}

const LAST = Number.MAX_SAFE_INTEGER;

/** Where the form has a field, or what it knows of a group: the containers that stand around all of it. */
function inForm(
  path: Path,
  value: JsonValue | undefined,
  labels: FormLabels,
): Pick<PlaceInForm, 'sections' | 'order'> | undefined {
  const own = labels.fieldAt(path);
  if (own || !isGroup(value)) return own;
  const places = new Set(fieldsBelow(path, value).map((field) => labels.fieldAt(field.path)));
  const inside = [...places].filter((place) => place !== undefined);
  const [first] = inside;
  if (!first) return undefined;
  const apart = first.sections.findIndex((title, depth) =>
    inside.some(({ sections }) => sections[depth] !== title),
  );
  return {
    sections: apart < 0 ? first.sections : first.sections.slice(0, apart),
    order: Math.min(...inside.map(({ order }) => order)),
  };
}

/** The section of a field or a group: the form's own where it knows it, else the group of params. */
function placeOf(
  path: Path,
  value: JsonValue | undefined,
  labels: FormLabels | undefined,
): Pick<Section, 'id' | 'path' | 'title' | 'order'> {
  const found = labels && inForm(path, value, labels);
  const group = groupOf(path);
  if (!found || found.sections.length === 0)
    return { id: toPointer(group), path: group, ...(found ? { order: found.order } : {}) };
  const title = found.sections.join(' › ');
  return { id: `form ${title}`, path: group, title, order: found.order };
}

/** Its id is none of a place in params or in the form. */
const FORM = { id: 'apart', path: [], title: 'Changed with the form', order: LAST, isForm: true } as const;

/** Sorts a comparison into the groups of its params: what differs in each, and what does not; apart, at the end, what the form changed. */
export function outlineOf(
  comparison: Comparison,
  labels?: FormLabels,
  { edits, formDifferences: form }: Pick<Apart, 'edits' | 'formDifferences'> = {
    edits: comparison.differences,
    formDifferences: [],
  },
): Outline {
  const { left, right } = comparison;
  const sections = new Map<string, Section>();
  const changed = new Set<string>();
  for (const { path, leftPath } of form) for (const at of [path, leftPath]) changed.add(toPointer(at));
  for (const difference of edits) {
    const place = placeOf(difference.path, difference.right ?? difference.left, labels);
    const { id } = place;
    changed.add(toPointer(difference.path));
    const section = sections.get(id);
    if (section) {
      section.differences.push(difference);
      // What the form knows of a section places it, whatever else stands there.
      if (place.order !== undefined) section.order = Math.min(section.order ?? LAST, place.order);
    } else
      sections.set(id, { ...place, differences: [difference], counts: countDifferences([]), unchanged: [] });
  }
  const elsewhere: Field[] = [];
  walk([], right, (field) => {
    const pointer = toPointer(field.path);
    if (changed.has(pointer)) return;
    const section = sections.get(placeOf(field.path, undefined, labels).id);
    // Not among the differences, yet not on the left: a part of something that was added as a whole or moved here.
    if (getIn(left, field.path) === undefined) return;
    (section?.unchanged ?? elsewhere).push(field);
  });
  for (const section of sections.values()) section.counts = countDifferences(section.differences);
  const inOrder = [...sections.values()];
  // In the form's order; what the form does not know comes after, in that of the params.
  if (labels) inOrder.sort((a, b) => (a.order ?? LAST) - (b.order ?? LAST));
  if (form.length > 0)
    inOrder.push({ ...FORM, differences: [...form], counts: countDifferences(form), unchanged: [] });
  return { sections: inOrder, elsewhere };
}

/** Every field below groups, lists whole: a list is one field, and so is a group nested too deeply to be compared. */
function walk(path: Path, value: JsonValue | undefined, visit: (field: Field) => void): void {
  if (!isGroup(value) || path.length === MOST_DEPTH) {
    if (path.length > 0 && value !== undefined) visit({ path, value });
    return;
  }
  for (const [key, member] of value) walk([...path, key], member, visit);
}

/** The fields of a value at a path, lists whole, in document order; the value itself when it is no group. */
export function fieldsBelow(path: Path, value: JsonValue | undefined): Field[] {
  const fields: Field[] = [];
  walk(path, value, (field) => fields.push(field));
  return fields;
}

/** How many fields a value holds. */
export function fieldCount(value: JsonValue | undefined): number {
  return fieldsBelow([], value).length;
}
