import type { ArchiveRecord } from '../../server/archive/records.ts';

const at = '2026-03-11T09:41:27.518204Z';
const by = { created_at: at, created_by: 101, updated_at: at, last_updated_by: 101 };

/** Three districts: one with a chain of folders 21 › 22 › 23 and two bridges of one name, one with 450 bridges from 1000, one to change. */
export function bridges(): ArchiveRecord[] {
  const type = (id: number, name: string, children: number[], more: object = {}): ArchiveRecord => ({
    kind: 'entity_type',
    id,
    name,
    class_name: name,
    child_entity_type_ids: children,
    is_file: false,
    views: [],
    summary: [],
    allow_saving: true,
    ...more,
  });
  const entity = (id: number, name: string, entity_type: number, parent: number | null): ArchiveRecord => ({
    kind: 'entity',
    id,
    name,
    entity_type,
    parent,
    properties: '{"width": 1.0}',
    ...by,
  });
  return [
    {
      kind: 'workspace',
      id: 5,
      name: 'Bridges',
      visibility: 'INTERNAL',
      labels: [],
      description: null,
      created_at: at,
      is_archived: false,
      app: { id: 1, name: 'Span' },
      app_version: { id: 1, tag: '1.0', app_type: 'tree' },
    },
    type(1, 'District', [2, 3]),
    type(2, 'Folder', [2, 3, 4]),
    type(3, 'Bridge', []),
    type(4, 'Drawing', [], {
      is_file: true,
      file_constraints: { file_types: ['.svg', '.txt'], max_size: 20_000 },
    }),
    entity(10, 'East', 1, null),
    entity(20, 'West', 1, null),
    entity(21, 'Outer', 2, 10),
    entity(22, 'Middle', 2, 21),
    entity(23, 'Inner', 2, 22),
    entity(24, 'Pier', 3, 23),
    entity(25, 'Pier', 3, 23),
    entity(26, '<b>Arch</b>', 3, 23),
    entity(30, 'To change', 1, null),
    entity(31, 'Yard', 3, 30),
    entity(32, 'Shed', 3, 30),
    entity(33, 'Store', 2, 30),
    entity(34, 'Empty', 2, 30),
    entity(40, 'To delete', 2, 30),
    entity(41, 'Middle', 2, 40),
    entity(42, 'Deep', 2, 41),
    ...[43, 44, 45].map((id) => entity(id, `Part ${id}`, 3, 42)),
    ...Array.from({ length: 450 }, (_, index) => entity(1000 + index, `BR-${index}`, 3, 20)),
  ];
}
