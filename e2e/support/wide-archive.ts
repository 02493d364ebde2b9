/** An archive with one folder that holds `children` parts, named by `nameOf`, and nothing else. Its ids begin at `first`, another for each test, so that all of them are free: lists come in the order of ids. */
export function wideArchive(
  name: string,
  children: number,
  nameOf: (position: number) => string = (position) => `Part ${position}`,
  first = 5_000_001,
): string[] {
  const at = '2026-01-05T08:00:00.000000Z';
  const more = `"created_at":"${at}","created_by":null,"updated_at":"${at}","last_updated_by":null,"properties":{"span":1.0}`;
  return [
    '{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"2026-01-05T08:00:00Z","source":"wide"}',
    `{"kind":"workspace","id":7101,"name":${JSON.stringify(name)},"visibility":"INTERNAL","labels":[],"is_archived":false}`,
    '{"kind":"entity_type","id":901,"name":"Folder","class_name":"Folder","child_entity_type_ids":[901,902]}',
    '{"kind":"entity_type","id":902,"name":"Part","class_name":"Part","child_entity_type_ids":[]}',
    `{"kind":"entity","id":${first},"name":"Root","entity_type":901,"parent":null,${more}}`,
    ...Array.from(
      { length: children },
      (_, index) =>
        `{"kind":"entity","id":${first + 1 + index},"name":${JSON.stringify(nameOf(index + 1))},"entity_type":902,"parent":${first},${more}}`,
    ),
    '{"kind":"end","counts":{}}',
  ];
}
