import type { ArchiveRecord } from '../../../server/archive/records.ts';

const at = '2026-03-11T09:41:27.518204Z';

const FORM = [
  { type: 'number', name: 'geometry.span', ui_name: 'Span', suffix: 'm' },
  {
    type: 'select',
    name: 'geometry.width',
    ui_name: 'Width',
    options: [
      { value: 1, label: 'One lane' },
      { value: 2, label: 'Two lanes' },
    ],
  },
];

/**
 * A workspace to list: two regions, 450 bridges in the first, one note. Bridge 7 spans 12.50, bridge 400 12.5, bridge 8 null, bridge 9 nothing stored,
 * bridge 10 a number of 20 digits below zero, bridge 11 one above; the others 100 and their number.
 */
export function tableWorld(): ArchiveRecord[] {
  const entity = (
    id: number,
    name: string,
    entity_type: number,
    parent: number | null,
    properties = '{}',
  ) => ({
    kind: 'entity' as const,
    id,
    name,
    entity_type,
    parent,
    properties,
    created_at: at,
    updated_at: at,
    created_by: 102,
    last_updated_by: 102,
  });
  const type = (id: number, name: string, children: number[], content?: object[]) => ({
    kind: 'entity_type' as const,
    id,
    name,
    class_name: name,
    child_entity_type_ids: children,
    ...(content ? { parametrization: content } : {}),
  });
  const spans: Record<number, string> = {
    7: '12.50',
    400: '12.5',
    8: 'null',
    10: '-12345678901234567890',
    11: '12345678901234567890',
  };
  const bridge = (index: number) => {
    const span = index === 9 ? '' : `"span": ${spans[index] ?? 100 + index}, `;
    return `{"geometry": {${span}"width": 1.0}, "note": "no. ${index}"}`;
  };
  return [
    { kind: 'user', id: 102, first_name: 'Tomas', last_name: 'Test' },
    {
      kind: 'workspace',
      id: 6,
      name: 'Table',
      app: { id: 7, name: 'Studio' },
      app_version: { id: 8, tag: 'v1', app_type: 'tree' },
    },
    type(1, 'Region', [2, 3]),
    type(2, 'Bridge', [], FORM),
    type(3, 'Note', []),
    entity(1, 'North', 1, null),
    entity(2, 'Süd / <b>#%', 1, null),
    entity(3, 'Read me', 3, 2, '{"text": {"size": 1.0, "note": null}}'),
    ...Array.from({ length: 450 }, (_, index) =>
      entity(1000 + index, `Bridge ${index}`, 2, 1, bridge(index)),
    ),
  ] as ArchiveRecord[];
}
