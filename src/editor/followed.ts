import type { JsonValue } from '../../contract/json.ts';
import { fromPointer, type Path } from '../params/path.ts';

/** The place in params that the form and the JSON share: where the one was left the other begins. */
export interface Followed {
  path?: Path;
  /** The path came from the JSON, and the form is still to go there. */
  toForm?: boolean;
}

/** Where the form and the JSON tab open: at the place that `?path=` names by its JSON pointer; at their beginning for none, and for what is no pointer. */
export function followedBy(search: URLSearchParams, params: JsonValue): Followed {
  const pointer = search.get('path');
  if (!pointer || !/^(?:\/(?:[^~]|~[01])*)$/s.test(pointer)) return {};
  return { path: fromPointer(pointer, params), toForm: true };
}
