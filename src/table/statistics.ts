import { isNumber, type JsonNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import { compareNumbers, medianText } from '../fields/order.ts';
import { add, type Decimal, shortDecimal, toDecimal } from '../params/decimal.ts';
import { slicer } from '../workers/slicer.ts';
import type { ColumnKind } from './filter.ts';
import { sortInSlices } from './slices.ts';

/** Figures of a column's numbers, exact, as texts. */
export interface Statistics {
  count: number;
  min: string;
  median: string;
  max: string;
  sum: string;
}

/** Figures over the numbers among these values, which are taken one by one in slices; `null` when there is none. What is not a finite number is not counted. */
export async function statisticsOf(
  values: Iterable<JsonValue | undefined>,
  signal?: AbortSignal,
): Promise<Statistics | null> {
  const rest = slicer(signal);
  const numbers: (number | JsonNumber)[] = [];
  let sum: Decimal = { units: 0n, places: 0 };
  let seen = 0;
  for (const value of values) {
    if (++seen % 64 === 0) {
      const pause = rest();
      if (pause) await pause;
    }
    const decimal = isNumber(value) ? toDecimal(numberText(value)) : undefined;
    if (!decimal) continue;
    numbers.push(value as number | JsonNumber);
    sum = add(sum, decimal);
  }
  if (numbers.length === 0) return null;
  const sorted = await sortInSlices(numbers, compareNumbers, signal);
  const [first, last] = [sorted[0], sorted.at(-1)] as [number | JsonNumber, number | JsonNumber];
  return {
    count: numbers.length,
    min: numberText(first),
    median: medianText(sorted),
    max: numberText(last),
    sum: shortDecimal(sum),
  };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** What these values are, told from up to 300 of them; `mixed` when they differ or nothing is there. */
export function kindOfColumn(values: Iterable<JsonValue | undefined>): ColumnKind {
  let kind: ColumnKind | undefined;
  let looked = 0;
  for (const value of values) {
    if (value === undefined || value === null || value === '') continue;
    const found: ColumnKind = isNumber(value)
      ? 'number'
      : typeof value === 'boolean'
        ? 'boolean'
        : typeof value !== 'string'
          ? 'mixed'
          : MOMENT.test(value) && !Number.isNaN(Date.parse(value))
            ? 'date'
            : 'text';
    if (kind !== undefined && kind !== found) return 'mixed';
    kind = found;
    if (++looked >= 300) break;
  }
  return kind ?? 'mixed';
}
