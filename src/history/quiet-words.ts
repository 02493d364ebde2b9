import type { QuietNote } from '../params/comparison.ts';

const WORDS: Record<QuietNote['note'], [string, string]> = {
  spelling: ['number is written otherwise but equal', 'numbers are written otherwise but equal'],
  nearby: ['point moved by less than 0.1 mm', 'points moved by less than 0.1 mm'],
  order: ['set has its items in another order', 'sets have their items in another order'],
  closure: [
    'ring differs only in repeating its first point',
    'rings differ only in repeating their first point',
  ],
};

/** What differs without being a change, counted by its kind: `2 numbers are written otherwise but equal`; empty for nothing. */
export function quietWords(quiet: readonly QuietNote[]): string {
  return (Object.keys(WORDS) as QuietNote['note'][])
    .flatMap((note) => {
      const count = quiet.filter((entry) => entry.note === note).length;
      return count === 0 ? [] : [`${count} ${WORDS[note][count === 1 ? 0 : 1]}`];
    })
    .join(', ');
}
