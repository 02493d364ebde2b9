/** Small archives for tests and journeys: lines as a person or another program may write them. */

export interface SampleArchiveOptions {
  workspaceId?: number;
  name?: string;
  /** Entities below the root, each with `revisions` revisions. */
  children?: number;
  revisions?: number;
}

/** Params with everything that a careless reader would change. */
export const delicateParams =
  '{"geometry": {"span": 1.0, "step":1e-05,"big":12345678901234567, "minus":-0},"owner":20001,"nothing":null,' +
  '"rows":[{"label":"a\\u00e9\\n","part":20002},{"label":"","part":null}],"docs":[60001,60002],"__proto__":{"x":NaN},"text":"line\\r\\nbreak"}';

const parametrization =
  '[{"type":"section","title":"All","content":[{"type":"number","name":"geometry.span"},{"type":"child-entity-option","name":"owner"},' +
  '{"type":"DynamicArray","name":"rows","arrayItems":[{"type":"text","name":"label"},{"type":"entity","name":"part"}]},' +
  '{"type":"multi-file","name":"docs"}]}]';

/** The lines of an archive with all kinds of records, without line ends. */
export function sampleArchive(options: SampleArchiveOptions = {}): string[] {
  const { workspaceId = 7001, name = 'Sample workspace', children = 3, revisions = 2 } = options;
  const time = (minute: number) =>
    new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString().replace('Z', '000Z');
  const lines = [
    '{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"2026-01-05T08:00:00Z","source":"sample"}',
    '{"kind":"user","id":501,"first_name":"Mina","last_name":"Osei","email":"mina.osei@example.com","job_title":"engineer"}',
    '{"kind":"label","id":71,"name":"Sample","color":"1f6feb","description":""}',
    '{"kind":"app","id":81,"name":"Sample app"}',
    `{"kind":"workspace","id":${workspaceId},"name":${JSON.stringify(name)},"description":"","visibility":"INTERNAL","labels":[{"id":71,"name":"Sample","color":"1f6feb","description":""}],"app":{"id":81,"name":"Sample app"},"app_version":null,"is_archived":false,"created_at":"2026-01-05T08:00:00Z","updated_at":"2026-01-05T08:00:00Z"}`,
    `{"kind":"entity_type","id":901,"name":"Folder","class_name":"Folder","child_entity_type_ids":[901,902],"parametrization":null}`,
    `{"kind":"entity_type","id":902,"name":"Part","class_name":"Part","child_entity_type_ids":[],"parametrization":${parametrization}}`,
    `{"kind":"entity","id":20001,"name":"Root","entity_type":901,"parent":null,"created_at":"${time(0)}","created_by":501,"updated_at":"${time(0)}","last_updated_by":501,"properties":{}}`,
  ];
  for (let index = 0; index < children; index += 1) {
    const id = 20002 + index;
    lines.push(
      `{"kind":"entity","id":${id},"name":"Part ${index + 1}","entity_type":902,"parent":20001,"created_at":"${time(1)}","created_by":501,"updated_at":"${time(revisions)}","last_updated_by":501,"properties":${delicateParams}}`,
    );
    for (let ordinal = 1; ordinal <= revisions; ordinal += 1) {
      const properties = ordinal === revisions ? delicateParams : `{"geometry":{"span":${ordinal}.50}}`;
      lines.push(
        `{"kind":"revision","entity":${id},"id":${900001 + index * revisions + ordinal},"created_at":"${time(ordinal)}","created_by":501,"message":${ordinal === 1 ? 'null' : '"as discussed"'},"name":"Part ${index + 1}","properties":${properties}}`,
      );
    }
  }
  lines.push(
    `{"kind":"file","id":60001,"entity":20002,"filename":"notes.txt","size":5,"content_base64":"aGVsbG8="}`,
    `{"kind":"file","id":60002,"entity":null,"filename":"gone.gef","size":1000,"content_base64":null}`,
    `{"kind":"end","counts":{"user":1,"label":1,"app":1,"workspace":1,"entity_type":2,"entity":${children + 1},"revision":${children * revisions},"file":2}}`,
  );
  return lines;
}
