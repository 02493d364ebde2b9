import { deriveFrom } from '../../contract/json/memory.ts';
import { isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { isColor, isPoint } from '../params/equal.ts';

/** The params that a `set_params` result names: bare, or alone under `params` or `parameters`. `undefined` for what is no object. */
export function readPatch(value: JsonValue): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  for (const name of ['params', 'parameters']) {
    const inner = value.get(name);
    if (value.size === 1 && isObject(inner)) return inner;
  }
  return value;
}

/** Params after a patch: objects are merged, lists and leaves replaced, keys that it does not name stay, byte for byte. */
export function applyPatch(params: JsonObject, patch: JsonObject): JsonObject {
  const made = new Map(params);
  for (const [key, value] of patch) {
    const before = params.get(key);
    const merges = isObject(before) && isObject(value) && !isLeafObject(before) && !isLeafObject(value);
    made.set(key, merges ? applyPatch(before, value) : value);
  }
  return deriveFrom(params, made);
}

const isLeafObject = (value: JsonValue): boolean => isPoint(value) || isColor(value);
