/** Jobs of the sample apps and the files that their results link to. */
export const jobs = {
  number: 2,
  name: 'jobs',
  sql: `
create table jobs (
  id bigint primary key,
  workspace_id bigint not null references workspaces (id) on delete cascade,
  entity_id bigint not null,
  method text not null,
  created_by bigint not null,
  runner text not null,
  status text not null check (status in ('running', 'success', 'failed', 'cancelled')),
  started_us bigint not null,
  alive_us bigint not null,
  completed_at text,
  message text,
  error text,
  result_kind text not null,
  result text,
  link_mark text not null
);
create index jobs_by_start on jobs (started_us);
create index jobs_running on jobs (created_by) where status = 'running';

create table job_files (
  job_id bigint not null references jobs (id) on delete cascade,
  ordinal bigint not null,
  filename text not null,
  content_type text not null,
  is_expired boolean not null,
  content bytea not null,
  primary key (job_id, ordinal)
);

create sequence job_ids;
`,
};
