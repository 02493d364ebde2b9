import { type Decimal, multiply, printDecimal, roundTo } from './decimal.ts';
import { type Candidate, type Cell, isBeyondChance, isRounded } from './number-edits.ts';

/** Angles in the other unit: no decimal is the factor. */
export interface AngleRule {
  how: 'to radians' | 'to degrees';
}

interface Angles extends AngleRule {
  /** To more digits than a double carries. */
  factor: Decimal;
  /** Programs calculate it in one of these ways, which may differ in the last bit. */
  ways: readonly ((angle: number) => number)[];
}

const ANGLES: readonly Angles[] = [
  {
    how: 'to radians',
    factor: { units: 17453292519943295769236907684886127n, places: 36 },
    ways: [
      (angle) => angle * (Math.PI / 180),
      (angle) => (angle * Math.PI) / 180,
      (angle) => (angle / 180) * Math.PI,
    ],
  },
  {
    how: 'to degrees',
    factor: { units: 57295779513082320876798154814105170n, places: 33 },
    ways: [
      (angle) => angle * (180 / Math.PI),
      (angle) => (angle * 180) / Math.PI,
      (angle) => (angle / Math.PI) * 180,
    ],
  },
];

/** As programs calculate them, or as they are stored rounded where chance would hardly give the same. */
export function* angleCandidates(cells: readonly Cell[]): Generator<Candidate<AngleRule>> {
  const places = cells.reduce((most, { to }) => Math.max(most, to?.places ?? 0), 0);
  for (const { how, factor, ways } of ANGLES) {
    const isExact = (from: Decimal, to: Decimal): boolean =>
      ways.some((way) => way(double(from)) === double(to));
    yield {
      rule: { how },
      gives: ({ from, to }) =>
        from !== undefined &&
        to !== undefined &&
        (isExact(from, to) ||
          [to.places, places].some((decimals) => isRounded(multiply(from, factor), to, decimals))),
      // An angle has more digits in one unit than in the other: those of the new one count.
      isShown: (followers) =>
        isBeyondChance(
          followers.map(({ from, to, ...cell }) => ({
            ...cell,
            to,
            from: from && to && roundTo(from, to.places),
          })),
        ),
    };
  }
}

const double = (decimal: Decimal): number => Number(printDecimal(decimal));
