import { readJson } from '../../contract/json/reading.ts';
import { readFields } from './body.ts';
import { fileOfKey } from './downloads.ts';
import type { EntityFacts } from './entity-rows.ts';
import { forbidden, invalid } from './errors.ts';
import { confirmContent } from './file-contents.ts';
import { takeId } from './ids.ts';
import type { Members } from './members.ts';
import { type Place, requireNotEditor } from './place.ts';
import { foldText, microsecondsOf, timeNow } from './text.ts';
import { type TypeFacts, type Types, typesOf } from './types.ts';
import {
  addChildren,
  editorSentence,
  holdEntity,
  requireAction,
  type Tx,
  withFilename,
} from './write-guards.ts';

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
    const type = typeFor(types, parent, typeId as number);
    const uploaded = type.is_file ? await uploadedFile(tx, place, type.id, properties) : null;
    const named = filename ?? uploaded?.filename;
    requireFilename(type, named);
    const [id, revisionId] = [await takeId(tx, 'entity'), await takeId(tx, 'revision')];
    const now = timeNow();
    const us = microsecondsOf(now) ?? 0;
    const chosen = name ?? named ?? type.name;
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
        extra: named === undefined ? null : withFilename(null, named),
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
    if (
      uploaded !== null &&
      !(await confirmContent(tx, uploaded.id, { entity_id: id, upload_type_id: null }))
    )
      throw invalid({ properties: [`"${uploaded.filename}" is being sent anew: try again.`] });
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

/** The file that was uploaded for this entity: its params name it by the key that the upload gave, as `filename`. */
async function uploadedFile(
  tx: Tx,
  place: Place,
  typeId: number,
  properties: string,
): Promise<{ id: number; filename: string } | null> {
  const params = readJson(properties);
  const key = params instanceof Map ? params.get('filename') : undefined;
  const id = typeof key === 'string' ? fileOfKey(key) : null;
  if (id === null) return null;
  const file = await tx
    .selectFrom('files')
    .select(['id', 'filename'])
    .where('id', '=', id)
    .where('workspace_id', '=', place.workspace.id)
    .where('upload_type_id', '=', typeId)
    .where('created_by', '=', place.caller.id)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  if (file !== undefined) return file;
  throw invalid({ properties: [`Nothing was uploaded as "${key}": upload the file first.`] });
}

function requireFilename(type: TypeFacts, filename: string | undefined): void {
  if (type.is_file && filename === undefined) {
    throw invalid({
      filename: [`"${type.name}" is a file type: give the name of the file that the entity is made of.`],
    });
  }
  if (!type.is_file && filename !== undefined) {
    throw invalid({ filename: ['Only entities of a file type have a file name.'] });
  }
}

function typeFor(types: Types, parent: EntityFacts | null, typeId: number): TypeFacts {
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
  return type;
}
