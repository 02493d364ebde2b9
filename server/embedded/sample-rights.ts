import type { Transaction } from 'kysely';
import type { NewPermission, Schema } from './schema.ts';

const everywhere = (user_id: number, can_write: boolean): NewPermission => ({
  user_id,
  workspace_id: null,
  level: 'all',
  can_write,
  below_entity_id: null,
});
const inWorkspace = (user_id: number, workspace_id: number, rest: Partial<NewPermission>): NewPermission => ({
  ...everywhere(user_id, false),
  workspace_id,
  ...rest,
});

/**
 * The rights of the ten sample users, for imported workspaces too: who reads or writes everywhere does so there as well, and the two visitors
 * see only what is named here. The import service reads everywhere and writes in 11 and 12.
 */
export async function grantSampleRights(transaction: Transaction<Schema>): Promise<void> {
  const district = await firstDistrict(transaction);
  const rows: NewPermission[] = [
    ...[101, 102, 103, 104, 106, 107].map((user) => everywhere(user, true)),
    everywhere(105, false),
    everywhere(108, false),
    inWorkspace(108, 11, { can_write: true }),
    inWorkspace(108, 12, { can_write: true }),
    inWorkspace(109, 11, { level: 'navigate' }),
    // A place that does not exist, when the world has no district: a grant for nothing.
    inWorkspace(110, 12, { level: 'basic', below_entity_id: district ?? 0 }),
  ];
  const users = await transaction.selectFrom('users').select('id').execute();
  const known = new Set(users.map((user) => user.id));
  const granted = rows.filter((row) => known.has(row.user_id));
  if (granted.length > 0) await transaction.insertInto('permissions').values(granted).execute();
}

async function firstDistrict(transaction: Transaction<Schema>): Promise<number | undefined> {
  const district = await transaction
    .selectFrom('entities')
    .innerJoin('entity_types', (join) =>
      join
        .onRef('entity_types.workspace_id', '=', 'entities.workspace_id')
        .onRef('entity_types.id', '=', 'entities.entity_type_id'),
    )
    .select('entities.id')
    .where('entities.workspace_id', '=', 12)
    .where('entity_types.class_name', '=', 'District')
    .orderBy('entities.id')
    .executeTakeFirst();
  return district?.id;
}
