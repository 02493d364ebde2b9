import type { Context } from 'hono';
import { answerJson, noContent } from '../answer.ts';
import { readBody } from '../body.ts';
import { createEntity } from '../entity-create.ts';
import { deleteEntity } from '../entity-delete.ts';
import { answerEntities } from '../entity-list.ts';
import { type EntityFacts, type EntityQuery, findEntity } from '../entity-rows.ts';
import { updateEntity } from '../entity-save.ts';
import { printEntity } from '../entity-wire.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { fileOfEntity } from '../file-contents.ts';
import { viewOf } from '../form-types.ts';
import { listText } from '../json-text.ts';
import {
  type ApiContext,
  type Embedded,
  type Place,
  placeOf,
  requireNotEditor,
  requireRights,
  requireTree,
} from '../place.ts';
import { type Flags, pathId, readFlags, readQuery } from '../query.ts';
import type { Routes } from '../router.ts';

async function entityOf(c: ApiContext, place: Place): Promise<EntityFacts> {
  const id = pathId(c, 'entity_id');
  const entity = await findEntity(place, id);
  if (entity === undefined) throw notFound(`Entity ${id}`);
  requireRights(place, entity);
  return entity;
}

function flagsOf(c: ApiContext): Flags {
  const query = readQuery(c);
  const flags = readFlags(query, true);
  query.check();
  return flags;
}

async function entityText(place: Place, entity: EntityFacts, flags: Flags): Promise<string> {
  return printEntity(place, entity, await viewOf(place, [entity], flags));
}

async function parentOf(place: Place, entity: EntityFacts): Promise<EntityFacts | null> {
  return entity.parent_id === null ? null : ((await findEntity(place, entity.parent_id)) ?? null);
}

/** `If-Match: "<revision id>"`: our addition, see docs. */
function ifMatch(c: Context): number | null {
  const header = c.req.header('If-Match');
  if (header === undefined || header.trim() === '*') return null;
  const revision = /^\s*"(\d{1,15})"\s*$/.exec(header)?.[1];
  if (revision === undefined) {
    throw invalid({
      non_field_errors: ['If-Match must be a revision id in double quotes, such as "900001".'],
    });
  }
  return Number(revision);
}

export function entityRoutes(embedded: Embedded): Routes {
  const one = '/workspaces/:workspace_id/entities/:entity_id/';
  async function parentText(c: ApiContext): Promise<string | null> {
    const flags = flagsOf(c);
    const place = await placeOf(c, embedded);
    const entity = await entityOf(c, place);
    requireTree(place);
    const parent = await parentOf(place, entity);
    return parent === null ? null : entityText(place, parent, flags);
  }
  return {
    '/workspaces/:workspace_id/entities/': {
      async GET(c) {
        const place = await placeOf(c, embedded);
        return answerEntities(c, place, (query) =>
          query.where('workspace_id', '=', place.workspace.id).where('parent_id', 'is', null),
        );
      },
      async POST(c) {
        const flags = flagsOf(c);
        const place = await placeOf(c, embedded);
        const id = await createEntity(place, null, await readBody(c));
        return answerJson(c, await readBack(place, id, flags));
      },
    },
    [one]: {
      async GET(c) {
        const flags = flagsOf(c);
        const place = await placeOf(c, embedded);
        return answerJson(c, await entityText(place, await entityOf(c, place), flags));
      },
      async PUT(c) {
        const [id, flags] = [pathId(c, 'entity_id'), flagsOf(c)];
        const place = await placeOf(c, embedded);
        await updateEntity(place, id, await readBody(c), ifMatch(c));
        return answerJson(c, await entityText(place, await entityOf(c, place), flags));
      },
      async DELETE(c) {
        const place = await placeOf(c, embedded);
        await deleteEntity(place, pathId(c, 'entity_id'));
        return noContent();
      },
    },
    [`${one}entities/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const parent = await entityOf(c, place);
        requireTree(place);
        const children = parent.child_count;
        return answerEntities(c, place, (query) => query.where('parent_id', '=', parent.id), children);
      },
      async POST(c) {
        const flags = flagsOf(c);
        const place = await placeOf(c, embedded);
        const parent = await entityOf(c, place);
        requireTree(place);
        const id = await createEntity(place, parent.id, await readBody(c));
        return answerJson(c, listText([await readBack(place, id, flags)]));
      },
    },
    [`${one}parent/`]: {
      async GET(c) {
        const parent = await parentText(c);
        return parent === null ? noContent() : answerJson(c, parent);
      },
    },
    [`${one}parents/`]: {
      async GET(c) {
        const parent = await parentText(c);
        return answerJson(c, listText(parent === null ? [] : [parent]));
      },
    },
    [`${one}siblings/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const entity = await entityOf(c, place);
        requireTree(place);
        const parent = await parentOf(place, entity);
        const scope = (query: EntityQuery): EntityQuery =>
          parent === null
            ? query.where('workspace_id', '=', place.workspace.id).where('parent_id', 'is', null)
            : query.where('parent_id', '=', parent.id);
        return answerEntities(
          c,
          place,
          (query) => scope(query).where('id', '!=', entity.id),
          parent === null ? undefined : parent.child_count - 1,
        );
      },
    },
    [`${one}download/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        const entity = await entityOf(c, place);
        if (requireRights(place, entity).level !== 'all') {
          throw forbidden(`You do not have the right to read the file of "${entity.name}".`);
        }
        const file = entity.type.is_file
          ? await fileOfEntity(embedded.database.kysely, entity.id)
          : undefined;
        if (file === undefined) throw notFound(`A file of entity ${entity.id}`);
        return answerJson(c, JSON.stringify({ temporary_download_url: embedded.downloads.url(c, file) }));
      },
    },
    [`${one}permission_groups/`]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        await entityOf(c, place);
        requireNotEditor(place, 'This workspace runs an editor app, which has no permission groups.');
        return answerJson(
          c,
          JSON.stringify({ inherited: [place.workspace.id], available: [place.workspace.id] }),
        );
      },
    },
  };
}

/** What was just made, as reads of it answer: the caller has no need to ask again. */
async function readBack(place: Place, id: number, flags: Flags): Promise<string> {
  const entity = await findEntity(place, id);
  if (entity === undefined) throw notFound(`Entity ${id}`);
  return entityText(place, entity, flags);
}
