import type { JsonValue } from '../../contract/json/value.ts';
import { type Path, readablePath } from '../params/path.ts';

/** What the form calls a place. */
export type LabelOf = (path: Path) => string | undefined;

/** What a place is called: the form's name for it, with the way to it. `end` is what stands or stood there, where that is not what `root` has there. */
export function nameOf(path: Path, root: JsonValue, labelOf: LabelOf, end?: JsonValue): string {
  const way = readablePath(path, root, end) || 'Everything';
  const label = labelOf(path);
  return label && label !== way ? `${label} (${way})` : way;
}

/** The same in fewer words: the form's name, but for a place in rows, where that does not tell which row. */
export function shortNameOf(...[path, root, labelOf, end]: Parameters<typeof nameOf>): string {
  const isInRows = path.some((key) => typeof key === 'number');
  return (isInRows ? undefined : labelOf(path)) ?? (readablePath(path, root, end) || 'everything');
}
