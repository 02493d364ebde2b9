import { readFields } from './body.ts';
import type { EntityFacts } from './entity-rows.ts';
import { ApiError, invalid } from './errors.ts';
import { takeId } from './ids.ts';
import type { Members } from './members.ts';
import { type Place, requireNotEditor, requireRights } from './place.ts';
import { cookRecipes } from './recipes.ts';
import { foldText, microsecondsOf, timeNow } from './text.ts';
import { typesOf } from './types.ts';
import {
  editorSentence,
  holdEntity,
  requireAction,
  requireUnlocked,
  type Tx,
  withFilename,
} from './write-guards.ts';

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
