import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const rows = read('../../docs/api-v1.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| SDK'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

test('the table of the SDK has no empty cell', () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    expect(row).toHaveLength(5);
    expect(row.filter((cell) => cell === '' || cell === '-')).toEqual([]);
  }
});

test('every member of the SDK is in the table', () => {
  const members = rows.map(([member]) => member).join('; ');
  const all = `get_workspaces get_workspace get_entity_types get_entity_type get_entity get_root_entities get_entities_by_type
    get_entity_children get_entity_siblings get_entity_parent get_entity_revisions get_entity_file create_child_entity set_entity_params
    rename_entity delete_entity entity_compute get_current_user generate_upload_url last_saved_params last_saved_summary children siblings
    parent revisions get_file create_child set_params rename delete compute get_result full_name filename open_binary app_name
    include_archived include_params entity_type_names privileged created_date labels app_version`;
  for (const member of all.split(/\s+/)) expect(members).toMatch(new RegExp(`\\b${member}\\b`));
});

test.each(rows)('%s: its function exists, and its test uses it', (_member, _place, _rest, where, proof) => {
  const [, name = '', file = ''] = /^`(\w+)` in `([\w-]+\.ts)`$/.exec(where ?? '') ?? [];
  expect(readdirSync(new URL('.', import.meta.url))).toContain(file);
  expect(read(`./${file}`)).toMatch(
    new RegExp(`^export (?:async )?(?:function|class|const) ${name}\\b`, 'm'),
  );
  const [, testFile = '', title = ''] = /^`([\w-]+\.test\.ts)`: (.+)$/.exec(proof ?? '') ?? [];
  const told = read(`./${testFile}`)
    .split(/\n {2}(?=test)/)
    .find((one) => one.includes(`'${title}'`));
  expect(told).toMatch(new RegExp(`\\b${name}\\b`));
});
