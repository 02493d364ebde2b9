import type { Place } from './place.ts';
import type { EntityTypesTable } from './schema.ts';

/** What answers and checks need to know of an entity's type. */
export type TypeFacts = Pick<
  EntityTypesTable,
  'id' | 'name' | 'class_name' | 'allow_saving' | 'is_file' | 'child_type_ids'
>;

const unknownType: Omit<TypeFacts, 'id'> = {
  name: '',
  class_name: null,
  allow_saving: true,
  is_file: false,
  child_type_ids: '[]',
};

export type Types = ReadonlyMap<number, TypeFacts>;

const loaded = new WeakMap<Place, Promise<Types>>();

/**
 * The types of the workspace, read once a request. They are few, so entities are joined with them here and not in SQL, where the join would
 * cost the lists their index order. Call it before a transaction begins: PGlite has one connection.
 */
export function typesOf(place: Place): Promise<Types> {
  const known = loaded.get(place);
  if (known !== undefined) return known;
  const reading = place.database.kysely
    .selectFrom('entity_types')
    .select(['id', 'name', 'class_name', 'allow_saving', 'is_file', 'child_type_ids'])
    .where('workspace_id', '=', place.workspace.id)
    .execute()
    .then((rows) => new Map(rows.map((row) => [row.id, row])));
  loaded.set(place, reading);
  return reading;
}

export function typeIn(types: Types, id: number): TypeFacts {
  return types.get(id) ?? { id, ...unknownType };
}
