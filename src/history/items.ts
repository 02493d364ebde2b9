import type { FormLabels } from '../fields/form-labels.ts';
import type { Change, Comparison, Difference } from '../params/comparison.ts';
import { countLeaves } from '../params/equal.ts';
import { flatten } from '../params/flatten.ts';
import type { Apart } from '../params/form-changes.ts';
import { orderOf } from '../params/list-edits.ts';
import { labelOfForm } from '../revisions/form-words.ts';
import { type Field, isTopLevel, type Outline, type Section } from './outline.ts';
import { type Wanted, wantedOfChange } from './plan.ts';
import { idOf, type Stop, stopsOf } from './stops.ts';

/** One line of the comparison on screen: a heading, a difference, or fields that are alike, folded or opened. */
export type Item =
  | { type: 'section'; id: string; section: Section }
  | { type: 'difference'; id: string; difference: Difference; from: number; wanted?: Wanted }
  | { type: 'fold'; id: string; fields: Field[]; where: string; from: number }
  | {
      type: 'field';
      id: string;
      field: Field;
      from: number;
      /** No heading names its section. */
      alone: boolean;
    };

/** Of the heading of a section. */
export const sectionItemId = (section: string): string => `section ${section}`;

/** The fold of what is alike in groups without a heading. */
const ELSEWHERE = 'elsewhere';

/** A comparison by groups: headings, differences, and what is alike folded at the end of its group unless `open` holds the fold. */
export function groupedItems(
  outline: Outline,
  open: ReadonlySet<string>,
  nameOf: (section: Section) => string,
): Item[] {
  const items: Item[] = [];
  const fold = (id: string, fields: Field[], where: string, from: number) => {
    if (fields.length === 0) return;
    if (!open.has(id)) items.push({ type: 'fold', id, fields, where, from });
    else
      for (const field of fields)
        items.push({
          type: 'field',
          id: `${id} ${field.path.join('/')}`,
          field,
          from,
          alone: id === ELSEWHERE,
        });
  };
  for (const section of outline.sections) {
    items.push({ type: 'section', id: sectionItemId(section.id), section });
    // A table may stand in its section and among what the form changed.
    const mark = section.isForm ? 'form ' : '';
    for (const difference of section.differences)
      items.push({ type: 'difference', id: mark + idOf(difference), difference, from: section.path.length });
    fold(
      `fold ${section.id}`,
      section.unchanged,
      isTopLevel(section) ? 'at the top level' : `in ${nameOf(section)}`,
      section.path.length,
    );
  }
  fold(ELSEWHERE, outline.elsewhere, 'in other groups', 0);
  return items;
}

/** Every change by itself: leaves, rows and items, as a list in the order of the params; under its heading what the form changed. */
export function listItems(
  comparison: Comparison,
  { sections }: Outline,
  { edits }: Pick<Apart, 'edits'>,
  labels?: FormLabels,
): Item[] {
  const form = sections.find(({ isForm }) => isForm);
  return [
    ...changeItems({ ...comparison, differences: edits }, '', labels),
    ...(form ? sectionItems(comparison, form, labels) : []),
  ];
}

/** Every change by itself under the heading of its section. */
export function textItems(comparison: Comparison, { sections }: Outline, labels?: FormLabels): Item[] {
  return sections.flatMap((section) => sectionItems(comparison, section, labels));
}

function sectionItems(comparison: Comparison, section: Section, labels?: FormLabels): Item[] {
  return [
    { type: 'section', id: sectionItemId(section.id), section },
    ...changeItems({ ...comparison, differences: section.differences }, `${section.id} `, labels),
  ];
}

function changeItems(comparison: Comparison, mark: string, labels: FormLabels | undefined): Item[] {
  return flatten(comparison).map((change, index) => ({
    type: 'difference',
    id: `${mark}${index}`,
    difference: asDifference(change, labels),
    from: 0,
    wanted: wantedOfChange(change, { ...comparison, labels }),
  }));
}

function asDifference(change: Change, labels: FormLabels | undefined): Difference {
  const { kind, path, leftPath, from, to, elsewhere, size, unit } = change;
  if (kind === 'moved') {
    const move = {
      type: 'move',
      kind,
      path,
      leftPath,
      left: from ?? null,
      right: to ?? null,
      leaves: 1,
    } as const;
    return unit === 'subtree'
      ? move
      : { ...move, rows: { count: size, order: orderOf(change, labels && labelOfForm(labels)) } };
  }
  return {
    type: 'leaf',
    kind,
    path,
    leftPath,
    ...(from === undefined ? {} : { left: from }),
    ...(to === undefined ? {} : { right: to }),
    ...(elsewhere ? { elsewhere: new Map(elsewhere.entries()) } : {}),
    leaves: Math.max(...[from, to].map((value) => (value === undefined ? 0 : countLeaves(value)))),
  };
}

/** Where next and previous change go, in the order of the items; `within` of a stop is the item's index. */
export function stopsOfItems(items: readonly Item[], isWhole: (difference: Difference) => boolean): Stop[] {
  let section: string | undefined;
  return items.flatMap((item, index) => {
    if (item.type === 'section') section = item.id;
    if (item.type !== 'difference') return [];
    const stops = isWhole(item.difference)
      ? [{ id: idOf(item.difference), within: 0 }]
      : stopsOf([item.difference]);
    return stops.map(({ id }) => ({ id, within: index, ...(section === undefined ? {} : { section }) }));
  });
}
