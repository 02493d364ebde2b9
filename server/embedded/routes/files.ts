import { sql } from 'kysely';
import { answerJson, apiHeaders, noContent } from '../answer.ts';
import { readBody, readFields } from '../body.ts';
import { containing } from '../entity-filters.ts';
import { type EntityFacts, findEntity } from '../entity-rows.ts';
import { ApiError, forbidden, invalid, notFound } from '../errors.ts';
import { confirmContent } from '../file-contents.ts';
import { takeId } from '../ids.ts';
import { objectText, timeText } from '../json-text.ts';
import { type ApiContext, type Embedded, type Place, placeOf, requireRights } from '../place.ts';
import { pathId, readQuery } from '../query.ts';
import { rightsAt } from '../rights.ts';
import type { Routes } from '../router.ts';
import type { FileRow } from '../schema.ts';
import { foldText, timeNow } from '../text.ts';
import { requireUnlocked } from '../write-guards.ts';
import { appParams } from './parametrization.ts';

const filesOfOnePage = 100;
type Listed = Omit<FileRow, 'filename_key' | 'state' | 'upload_type_id' | 'upload_attempt'> & {
  path: string | null;
};

function printFile(file: Listed): string {
  return objectText({
    id: String(file.id),
    scope: JSON.stringify(file.scope),
    entity_id: JSON.stringify(file.entity_id),
    editor_session: 'null',
    filename: JSON.stringify(file.filename),
    file_size: String(file.file_size),
    created_at: timeText(file.created_at),
    created_by: JSON.stringify(file.created_by),
  });
}

function filesOf({ database, workspace }: Place) {
  return database.kysely
    .selectFrom('files')
    .leftJoin('entities', 'entities.id', 'files.entity_id')
    .where('files.workspace_id', '=', workspace.id)
    .where('state', '=', 'ready')
    .select(['files.id', 'files.workspace_id', 'files.entity_id', 'scope', 'filename', 'file_size'])
    .select(['files.created_at', 'files.created_by', 'entities.path']);
}

/** Files are part of the params of their entity, and are read with the same right. */
function mayRead({ grants }: Place, file: Listed): boolean {
  return rightsAt(grants, file.path ?? '/')?.level === 'all';
}

async function fileOf(c: ApiContext, place: Place): Promise<Listed> {
  const id = pathId(c, 'file_id');
  const file = await filesOf(place).where('files.id', '=', id).executeTakeFirst();
  if (file === undefined || rightsAt(place.grants, file.path ?? '/') === null) throw notFound(`File ${id}`);
  if (!mayRead(place, file)) throw forbidden('You do not have the right to read the files of this entity.');
  return file;
}

async function listFiles(c: ApiContext, embedded: Embedded): Promise<Response> {
  const place = await placeOf(c, embedded);
  const query = readQuery(c);
  const scope = query.choices('scope', ['entity', 'session', 'workspace']).at(-1);
  const entityId = query.integer('entity_id', 1);
  const ids = query.integers('id');
  const extensions = query.texts('file_type').map(foldText);
  const largest = query.integer('file_size_max', 0);
  const search = foldText(query.text('search') ?? '');
  const after = query.text('pagination_token') ?? '0';
  query.check();
  if (scope === undefined) throw invalid({ scope: ['This field is required.'] });
  if (!/^\d{1,15}$/.test(after)) throw invalid({ pagination_token: ['This is not a token of this list.'] });
  if (place.grants.every((grant) => grant.level !== 'all')) {
    throw forbidden('You do not have the right to read files in this workspace.');
  }
  let found = filesOf(place).where('scope', '=', scope);
  if (entityId !== undefined) found = found.where('files.entity_id', '=', entityId);
  if (ids.length > 0) found = found.where('files.id', 'in', ids);
  if (largest !== undefined) found = found.where('file_size', '<=', largest);
  if (search !== '') found = found.where('filename_key', 'like', containing(search));
  if (extensions.length > 0) {
    found = found.where((eb) =>
      eb.or(extensions.map((end) => eb('filename_key', 'like', containing(end).slice(0, -1)))),
    );
  }
  const [count, rows] = await Promise.all([
    found.clearSelect().select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
    found
      .where('files.id', '>', Number(after))
      .orderBy('files.id')
      .limit(filesOfOnePage + 1)
      .execute(),
  ]);
  const page = rows.slice(0, filesOfOnePage);
  return answerJson(
    c,
    objectText({
      count: String(count.count),
      next_token: rows.length > filesOfOnePage ? JSON.stringify(String(page.at(-1)?.id)) : 'null',
      results: `[${page
        .filter((file) => mayRead(place, file))
        .map(printFile)
        .join(',')}]`,
    }),
  );
}

/** Announced files that nobody sent are forgotten after so many milliseconds. */
const longestUpload = 3_600_000;

async function entityOfFile(place: Place, entityId: number | null): Promise<EntityFacts | null> {
  if (entityId === null) return null;
  const entity = await findEntity(place, entityId);
  if (entity === undefined) throw notFound(`Entity ${entityId}`);
  return entity;
}

