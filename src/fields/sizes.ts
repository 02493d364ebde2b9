import { sourceText } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { sizeWords } from '../ui/size-words.ts';

/** How long a value's JSON text is, in UTF-16 units; the text itself is not made where the source is at hand. */
export function textLength(value: JsonValue): number {
  return (sourceText(value) ?? printJson(value)).length;
}

/** `1 row`, `12 rows`. */
export function countText(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

/** Values are immutable: what was counted of rows is kept as long as these are. */
const counted = new WeakMap<JsonArray, number>();

/** How many keys there are in all rows. Rows that are no objects have none. */
export function countColumns(rows: JsonArray): number {
  const known = counted.get(rows);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  for (const row of rows) if (isObject(row)) for (const key of row.keys()) keys.add(key);
  counted.set(rows, keys.size);
  return keys.size;
}

/** What a container holds, in a few words: `list, 600 items, 14.2 kB`. */
export function describeContainer(value: JsonArray | JsonObject): string {
  const size = sizeWords(textLength(value));
  if (isArray(value)) return `list, ${countText(value.length, 'item')}, ${size}`;
  return `object, ${countText(value.size, 'key')}, ${size}`;
}
