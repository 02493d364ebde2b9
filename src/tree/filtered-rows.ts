import type { Entity } from '../../contract/entity.ts';
import { type Branch, type Branches, parentsOn, placeOn } from '../api/branches.ts';
import { fold, foldedNames, wordsOf } from '../api/fold.ts';
import { placeWords } from '../api/use-place.ts';
import { type FoundBelow, isStandIn } from './found-below.ts';
import { type AboveRow, type EntityRow, NO_SLOT, type Rows } from './row.ts';

interface Wanted {
  /** All of them in the name, as the server looks for it. */
  words: readonly string[];
  types: ReadonlySet<number>;
  /** Both in one text. */
  key: string;
}
const found = new WeakMap<readonly Entity[], { key: string; places: readonly number[] }>();

/** Places on a page of those that fit, looked for once per filter. */
function matchesOn(entities: readonly Entity[], { words, types, key }: Wanted): readonly number[] {
  const before = found.get(entities);
  if (before?.key === key) return before.places;
  const places: number[] = [];
  foldedNames(entities).forEach((name, place) => {
    if (types.size > 0 && !types.has(entities[place]?.entity_type ?? -1)) return;
    if (words.every((word) => name.includes(word))) places.push(place);
  });
  found.set(entities, { key, places });
  return places;
}

const merged = (places: readonly number[], below: ReadonlyMap<number, unknown>) =>
  [...new Set([...places, ...below.keys()])].sort((a, b) => a - b);

export interface FilteredRows extends Rows {
  /** Loaded entities that match, without the ancestors kept for them. */
  readonly matches: number;
  /** Entities that were looked at: all that are loaded. */
  readonly searched: number;
}

/** What the tree is filtered by; `types` empty: every type. */
export interface Filter {
  text: string;
  types: ReadonlySet<number>;
  /** Without what is above, as one list. */
  flat: boolean;
}
export const NO_FILTER: Filter = { text: '', types: new Set(), flat: false };

export const isFilter = ({ text, types, flat }: Filter) => text.trim() !== '' || types.size > 0 || flat;

/** Rows of one page that follow each other, by their places on it: an object for each of 100,000 would hold up the page. */
interface Run {
  parent: number | null;
  level: number;
  entities: readonly Entity[];
  places: readonly number[];
  /** Slot of the page's first place; {@link NO_SLOT} where what was found takes the place of a page. */
  first: number;
  /** How many siblings are shown before it. */
  before: number;
  /** All siblings that are shown. */
  siblings: { shown: number };
  /** Places under which something follows. */
  open: ReadonlyMap<number, unknown>;
  /** Index of its first row. */
  from: number;
}

const NOTHING_FOUND: FoundBelow = new Map();

/** The entities that fit the filter, loaded or found, each under its ancestors, all branches open that lead to one; or all in one list. */
export function filteredRows(
  branches: Branches,
  { text, types, flat }: Filter,
  expandable: (entity: Entity) => boolean,
  found = NOTHING_FOUND,
): FilteredRows {
  const words = wordsOf(text);
  const wanted = { words, types, key: `${[...types].sort().join()}:${words.join(' ')}` };
  let matches = 0;
  let searched = 0;
  const collect = (parent: number | null, level: number, above: Set<number>): Run[] => {
    const runs: Run[] = [];
    const siblings = { shown: 0 };
    for (const { entities, first } of pagesOf(branches.get(parent), found.get(parent) ?? [])) {
      const places = matchesOn(entities, wanted);
      if (first !== NO_SLOT) {
        searched += entities.length;
        matches += places.length;
      }
      const below = new Map<number, Run[]>();
      for (const id of parentsOn(entities, expandable)) {
        if (above.has(id) || !(branches.has(id) || found.has(id))) continue;
        const inside = collect(id, level + 1, new Set(above).add(id));
        if (inside.length > 0) below.set(placeOn(entities, id) ?? 0, inside);
      }
      const run = { parent, level: flat ? 1 : level, entities, first, siblings, open: below, from: 0 };
      for (const part of partsOf(places, below, flat)) {
        if (part.places.length > 0) runs.push({ ...run, places: part.places, before: siblings.shown });
        siblings.shown += part.places.length;
        for (const inside of part.inside) runs.push(inside);
      }
    }
    return runs;
  };
  const runs = collect(null, 1, new Set());
  let length = 0;
  for (const run of runs) {
    run.from = length;
    length += run.places.length;
  }
  const indexIn = (parent: number | null, placeIn: (run: Run) => number | undefined) => {
    for (const run of runs) {
      const at = run.parent === parent ? run.places.indexOf(placeIn(run) ?? -1) : -1;
      if (at >= 0) return run.from + at;
    }
    return -1;
  };
  return {
    length,
    matches,
    searched,
    at(index) {
      const run = runs[runAt(runs, index)];
      const row = run && rowOf(run, index, flat, expandable);
      if (!flat || row?.kind !== 'entity') return row;
      return { ...row, at: index, of: length, where: placeWords(row.entity, branches) };
    },
    indexOf: (parent, id) => indexIn(parent, ({ entities }) => placeOn(entities, id)),
    indexOfSlot: (parent, slot) =>
      indexIn(parent, ({ first }) => (first === NO_SLOT ? undefined : slot - first)),
    indexOfGroup: () => -1,
    above(index) {
      const inside = runAt(runs, index);
      const level = runs[inside]?.level ?? 1;
      for (let at = inside - 1; at >= 0; at--) {
        const run = runs[at] as Run;
        if (run.level < level) return run.from + run.places.length - 1;
      }
      return -1;
    },
    isContext(index) {
      const run = runs[runAt(runs, index)];
      return (
        run !== undefined && !matchesOn(run.entities, wanted).includes(run.places[index - run.from] ?? -1)
      );
    },
  };
}

