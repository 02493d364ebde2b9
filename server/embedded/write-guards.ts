import type { Transaction } from 'kysely';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { type EntityFacts, withTypes } from './entity-rows.ts';
import { actionsOn } from './entity-wire.ts';
import { forbidden, notFound } from './errors.ts';
import { type Place, requireRights } from './place.ts';
import type { Schema } from './schema.ts';
import type { Types } from './types.ts';

export type Tx = Transaction<Schema>;

export const editorSentence =
  'This workspace runs an editor app, whose entities cannot be saved through the API.';

/** The entity, held against other writers until the transaction ends. */
export async function holdEntity(tx: Tx, place: Place, types: Types, id: number): Promise<EntityFacts> {
  const rows = await tx
    .selectFrom('entities')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', place.workspace.id)
    .forUpdate()
    .execute();
  const [entity] = withTypes(rows, types);
  if (entity === undefined) throw notFound(`Entity ${id}`);
  return entity;
}

export function requireAction(place: Place, entity: EntityFacts, action: string, doing: string): void {
  const rights = requireRights(place, entity);
  if (actionsOn(place, entity, rights).includes(action)) return;
  if (rights.canWrite && action === 'update' && !entity.type.allow_saving) {
    throw forbidden(`The app does not allow saving entities of type "${entity.type.name}".`);
  }
  throw forbidden(`You do not have the right to ${doing} "${entity.name}".`);
}

export function requireUnlocked(
  place: Place,
  entity: { name: string; locked: boolean; locked_by: string | null },
): void {
  if (!entity.locked) return;
  const by = JSON.parse(entity.locked_by ?? 'null') as Record<string, unknown> | number | null;
  const id = typeof by === 'number' ? by : by?.id;
  if (id === place.caller.id) return;
  const names = typeof by === 'object' && by !== null ? [by.first_name, by.last_name] : [];
  const full = names.filter((name) => typeof name === 'string' && name !== '').join(' ');
  const named = typeof by === 'object' && by !== null && typeof by.name === 'string' ? by.name : '';
  const who = full || named || (id === undefined || id === null ? 'somebody else' : `user ${id}`);
  throw forbidden(`"${entity.name}" is locked by ${who}: it can be changed when the lock is released.`);
}

export async function addChildren(tx: Tx, parentId: number, count: number): Promise<void> {
  await tx
    .updateTable('entities')
    .set((eb) => ({ child_count: eb('child_count', '+', count) }))
    .where('id', '=', parentId)
    .execute();
}

/** The entity's further members with the name of its file. */
export function withFilename(extra: string | null, filename: string): string {
  const known = readJson(extra ?? '{}');
  return printJson(new Map([...(known instanceof Map ? known : []), ['filename', filename]]));
}
