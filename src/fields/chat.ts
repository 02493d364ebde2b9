import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';

interface Said {
  who: string;
  text: string;
}

/** What was said, in order; `undefined` where the value is no conversation. Nothing stored is an empty one. */
export function chatOf(value: JsonValue | undefined): Said[] | undefined {
  if (value === undefined || value === null) return [];
  const list = isObject(value) && value.size === 1 ? value.get('messages') : value;
  if (!isArray(list) || !list.every(isObject)) return undefined;
  const said = saidIn(list);
  return said.length === list.length ? said : undefined;
}

function saidIn(list: JsonArray): Said[] {
  return list.flatMap((message) => {
    const who = isObject(message) ? message.get('role') : undefined;
    const text = isObject(message) ? message.get('content') : undefined;
    return typeof who === 'string' && typeof text === 'string' ? [{ who, text }] : [];
  });
}
