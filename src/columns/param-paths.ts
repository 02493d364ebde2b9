import type { Entity, ParamType } from '../../contract/entity.ts';
import { isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { type FieldKind, kindOf } from '../fields/kinds.ts';
import { type Path, toPointer } from '../params/path.ts';

/** A place in params that a column can show. */
export interface ParamPlace {
  path: Path;
  pointer: string;
  kind: FieldKind;
}

/** How many places of one entity are offered at most. */
const MOST = 5000;

/** The places of an entity's params: those its param types name, where the server gives them, and those its params hold. In stored order. */
export function paramPlaces(entity: Entity): ParamPlace[] {
  const places = new Map<string, ParamPlace>();
  const types = entity.param_types ?? {};
  if (entity.properties) addStored(entity.properties, [], types, places);
  for (const [name, type] of Object.entries(types)) {
    const path = name.split('.');
    const kind = kindOf(type, undefined, path.at(-1) ?? '');
    if (offered(kind)) add(places, path, kind);
  }
  return [...places.values()];
}

const offered = (kind: FieldKind): boolean => kind !== 'group' && kind !== 'hidden' && kind !== 'button';

function add(places: Map<string, ParamPlace>, path: Path, kind: FieldKind): void {
  const pointer = toPointer(path);
  if (places.size < MOST && !places.has(pointer)) places.set(pointer, { path, pointer, kind });
}

function addStored(
  object: JsonObject,
  above: Path,
  types: Record<string, ParamType>,
  places: Map<string, ParamPlace>,
): void {
  for (const [key, value] of object) {
    if (places.size >= MOST) return;
    const path = [...above, key];
    const name = path.join('.');
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const kind = kindOf(type, value as JsonValue, key);
    if (kind === 'group' && isObject(value)) {
      if (path.length < 12) addStored(value, path, types, places);
    } else if (offered(kind)) add(places, path, kind);
  }
}
