import {
  isArray,
  isContainer,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { isColor, isPoint } from '../params/equal.ts';
import { isGroup } from '../revisions/value-words.ts';
import { isShape } from './geo.ts';
import { fieldsBelow } from './outline.ts';

/** Values of a group or table shown without being asked for. */
export const AT_FIRST = 24;

/** The side of a change that holds a group or a table where the other holds nothing of that sort; `undefined` where there is none to be told field by field. */
export function wholeSide(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
): 'left' | 'right' | undefined {
  if (isContainer(left) && isContainer(right)) return undefined;
  const [side, value] = isContainer(right) ? (['right', right] as const) : (['left', left] as const);
  if (isPoint(value) || isColor(value) || isShape(undefined, value)) return undefined;
  return isGroup(value) || isRows(value) ? side : undefined;
}

/** A table: a list of objects that hold something. */
export function isRows(value: JsonValue | undefined): value is JsonObject[] {
  return isArray(value) && value.length > 0 && value.every((row) => isObject(row) && row.size > 0);
}

/** About as many lines as a value with so many leaves is told in at first, by `WholeValue`. */
export function linesAtFirst(value: JsonValue, leaves: number): number {
  if (leaves > AT_FIRST) return 0;
  return fieldsBelow([], value).reduce(
    (sum, field) => sum + (isRows(field.value) ? field.value.length + 2 : 1),
    0,
  );
}
