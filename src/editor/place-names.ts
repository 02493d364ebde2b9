import type { JsonValue } from '../../contract/json/value.ts';
import { isLeaf } from '../params/equal.ts';
import { getIn, type Path, readablePath, rowName } from '../params/path.ts';

/** What the form calls a place. */
export type LabelOf = (path: Path) => string | undefined;

/** What a place is called: the form's name for it, with the way to it. `end` is what stands or stood there, where that is not what `root` has there. */
export function nameOf(path: Path, root: JsonValue, labelOf: LabelOf, end?: JsonValue): string {
  const way = readablePath(path, root, end) || 'Everything';
  const label = labelOf(path);
  return label && label !== way ? `${label} (${way})` : way;
}

/** The same in fewer words: the form's name, and in rows which one it is: `row 3 (Sand) of Layers › Thickness`. */
export function shortNameOf(...[path, root, labelOf, end]: Parameters<typeof nameOf>): string {
  const depth = path.findLastIndex((key) => typeof key === 'number');
  if (depth < 0) return labelOf(path) ?? (readablePath(path, root, end) || 'everything');
  const list = path.slice(0, depth);
  const row = depth === path.length - 1 && end !== undefined ? end : getIn(root, path.slice(0, depth + 1));
  const name = rowName(row);
  const inside = path.slice(depth + 1);
  const label = labelOf(path);
  // Inside of what is one field of the form, its name has been said.
  const told = label === undefined || label === labelOf(list) ? readablePath(inside) : label;
  const isItem = row === undefined ? inside.length === 0 : isLeaf(row);
  const number = `${isItem ? 'item' : 'row'} ${(path[depth] as number) + 1}`;
  const way = `${number}${name === undefined ? '' : ` (${name})`} of ${listName(list, root, labelOf)}`;
  return inside.length === 0 ? way : `${way} › ${told}`;
}

/** `Layers`, or for a list in a row `Layers in row 2 of Cases`. */
function listName(path: Path, root: JsonValue, labelOf: LabelOf): string {
  const depth = path.findLastIndex((key) => typeof key === 'number');
  const name = labelOf(path) ?? readablePath(path.slice(depth + 1));
  if (depth < 0) return name || 'everything';
  const row = shortNameOf(path.slice(0, depth + 1), root, labelOf);
  return name ? `${name} in ${row}` : row;
}
