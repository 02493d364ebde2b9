import type { Entity } from '../../contract/entity.ts';
import { type Branches, parentsOn, placeOn } from '../api/branches.ts';
import { fold, foldedNames } from '../api/fold.ts';
import { placeWords } from '../api/use-place.ts';
import type { EntityRow, Rows } from './row.ts';

interface Wanted {
  text: string;
  types: ReadonlySet<number>;
  /** Both in one text. */
  key: string;
}
const found = new WeakMap<readonly Entity[], { key: string; places: readonly number[] }>();

/** Places on a page of those that fit, looked for once per filter. */
function matchesOn(entities: readonly Entity[], { text, types, key }: Wanted): readonly number[] {
  const before = found.get(entities);
  if (before?.key === key) return before.places;
  const places: number[] = [];
  foldedNames(entities).forEach((name, place) => {
    if (types.size > 0 && !types.has(entities[place]?.entity_type ?? -1)) return;
    if (name.includes(text)) places.push(place);
  });
  found.set(entities, { key, places });
  return places;
}

const merged = (places: readonly number[], below: ReadonlyMap<number, unknown>) =>
  [...new Set([...places, ...below.keys()])].sort((a, b) => a - b);

export interface FilteredRows extends Rows {
  /** Entities that match, without the ancestors kept for them. */
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

/** The loaded entities that fit the filter, each under its ancestors, all branches open that lead to one; or all in one list. */
export function filteredRows(
  branches: Branches,
  { text, types, flat }: Filter,
  expandable: (entity: Entity) => boolean,
): FilteredRows {
  const wanted = { text: fold(text.trim()), types, key: `${[...types].sort().join()}:${fold(text.trim())}` };
  let matches = 0;
  let searched = 0;
  const collect = (parent: number | null, level: number, above: Set<number>): EntityRow[] => {
    const branch = branches.get(parent);
    const rows: EntityRow[] = [];
    for (const [index, { entities }] of [...(branch?.pages ?? [])].sort(([a], [b]) => a - b)) {
      if (!entities) continue;
      searched += entities.length;
      const places = matchesOn(entities, wanted);
      matches += places.length;
      const below = new Map<number, EntityRow[]>();
      for (const id of parentsOn(entities, expandable)) {
        if (above.has(id) || !branches.has(id)) continue;
        const inside = collect(id, level + 1, new Set(above).add(id));
        if (inside.length > 0) below.set(placeOn(entities, id) ?? 0, inside);
      }
      const fitting = new Set(places);
      for (const place of below.size === 0 ? places : merged(places, below)) {
        const entity = entities[place] as Entity;
        const inside = below.get(place) ?? [];
        if (flat && !fitting.has(place)) {
          for (const row of inside) rows.push(row);
          continue;
        }
        rows.push({
          kind: 'entity',
          entity,
          parent,
          level: flat ? 1 : level,
          slot: index * (branch?.pageSize ?? 0) + place,
          at: index * (branch?.pageSize ?? 0) + place,
          of: branch?.count ?? 1,
          expandable: !flat && expandable(entity),
          open: !flat && inside.length > 0,
          busy: false,
        });
        for (const row of inside) rows.push(row);
      }
    }
    return rows;
  };
  const rows = collect(null, 1, new Set());
  return {
    length: rows.length,
    matches,
    searched,
    at(index) {
      const row = rows[index];
      if (!flat || !row) return row;
      return { ...row, at: index, of: rows.length, where: placeWords(row.entity, branches) };
    },
    indexOf: (parent, id) => rows.findIndex((row) => row.parent === parent && row.entity.id === id),
    indexOfSlot: (parent, slot) => rows.findIndex((row) => row.parent === parent && row.slot === slot),
    indexOfGroup: () => -1,
    above(index) {
      const level = rows[index]?.level ?? 1;
      for (let at = index - 1; at >= 0; at--) if ((rows[at]?.level ?? 0) < level) return at;
      return -1;
    },
  };
}

/** Where the part of a name that matches a filter begins and ends; null when accents make the lengths differ or nothing matches. */
export function matchIn(name: string, text: string): { from: number; to: number } | null {
  const wanted = fold(text.trim());
  const folded = fold(name);
  if (wanted === '' || folded.length !== name.length) return null;
  const from = folded.indexOf(wanted);
  return from === -1 ? null : { from, to: from + wanted.length };
}
