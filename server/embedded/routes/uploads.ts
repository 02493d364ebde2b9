import type { Context } from 'hono';
import { answerJson, noContent } from '../answer.ts';
import { ApiError, forbidden, invalid, notFound } from '../errors.ts';
import { beginContent, type ContentWriter, SupersededError } from '../file-contents.ts';
import { FormError, type FormPart, readForm } from '../multipart.ts';
import { type ApiContext, type Embedded, type Place, placeOf } from '../place.ts';
import { pathId } from '../query.ts';
import type { Routes } from '../router.ts';
import { foldText } from '../text.ts';
import { announce } from './files.ts';

/** Bytes that a file may have where nothing else is said. */
const largestFile = 50_000_000;
const longestField = 10_000;
const mostFields = 50;

async function textOf(part: FormPart): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of part.content) {
    length += piece.byteLength;
    if (length > longestField) throw invalid({ [part.name]: ['This field is too long.'] });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

interface Limits {
  largest: number;
  extensions: string[];
}

/** What the type of a new entity says of its file. */
async function limitsOf({ database }: Embedded, workspaceId: number, typeId: number | null): Promise<Limits> {
  const none = { largest: largestFile, extensions: [] };
  if (typeId === null) return none;
  const type = await database.kysely
    .selectFrom('entity_types')
    .select('wire')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', typeId)
    .executeTakeFirst();
  const { file_constraints: said } = JSON.parse(type?.wire ?? '{}') as {
    file_constraints?: { max_size?: number | null; file_types?: string[] | null } | null;
  };
  return { largest: said?.max_size ?? largestFile, extensions: said?.file_types ?? [] };
}

async function storeFile(
  embedded: Embedded,
  fields: ReadonlyMap<string, string>,
  part: FormPart,
): Promise<void> {
  const { kysely } = embedded.database;
  const id = embedded.downloads.uploadOf(fields);
  if (id === null)
    throw forbidden('This upload was not announced, or that was too long ago: announce it again.');
  const file = await kysely
    .selectFrom('files')
    .select(['state', 'workspace_id', 'upload_type_id', 'filename'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (file === undefined) throw notFound('The file that this upload is for');
  if (file.state === 'ready') throw forbidden('This file has its content already.');
  const { largest, extensions } = await limitsOf(embedded, file.workspace_id, file.upload_type_id);
  const name = file.filename || part.filename || 'file';
  if (extensions.length > 0 && !extensions.some((end) => foldText(name).endsWith(foldText(end)))) {
    throw invalid({ file: [`"${name}" is not a file of type ${extensions.join(', ')}.`] });
  }
  try {
    await store(await beginContent(embedded.database, id), part, { name, largest });
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error;
    throw new ApiError(409, { detail: 'This file was sent anew or confirmed meanwhile.' });
  }
}

async function store(
  writer: ContentWriter,
  part: FormPart,
  { name, largest }: { name: string; largest: number },
): Promise<void> {
  try {
    let length = 0;
    for await (const piece of part.content) {
      length += piece.byteLength;
      if (length > largest) {
        const most = `${Math.floor(largest / 1_000_000)} MB`;
        throw invalid({ file: [`"${name}" is larger than ${most}, the most that a file here may have.`] });
      }
      await writer.write(piece);
    }
    await writer.finish({ filename: name, filename_key: foldText(name) });
  } catch (error) {
    if (!(error instanceof SupersededError)) await writer.abandon();
    throw error;
  }
}

/** The second step of an upload: a form with the fields that were given, then the content as `file`. Needs no token: the fields are signed. */
export async function answerUpload(c: Context, embedded: Embedded): Promise<Response> {
  const fields = new Map<string, string>();
  let stored = false;
  try {
    for await (const part of readForm(c.req.raw)) {
      if (part.name === 'file') {
        await storeFile(embedded, fields, part);
        stored = true;
      } else if (!stored) {
        fields.set(part.name, await textOf(part));
        if (fields.size > mostFields) throw invalid({ non_field_errors: ['The form has too many fields.'] });
      }
    }
  } catch (error) {
    if (error instanceof FormError) throw invalid({ non_field_errors: [error.message] });
    throw error;
  }
  if (!stored) throw invalid({ file: ['This field is required.'] });
  return noContent();
}

async function typeOf(
  c: ApiContext,
  { database, workspace }: Place,
): Promise<{ id: number; name: string; is_file: boolean }> {
  const id = pathId(c, 'entity_type_id');
  const type = await database.kysely
    .selectFrom('entity_types')
    .select(['id', 'name', 'is_file'])
    .where('workspace_id', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (type === undefined) throw notFound(`Entity type ${id}`);
  return type;
}

export function uploadRoutes(embedded: Embedded): Routes {
  return {
    '/workspaces/:workspace_id/entity_types/:entity_type_id/upload/': {
      async POST(c) {
        const place = await placeOf(c, embedded);
        const type = await typeOf(c, place);
        if (!type.is_file) throw new ApiError(400, { entity_type: [`"${type.name}" is not a file type.`] });
        if (!place.grants.some((grant) => grant.canWrite)) {
          throw forbidden('You do not have the right to create entities in this workspace.');
        }
        const id = await announce(place, { scope: 'entity', entityId: null, filename: '', typeId: type.id });
        const { downloads } = embedded;
        return answerJson(
          c,
          JSON.stringify({ url: downloads.uploadUrl(c), fields: downloads.uploadFields(id) }),
        );
      },
    },
  };
}
