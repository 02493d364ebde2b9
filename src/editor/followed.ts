import type { JsonValue } from '../../contract/json.ts';
import { fromPointer } from '../params/path.ts';
import type { Followed } from './json-tab.tsx';

/** Where the form and the JSON tab open: at the place that `?path=` names by its JSON pointer; at their beginning for none, and for what is no pointer. */
export function followedBy(search: URLSearchParams, params: JsonValue): Followed {
  const pointer = search.get('path');
  if (!pointer || !/^(?:\/(?:[^~]|~[01])*)$/s.test(pointer)) return {};
  return { path: fromPointer(pointer, params), toForm: true };
}
