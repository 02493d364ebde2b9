import { type SelectQueryBuilder, sql } from 'kysely';
import type { Place } from './place.ts';
import { cookRecipes } from './recipes.ts';
import type { EntityRow, Schema } from './schema.ts';
import { type TypeFacts, type Types, typeIn, typesOf } from './types.ts';

/** An entity with what its answers need of its type. */
export interface EntityFacts extends EntityRow {
  type: TypeFacts;
}

/** A choice of entities, before any column is chosen. */
export type EntityQuery = SelectQueryBuilder<Schema, 'entities', object>;

export function withTypes(rows: EntityRow[], types: Types): EntityFacts[] {
  return rows.map((row) => ({ ...row, type: typeIn(types, row.entity_type_id) }));
}

/** One entity of the workspace, whatever the caller may see; undefined when there is none. With a recipe its revisions are stored first. */
export async function findEntity(place: Place, id: number): Promise<EntityFacts | undefined> {
  const { database, workspace } = place;
  const read = () =>
    database.kysely
      .selectFrom('entities')
      .selectAll()
      .where('id', '=', id)
      .where('workspace_id', '=', workspace.id)
      .executeTakeFirst();
  let row = await read();
  if (row !== undefined && row.recipe !== null) {
    await database.transaction((transaction) => cookRecipes(transaction, [id]));
    row = await read();
  }
  return row === undefined ? undefined : withTypes([row], await typesOf(place))[0];
}

/** The present params of entities, as text, by entity id. */
export async function paramsOf(place: Place, entities: EntityFacts[]): Promise<Map<number, string>> {
  if (entities.length === 0) return new Map();
  const rows = await place.database.kysely
    .selectFrom('entities')
    .innerJoin('revisions', 'revisions.id', 'entities.head_revision_id')
    .select(['entities.id', 'revisions.properties'])
    .where(
      'entities.id',
      'in',
      entities.map((entity) => entity.id),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row.properties]));
}

/** Sizes in bytes of the present params, by entity id, without reading them. */
export async function paramsSizes(place: Place, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await place.database.kysely
    .selectFrom('entities')
    .innerJoin('revisions', 'revisions.id', 'entities.head_revision_id')
    .select(['entities.id', sql<number>`octet_length(revisions.properties)`.as('size')])
    .where('entities.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.size]));
}

/** From a path up to but not including this one lies its subtree, itself included. */
export function endOfSubtree(path: string): string {
  return `${path.slice(0, -1)}0`;
}
