import { isNumber, type JsonNumber, type JsonValue, numberText } from '../../contract/json/value.ts';

/** An exact decimal: `units × 10^-places`. */
export interface Decimal {
  units: bigint;
  /** Zero or more. */
  places: number;
}

/** Beyond this many digits a spelling such as `1e999999999` is not spelt out. */
const MOST_DIGITS = 2000;

/** The exact value of a number's text; `undefined` for `NaN`, the infinities and absurd exponents. */
export function toDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > MOST_DIGITS || whole.length + fraction.length > MOST_DIGITS) return undefined;
  let units = BigInt(`${sign}${whole}${fraction}`);
  let places = fraction.length - exponent;
  if (places < 0) {
    units *= 10n ** BigInt(-places);
    places = 0;
  }
  return { units, places };
}

/** Its units where it is written with more places. */
export function unitsAt(decimal: Decimal, places: number): bigint {
  return decimal.units * 10n ** BigInt(places - decimal.places);
}

function aligned(left: Decimal, right: Decimal): [bigint, bigint, number] {
  const places = Math.max(left.places, right.places);
  return [unitsAt(left, places), unitsAt(right, places), places];
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  const [a, b, places] = aligned(left, right);
  return { units: a - b, places };
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b, places] = aligned(left, right);
  return { units: a + b, places };
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, places: left.places + right.places };
}

/** Negative, zero or positive, as left is below, at or above right. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function absolute({ units, places }: Decimal): Decimal {
  return { units: units < 0n ? -units : units, places };
}

/** Rounds half away from zero. */
export function roundTo({ units, places }: Decimal, decimals: number): Decimal {
  if (places <= decimals) return { units, places };
  const divisor = 10n ** BigInt(places - decimals);
  const half = divisor / 2n;
  const away = units < 0n ? units - half : units + half;
  return { units: away / divisor, places: decimals };
}

/** Plain digits without needless zeros: `0.2`, `-12`, `1500`. */
export function printDecimal(decimal: Decimal): string {
  const text = printPlaces(decimal);
  return decimal.places > 0 ? text.replace(/\.?0+$/, '') : text;
}

/** Plain digits with all places: `0.20`, `-12.0`. */
export function printPlaces({ units, places }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places > 0 ? `${whole}.${digits.slice(-places)}` : whole;
  return units < 0n ? `-${text}` : text;
}

/** More digits are not read by anybody; as many of them are told instead. */
const MOST_SHOWN = 40;
const TOLD = 12;

/** Plain digits, or a power of ten where zeros would fill the cell; after `≈`, and rounded, where it takes more than 40 digits. */
export function shortDecimal(decimal: Decimal): string {
  const text = printDecimal(decimal);
  const small = /^(-?)0\.(0{6,})(\d{1,40})$/.exec(text);
  if (small) return scientific(small[1] as string, small[3] as string, -(small[2] as string).length - 1);
  const large = /^(-?[1-9]\d{0,39}?)(0{12,})$/.exec(text);
  if (large) return `${large[1]}e${(large[2] as string).length}`;
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits.length <= MOST_SHOWN) return text;
  const told = String(roundTo({ units: BigInt(digits), places: digits.length - TOLD }, 0).units);
  const power = told.length + digits.length - TOLD - 1 - fraction.length;
  const sign = decimal.units < 0n ? '-' : '';
  const bare = told.replace(/0+$/, '');
  return `≈${Math.abs(power) < TOLD ? `${sign}${Number(`${bare}e${power - bare.length + 1}`)}` : scientific(sign, bare, power)}`;
}

const scientific = (sign: string, digits: string, power: number): string =>
  `${sign}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${power}`;

/** The one spelling that all spellings of a value share: sign, digits without outer zeros, power of ten. `1.0`, `1` and `10e-1` meet. */
export function canonicalNumber(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  const bare = digits.replace(/0+$/, '');
  const exponent = BigInt(power) - BigInt(fraction.length) + BigInt(digits.length - bare.length);
  return `${sign}${bare}e${exponent}`;
}

/** Whether two numbers are the same exactly, whatever their spelling; also beyond 2^53. `NaN` equals itself, `-0` equals `0`. */
export function equalNumbers(left: number | JsonNumber, right: number | JsonNumber): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left === right || Object.is(left, right);
  const [a, b] = [numberText(left), numberText(right)];
  return a === b || canonicalNumber(a) === canonicalNumber(b);
}

/** The exact decimal of a value, `undefined` when it is no finite number. */
export function decimalOf(value: JsonValue | undefined): Decimal | undefined {
  return isNumber(value) ? toDecimal(numberText(value)) : undefined;
}
