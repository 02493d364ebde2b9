import { isMembers } from '../../contract/common.ts';

const DEEPEST = 6;
const LONGEST = 1000;
const SENTENCES = ['message', 'msg', 'detail', 'error', 'title'];

/**
 * What the body of a refusal says: a sentence, and messages by member of what was sent, `properties.height` for one further in. Only `{"field": ["…"]}` and
 * `{"detail": "…"}` are on record; other shapes are read as far as they hold texts, and anything else, such as a proxy's page, says nothing.
 */
export function errorBody(text: string): { detail?: string; fields: Record<string, string[]> } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { fields: {} }; // an HTML page of a proxy: its status says enough
  }
  const fields: Record<string, string[]> = {};
  if (!isMembers(body)) return withDetail(body, fields);
  const { detail, ...members } = body;
  collect(members, '', fields, 0);
  if (detail !== undefined) return withDetail(detail, fields);
  const told = Object.keys(fields).length === 0 ? [body.message, body.error] : [];
  return withDetail(
    told.find((one) => typeof one === 'string'),
    fields,
  );
}

function withDetail(said: unknown, fields: Record<string, string[]>) {
  const detail = textsIn(said, 0).join(' ');
  if (detail === '') return { fields };
  return { detail: detail.length > LONGEST ? `${detail.slice(0, LONGEST)}…` : detail, fields };
}

function collect(
  members: Record<string, unknown>,
  before: string,
  fields: Record<string, string[]>,
  depth: number,
): void {
  for (const [name, value] of Object.entries(members)) {
    if (isMembers(value) && depth < DEEPEST) collect(value, `${before}${name}.`, fields, depth + 1);
    const texts = Array.isArray(value) ? textsIn(value, depth) : [];
    if (texts.length > 0) fields[before + name] = texts.map((one) => one.slice(0, LONGEST));
  }
}

/** Of an object the member that is a sentence; codes and places beside it are left out. */
function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (depth >= DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, depth + 1));
  if (!isMembers(value)) return [];
  const name = SENTENCES.find((one) => typeof value[one] === 'string');
  return name === undefined
    ? Object.values(value).flatMap((item) => textsIn(item, depth + 1))
    : [value[name] as string];
}
