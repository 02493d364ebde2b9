import type { FormLabels } from '../fields/form-labels.ts';
import { type Comparison, totalOf } from '../params/comparison.ts';
import { describeComparison } from '../params/describe.ts';
import { labelOfForm } from '../revisions/form-words.ts';

const MOST_TOLD = 500;

/** The first changes of a comparison in words, without the counts before them: a row of the history shows those as marks. */
export function sentenceOf(comparison: Comparison, labels?: FormLabels): string {
  const counts = describeComparison(comparison, 'short');
  // Naming clauses walks every change; of so many, three say little.
  if (totalOf(comparison.counts) > MOST_TOLD) return counts;
  const options = labels ? { labelOf: labelOfForm(labels) } : {};
  return describeComparison(comparison, 'medium', options).slice(`${counts}: `.length);
}
