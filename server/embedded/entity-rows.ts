import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Place } from './place.ts';
import { cookRecipes } from './recipes.ts';
import type { EntityRow, Schema } from './schema.ts';

/** An entity with what its answers need of its type. */
export interface EntityFacts extends EntityRow {
  type_name: string;
  allow_saving: boolean;
  is_file: boolean;
  child_type_ids: string;
}

export type EntityQuery = SelectQueryBuilder<Schema, 'entities' | 'entity_types', object>;

/** Entities of one workspace, each with its type, before any column is chosen. */
export function entitiesOf(kysely: Kysely<Schema>, workspaceId: number): EntityQuery {
  return kysely
    .selectFrom('entities')
    .innerJoin('entity_types', (join) =>
      join
        .onRef('entity_types.workspace_id', '=', 'entities.workspace_id')
        .onRef('entity_types.id', '=', 'entities.entity_type_id'),
    )
    .where('entities.workspace_id', '=', workspaceId);
}

export function selectFacts(query: EntityQuery) {
  return query
    .selectAll('entities')
    .select([
      'entity_types.name as type_name',
      'entity_types.allow_saving',
      'entity_types.is_file',
      'entity_types.child_type_ids',
    ]);
}

/** One entity of the workspace, whatever the caller may see; undefined when there is none. With a recipe its revisions are stored first. */
export async function findEntity(place: Place, id: number): Promise<EntityFacts | undefined> {
  const { database, workspace } = place;
  const read = () =>
    selectFacts(entitiesOf(database.kysely, workspace.id)).where('entities.id', '=', id).executeTakeFirst();
  const entity = await read();
  if (entity === undefined || entity.recipe === null) return entity;
  await database.transaction((transaction) => cookRecipes(transaction, [id]));
  return read();
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
