import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { raiseIds, takeId, takeIds } from '../embedded/ids.ts';
import type { Schema } from '../embedded/schema.ts';
import type { ArchiveRecord } from './records.ts';
import { type Survey, survey } from './survey.ts';

type SharedKind = 'user' | 'label' | 'app';
type NumberedKind = SharedKind | 'workspace' | 'entity' | 'revision' | 'file';

/** Old id → new id for records whose id is in use here; those that are not in a map keep theirs. */
export type IdPlan = Record<NumberedKind, Map<number, number>>;

export interface Plan {
  ids: IdPlan;
  survey: Survey;
  /** Users, labels and apps that are here already and are used as they are. */
  known: Record<SharedKind, Set<number>>;
}

/** Above this an id gets a new one: the next ids would soon leave what JavaScript counts exactly. */
const highestKept = 2 ** 50;

export const noNewIds = (): IdPlan => ({
  user: new Map(),
  label: new Map(),
  app: new Map(),
  workspace: new Map(),
  entity: new Map(),
  revision: new Map(),
  file: new Map(),
});

/**
 * Reads the records once and decides which ids they get. Takes ids from the sequences, which is outside of any transaction: unused
 * ones are only gaps.
 */
export async function planIds(
  kysely: Kysely<Schema>,
  records: Iterable<ArchiveRecord> | AsyncIterable<ArchiveRecord>,
): Promise<Plan> {
  const ids = noNewIds();
  const inUse = { entity: [] as number[], revision: [] as number[], file: [] as number[] };
  const surveyed = await survey(records, async (kind, batch) => {
    inUse[kind].push(...(await idsInUse(kysely, kind, batch)));
  });
  for (const kind of ['entity', 'revision', 'file'] as const) {
    // The sequence goes first: ids that others take from now on are above ours.
    await raiseIds(kysely, kind, Math.min(surveyed.highest[kind], highestKept));
    // In the order of the former ids, so that lists keep their order.
    inUse[kind].sort((a, b) => a - b);
    const taken = await takeIds(kysely, kind, inUse[kind].length);
    inUse[kind].forEach((id, index) => {
      ids[kind].set(id, taken[index] as number);
    });
  }
  for (const id of surveyed.workspaces) {
    const [other] = await kysely.selectFrom('workspaces').select('id').where('id', '=', id).execute();
    if (other !== undefined || id > highestKept) ids.workspace.set(id, await takeId(kysely, 'workspace'));
    else await raiseIds(kysely, 'workspace', id);
  }
  await raiseIds(kysely, 'entity_type', Math.min(surveyed.highest.entity_type, highestKept));
  const known = {
    user: await matchUsers(kysely, surveyed, ids.user),
    label: await matchNamed(kysely, 'label', surveyed.labels, ids.label),
    app: await matchNamed(kysely, 'app', surveyed.apps, ids.app),
  };
  return { ids, survey: surveyed, known };
}

async function idsInUse(
  kysely: Kysely<Schema>,
  kind: 'entity' | 'revision' | 'file',
  ids: number[],
): Promise<number[]> {
  const table = ({ entity: 'entities', revision: 'revisions', file: 'files' } as const)[kind];
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where id = any(${`{${ids.join(',')}}`}::bigint[])`.execute(kysely);
  return [...rows.map((row) => row.id), ...ids.filter((id) => id > highestKept)];
}

/** New ids are above all that records keep: no two get the same. */
const raiseAbove = (kysely: Kysely<Schema>, kind: SharedKind, records: readonly { id: number }[]) =>
  raiseIds(
    kysely,
    kind,
    records.reduce((highest, { id }) => (id > highest && id <= highestKept ? id : highest), 0),
  );

/** The same person: the same mail address, or without one the same id and name. Somebody else under that id: a new id. */
async function matchUsers(
  kysely: Kysely<Schema>,
  { users }: Survey,
  newIds: Map<number, number>,
): Promise<Set<number>> {
  const known = new Set<number>();
  await raiseAbove(kysely, 'user', users);
  for (const user of users) {
    const { id, email } = user;
    const rows = await kysely
      .selectFrom('users')
      .select(['id', 'email', 'wire'])
      .where((where) => where.or([where('id', '=', id), where('email', '=', email ?? '')]))
      .orderBy(({ eb }) => eb('id', '<>', id))
      .execute();
    const same = rows.find((row) =>
      email || row.email ? row.email === email : nameOf(JSON.parse(row.wire)) === nameOf(user),
    );
    if (same !== undefined) {
      known.add(id);
      if (same.id !== id) newIds.set(id, same.id);
    } else if (rows.length > 0 || id > highestKept) newIds.set(id, await takeId(kysely, 'user'));
  }
  return known;
}

const nameOf = ({ name, first_name, last_name }: { [member: string]: unknown }): string =>
  JSON.stringify([name, first_name, last_name].map((part) => part ?? null));

async function matchNamed(
  kysely: Kysely<Schema>,
  kind: 'label' | 'app',
  records: { id: number; name: string }[],
  newIds: Map<number, number>,
): Promise<Set<number>> {
  const known = new Set<number>();
  await raiseAbove(kysely, kind, records);
  for (const { id, name } of records) {
    const row = await kysely
      .selectFrom(kind === 'label' ? 'labels' : 'apps')
      .select('wire')
      .where('id', '=', id)
      .executeTakeFirst();
    if (row !== undefined && (JSON.parse(row.wire) as { name?: unknown }).name === name) known.add(id);
    else if (row !== undefined || id > highestKept) newIds.set(id, await takeId(kysely, kind));
  }
  return known;
}
