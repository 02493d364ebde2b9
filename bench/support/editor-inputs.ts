/** The form that the editors are measured with: sections of 50 fields, numbers and texts by turns, and hidden data beside them. */
export interface EditorInput {
  /** JSON text of the params. */
  params: string;
  /** The form as REST nodes. */
  parametrization: unknown[];
  /** The same form as a JSON schema, for editors that are built on one. */
  schema: object;
}

const PER_SECTION = 50;

export function editorInput(fields: number, hiddenBytes: number): EditorInput {
  const params: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  const parametrization = Array.from({ length: fields / PER_SECTION }, (_, at) => {
    const values: Record<string, unknown> = {};
    const inside: Record<string, unknown> = {};
    const content = Array.from({ length: PER_SECTION }, (_, index) => {
      const key = `f${index}`;
      const text = index % 3 === 2;
      values[key] = text ? `Layer ${index}` : index + at / 8;
      inside[key] = text
        ? { type: 'string', title: `Field ${at}.${index}` }
        : { type: 'number', title: `Field ${at}.${index}`, minimum: 0, maximum: 1e9 };
      return {
        type: text ? 'text' : 'number',
        name: `s${at}.${key}`,
        ui_name: `Field ${at}.${index}`,
        ...(text ? {} : { suffix: 'kN/m', options: { min: 0, max: 1e9 } }),
      };
    });
    params[`s${at}`] = values;
    properties[`s${at}`] = { type: 'object', title: `Section ${at}`, properties: inside };
    return { type: 'section', name: `s${at}`, title: `Section ${at}`, content };
  });
  params.blob = Array.from({ length: hiddenBytes / 10 }, (_, index) => (index * 7919) / 8192 + 0.125);
  return {
    params: JSON.stringify(params),
    parametrization: [...parametrization, { type: 'hidden', name: 'blob' }],
    schema: { type: 'object', properties },
  };
}

/** An archive of one entity that holds the params. */
export function editorArchive({ params, parametrization }: EditorInput): string[] {
  const at = '2026-01-05T08:00:00Z';
  const flags = { is_file: false, views: [], summary: [], allow_saving: true, child_entity_type_ids: [] };
  const type = {
    kind: 'entity_type',
    id: 901,
    name: 'Large',
    class_name: 'Large',
    ...flags,
    parametrization,
  };
  return [
    `{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"${at}","source":"bench"}`,
    `{"kind":"workspace","id":7001,"name":"Bench","description":"","visibility":"INTERNAL","labels":[],"app":null,"app_version":null,"is_archived":false,"created_at":"${at}","updated_at":"${at}"}`,
    JSON.stringify(type),
    `{"kind":"entity","id":20001,"name":"Large","entity_type":901,"parent":null,"created_at":"${at}","created_by":null,"updated_at":"${at}","last_updated_by":null,"properties":${params}}`,
    '{"kind":"end","counts":{"workspace":1,"entity_type":1,"entity":1}}',
  ];
}
