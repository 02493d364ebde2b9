import type { Insertable, Kysely } from 'kysely';
import { takeIds } from './ids.ts';
import type { RevisionsTable, Schema } from './schema.ts';

/**
 * Stores the revisions of entities that only have a recipe, oldest first; others are left alone. Runs in a transaction, and holds the entities'
 * rows, so that two readers do not store them twice.
 */
export async function cookRecipes(transaction: Kysely<Schema>, entityIds: number[]): Promise<void> {
  const entities = await transaction
    .selectFrom('entities')
    .select(['id', 'recipe'])
    .where('id', 'in', entityIds)
    .where('recipe', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (entities.length === 0) return;
  const { revisionsOf } = await import('./worlds/recipes.ts');
  for (const { id, recipe } of entities) {
    const revisions = revisionsOf(recipe as string);
    const ids = await takeIds(transaction, 'revision', revisions.length);
    const rows = revisions.map((revision, index) => ({
      id: ids[index] as number,
      entity_id: id,
      ordinal: index + 1,
      created_at: revision.created_at,
      created_by: revision.created_by,
      message: revision.message,
      name: revision.name,
      properties: revision.properties,
    }));
    await insertRevisions(transaction, rows);
    await transaction
      .updateTable('entities')
      .set({ recipe: null, revision_count: rows.length, head_revision_id: ids.at(-1) ?? null })
      .where('id', '=', id)
      .execute();
  }
}

/** Rows of one insert: PostgreSQL takes at most 65,535 parameters. */
const mostRows = 500;
/** Characters of params in one insert: what is on its way is in memory three times. */
const mostText = 8_000_000;

/** Stores revisions in as few statements as their sizes allow. */
async function insertRevisions(
  transaction: Kysely<Schema>,
  rows: Insertable<RevisionsTable>[],
): Promise<void> {
  let batch: Insertable<RevisionsTable>[] = [];
  let text = 0;
  for (const row of rows) {
    batch.push(row);
    text += row.properties.length;
    if (batch.length < mostRows && text < mostText) continue;
    await transaction.insertInto('revisions').values(batch).execute();
    batch = [];
    text = 0;
  }
  if (batch.length > 0) await transaction.insertInto('revisions').values(batch).execute();
}