/** Files belong to the params of their entity: who may change those may add and take away files. Without an entity it takes the right to write at all. */
function requireFileRight(place: Place, entity: EntityFacts | null): void {
  if (entity === null) {
    if (place.grants.some((grant) => grant.level === 'all' && grant.canWrite)) return;
    throw forbidden('You do not have the right to change files in this workspace.');
  }
  const rights = requireRights(place, entity);
  if (rights.level !== 'all' || !rights.canWrite) {
    throw forbidden(`You do not have the right to change the files of "${entity.name}".`);
  }
  requireUnlocked(place, entity);
}

async function announceFile(c: ApiContext, embedded: Embedded): Promise<Response> {
  const place = await placeOf(c, embedded);
  const body = await readBody(c);
  const fields = readFields(body);
  const scope = fields.text('scope', 20);
  const filename = fields.text('filename', 512);
  const entityId = fields.integer('entity_id');
  fields.require('scope', scope);
  fields.require('filename', filename);
  if (scope === 'entity') fields.require('entity_id', entityId);
  fields.check();
  if (scope !== 'entity' && scope !== 'session') throw invalid({ scope: ['Must be entity or session.'] });
  if (/[/\\]/.test(filename ?? '')) throw invalid({ filename: ['A file name has no slashes.'] });
  if (scope === 'session') appParams(body, place);
  const entity = scope === 'entity' ? await entityOfFile(place, entityId as number) : null;
  requireFileRight(place, entity);
  const id = await announce(place, { scope, entityId: entity?.id ?? null, filename: filename as string });
  return answerJson(
    c,
    objectText({
      id: String(id),
      scope: JSON.stringify(scope),
      entity_id: JSON.stringify(entity?.id ?? null),
      filename: JSON.stringify(filename),
      temp_upload_url: JSON.stringify(embedded.downloads.uploadUrl(c)),
      temp_upload_data: JSON.stringify(embedded.downloads.uploadFields(id)),
    }),
    201,
  );
}

/** Takes an id for a file that is to come. `typeId`: it will be a new entity of that type. */
export async function announce(
  { database, workspace, caller }: Place,
  file: { scope: string; entityId: number | null; filename: string; typeId?: number },
): Promise<number> {
  const tooOld = new Date(Date.now() - longestUpload).toISOString();
  await database.kysely
    .deleteFrom('files')
    .where('state', '!=', 'ready')
    .where('created_at', '<', tooOld)
    .execute();
  const id = await takeId(database.kysely, 'file');
  await database.kysely
    .insertInto('files')
    .values({
      id,
      workspace_id: workspace.id,
      entity_id: file.entityId,
      scope: file.scope,
      filename: file.filename,
      filename_key: foldText(file.filename),
      file_size: 0,
      created_at: timeNow(),
      created_by: caller.id,
      state: 'announced',
      upload_type_id: file.typeId ?? null,
    })
    .execute();
  return id;
}

/** The third step: the record, now with its size. 405 while the content has not come. */
async function confirmFile(c: ApiContext, embedded: Embedded): Promise<Response> {
  const place = await placeOf(c, embedded);
  const id = pathId(c, 'file_id');
  const { kysely } = embedded.database;
  const file = await kysely
    .selectFrom('files')
    .select(['state', 'entity_id', 'created_by'])
    .where('id', '=', id)
    .where('workspace_id', '=', place.workspace.id)
    .where('upload_type_id', 'is', null)
    .executeTakeFirst();
  if (file === undefined) throw notFound(`File ${id}`);
  requireFileRight(place, await entityOfFile(place, file.entity_id));
  if (file.state !== 'ready' && !(await confirmContent(kysely, id))) {
    throw new ApiError(
      405,
      { detail: 'Nothing has been uploaded for this file yet: send its content first.' },
      { Allow: '' },
    );
  }
  return answerJson(c, printFile(await fileOf(c, place)));
}

export function fileRoutes(embedded: Embedded): Routes {
  const one = '/workspaces/:workspace_id/files/:file_id/';
  return {
    '/workspaces/:workspace_id/files/': {
      GET: (c) => listFiles(c, embedded),
      POST: (c) => announceFile(c, embedded),
    },
    [`${one}uploaded/`]: { POST: (c) => confirmFile(c, embedded) },
    [one]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        return answerJson(c, printFile(await fileOf(c, place)));
      },
      async DELETE(c) {
        const place = await placeOf(c, embedded);
        const file = await fileOf(c, place);
        requireFileRight(place, await entityOfFile(place, file.entity_id));
        await place.database.kysely.deleteFrom('files').where('id', '=', file.id).execute();
        return noContent();
      },
    },
    [`${one}download/`]: {
      async GET(c) {
        const query = readQuery(c);
        const redirect = query.flag('redirect', true);
        query.check();
        const file = await fileOf(c, await placeOf(c, embedded));
        const url = embedded.downloads.url(c, file.id);
        if (!redirect) return answerJson(c, JSON.stringify({ temp_download_url: url }));
        return new Response(null, { status: 302, headers: { ...apiHeaders, Location: url } });
      },
    },
  };
}
