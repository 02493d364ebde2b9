import type { Insertable } from 'kysely';
import type {
  AppRecord,
  EntityRecord,
  EntityTypeRecord,
  FileRecord,
  LabelRecord,
  RevisionRecord,
  UserRecord,
  WorkspaceRecord,
} from '../archive/records.ts';
import { jsonText } from './json-text.ts';
import type {
  AppsTable,
  EntitiesTable,
  EntityTypesTable,
  FilesTable,
  LabelsTable,
  RevisionsTable,
  UsersTable,
  WorkspacesTable,
} from './schema.ts';
import { foldText, microsecondsOf } from './text.ts';

/**
 * Rows from archive records, with every derived column. Ids are taken from the records: whoever loads renumbers first where ids are in use.
 * Members may be plain values or what `readJson` made of them.
 */
export function userRow({ kind: _kind, ...wire }: UserRecord): Insertable<UsersTable> {
  return {
    id: wire.id,
    email: typeof wire.email === 'string' ? wire.email : null,
    is_env_admin: wire.is_env_admin === true,
    wire: jsonText(wire),
  };
}

export function labelRow({ kind: _kind, ...wire }: LabelRecord): Insertable<LabelsTable> {
  return { id: wire.id, wire: jsonText(wire) };
}

export function appRow({ kind: _kind, ...wire }: AppRecord): Insertable<AppsTable> {
  const name = text(wire.readable_name) || text(wire.name);
  return {
    id: wire.id,
    name_key: foldText(name),
    search_key: foldText(`${name}\n${text(wire.description)}`),
    is_archived: wire.is_archived === true,
    created_us: microseconds(wire.created_at),
    wire: jsonText(wire),
  };
}

export function workspaceRow({ kind: _kind, ...wire }: WorkspaceRecord): Insertable<WorkspacesTable> {
  const visibility = text(wire.visibility) || 'INTERNAL';
  const labels = Array.isArray(wire.labels) ? wire.labels : [];
  return {
    id: wire.id,
    name: wire.name,
    name_key: foldText(wire.name),
    search_key: foldText(`${wire.name}\n${text(wire.description)}`),
    visibility,
    is_development: visibility === 'DEVELOPMENT' || wire.type === 'DEVELOPMENT' || wire.is_dev === true,
    is_archived: wire.is_archived === true,
    app_id: integer(memberOf(wire.app, 'id')),
    app_type: text(memberOf(wire.app_version, 'app_type')) || text(wire.app_type) || null,
    project_id: integer(wire.project) ?? integer(memberOf(wire.project, 'id')),
    label_ids: `/${labels.map((label) => `${integer(memberOf(label, 'id')) ?? ''}/`).join('')}`,
    created_us: microseconds(wire.created_at),
    views: integer(wire.nr_views) ?? 0,
    recent_views: integer(wire.nr_views_last_30_days) ?? 0,
    wire: jsonText({ ...wire, visibility }),
  };
}

export function entityTypeRow(
  { kind: _kind, parametrization, ...wire }: EntityTypeRecord,
  workspaceId: number,
): Insertable<EntityTypesTable> {
  const saving = wire.allow_saving;
  return {
    id: wire.id,
    workspace_id: workspaceId,
    name: wire.name,
    class_name: typeof wire.class_name === 'string' ? wire.class_name : null,
    is_file: wire.is_file === true,
    // Documented as a text whose values are not on record: what says no is read as no (contract/entity-type.ts).
    allow_saving: !(saving === false || saving === 'false' || saving === 'never'),
    child_type_ids: jsonText(wire.child_entity_type_ids ?? []),
    wire: jsonText(wire),
    parametrization:
      parametrization === undefined || parametrization === null ? null : jsonText(parametrization),
  };
}

/** What the loader knows and the record does not say. */
export interface EntityPlace {
  workspaceId: number;
  /** The parent's stored path, or null for a root. */
  parentPath: string | null;
  childCount: number;
  revisionCount: number;
  headRevisionId: number | null;
  recipe?: string | null;
}

const interpreted = new Set([
  ...['id', 'name', 'entity_type', 'parent', 'properties', 'param_types', 'entity_type_name', 'path'],
  ...['parent_count', 'summary', 'summary_status', 'summary_updated_at', 'locked', 'locked_by', 'actions'],
  ...['created_at', 'created_by', 'updated_at', 'last_updated_by', 'revision_id', 'recipe', 'child_count'],
]);

export function entityRow(
  { kind: _kind, ...wire }: EntityRecord,
  place: EntityPlace,
): Insertable<EntitiesTable> {
  const extra = Object.fromEntries(Object.entries(wire).filter(([key]) => !interpreted.has(key)));
  const createdAt = text(wire.created_at) || text(wire.updated_at);
  const updatedAt = text(wire.updated_at) || createdAt;
  const lockedBy = wire.locked_by ?? null;
  return {
    id: wire.id,
    workspace_id: place.workspaceId,
    entity_type_id: wire.entity_type,
    parent_id: wire.parent,
    path: `${place.parentPath ?? '/'}${wire.id}/`,
    name: wire.name,
    name_key: foldText(wire.name),
    child_count: place.childCount,
    revision_count: place.revisionCount,
    head_revision_id: place.headRevisionId,
    recipe: place.recipe ?? null,
    summary: wire.summary === undefined ? null : jsonText(wire.summary),
    summary_status: text(wire.summary_status) || null,
    summary_updated_at: text(wire.summary_updated_at) || null,
    locked: wire.locked === true,
    locked_by: lockedBy === null ? null : jsonText(lockedBy),
    actions: limitOf(wire.actions),
    param_types: wire.param_types === undefined ? null : jsonText(wire.param_types),
    extra: Object.keys(extra).length === 0 ? null : jsonText(extra),
    created_at: createdAt,
    created_us: microseconds(createdAt),
    created_by: personId(wire.created_by),
    updated_at: updatedAt,
    updated_us: microseconds(updatedAt),
    updated_by: personId(wire.last_updated_by),
  };
}

const vocabulary = new Set(['read', 'read-basic', 'read-nav', 'update', 'rename', 'create', 'delete']);

/** The record's `actions` bind everybody here, as long as they speak of what this environment knows. */
function limitOf(actions: unknown): string | null {
  if (!Array.isArray(actions) || !actions.every((action) => vocabulary.has(action))) return null;
  return vocabulary.size === new Set(actions).size ? null : jsonText(actions);
}

/** `ordinal` counts the entity's revisions from 1, oldest first. */
export function revisionRow(record: RevisionRecord, ordinal: number): Insertable<RevisionsTable> {
  return {
    id: record.id,
    entity_id: record.entity,
    ordinal,
    created_at: record.created_at,
    created_by: personId(record.created_by),
    message: record.message,
    name: record.name,
    properties: record.properties,
  };
}

export function fileRow(record: FileRecord, workspaceId: number): Insertable<FilesTable> {
  return {
    id: record.id,
    workspace_id: workspaceId,
    entity_id: record.entity,
    scope: record.entity === null ? 'workspace' : 'entity',
    filename: record.filename,
    filename_key: foldText(record.filename),
    file_size: record.size,
    created_at: record.created_at ?? '',
    created_by: personId(record.created_by),
  };
}

function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function integer(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

function personId(value: unknown): number | null {
  return integer(value) ?? integer(memberOf(value, 'id'));
}

function microseconds(value: unknown): number {
  return microsecondsOf(text(value)) ?? 0;
}
