import { type ExpressionBuilder, sql } from 'kysely';
import { answerJson, answerPage } from '../answer.ts';
import { containing, wordsOf } from '../entity-filters.ts';
import { forbidden } from '../errors.ts';
import { type ApiContext, type Embedded, placeOf } from '../place.ts';
import { readPaging, readQuery } from '../query.ts';
import type { Caller } from '../rights.ts';
import type { Routes } from '../router.ts';
import type { Schema, WorkspaceRow } from '../schema.ts';

const sorts = {
  name: 'name_key',
  created_at: 'created_us',
  views: 'views',
  views_last_30_days: 'recent_views',
  // Visits are not kept here, so this keeps the order of ids.
  user_last_visit: 'id',
} as const;
type Sort = keyof typeof sorts;
const sortTerms = (Object.keys(sorts) as Sort[]).flatMap(
  (key) => [key, `${key}:asc`, `${key}:desc`] as const,
);
const visibilities = ['INTERNAL', 'PRIVATE', 'DEVELOPMENT', 'PUBLIC'] as const;
const detailLevels = ['minimal', 'basic', 'full'] as const;
type DetailLevel = (typeof detailLevels)[number];

const minimal = ['id', 'name', 'visibility', 'type', 'is_archived', 'is_dev'];
const basic = [...minimal, 'description', 'created_at', 'updated_at', 'labels', 'app', 'start_entity_id'];

/** How much of the record a list gives. The contents of the levels are ours: VIKTOR names them without saying more. */
function printWorkspace(row: WorkspaceRow, level: DetailLevel): string {
  if (level === 'full') return row.wire;
  const keys = level === 'minimal' ? minimal : basic;
  const wire = JSON.parse(row.wire) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(wire).filter(([key]) => keys.includes(key))));
}

type Where = ExpressionBuilder<Schema, 'workspaces'>;

/** Archived workspaces and those in development are listed for administrators, who ask for them. */
function readScope(c: ApiContext, caller: Caller) {
  const query = readQuery(c);
  const search = wordsOf(query.text('search'));
  const wanted = {
    paging: readPaging(query),
    level: query.choices('detail_level', detailLevels).at(-1) ?? 'full',
    sort: query.choices('sort', sortTerms),
    visibility: query.choices('visibility', visibilities),
    apps: query.integers('app'),
    labels: query.integers('label'),
    project: query.integer('project', 1),
    includeArchived: query.flag('include_archived', false),
    includeDevelopment: query.flag('include_development', false),
    archived: query.flag('archived', false),
    development: query.flag('is_dev', false),
    search,
  };
  query.check();
  for (const key of ['include_archived', 'include_development'] as const) {
    if (!caller.isAdmin && readQuery(c).flag(key, false)) {
      throw forbidden(`Only administrators of the organization may use ${key}.`);
    }
  }
  const showsArchived = caller.isAdmin && (wanted.includeArchived || wanted.archived);
  const showsDevelopment =
    caller.isAdmin &&
    (wanted.includeDevelopment || wanted.development || wanted.visibility.includes('DEVELOPMENT'));
  const granted = caller.grants.map((grant) => grant.workspaceId);
  function where(eb: Where) {
    return eb.and([
      ...(granted.includes(null) ? [] : [eb('id', 'in', granted as number[])]),
      ...(showsArchived ? [] : [eb('is_archived', '=', false)]),
      ...(showsDevelopment ? [] : [eb('is_development', '=', false)]),
      ...(wanted.archived ? [eb('is_archived', '=', true)] : []),
      ...(wanted.development ? [eb('is_development', '=', true)] : []),
      ...(wanted.visibility.length > 0 ? [eb('visibility', 'in', wanted.visibility)] : []),
      ...(wanted.apps.length > 0 ? [eb('app_id', 'in', wanted.apps)] : []),
      ...(wanted.labels.length > 0
        ? [eb.or(wanted.labels.map((label) => eb('label_ids', 'like', `%/${label}/%`)))]
        : []),
      ...(wanted.project === undefined ? [] : [eb('project_id', '=', wanted.project)]),
      ...wanted.search.map((word) => eb('search_key', 'like', containing(word))),
    ]);
  }
  return { ...wanted, where };
}

async function listWorkspaces(c: ApiContext, { database }: Embedded): Promise<Response> {
  const { paging, level, sort, where } = readScope(c, c.get('caller'));
  const found = database.kysely.selectFrom('workspaces').where(where);
  let rows = found.selectAll();
  for (const term of sort) {
    const [key, direction] = term.split(':') as [Sort, string | undefined];
    rows = rows.orderBy(sorts[key], direction === 'desc' ? 'desc' : 'asc');
  }
  rows = rows.orderBy('id').offset(paging.offset);
  const [count, page] = await Promise.all([
    found.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
    (paging.limit === null ? rows : rows.limit(paging.limit)).execute(),
  ]);
  return answerPage(
    c,
    page.map((row) => printWorkspace(row, level)),
    count.count,
    paging,
  );
}

function settingsOf(row: WorkspaceRow): string {
  const wire = JSON.parse(row.wire) as {
    app_version?: { sdk_version?: unknown } | null;
    welcome_text?: unknown;
  };
  const sdk = wire.app_version?.sdk_version;
  const [major, minor, patch] = typeof sdk === 'string' ? sdk.split('.').map(Number) : [];
  return JSON.stringify({
    uses_privileged_api: false,
    welcome_text: wire.welcome_text ?? null,
    sdk_version:
      typeof sdk === 'string' ? { complete: sdk, major, minor, patch: patch ?? 0, pre: null } : (sdk ?? {}),
    // Absent where nothing is published and the record does not say.
    ...(row.app_type === null ? {} : { app_type: row.app_type }),
    required_oauth2_integrations: [],
  });
}

export function workspaceRoutes(embedded: Embedded): Routes {
  return {
    '/workspaces/': { GET: (c) => listWorkspaces(c, embedded) },
    '/workspaces/:workspace_id/': {
      async GET(c) {
        const { workspace } = await placeOf(c, embedded);
        return answerJson(c, workspace.wire);
      },
    },
    '/workspaces/:workspace_id/settings/': {
      async GET(c) {
        const { workspace } = await placeOf(c, embedded);
        return answerJson(c, settingsOf(workspace));
      },
    },
  };
}
