import { sql } from 'kysely';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { Database } from '../embedded/database.ts';
import { contentLength, readBase64 } from '../embedded/file-contents.ts';
import { jsonText } from '../embedded/json-text.ts';
import { cookRecipes } from '../embedded/recipes.ts';
import type { EntityRow, RevisionRow } from '../embedded/schema.ts';
import { timeNow } from '../embedded/text.ts';
import { IdSet } from './id-set.ts';
import type { ArchiveRecord } from './records.ts';

/** The workspace to export does not exist. */
export class UnknownWorkspaceError extends Error {}

type Counts = Partial<Record<ArchiveRecord['kind'], number>>;

const entitiesOfPage = 200;
/** Characters of params held at once. */
const textAtOnce = 4_000_000;

/**
 * Writes one workspace as an archive: lines with their line ends (that of a file in several parts), parents before children, revisions after their entity, oldest first; params as
 * they are stored. Holds a page of entities at a time and lets others work in between: what is saved meanwhile is in it or not, each save whole.
 */
export async function* writeArchive(database: Database, workspaceId: number): AsyncGenerator<string> {
  const { kysely } = database;
  const workspace = await kysely
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', workspaceId)
    .executeTakeFirst();
  if (workspace === undefined) throw new UnknownWorkspaceError(`There is no workspace ${workspaceId}.`);
  const counts: Counts = {};
  const line = (kind: ArchiveRecord['kind'], members: string): string => {
    if (kind !== 'archive' && kind !== 'end') counts[kind] = (counts[kind] ?? 0) + 1;
    const inner = members.trim().slice(1, -1).trim();
    return `{"kind":"${kind}"${inner === '' ? '' : `,${onOneLine(inner)}`}}\n`;
  };

  yield line(
    'archive',
    jsonText({
      format: 'viktor-workspace-archive',
      version: 1,
      created_at: timeNow(),
      source: `workspace ${workspaceId}`,
    }),
  );
  for (const { wire } of await usersOf(database, workspaceId)) yield line('user', wire);
  const labels = workspace.label_ids.split('/').filter(Boolean).map(Number);
  if (labels.length > 0) {
    const rows = await kysely
      .selectFrom('labels')
      .select('wire')
      .where('id', 'in', labels)
      .orderBy('id')
      .execute();
    for (const { wire } of rows) yield line('label', wire);
  }
  if (workspace.app_id !== null) {
    const app = await kysely
      .selectFrom('apps')
      .select('wire')
      .where('id', '=', workspace.app_id)
      .executeTakeFirst();
    if (app !== undefined) yield line('app', app.wire);
  }
  yield line('workspace', workspace.wire);
  const types = await kysely
    .selectFrom('entity_types')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .execute();
  for (const { wire, parametrization } of types) {
    const members = new Map(readJson(wire) as JsonObject);
    members.set('parametrization', parametrization === null ? null : readJson(parametrization));
    yield line('entity_type', printJson(members));
  }
  const written = new IdSet();
  for await (const page of pagesOf(database, workspaceId)) {
    for await (const { entity, head, revisions } of historiesOf(database, page)) {
      if (head !== null) {
        written.add(entity.id);
        yield line('entity', entityText(entity, head));
      }
      for (const revision of revisions) yield line('revision', revisionText(revision));
    }
  }
  yield* filesOf(database, workspaceId, written, line);
  yield line('end', jsonText({ counts }));
}

/** Line ends can only be white space between tokens here: inside a string JSON has them escaped. */
function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json;
}

async function usersOf({ kysely }: Database, workspaceId: number): Promise<{ wire: string }[]> {
  const { rows } = await sql<{ wire: string }>`
    select wire from users where id in (
      select created_by from entities where workspace_id = ${workspaceId}
      union select updated_by from entities where workspace_id = ${workspaceId}
      union select created_by from files where workspace_id = ${workspaceId}
      union select revisions.created_by from revisions join entities on entities.id = revisions.entity_id
        where entities.workspace_id = ${workspaceId}
    ) order by id`.execute(kysely);
  return rows;
}

/** Entities in the order of their paths, which has parents before children; their recipes are made to revisions first. */
async function* pagesOf(database: Database, workspaceId: number): AsyncGenerator<EntityRow[]> {
  for (let after = ''; ; ) {
    const read = () =>
      database.kysely
        .selectFrom('entities')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('path', '>', after)
        .orderBy('path')
        .limit(entitiesOfPage)
        .execute();
    let page = await read();
    const uncooked = page.filter((entity) => entity.recipe !== null).map((entity) => entity.id);
    if (uncooked.length > 0) {
      await database.transaction((transaction) => cookRecipes(transaction, uncooked));
      page = await read();
    }
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.path;
  }
}

interface Part {
  entity: EntityRow;
  /** The present params; null in further parts of one entity. */
  head: string | null;
  revisions: RevisionRow[];
}

