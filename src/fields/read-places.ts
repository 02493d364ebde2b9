import { isArray, isContainer, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { getIn, type Path } from '../params/path.ts';

/** Where the place of a draft was read; `undefined` for a row that came, and where nobody can tell. */
export function readPathOf(path: Path, base: JsonValue, value: JsonValue): Path | undefined {
  const read: (string | number)[] = [];
  for (const [depth, step] of path.entries()) {
    const [before, now] = [getIn(base, read), getIn(value, path.slice(0, depth))];
    const place =
      typeof step === 'number' && isArray(before) && isArray(now) ? placesIn(before, now)(step) : step;
    if (place === undefined) return undefined;
    read.push(place);
  }
  return read;
}

/**
 * Where each row was read: what stands before and after all that changed has its place; between, a row that was not edited is the same value still, and one that was
 * stands where it stood when no rows came or went. Of items that are no rows nobody can tell one from its equal.
 */
export function placesIn(base: JsonArray, rows: JsonArray): (row: number) => number | undefined {
  if (base === rows) return (row) => row;
  const least = Math.min(base.length, rows.length);
  const more = rows.length - base.length;
  let head = 0;
  while (head < least && base[head] === rows[head]) head++;
  let end = rows.length;
  while (end > head + Math.max(0, more) && base[end - more - 1] === rows[end - 1]) end--;
  const places = new Map<JsonValue, number>();
  for (let place = head; place < end - more; place++) places.set(base[place] as JsonValue, place);
  const kept = new Set(rows.slice(head, end));
  const isKept = (row: JsonValue | undefined) => isContainer(row) && kept.has(row);
  return (row) => {
    if (row < head) return row;
    if (row >= end) return row - more;
    const now = rows[row];
    const place = isContainer(now) ? places.get(now) : undefined;
    return place ?? (more === 0 && !isKept(base[row]) ? row : undefined);
  };
}
