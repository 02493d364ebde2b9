import type { ParamType } from '../../contract/entity.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { kindOf } from '../fields/kinds.ts';
import { getIn, type Path, setIn } from '../params/path.ts';

/** A place in params that holds the id of an entity. */
export interface Reference {
  path: Path;
  id: number;
}

/** The ids of entities in params, as the types of their fields and columns say; what only looks like an id is none. */
export function entityReferences(params: JsonObject, types: Record<string, ParamType>): Reference[] {
  return Object.entries(types).flatMap(([name, type]) => {
    const path = name.split('.');
    const value = getIn(params, path);
    return inField(type, value, path);
  });
}

function inField(type: ParamType, value: JsonValue | undefined, path: Path): Reference[] {
  if (value === undefined) return [];
  if (type.sub_types && isArray(value)) {
    const columns = type.sub_types;
    return value.flatMap((row, at) =>
      isObject(row)
        ? entityReferences(row, columns).map((one) => ({ ...one, path: [...path, at, ...one.path] }))
        : [],
    );
  }
  const kind = kindOf(type, value, String(path.at(-1)));
  const ids = kind === 'entity' ? [{ path, id: value }] : [];
  if (kind === 'entities' && isArray(value))
    for (const [at, id] of value.entries()) ids.push({ path: [...path, at], id });
  return ids.filter((one): one is Reference => Number.isSafeInteger(one.id));
}

/** Params whose references name what an entity is called now; every other byte of them stays. */
export function withNewIds(
  params: JsonObject,
  references: readonly Reference[],
  newIds: ReadonlyMap<number, number>,
): JsonObject {
  let made: JsonValue = params;
  for (const { path, id } of references) {
    const now = newIds.get(id);
    if (now !== undefined) made = setIn(made, path, now);
  }
  return made as JsonObject;
}
