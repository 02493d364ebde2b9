import { isMembers } from '../../contract/common.ts';

const DEEPEST = 6;
const LONGEST = 1000;
const SENTENCES = ['message', 'msg', 'detail', 'error', 'title'];

/** Messages by member of what was sent. Without a prototype where it is read from a body, which may name any member. */
export type FieldMessages = Readonly<Record<string, readonly string[]>>;

/** Of so many members a sentence gives the messages; of the others it says how many they are. */
const MOST_TOLD = 5;
const OF_THE_WHOLE = 'non_field_errors';

/**
 * What the body of a refusal says: a sentence, and messages by member of what was sent, `properties.height` for one further in, `layers.2.top` in the third row. Only `{"field": ["…"]}` and
 * `{"detail": "…"}` are on record; other shapes are read as far as they hold texts, and anything else, such as a proxy's page, says nothing.
 */
export function errorBody(text: string): { detail?: string; fields: FieldMessages } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { fields: {} }; // an HTML page of a proxy: its status says enough
  }
  const fields: Record<string, string[]> = Object.create(null);
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
  return { detail: cut(detail), fields };
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Messages of members as one text, empty without any: what is said of the whole, then of the first few members, as `called` names them. */
export function fieldsSentence(
  fields: FieldMessages,
  called: (name: string) => string = (name) => name,
): string {
  const said = (name: string) => cut(joined(fields[name] ?? []));
  const names = Object.keys(fields).filter((name) => name !== OF_THE_WHOLE);
  const told = names.slice(0, MOST_TOLD).map((name) => `${called(name)}: ${said(name)}`);
  const more = names.length - told.length;
  if (more > 0) told.push(`… and ${more.toLocaleString('en')} more ${more === 1 ? 'place' : 'places'}.`);
  return joined([said(OF_THE_WHOLE), ...told].filter(Boolean));
}

/** Texts one after another, each but the last ended as a sentence. */
const joined = (texts: readonly string[]): string =>
  texts.map((text, at) => (at === texts.length - 1 || /[.!?…]$/.test(text) ? text : `${text}.`)).join(' ');

function collect(
  members: Record<string, unknown>,
  before: string,
  fields: Record<string, string[]>,
  depth: number,
): void {
  for (const [name, value] of Object.entries(members)) {
    if (isMembers(value) && depth < DEEPEST) collect(value, `${before}${name}.`, fields, depth + 1);
    const items = Array.isArray(value) ? value : [];
    for (const [index, item] of items.entries())
      if (isRow(item) && depth < DEEPEST) collect(item, `${before}${name}.${index}.`, fields, depth + 1);
    const texts = textsIn(
      items.filter((item) => !isRow(item)),
      depth,
    );
    if (texts.length > 0) fields[before + name] = texts.map((one) => one.slice(0, LONGEST));
  }
}

/** Whether an item of a list holds messages by member: rows are told so, one object for each, empty where all is well. */
function isRow(item: unknown): item is Record<string, unknown> {
  if (!isMembers(item) || SENTENCES.some((one) => typeof item[one] === 'string')) return false;
  return Object.values(item).every((value) => Array.isArray(value) || isMembers(value));
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
