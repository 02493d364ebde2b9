import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { textLength } from '../fields/sizes.ts';
import type { Difference, RowsDifference } from '../params/comparison.ts';
import type { KindAt } from '../revisions/kind-at.ts';

/** JSON text longer than this is no table to read: it is data, shown as one line until asked for. */
const DATA = 60_000;

/** Whether the form shows nothing of a field: its data is told by its size. */
export const isUnseen = (kind: FieldKind): boolean => kind === 'hidden' || kind === 'chat';

/** Tells whether a difference is of hidden or very large data, which shows as one line that opens on demand: of each one once, as that reads it whole. */
export function bulkOf(kindAt: KindAt): (difference: Difference) => boolean {
  const known = new WeakMap<Difference, boolean>();
  return (difference) => {
    const bulk = known.get(difference) ?? isBulk(difference, kindAt);
    known.set(difference, bulk);
    return bulk;
  };
}

function isBulk(difference: Difference, kindAt: KindAt): boolean {
  if (difference.type === 'move') return false;
  const { path, left, right } = difference;
  const kind = kindAt(path, difference.type === 'rows' ? someRow(difference) : (right ?? left));
  if (isUnseen(kind)) return isContainer(right) || isContainer(left);
  if (difference.type === 'leaf') return false;
  // Cells of a table that people fill in are worth their room, however many; only data grows beyond this.
  return kind === 'json' && Math.max(textLength(difference.left), textLength(difference.right)) > DATA;
}

/** To look at every row of a large table would read the whole of it, and any of them tells as much. */
const someRow = ({ left, right }: RowsDifference): JsonValue => (right.length > 0 ? right : left).slice(0, 1);
