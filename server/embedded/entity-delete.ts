import { endOfSubtree } from './entity-rows.ts';
import { type Place, requireNotEditor, requireRights } from './place.ts';
import { typesOf } from './types.ts';
import { addChildren, editorSentence, holdEntity, requireAction, requireUnlocked } from './write-guards.ts';

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
