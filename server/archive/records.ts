/**
 * The lines of a workspace archive, which are also what the sample worlds are made of: one vocabulary for
 * everything that is loaded into the embedded database.
 *
 * `properties` is always the **raw JSON text** of the params (number spelling, key order and white space as
 * given): params are never parsed and printed again on their way into the database.
 */

/** Raw JSON text of an object, e.g. `{"a":1.0}`. */
export type RawJson = string;

/** Members of the wire that the loader keeps but does not interpret. */
type WireMembers = Record<string, unknown>;

export interface ArchiveHeader {
  kind: 'archive';
  format: 'viktor-workspace-archive';
  version: 1;
  created_at: string;
  source: string;
}

export interface UserRecord extends WireMembers {
  kind: 'user';
  id: number;
  first_name: string;
  last_name: string;
  email: string;
  job_title: string | null;
}

export interface LabelRecord extends WireMembers {
  kind: 'label';
  id: number;
  name: string;
  color: string;
  description: string;
}

export interface AppRecord extends WireMembers {
  kind: 'app';
  id: number;
  name: string;
}

/** `labels` holds label objects, `app` and `app_version` objects or null, as the wire's Workspace. */
export interface WorkspaceRecord extends WireMembers {
  kind: 'workspace';
  id: number;
  name: string;
}

/** The wire's EntityType, with the form's definition (not resolved) beside it where it is known. */
export interface EntityTypeRecord extends WireMembers {
  kind: 'entity_type';
  id: number;
  name: string;
  class_name: string;
  child_entity_type_ids: number[];
  parametrization?: unknown;
}

/** The wire's Entity; `parent` is null for a root; parents come before their children. */
export interface EntityRecord extends WireMembers {
  kind: 'entity';
  id: number;
  name: string;
  entity_type: number;
  parent: number | null;
  properties: RawJson;
}

/** Oldest first within an entity. The newest one holds the entity's present params. */
export interface RevisionRecord {
  kind: 'revision';
  entity: number;
  id: number;
  created_at: string;
  created_by: number | null;
  message: string | null;
  name: string;
  properties: RawJson;
}

export interface FileRecord {
  kind: 'file';
  id: number;
  entity: number | null;
  filename: string;
  size: number;
  content_base64: string | null;
  created_at?: string;
  created_by?: number | null;
}

export interface EndRecord {
  kind: 'end';
  counts: Partial<Record<Exclude<ArchiveRecord['kind'], 'archive' | 'end'>, number>>;
}

export type ArchiveRecord =
  | ArchiveHeader
  | UserRecord
  | LabelRecord
  | AppRecord
  | WorkspaceRecord
  | EntityTypeRecord
  | EntityRecord
  | RevisionRecord
  | FileRecord
  | EndRecord;
