/** The first schema. `collate "C"`: byte order, the same on every system and usable for ranges of paths. */
export const tables = {
  number: 1,
  name: 'tables',
  sql: `
create table users (
  id bigint primary key,
  email text,
  is_env_admin boolean not null,
  wire text not null
);

create table labels (
  id bigint primary key,
  wire text not null
);

create table apps (
  id bigint primary key,
  search_key text collate "C" not null,
  name_key text collate "C" not null,
  is_archived boolean not null,
  created_us bigint not null,
  wire text not null
);

create table workspaces (
  id bigint primary key,
  name text not null,
  name_key text collate "C" not null,
  search_key text collate "C" not null,
  visibility text not null,
  is_development boolean not null,
  is_archived boolean not null,
  app_id bigint,
  app_type text,
  project_id bigint,
  label_ids text not null,
  created_us bigint not null,
  views bigint not null,
  recent_views bigint not null,
  wire text not null
);

create table entity_types (
  workspace_id bigint not null references workspaces (id) on delete cascade,
  id bigint not null,
  name text not null,
  class_name text,
  is_file boolean not null,
  allow_saving boolean not null,
  child_type_ids text not null,
  wire text not null,
  parametrization text,
  primary key (workspace_id, id)
);

create table entities (
  id bigint primary key,
  workspace_id bigint not null references workspaces (id) on delete cascade,
  entity_type_id bigint not null,
  parent_id bigint references entities (id) on delete cascade,
  path text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  child_count bigint not null,
  revision_count bigint not null,
  head_revision_id bigint,
  recipe text,
  summary text,
  summary_status text,
  summary_updated_at text collate "C",
  locked boolean not null,
  locked_by text,
  actions text,
  param_types text,
  extra text,
  created_at text not null,
  created_us bigint not null,
  created_by bigint,
  updated_at text not null,
  updated_us bigint not null,
  updated_by bigint,
  foreign key (workspace_id, entity_type_id) references entity_types (workspace_id, id)
);
create index entities_children on entities (parent_id, id);
create index entities_roots on entities (workspace_id, id) where parent_id is null;
create index entities_by_type on entities (workspace_id, entity_type_id, id);
create index entities_by_name on entities (workspace_id, name_key, id);
create index entities_subtree on entities (path);

create table revisions (
  id bigint primary key,
  entity_id bigint not null references entities (id) on delete cascade,
  ordinal bigint not null,
  created_at text not null,
  created_by bigint,
  message text,
  name text not null,
  properties text not null,
  unique (entity_id, ordinal)
);

create table files (
  id bigint primary key,
  workspace_id bigint not null references workspaces (id) on delete cascade,
  entity_id bigint references entities (id) on delete cascade,
  scope text not null,
  filename text not null,
  filename_key text collate "C" not null,
  file_size bigint not null,
  content bytea,
  created_at text not null,
  created_by bigint
);
create index files_of_workspace on files (workspace_id, id);
create index files_of_entity on files (entity_id, id);

create table permissions (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  workspace_id bigint,
  level text not null check (level in ('navigate', 'basic', 'all')),
  can_write boolean not null,
  below_entity_id bigint
);
create index permissions_of_user on permissions (user_id);

create table notes (
  key text primary key,
  value text not null
);

create sequence user_ids;
create sequence label_ids;
create sequence app_ids;
create sequence workspace_ids;
create sequence entity_type_ids;
create sequence entity_ids;
create sequence revision_ids;
create sequence file_ids;
`,
};