interface FilteredPage {
  entities: readonly Entity[];
  first: number;
}

/** The pages that were read of a branch, and before each what was found that comes before it. */
function pagesOf(branch: Branch | undefined, found: readonly Entity[]): FilteredPage[] {
  let rest = found;
  const takeBefore = (id: number): FilteredPage[] => {
    const entities = rest.filter((entity) => entity.id < id);
    rest = rest.slice(entities.length);
    return entities.length > 0 ? [{ entities, first: NO_SLOT }] : [];
  };
  const pages = [...(branch?.pages ?? [])]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, { entities }]) => {
      if (!entities) return [];
      const first = index * (branch?.pageSize ?? 0);
      return [...takeBefore(entities[0]?.id ?? 0), { entities, first }];
    });
  return [...pages, ...takeBefore(Number.POSITIVE_INFINITY)];
}

/** The rows of a page as they come: some places, then what stands under the last of them. In a flat list only what fits is a row. */
function partsOf(places: readonly number[], below: ReadonlyMap<number, Run[]>, flat: boolean) {
  if (below.size === 0) return [{ places, inside: [] as Run[] }];
  const fitting = new Set(places);
  const parts: { places: number[]; inside: Run[] }[] = [];
  let part: { places: number[]; inside: Run[] } = { places: [], inside: [] };
  for (const place of merged(places, below)) {
    if (!flat || fitting.has(place)) part.places.push(place);
    const inside = below.get(place);
    if (!inside) continue;
    parts.push({ ...part, inside });
    part = { places: [], inside: [] };
  }
  return [...parts, part];
}

/** The run that holds a row, by its position; -1 for none. */
function runAt(runs: readonly Run[], index: number): number {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { from, places } = runs[middle] as Run;
    if (index < from) high = middle - 1;
    else if (index >= from + places.length) low = middle + 1;
    else return middle;
  }
  return -1;
}

function rowOf(
  { parent, level, entities, places, first, before, siblings, open, from }: Run,
  index: number,
  flat: boolean,
  expandable: (entity: Entity) => boolean,
): EntityRow | AboveRow {
  const place = places[index - from] as number;
  const entity = entities[place] as Entity;
  const stand = { parent, level, at: before + index - from, of: siblings.shown };
  if (isStandIn(entity)) return { kind: 'above', id: entity.id, ...stand, slot: NO_SLOT, open: true };
  return {
    kind: 'entity',
    entity,
    ...stand,
    slot: first === NO_SLOT ? NO_SLOT : first + place,
    expandable: !flat && expandable(entity),
    open: !flat && open.has(place),
    busy: false,
  };
}

/** The parts of a name that match a filter: all of it in one, or each of its words; none when accents make the lengths differ. */
export function matchesIn(name: string, text: string): { from: number; to: number }[] {
  const folded = fold(name);
  const whole = fold(text.trim());
  if (whole === '' || folded.length !== name.length) return [];
  const parts = folded.includes(whole) ? [whole] : wordsOf(text);
  const places = parts.map((part) => ({
    from: folded.indexOf(part),
    to: folded.indexOf(part) + part.length,
  }));
  if (places.some(({ from }) => from === -1)) return [];
  places.sort((a, b) => a.from - b.from);
  return places.filter(({ from }, at) => at === 0 || from >= (places[at - 1]?.to ?? 0));
}
