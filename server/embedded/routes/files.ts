import { sql } from 'kysely';
import { answerJson, apiHeaders } from '../answer.ts';
import { containing } from '../entity-filters.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { objectText, timeText } from '../json-text.ts';
import { type ApiContext, type Embedded, type Place, placeOf } from '../place.ts';
import { pathId, readQuery } from '../query.ts';
import { rightsAt } from '../rights.ts';
import type { Routes } from '../router.ts';
import type { FileRow } from '../schema.ts';
import { foldText } from '../text.ts';

const filesOfOnePage = 100;
type Listed = Omit<FileRow, 'content' | 'filename_key'> & { path: string | null };

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

export function fileRoutes(embedded: Embedded): Routes {
  const one = '/workspaces/:workspace_id/files/:file_id/';
  return {
    '/workspaces/:workspace_id/files/': { GET: (c) => listFiles(c, embedded) },
    [one]: {
      async GET(c) {
        const place = await placeOf(c, embedded);
        return answerJson(c, printFile(await fileOf(c, place)));
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
