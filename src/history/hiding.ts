import { type CompareOptions, type Comparison, countDifferences, totalOf } from '../params/comparison.ts';
import { hideDifferences } from '../params/hiding.ts';
import { type Path, toPointer } from '../params/path.ts';

/** What the reader of a comparison has hidden, as the URL holds it. */
export interface Hiding {
  /** Numbers that differ by no more; percent of the larger one; equal when rounded to so many decimals. */
  abs: number | undefined;
  percent: number | undefined;
  decimals: number | undefined;
  /** Pointer patterns: `*` is any one key or row, `**` any depth. */
  ignore: readonly string[];
}

export const LIMITS = ['abs', 'percent', 'decimals'] as const;
export type Limit = (typeof LIMITS)[number];

/** A limit as somebody writes it; `undefined` for nothing, `null` for what is no limit. A comma may stand for the point. */
export function readLimit(text: string, limit: Limit): number | undefined | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return limit === 'decimals' && (!Number.isInteger(value) || value > 20) ? null : value;
}

const NAMES: Record<Limit, string> = {
  abs: 'a number of 0 or more',
  percent: 'a number of 0 or more',
  decimals: 'a whole number from 0 to 20',
};

/** What the URL asks to hide and cannot be understood, in sentences. */
export function hidingProblems(search: URLSearchParams): string[] {
  const limits = LIMITS.filter((name) => readLimit(search.get(name) ?? '', name) === null);
  const rules = search.getAll('ignore').filter((pattern) => !pattern.startsWith('/'));
  return [
    ...limits.map(
      (name) => `“${search.get(name)}” hides nothing: “${name}” in the address is ${NAMES[name]}.`,
    ),
    ...rules.map((pattern) => `“${pattern}” hides nothing: a path to ignore starts with /.`),
  ];
}

/** What the URL hides; what it says that is no limit hides nothing. */
export function readHiding(search: URLSearchParams): Hiding {
  const limit = (name: Limit) => readLimit(search.get(name) ?? '', name) ?? undefined;
  return {
    abs: limit('abs'),
    percent: limit('percent'),
    decimals: limit('decimals'),
    ignore: [...new Set(search.getAll('ignore').filter((pattern) => pattern.startsWith('/')))],
  };
}

export function writeHiding(search: URLSearchParams, hiding: Hiding): void {
  for (const name of LIMITS) {
    const value = hiding[name];
    if (value === undefined) search.delete(name);
    else search.set(name, String(value));
  }
  search.delete('ignore');
  for (const pattern of hiding.ignore) search.append('ignore', pattern);
}

export function hidesNothing({ abs, percent, decimals, ignore }: Hiding): boolean {
  return abs === undefined && percent === undefined && decimals === undefined && ignore.length === 0;
}

function optionsOf({ abs, percent, decimals, ignore }: Hiding): CompareOptions {
  return {
    tolerance: {
      ...(abs === undefined ? {} : { absolute: abs }),
      // 0.7 / 100 is a little less in doubles.
      ...(percent === undefined ? {} : { relative: Number((percent / 100).toPrecision(15)) }),
      ...(decimals === undefined ? {} : { decimals }),
    },
    ignore,
  };
}

/** The comparison without what is hidden. Law: what it shows and what it hides are together what the whole one holds. */
export function hideIn(comparison: Comparison, hiding: Hiding): Comparison {
  const { tolerance, ignored } = comparison.hidden;
  if (hidesNothing(hiding) && tolerance + ignored === 0) return comparison;
  const { differences, hidden } = hideDifferences(comparison.whole, optionsOf(hiding));
  return { ...comparison, differences, hidden, counts: countDifferences(differences) };
}

/** How many of the changes shown now one more pattern would hide. */
export function wouldHide(comparison: Comparison, hiding: Hiding, pattern: string): number {
  const more = hideIn(comparison, { ...hiding, ignore: [...hiding.ignore, pattern] });
  return totalOf(hideIn(comparison, hiding).counts) - totalOf(more.counts);
}

/** The pattern for what stands at a path: of a table the same column in every row. */
export function patternOf(path: Path): string {
  return toPointer(path.map((step) => (typeof step === 'number' ? '*' : step)));
}
