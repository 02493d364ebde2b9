import { deriveFrom } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { Transfer } from './transfers.ts';

type Rename = (link: Pick<Transfer, 'url' | 'method'>) => string;

/** Members that hold a presigned address, and how it is used. Source: docs.viktor.ai, files; VIKTOR's development tools. */
const members: readonly (readonly [name: string, method: Transfer['method']])[] = [
  ['temp_download_url', 'GET'],
  ['temporary_download_url', 'GET'],
  ['temp_upload_url', 'POST'],
  ['log_download_url', 'GET'],
];

/** Parts of a result that may be an address and nothing else. */
const linkKinds: ReadonlySet<string> = new Set(['url', 'image', 'pdf', 'ifc', 'download', 'geometry']);

/**
 * Puts our own addresses in the place of presigned ones, as the page may reach no other host. All else stays byte for byte. `isUpload`: the answer is a form whose `url` is where to send a file.
 */
export function replaceLinks(text: string, isUpload: boolean, rename: Rename): string {
  let json: JsonValue;
  try {
    json = readJson(text);
  } catch {
    return text; // not JSON: nothing in it is followed
  }
  if (!(json instanceof Map)) return text;
  let changed = replaceIn(json, members, rename);
  if (isUpload) changed = replaceIn(changed, [['url', 'POST']], rename);
  // The answer to a new job names it `content`, a job that is read `result`: one member a kind, each perhaps with an address.
  for (const place of ['result', 'content']) {
    const result = changed.get(place);
    if (!(result instanceof Map)) continue;
    let kinds: JsonObject = result;
    for (const [kind, value] of result) {
      const replaced = replaceInPart(kind, value, rename);
      if (replaced !== value) kinds = withMember(kinds, kind, replaced);
    }
    if (kinds !== result) changed = withMember(changed, place, kinds);
  }
  return changed === json ? text : printJson(changed);
}

/** One part of a result: an address alone, as a pointer to a result kept elsewhere is, or in a member; a model's is named `geometry`. Web content is opened where it is. */
function replaceInPart(kind: string, value: JsonValue, rename: Rename): JsonValue {
  if (kind === 'web') return value;
  if (typeof value === 'string')
    return linkKinds.has(kind) && /^https?:\/\//.test(value) ? rename({ url: value, method: 'GET' }) : value;
  if (!(value instanceof Map)) return value;
  const model = value.get('geometry');
  const isLink = typeof model === 'string' && /^https?:\/\//.test(model);
  return replaceIn(
    value,
    isLink
      ? [
          ['url', 'GET'],
          ['geometry', 'GET'],
        ]
      : [['url', 'GET']],
    rename,
  );
}

function replaceIn(
  object: JsonObject,
  names: readonly (readonly [string, Transfer['method']])[],
  rename: Rename,
): JsonObject {
  let changed = object;
  for (const [name, method] of names) {
    const url = changed.get(name);
    if (typeof url !== 'string' || url === '') continue;
    changed = withMember(changed, name, rename({ url, method }));
  }
  return changed;
}

function withMember(object: JsonObject, name: string, value: JsonValue): JsonObject {
  const made = new Map<string, JsonValue>(object);
  made.set(name, value);
  return deriveFrom<JsonObject>(object, made);
}
