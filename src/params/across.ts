import { isNumber, type JsonValue, numberValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import { equalValues } from './equal.ts';
import { flatten } from './flatten.ts';
import { getIn, type Path, toPointer } from './path.ts';

/** One place that is not alike on all sides. `undefined` is nothing stored there. */
export interface AcrossRow {
  /** In the first side; for what that does not have, in the side that does. */
  path: Path;
  /** The side that `path` is read in. */
  side: number;
  /** One for each side, in their order. */
  values: (JsonValue | undefined)[];
}

/**
 * The places that differ among several params values, as rows with one value for each. Every side is compared with the first, so that rows of tables are
 * paired and not matched by number; a row or group that only some have is one place. Order of rows alone is none.
 */
export function compareAcross(sides: readonly JsonValue[]): AcrossRow[] {
  const [first, ...others] = sides;
  const found = new Map<string, AcrossRow>();
  if (first === undefined) return [];
  const changes = others.map((other) => flatten(compareParams(first, other)));
  for (const [index, list] of changes.entries())
    for (const { kind, path, leftPath, to } of list) {
      if (kind === 'moved') continue;
      const isNew = kind === 'added';
      const id = `${isNew ? '+' : ''}${toPointer(isNew ? path : leftPath)}`;
      const row = found.get(id) ?? {
        path: isNew ? path : leftPath,
        side: isNew ? index + 1 : 0,
        values: sides.map(() => (isNew ? undefined : getIn(first, leftPath))),
      };
      row.values[index + 1] = kind === 'removed' ? undefined : to;
      found.set(id, row);
    }
  return [...found.values()].filter(({ values }) => values.some((value) => !same(value, values[0])));
}

function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && equalValues(one, other));
}

/** The middle of numbers, of an even count the mean of the two in the middle; `undefined` for none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 0 && low !== undefined && high !== undefined ? (low + high) / 2 : high;
}

/** Below so many numbers nothing stands out. */
const FEWEST = 4;

/**
 * For each value whether it stands out of the numbers of its row: −1 far below their median, 1 far above, 0 not. Far is more than three times the median
 * distance from it, scaled as for a normal spread; where most are equal, any other.
 */
export function outliers(values: readonly (JsonValue | undefined)[]): (-1 | 0 | 1)[] {
  const numbers = values.map((value) => (isNumber(value) ? numberValue(value) : Number.NaN));
  const finite = numbers.filter(Number.isFinite);
  const median = medianOf(finite);
  if (median === undefined || finite.length < FEWEST) return values.map(() => 0);
  const spread = 1.4826 * (medianOf(finite.map((number) => Math.abs(number - median))) ?? 0);
  return numbers.map((number) =>
    Number.isFinite(number) && Math.abs(number - median) > 3 * spread ? (number < median ? -1 : 1) : 0,
  );
}
