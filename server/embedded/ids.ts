import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

export type IdKind =
  | 'user'
  | 'label'
  | 'app'
  | 'workspace'
  | 'entity_type'
  | 'entity'
  | 'revision'
  | 'file'
  | 'job';

/** Takes `count` ids that nobody had before and nobody gets again, ascending. */
export async function takeIds(kysely: Kysely<Schema>, kind: IdKind, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select nextval(${sequence(kind)}::regclass) as id from generate_series(1, ${count}::bigint)`.execute(
    kysely,
  );
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

export async function takeId(kysely: Kysely<Schema>, kind: IdKind): Promise<number> {
  const [id] = await takeIds(kysely, kind, 1);
  return id as number;
}

/** Says that ids up to `highest` are in use, after rows were stored under ids of their own. */
export async function raiseIds(kysely: Kysely<Schema>, kind: IdKind, highest: number): Promise<void> {
  if (highest < 1) return;
  await sql`
    select setval(${sequence(kind)}::regclass, ${highest}::bigint)
    from ${sql.table(sequence(kind))} where last_value < ${highest}::bigint or not is_called`.execute(kysely);
}

function sequence(kind: IdKind): string {
  return `${kind}_ids`;
}
