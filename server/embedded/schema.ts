import type { Generated, Insertable, Selectable } from 'kysely';

/**
 * The tables of the embedded environment, for Kysely. `*_us` columns are microseconds since 1970 beside a time text that is kept as
 * it was given; `*_key` columns are folded texts to search and sort by; `wire` and `extra` are JSON texts. `rows.ts` makes rows from
 * archive records, so that nobody else has to know how the derived columns are made.
 */
export interface Schema {
  users: UsersTable;
  labels: LabelsTable;
  apps: AppsTable;
  workspaces: WorkspacesTable;
  entity_types: EntityTypesTable;
  entities: EntitiesTable;
  revisions: RevisionsTable;
  files: FilesTable;
  file_pieces: FilePiecesTable;
  jobs: JobsTable;
  job_files: JobFilesTable;
  permissions: PermissionsTable;
  notes: NotesTable;
}

export interface UsersTable {
  id: number;
  email: string | null;
  is_env_admin: boolean;
  /** The wire's User. */
  wire: string;
}

export interface LabelsTable {
  id: number;
  wire: string;
}

export interface AppsTable {
  id: number;
  /** Folded name and description. */
  search_key: string;
  name_key: string;
  is_archived: boolean;
  created_us: number;
  wire: string;
}

export interface WorkspacesTable {
  id: number;
  name: string;
  name_key: string;
  /** Folded name and description. */
  search_key: string;
  visibility: string;
  is_development: boolean;
  is_archived: boolean;
  app_id: number | null;
  /** `tree`, `simple` or `editor`; null when nothing is published. */
  app_type: string | null;
  project_id: number | null;
  /** `/31/35/`, so that ` like '%/31/%'` finds a label. */
  label_ids: string;
  created_us: number;
  views: number;
  recent_views: number;
  /** The wire's Workspace, whole. */
  wire: string;
}

/** The key is (workspace_id, id): two workspaces that run one app share its type ids. */
export interface EntityTypesTable {
  id: number;
  workspace_id: number;
  name: string;
  class_name: string | null;
  is_file: boolean;
  allow_saving: boolean;
  /** JSON text of the list of types that may be created below. */
  child_type_ids: string;
  /** The wire's EntityType, without `parametrization`. */
  wire: string;
  /** JSON of the form's definition, or null where it is not known. */
  parametrization: string | null;
}

export interface EntitiesTable {
  id: number;
  workspace_id: number;
  entity_type_id: number;
  parent_id: number | null;
  /** `/root/…/own id/`. A subtree is the range of paths from `path` up to `path` with its last `/` made `0`. */
  path: string;
  name: string;
  name_key: string;
  /** Number of children; kept by every write. */
  child_count: number;
  /** Number of stored revisions, which is also the ordinal of the newest; 0 while only a recipe is there. */
  revision_count: number;
  head_revision_id: number | null;
  /** How to make the revisions at first use (`worlds/recipes.ts`); null once they are stored. */
  recipe: string | null;
  /** JSON text. */
  summary: string | null;
  summary_status: string | null;
  summary_updated_at: string | null;
  locked: boolean;
  /** JSON text of the wire's `locked_by`. */
  locked_by: string | null;
  /** JSON text of a list: at most these actions for anybody; null when only the caller's rights count. */
  actions: string | null;
  /** JSON text of the wire's `param_types` as an archive gave it; null: computed from the type's parametrization. */
  param_types: string | null;
  /** JSON text of an object: members of the wire's entity that nothing here interprets. */
  extra: string | null;
  created_at: string;
  created_us: number;
  created_by: number | null;
  updated_at: string;
  updated_us: number;
  updated_by: number | null;
}

export interface RevisionsTable {
  id: number;
  entity_id: number;
  /** 1 for the oldest revision of the entity, without gaps. */
  ordinal: number;
  created_at: string;
  created_by: number | null;
  message: string | null;
  name: string;
  /** The params' JSON text, exactly as received (`null` is a text too). */
  properties: string;
}

export interface FilesTable {
  id: number;
  workspace_id: number;
  entity_id: number | null;
  scope: string;
  filename: string;
  /** Folded file name. */
  filename_key: string;
  file_size: number;
  created_at: string;
  created_by: number | null;
  /** Only what is ready is listed: `announced` has no content yet, of `stored` all of it came. */
  state: Generated<'announced' | 'stored' | 'ready'>;
  /** Announced for a new entity of this type; null for a file of the file manager. */
  upload_type_id: number | null;
  /** Counts the attempts at sending its content. */
  upload_attempt: Generated<number>;
}

/** A file's content in pieces (`file-contents.ts`); none where only the record is known. */
export interface FilePiecesTable {
  file_id: number;
  /** From 0, without gaps. */
  ordinal: number;
  /** Bytes. */
  size: number;
  base64: string;
}

/** One run of a method of an app. */
export interface JobsTable {
  id: number;
  workspace_id: number;
  entity_id: number;
  method: string;
  created_by: number;
  /** The server that runs it: which one has to say how far it is, and whose end is the job's end. */
  runner: string;
  status: 'running' | 'success' | 'failed' | 'cancelled';
  started_us: number;
  /** When its server last said that it runs. */
  alive_us: number;
  completed_at: string | null;
  /** JSON text of the wire's message. */
  message: string | null;
  /** JSON text of the wire's error. */
  error: string | null;
  /** `result`, or `result_pointer` when the result is a link to its text. */
  result_kind: 'result' | 'result_pointer';
  /** JSON text of the wire's result, in which a link to file n is the text `<link_mark>n`. */
  result: string | null;
  link_mark: string;
}

export interface JobFilesTable {
  job_id: number;
  ordinal: number;
  filename: string;
  content_type: string;
  /** Its links have expired before anybody reads them. */
  is_expired: boolean;
  content: Uint8Array;
}

/** What a user may do; see `rights.ts` for how rows add up and for a user without any. */
export interface PermissionsTable {
  id: Generated<number>;
  user_id: number;
  /** Null: every workspace. */
  workspace_id: number | null;
  level: 'navigate' | 'basic' | 'all';
  can_write: boolean;
  /** Not null: only this entity and what is below it; nothing once it is deleted, so it is not a foreign key. */
  below_entity_id: number | null;
}

/** What the environment keeps about itself, such as first contents that are still being put in. */
export interface NotesTable {
  key: string;
  value: string;
}

export type WorkspaceRow = Selectable<WorkspacesTable>;
export type EntityTypeRow = Selectable<EntityTypesTable>;
export type EntityRow = Selectable<EntitiesTable>;
export type RevisionRow = Selectable<RevisionsTable>;
export type FileRow = Selectable<FilesTable>;
export type JobRow = Selectable<JobsTable>;
export type PermissionRow = Selectable<PermissionsTable>;
export type NewPermission = Insertable<PermissionsTable>;
