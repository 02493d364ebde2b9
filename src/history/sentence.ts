import type { Comparison } from '../params/comparison.ts';
import { describeComparison } from '../params/describe.ts';

/** The first changes of a comparison in words, without the counts before them: a row of the history shows those as marks. */
export function sentenceOf(comparison: Comparison): string {
  const counts = describeComparison(comparison, 'short');
  return describeComparison(comparison, 'medium').slice(`${counts}: `.length);
}
