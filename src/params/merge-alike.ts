/** Items of a list that read alike, which a merge along pairs could take for each other. */
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { agreedOn, OPEN } from './agreed.ts';
import { equalValues } from './equal.ts';
import type { Interning } from './interning.ts';
import { contentOf } from './lists.ts';
import type { Partners } from './partners.ts';

/** The three sides of a list that both changed, which item of the base each item of a side is, and what pairing made of them. */
export interface MergedList {
  base: JsonArray;
  mine: JsonArray;
  theirs: JsonArray;
  inMine: Partners;
  inTheirs: Partners;
  items: JsonArray;
}

/**
 * Whether nobody can tell which items the two sides meant, so that what pairing made may be an edit less than was made:
 * an item that the base has several times, and of which both sides changed the number; or single values that both lists kept in number, and that give another list
 * place by place. Not where both sides left each item in its place.
 */
export function isAmbiguous(list: MergedList, interning: Interning): boolean {
  const { base, mine, theirs, inMine, inTheirs } = list;
  if (areInPlace(inMine, base) && areInPlace(inTheirs, base)) return false;
  const counts = [base, mine, theirs].map((side) => countsOf(interning.idsOf(side)));
  const [inBase, own, their] = counts as [Counts, Counts, Counts];
  for (const [id, count] of inBase)
    if (count > 1 && own.get(id) !== count && their.get(id) !== count) return true;
  const byPlace = mergedByPlace(list);
  return byPlace !== undefined && !equalValues(byPlace, list.items);
}

function areInPlace(partners: Partners, base: JsonArray): boolean {
  return partners.length === base.length && partners.every((partner, place) => partner === place);
}

type Counts = ReadonlyMap<number, number>;

function countsOf(ids: Int32Array): Counts {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Single values merged place by place; nothing where that cannot be done, or both changed a place. */
function mergedByPlace({ base, mine, theirs }: MergedList): JsonArray | undefined {
  if (mine.length !== base.length || theirs.length !== base.length) return undefined;
  if ([base, mine, theirs].some((side) => contentOf(side) !== 'scalars')) return undefined;
  const items: JsonValue[] = [];
  for (const [place, was] of base.entries()) {
    const agreed = agreedOn({ base: was, mine: mine[place], theirs: theirs[place] });
    if (agreed === OPEN || agreed === undefined) return undefined;
    items.push(agreed);
  }
  return items;
}
