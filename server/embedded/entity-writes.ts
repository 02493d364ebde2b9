import type { Transaction } from 'kysely';
import { printJson } from '../../contract/json.ts';
import { readFields } from './body.ts';
import { type EntityFacts, endOfSubtree, withTypes } from './entity-rows.ts';
import { actionsOn } from './entity-wire.ts';
import { ApiError, forbidden, invalid, notFound } from './errors.ts';
import { takeId } from './ids.ts';
import type { Members } from './members.ts';
import { type Place, requireNotEditor, requireRights } from './place.ts';
import { cookRecipes } from './recipes.ts';
import type { Schema } from './schema.ts';
import { foldText, microsecondsOf, timeNow } from './text.ts';
import { type TypeFacts, type Types, typesOf } from './types.ts';

type Tx = Transaction<Schema>;

const editorSentence = 'This workspace runs an editor app, whose entities cannot be saved through the API.';

/** The entity, held against other writers until the transaction ends. */
async function holdEntity(tx: Tx, place: Place, types: Types, id: number): Promise<EntityFacts> {
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

function requireAction(place: Place, entity: EntityFacts, action: string, doing: string): void {
  const rights = requireRights(place, entity);
  if (actionsOn(place, entity, rights).includes(action)) return;
  if (rights.canWrite && action === 'update' && !entity.type.allow_saving) {
    throw forbidden(`The app does not allow saving entities of type "${entity.type.name}".`);
  }
  throw forbidden(`You do not have the right to ${doing} "${entity.name}".`);
}

function requireUnlocked(
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

/**
 * Saves one revision: new params, a new name, or both; what is not given stays. Last write wins, unless `ifRevision` names the revision
 * that the caller started from (our addition): another head is then 412.
 */
export async function updateEntity(
  place: Place,
  id: number,
  body: Members,
  ifRevision: number | null,
): Promise<void> {
  const fields = readFields(body);
  const name = fields.text('name', 255);
  const properties = fields.params('properties');
  const filename = fields.text('filename', 512);
  const message = fields.optionalText('message', 10_000);
  fields.check();
  if (name === undefined && properties === undefined && filename === undefined) {
    throw invalid({ non_field_errors: ['Nothing to save: give name, properties, or both.'] });
  }
  const types = await typesOf(place);
  await place.database.transaction(async (tx) => {
    await cookRecipes(tx, [id]);
    const entity = await holdEntity(tx, place, types, id);
    requireRights(place, entity);
    requireNotEditor(place, editorSentence);
    if (properties !== undefined) requireAction(place, entity, 'update', 'save');
    if (name !== undefined || filename !== undefined) requireAction(place, entity, 'rename', 'rename');
    requireUnlocked(place, entity);
    if (filename !== undefined && !entity.type.is_file) {
      throw invalid({ filename: ['Only entities of a file type have a file name.'] });
    }
    if (ifRevision !== null && ifRevision !== entity.head_revision_id) {
      throw new ApiError(412, {
        detail: `"${entity.name}" was saved by somebody else in the meantime, so nothing was written.`,
        revision: entity.head_revision_id,
      });
    }
    await addRevision(tx, entity, {
      by: place.caller.id,
      name: name ?? entity.name,
      message: message ?? null,
      properties: properties ?? (await headParams(tx, entity)),
      ...(filename === undefined ? {} : { filename }),
    });
  });
}

async function headParams(tx: Tx, entity: EntityFacts): Promise<string> {
  const head = await tx
    .selectFrom('revisions')
    .select('properties')
    .where('id', '=', entity.head_revision_id)
    .executeTakeFirst();
  return head?.properties ?? '{}';
}

interface NewRevision {
  by: number;
  name: string;
  message: string | null;
  properties: string;
  filename?: string;
}

async function addRevision(tx: Tx, entity: EntityFacts, revision: NewRevision): Promise<void> {
  const id = await takeId(tx, 'revision');
  const { name, by } = revision;
  const now = timeAfter(entity);
  await tx
    .insertInto('revisions')
    .values({
      id,
      entity_id: entity.id,
      ordinal: entity.revision_count + 1,
      created_at: now,
      created_by: by,
      message: revision.message,
      name,
      properties: revision.properties,
    })
    .execute();
  await tx
    .updateTable('entities')
    .set({
      name,
      name_key: foldText(name),
      head_revision_id: id,
      revision_count: entity.revision_count + 1,
      updated_at: now,
      updated_us: microsecondsOf(now) ?? 0,
      updated_by: by,
      ...(revision.filename === undefined ? {} : { extra: withFilename(entity.extra, revision.filename) }),
    })
    .where('id', '=', entity.id)
    .execute();
}

/** Now, or just after the last save when clocks or sample data are ahead: history never runs backwards. */
function timeAfter(entity: EntityFacts): string {
  const now = timeNow();
  if ((microsecondsOf(now) ?? 0) > entity.updated_us) return now;
  const next = entity.updated_us + 1;
  const seconds = new Date(Math.floor(next / 1_000_000) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(next % 1_000_000).padStart(6, '0')}Z`;
}

function withFilename(extra: string | null, filename: string): string {
  return printJson(new Map([...Object.entries(JSON.parse(extra ?? '{}')), ['filename', filename]] as never));
}

/** Creates an entity below `parentId`, or at the root for null, with its first revision. Returns its id. */
export async function createEntity(place: Place, parentId: number | null, body: Members): Promise<number> {
  const fields = readFields(body);
  const typeId = fields.integer('entity_type');
  fields.require('entity_type', typeId);
  const name = fields.text('name', 128);
  const properties = fields.params('properties') ?? '{}';
  const filename = fields.text('filename', 128);
  fields.check();
  const types = await typesOf(place);
  return place.database.transaction(async (tx) => {
    const parent = parentId === null ? null : await holdEntity(tx, place, types, parentId);
    if (parent === null) requireRootCreation(place);
    else requireAction(place, parent, 'create', 'create anything below');
    const type = typeFor(types, parent, typeId as number, filename);
    const [id, revisionId] = [await takeId(tx, 'entity'), await takeId(tx, 'revision')];
    const now = timeNow();
    const us = microsecondsOf(now) ?? 0;
    const chosen = name ?? filename ?? type.name;
    const by = place.caller.id;
    await tx
      .insertInto('entities')
      .values({
        id,
        workspace_id: place.workspace.id,
        entity_type_id: type.id,
        parent_id: parentId,
        path: `${parent?.path ?? '/'}${id}/`,
        name: chosen,
        name_key: foldText(chosen),
        child_count: 0,
        revision_count: 1,
        head_revision_id: revisionId,
        locked: false,
        extra: filename === undefined ? null : withFilename(null, filename),
        ...{
          created_at: now,
          created_us: us,
          created_by: by,
          updated_at: now,
          updated_us: us,
          updated_by: by,
        },
      })
      .execute();
    await tx
      .insertInto('revisions')
      .values({
        ...{ id: revisionId, entity_id: id, ordinal: 1, created_at: now, created_by: by },
        ...{ message: null, name: chosen, properties },
      })
      .execute();
    if (parentId !== null) await addChildren(tx, parentId, 1);
    return id;
  });
}

function requireRootCreation(place: Place): void {
  const { app_type: appType } = place.workspace;
  requireNotEditor(place, editorSentence);
  if (appType === 'tree') {
    throw forbidden(
      'This workspace runs a tree app: new entities are made below another entity, its roots come with the app.',
    );
  }
  if (!place.grants.some((grant) => grant.canWrite && grant.belowPath === null)) {
    throw forbidden('You do not have the right to create entities in this workspace.');
  }
}

function typeFor(
  types: Types,
  parent: EntityFacts | null,
  typeId: number,
  filename: string | undefined,
): TypeFacts {
  const type = types.get(typeId);
  if (type === undefined) {
    throw invalid({ entity_type: [`There is no entity type ${typeId} in this workspace.`] });
  }
  if (parent !== null && !(JSON.parse(parent.type.child_type_ids) as unknown[]).includes(typeId)) {
    throw invalid({
      entity_type: [
        `An entity of type "${type.name}" cannot be made below one of type "${parent.type.name}".`,
      ],
    });
  }
  if (type.is_file && filename === undefined) {
    throw invalid({
      filename: [`"${type.name}" is a file type: give the name of the file that the entity is made of.`],
    });
  }
  if (!type.is_file && filename !== undefined) {
    throw invalid({ filename: ['Only entities of a file type have a file name.'] });
  }
  return type;
}

async function addChildren(tx: Tx, parentId: number, count: number): Promise<void> {
  await tx
    .updateTable('entities')
    .set((eb) => ({ child_count: eb('child_count', '+', count) }))
    .where('id', '=', parentId)
    .execute();
}

/** Deletes an entity with all below it, and their revisions and files. */
export async function deleteEntity(place: Place, id: number): Promise<void> {
  const types = await typesOf(place);
  await place.database.transaction(async (tx) => {
    const entity = await holdEntity(tx, place, types, id);
    requireRights(place, entity);
    requireNotEditor(place, editorSentence);
    requireAction(place, entity, 'delete', 'delete');
    const locked = await tx
      .selectFrom('entities')
      .select(['name', 'locked', 'locked_by'])
      .where('path', '>=', entity.path)
      .where('path', '<', endOfSubtree(entity.path))
      .where('locked', '=', true)
      .execute();
    for (const one of locked) requireUnlocked(place, one);
    await tx
      .deleteFrom('entities')
      .where('path', '>=', entity.path)
      .where('path', '<', endOfSubtree(entity.path))
      .execute();
    if (entity.parent_id !== null) await addChildren(tx, entity.parent_id, -1);
  });
}
