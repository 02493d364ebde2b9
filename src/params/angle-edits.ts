import { type Decimal, multiply, roundTo } from './decimal.ts';
import { type Candidate, type Cell, isBeyondChance, isNoise, isRounded } from './number-edits.ts';

/** Angles in the other unit: no decimal is the factor. */
export interface AngleRule {
  how: 'to radians' | 'to degrees';
}

/** To more digits than a double carries. */
const FACTORS: readonly (AngleRule & { factor: Decimal })[] = [
  { how: 'to radians', factor: { units: 17453292519943295769236907684886127n, places: 36 } },
  { how: 'to degrees', factor: { units: 57295779513082320876798154814105170n, places: 33 } },
];

/** As programs calculate them, or as they are stored rounded where chance would hardly give the same. */
export function* angleCandidates(cells: readonly Cell[]): Generator<Candidate<AngleRule>> {
  const places = cells.reduce((most, { to }) => Math.max(most, to?.places ?? 0), 0);
  for (const { how, factor } of FACTORS)
    yield {
      rule: { how },
      gives: ({ from, to }) =>
        from !== undefined &&
        to !== undefined &&
        (isNoise(multiply(from, factor), to, [from, to]) ||
          [to.places, places].some(
            // Where others have decimals a whole number is not rounded to none: somebody wrote it.
            (decimals) => (decimals > 0 || places === 0) && isRounded(multiply(from, factor), to, decimals),
          )),
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