/** Entities with their revisions, read in portions of a few megabytes; an entity with a larger history comes in several parts. */
async function* historiesOf({ kysely }: Database, page: EntityRow[]): AsyncGenerator<Part> {
  const sizes = await kysely
    .selectFrom('revisions')
    .select(['id', 'entity_id', sql<number>`octet_length(properties)`.as('size')])
    .where(
      'entity_id',
      'in',
      page.map((entity) => entity.id),
    )
    .orderBy('entity_id')
    .orderBy('ordinal')
    .execute();
  const idsOf = groupBy(sizes);
  const revisionsIn = (ids: number[]) =>
    kysely
      .selectFrom('revisions')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('entity_id')
      .orderBy('ordinal')
      .execute();

  let waiting: EntityRow[] = [];
  let waitingIds: number[] = [];
  let waitingSize = 0;
  async function* release(): AsyncGenerator<Part> {
    const rows = waitingIds.length === 0 ? [] : await revisionsIn(waitingIds);
    const byEntity = groupBy(rows);
    for (const entity of waiting) {
      const revisions = byEntity.get(entity.id) ?? [];
      // Deleted since the page was read.
      if (revisions.length > 0) yield { entity, head: revisions.at(-1)?.properties ?? null, revisions };
    }
    [waiting, waitingIds, waitingSize] = [[], [], 0];
  }
  for (const entity of page) {
    const own = idsOf.get(entity.id) ?? [];
    const size = own.reduce((sum, row) => sum + row.size, 0);
    if (waitingSize + size > textAtOnce) yield* release();
    if (size <= textAtOnce) {
      waiting.push(entity);
      waitingIds.push(...own.map((row) => row.id));
      waitingSize += size;
      continue;
    }
    const [head] = await revisionsIn([own.at(-1)?.id ?? 0]);
    if (head === undefined) continue;
    yield { entity, head: head.properties, revisions: [] };
    for (const ids of portions(own)) yield { entity, head: null, revisions: await revisionsIn(ids) };
  }
  yield* release();
}

function groupBy<Row extends { entity_id: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.entity_id);
    if (group === undefined) groups.set(row.entity_id, [row]);
    else group.push(row);
  }
  return groups;
}

function portions(rows: { id: number; size: number }[]): number[][] {
  const found: number[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (size + row.size > textAtOnce) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(row.id);
    size += row.size;
  }
  return found;
}

function entityText(entity: EntityRow, properties: string): string {
  const json = (text: string | null) => (text === null ? undefined : readJson(text));
  const known = jsonText({
    id: entity.id,
    name: entity.name,
    entity_type: entity.entity_type_id,
    parent: entity.parent_id,
    summary: json(entity.summary),
    summary_status: entity.summary_status ?? undefined,
    summary_updated_at: entity.summary_updated_at ?? undefined,
    locked: entity.locked,
    locked_by: json(entity.locked_by),
    actions: json(entity.actions),
    param_types: json(entity.param_types),
    created_at: entity.created_at || undefined,
    created_by: entity.created_by,
    updated_at: entity.updated_at || undefined,
    last_updated_by: entity.updated_by,
  });
  const extra = entity.extra === null ? '' : entity.extra.trim().slice(1, -1).trim();
  return `${known.slice(0, -1)}${extra === '' ? '' : `,${extra}`},"properties":${properties}}`;
}

function revisionText(revision: RevisionRow): string {
  const known = jsonText({
    entity: revision.entity_id,
    id: revision.id,
    created_at: revision.created_at || undefined,
    created_by: revision.created_by,
    message: revision.message,
    name: revision.name,
  });
  return `${known.slice(0, -1)},"properties":${revision.properties}}`;
}

/** One at a time, its content a piece at a time: it may be as large as all the params. What is still being uploaded is left out, and what belongs to an entity that was made after its page was read. */
async function* filesOf(
  database: Database,
  workspaceId: number,
  written: IdSet,
  line: (kind: 'file', members: string) => string,
): AsyncGenerator<string> {
  const ids = await database.kysely
    .selectFrom('files')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'ready')
    .orderBy('id')
    .execute();
  for (const { id } of ids) {
    const file = await database.kysely
      .selectFrom('files')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (file === undefined || (file.entity_id !== null && !written.has(file.entity_id))) continue;
    const text = line(
      'file',
      jsonText({
        id,
        entity: file.entity_id,
        filename: file.filename,
        size: file.file_size,
        created_at: file.created_at || undefined,
        created_by: file.created_by,
        content_base64: null,
      }),
    );
    const hasContent = (await contentLength(database.kysely, id)) !== null;
    if (!hasContent) yield text;
    else yield* withContent(text, readBase64(database, id));
  }
}

/** The line with the content in place of its last member's null. */
async function* withContent(text: string, content: AsyncIterable<string>): AsyncGenerator<string> {
  yield `${text.slice(0, text.lastIndexOf('null}'))}"`;
  yield* content;
  yield '"}\n';
}
