import { beginReading } from '../../contract/json/reading.ts';
import { isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { slicer } from '../workers/slicer.ts';

/** How far is read between two looks at the clock, UTF-16 units: a millisecond or so. */
const STEP = 32_768;
/** As many revisions as are ever asked for at once to find one's own among them. */
const MOST_ITEMS = 100;

/**
 * How often in a row params are read in terms of those before them: what is taken over keeps the text it was read from in memory, and a page may stay open for
 * days beside a program that saves.
 */
const MOST_IN_A_ROW = 8;
const inARow = new WeakMap<JsonObject, number>();

/**
 * Reads an answer's JSON without holding up the page: a long one in slices. Containers of its params that are spelt as in `like` are taken from there, shared, wherever
 * the answer has its params: in an entity or in a list of revisions. Throws `JsonSyntaxError`; rejects with the signal's reason once aborted.
 */
export async function readAnswer(
  text: string,
  { like, signal }: { like?: JsonObject | null | undefined; signal?: AbortSignal | undefined } = {},
): Promise<JsonValue> {
  const count = like ? (inARow.get(like) ?? 0) + 1 : 0;
  const model = like && count <= MOST_IN_A_ROW ? modelOf(text, like) : undefined;
  const readTo = beginReading(text, model ? { like: model } : {});
  const rest = slicer(signal);
  for (let until = STEP; ; until += STEP) {
    const value = readTo(Math.min(until, text.length + 1));
    if (value !== undefined) {
      const params = isObject(value) ? value.get('properties') : undefined;
      if (model && isObject(params) && params !== like) inARow.set(params, count);
      return value;
    }
    const pause = rest();
    if (pause) await pause;
  }
}

/** An answer as it would be with these params. */
function modelOf(text: string, like: JsonObject): JsonValue {
  const item = new Map<string, JsonValue>([
    ['properties', like],
    ['params', like],
  ]);
  const items: JsonValue[] = new Array(MOST_ITEMS).fill(item);
  return /^\s*\[/.test(text) ? items : new Map<string, JsonValue>([...item, ['results', items]]);
}
