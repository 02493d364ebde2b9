import { isNumber, type JsonValue, numberValue } from '../../contract/json/value.ts';
import {
  absolute,
  type Decimal,
  decimalOf,
  multiply,
  printDecimal,
  shortDecimal,
  subtract,
} from './decimal.ts';

/** What happened to a number, as texts ready to show. The minus is U+2212, as in print. */
export interface NumberChange {
  direction: 'up' | 'down' | 'none';
  /** The exact difference with its sign and no float noise: 0.3 → 0.1 is `−0.2`; after `≈` where it has more digits than anybody reads. */
  delta: string;
  /** Relative to the old value, three digits: `+12.5 %`, `−0.3 %`, `+< 0.01 %`; `null` when the old value is 0. */
  percent: string | null;
  /** The factor of a likely unit mistake, else `null`. */
  slip: UnitSlip | null;
}

export interface UnitSlip {
  /** `×1000` or `÷25.4`. */
  factor: string;
  /** What may have been confused: `m and mm`. */
  units: string;
}

const SLIPS: readonly { factor: string; units: string }[] = [
  { factor: '10', units: 'cm and mm' },
  { factor: '100', units: 'm and cm' },
  { factor: '1000', units: 'm and mm, or kN and N' },
  { factor: '10000', units: 'm² and cm²' },
  { factor: '1000000', units: 'm² and mm², or MPa and Pa' },
  { factor: '25.4', units: 'inch and mm' },
  { factor: '2.54', units: 'inch and cm' },
  { factor: '304.8', units: 'foot and mm' },
  { factor: '0.3048', units: 'foot and m' },
  { factor: '9.81', units: 'kg and N' },
];

/** Exact difference, percentage and unit-slip flag of two numbers; `null` when either is no finite number. */
export function numberChange(left: JsonValue | undefined, right: JsonValue | undefined): NumberChange | null {
  const [from, to] = [decimalOf(left), decimalOf(right)];
  if (!from || !to || !isNumber(left)) return null;
  const difference = subtract(to, from);
  const { units } = difference;
  return {
    direction: units > 0n ? 'up' : units < 0n ? 'down' : 'none',
    delta: signed(difference, shortDecimal(absolute(difference))),
    percent: percentage(difference, numberValue(left)),
    slip: unitSlip(from, to),
  };
}

function signed({ units }: Decimal, text: string): string {
  return units > 0n ? `+${text}` : units < 0n ? `−${text}` : text;
}

function percentage(difference: Decimal, from: number): string | null {
  if (from === 0) return null;
  const percent = Math.abs((Number(printDecimal(difference)) / from) * 100);
  if (!Number.isFinite(percent)) return null;
  if (difference.units === 0n) return '0 %';
  const text =
    percent < 0.01
      ? '< 0.01'
      : percent >= 1000 && percent < 1e6
        ? percent.toFixed(0)
        : String(Number(percent.toPrecision(3)));
  return `${signed(difference, text)} %`;
}

/** Whether one value is exactly a unit's factor times the other: the mark of a value typed in the wrong unit. */
function unitSlip(from: Decimal, to: Decimal): UnitSlip | null {
  if (from.units === 0n || to.units === 0n) return null;
  for (const { factor, units } of SLIPS) {
    const times = decimalOf(Number(factor)) as Decimal;
    if (subtract(multiply(from, times), to).units === 0n) return { factor: `×${factor}`, units };
    if (subtract(multiply(to, times), from).units === 0n) return { factor: `÷${factor}`, units };
  }
  return null;
}
