import { type SelectQueryBuilder, sql } from 'kysely';
import { answerJson, answerPage } from '../answer.ts';
import { answerEntities } from '../entity-list.ts';
import { notFound } from '../errors.ts';
import { type ApiContext, type Embedded, type Place, placeOf, requireTree } from '../place.ts';
import { pathId, readPaging, readQuery } from '../query.ts';
import type { Routes } from '../router.ts';
import type { EntityTypeRow, Schema } from '../schema.ts';

/** The stored record, with what the caller may do with entities of the type anywhere in the workspace. */
function printType(place: Place, row: EntityTypeRow): string {
  const { actions: _stored, ...wire } = JSON.parse(row.wire) as Record<string, unknown>;
  return JSON.stringify({ ...wire, actions: actionsOnType(place, row) });
}

function actionsOnType({ grants, workspace }: Place, row: EntityTypeRow): string[] {
  const levels = grants.map((grant) => grant.level);
  const actions = ['read-nav'];
  if (levels.includes('basic') || levels.includes('all')) actions.push('read-basic');
  if (levels.includes('all')) actions.push('read');
  if (grants.some((grant) => grant.canWrite) && workspace.app_type !== 'editor') {
    if (row.allow_saving) actions.push('update');
    actions.push('rename', 'create', 'delete');
  }
  return actions;
}

async function typeOf(c: ApiContext, place: Place): Promise<EntityTypeRow> {
  const id = pathId(c, 'entity_type_id');
  const row = await typesOf(place).selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound(`Entity type ${id}`);
  return row;
}

function typesOf({ database, workspace }: Place) {
  return database.kysely.selectFrom('entity_types').where('workspace_id', '=', workspace.id);
}

async function answerTypes(
  c: ApiContext,
  place: Place,
  types: SelectQueryBuilder<Schema, 'entity_types', object>,
): Promise<Response> {
  const query = readQuery(c);
  const paging = readPaging(query);
  query.check();
  const rows = types.selectAll().orderBy('id').offset(paging.offset);
  const [count, page] = await Promise.all([
    types.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
    (paging.limit === null ? rows : rows.limit(paging.limit)).execute(),
  ]);
  return answerPage(
    c,
    page.map((row) => printType(place, row)),
    count.count,
    paging,
  );
}

export function entityTypeRoutes(embedded: Embedded): Routes {
  const one = '/workspaces/:workspace_id/entity_types/:entity_type_id/';
  return {
    '/workspaces/:workspace_id/entity_types/': {
      async GET(c) {
        const place = await placeOf(c, embedded);
        return answerTypes(c, place, typesOf(place));
      },
    },
    [one]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        return answerJson(c, printType(place, await typeOf(c, place)));
      },
    },
    [`${one}entity_types/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const row = await typeOf(c, place);
        requireTree(place);
        // 0 is nobody's id: SQL has no empty list.
        const ids = [0, ...(JSON.parse(row.child_type_ids) as number[])];
        return answerTypes(c, place, typesOf(place).where('id', 'in', ids));
      },
    },
    [`${one}entities/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const row = await typeOf(c, place);
        return answerEntities(c, place, (query) =>
          query.where('workspace_id', '=', place.workspace.id).where('entity_type_id', '=', row.id),
        );
      },
    },
  };
}
