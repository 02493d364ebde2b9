import type { JsonValue } from '../../contract/json/value.ts';
import type { KeptCell } from '../fields/field-store.ts';
import { fromPointer, type Path, toPointer } from '../params/path.ts';

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

/** Makes the cells that a path goes through the active ones of their tables, and the first of them takes the focus, when these are drawn next. `memory` is that of the form's fields. */
export function rememberCells(memory: Map<string, unknown>, path: Path): void {
  let takesFocus = true;
  for (const [index, row] of path.entries()) {
    if (typeof row !== 'number') continue;
    const key = path[index + 1];
    const cell: KeptCell = { row, column: 0, key: key === undefined ? key : String(key), takesFocus };
    memory.set(toPointer(path.slice(0, index)), cell);
    takesFocus = false;
  }
}
