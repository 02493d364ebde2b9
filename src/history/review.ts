import { createContext, type ReactNode, use } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import type { Difference } from '../params/comparison.ts';
import type { Path } from '../params/path.ts';
import type { KindAt } from '../revisions/kind-at.ts';
import type { KeyColumns } from './key-columns.ts';
import type { Wanted } from './plan.ts';
import type { View } from './sides.ts';

/** What every part of one comparison on screen knows. */
export interface Review {
  /** Where what each side refers to is found. */
  workspaces: { left: number; right: number };
  left: JsonValue;
  right: JsonValue;
  view: View;
  /** The stop that next and previous change stand at. */
  current: string | undefined;
  /** What the field at a path is: by the form where it tells, else by what the value looks like. */
  kindAt: KindAt;
  /** Whether a table's cell holds what another column held, and that one what it held. */
  isExchanged: (cell: Path) => boolean;
  /** Whether a difference is of hidden or very large data, shown as one line. */
  isBulk: (difference: Difference) => boolean;
  /** The form's words, when it is known. */
  labels: FormLabels | undefined;
  /** By which columns somebody wants the rows of tables paired. */
  keyColumns: KeyColumns;
  /** Pairs the rows of the tables that a pattern names by a column, `null` by none; `undefined` by what fits best. */
  onPairing: (table: string, column: string | null | undefined) => void;
  /** Proposes to ignore what a pattern names. */
  onIgnore: (pattern: string) => void;
  /** Shows what it would be to have a part back as it is on the left; absent where the right side is nothing to edit. */
  onTakeBack: ((wanted: Wanted) => void) | undefined;
  /** Draws a difference inside of another: a table in a row of a table. */
  drawInside: (difference: Difference) => ReactNode;
}

export const ReviewContext = createContext<Review | undefined>(undefined);

export function useReview(): Review {
  const review = use(ReviewContext);
  if (!review) throw new Error('A part of a comparison stands outside of one.');
  return review;
}
