import { type Kysely, sql } from 'kysely';
import { answerJson, answerPage, answerParts } from '../answer.ts';
import { findEntity } from '../entity-rows.ts';
import { notFound } from '../errors.ts';
import { objectText, timeText } from '../json-text.ts';
import { type ApiContext, type Embedded, placeOf, requireRights } from '../place.ts';
import { pathId, readPaging, readQuery } from '../query.ts';
import type { Routes } from '../router.ts';
import type { RevisionRow, Schema } from '../schema.ts';

/** Bytes of params in one answer or part: fewer revisions are answered rather than a page that no one can hold. */
const mostParams = 16 * 1024 * 1024;
const rowsOfOnePart = 1000;

type Row = Omit<RevisionRow, 'properties'> & { properties?: string };

function printRevision(row: Row): string {
  return objectText({
    id: String(row.id),
    created_at: timeText(row.created_at),
    created_by: JSON.stringify(row.created_by),
    message: JSON.stringify(row.message),
    name: JSON.stringify(row.name),
    properties: row.properties,
  });
}

const facts = ['id', 'entity_id', 'ordinal', 'created_at', 'created_by', 'message', 'name'] as const;

/** Newest first. With params the part ends before it gets too large; it always holds at least one. */
async function readPart(
  kysely: Kysely<Schema>,
  entityId: number,
  range: { limit: number; offset: number },
  withParams: boolean,
): Promise<Row[]> {
  const rows = await kysely
    .selectFrom('revisions')
    .select(facts)
    .$if(withParams, (query) => query.select(sql<number>`octet_length(properties)`.as('size')))
    .where('entity_id', '=', entityId)
    .orderBy('ordinal', 'desc')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  if (!withParams || rows.length === 0) return rows;
  let sum = 0;
  const end = rows.findIndex((row, index) => {
    sum += row.size ?? 0;
    return sum > mostParams && index > 0;
  });
  const fitting = end === -1 ? rows : rows.slice(0, end);
  const params = await kysely
    .selectFrom('revisions')
    .select(['id', 'properties'])
    .where(
      'id',
      'in',
      fitting.map((row) => row.id),
    )
    .execute();
  const byId = new Map(params.map((row) => [row.id, row.properties]));
  return fitting.flatMap((row) => {
    const properties = byId.get(row.id);
    // Deleted between the two reads: then the entity is gone, and the list with it.
    return properties === undefined ? [] : [{ ...row, properties }];
  });
}

async function* partsOf(
  kysely: Kysely<Schema>,
  entityId: number,
  from: number,
  withParams: boolean,
): AsyncGenerator<string[]> {
  for (let offset = from; ; ) {
    const rows = await readPart(kysely, entityId, { limit: rowsOfOnePart, offset }, withParams);
    if (rows.length === 0) return;
    yield rows.map(printRevision);
    offset += rows.length;
  }
}

async function entityOf(c: ApiContext, embedded: Embedded) {
  const place = await placeOf(c, embedded);
  const id = pathId(c, 'entity_id');
  const entity = await findEntity(place, id);
  if (entity === undefined) throw notFound(`Entity ${id}`);
  return { entity, rights: requireRights(place, entity) };
}

export function revisionRoutes(embedded: Embedded): Routes {
  const { kysely } = embedded.database;
  const list = '/workspaces/:workspace_id/entities/:entity_id/revisions/';
  return {
    [list]: {
      async GET(c) {
        const query = readQuery(c);
        const paging = readPaging(query);
        const asked = query.flag('properties', true);
        query.check();
        const { entity, rights } = await entityOf(c, embedded);
        const withParams = asked && rights.level === 'all';
        if (paging.limit === null) {
          return answerParts(partsOf(kysely, entity.id, paging.offset, withParams));
        }
        const range = { limit: paging.limit, offset: paging.offset };
        const rows = await readPart(kysely, entity.id, range, withParams);
        return answerPage(c, rows.map(printRevision), entity.revision_count, paging);
      },
    },
    [`${list}:revision_id/`]: {
      async GET(c) {
        const id = pathId(c, 'revision_id');
        const query = readQuery(c);
        const asked = query.flag('properties', true);
        query.check();
        const { entity, rights } = await entityOf(c, embedded);
        const row = await kysely
          .selectFrom('revisions')
          .select(facts)
          .$if(asked && rights.level === 'all', (revisions) => revisions.select('properties'))
          .where('entity_id', '=', entity.id)
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) throw notFound(`Revision ${id}`);
        return answerJson(c, printRevision(row));
      },
    },
  };
}
