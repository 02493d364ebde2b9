import type { JsonValue } from '../../contract/json/value.ts';
import { type AngleRule, angleCandidates } from './angle-edits.ts';
import type { PairRule } from './column-pairs.ts';
import { printDecimal } from './decimal.ts';
import { equalValues } from './equal.ts';
import {
  arithmetic,
  type Cell,
  commonest,
  type NumberRule,
  roundedCandidates,
  TRIED,
  type Candidate as Tried,
} from './number-edits.ts';
import { applyTextRule, type TextRule, textRules } from './text-edits.ts';
import { givesOtherType, type TypeRule, typeRules } from './type-edits.ts';
import { givesValue, isWorthTelling, pairsOf, type ValueRule } from './value-edits.ts';

/** What happened to a column, in words of arithmetic or of its texts. */
export type ColumnRule =
  | TextRule
  | TypeRule
  | ValueRule
  | PairRule
  | NumberRule
  | AngleRule
  /** Yes became no, no became yes. */
  | { how: 'inverted' }
  | { how: 'set'; to: JsonValue }
  | { how: 'added' | 'removed' };

export type Candidate = Tried<ColumnRule>;

/** The rules that could lead from the old values of some cells to the new ones, in the order in which they are preferred. */
export function* candidates(cells: readonly Cell[]): Generator<Candidate> {
  for (const how of ['added', 'removed'] as const)
    yield { rule: { how }, gives: ({ cell }) => cell.kind === how };
  yield* guesses(cells, typeRules, givesOtherType);
  const set = setCandidate(cells);
  // Of one value that became another nobody could tell a sum from a product: neither is said.
  const [first] = cells.filter(set.gives);
  const isOne = cells.every((cell) => !set.gives(cell) || equalValues(cell.cell.left, first?.cell.left));
  if (isOne) yield set;
  yield* angleCandidates(cells);
  yield* arithmetic(cells);
  // Before rounding: what all cells hold now was set.
  if (!isOne) yield set;
  yield* guesses(cells, rulesOfTexts, leadsToText);
  yield {
    rule: { how: 'inverted' },
    gives: ({ cell }) => typeof cell.left === 'boolean' && cell.right === !cell.left,
  };
  yield* roundedCandidates(cells);
  for (const rule of [pairsOf(cells), { how: 'filled' } as const])
    if (rule)
      yield {
        rule,
        gives: ({ cell }) => givesValue(rule, cell),
        isShown: ({ length }) => isWorthTelling(rule, length),
      };
}

function rulesOfTexts(left: JsonValue | undefined, right: JsonValue | undefined): TextRule[] {
  return typeof left === 'string' && typeof right === 'string' ? textRules(left, right) : [];
}

function leadsToText(rule: TextRule, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return typeof left === 'string' && applyTextRule(rule, left) === right;
}

/** Rules that the first cells give, each once. */
function* guesses<Rule extends ColumnRule>(
  cells: readonly Cell[],
  rulesOf: (left: JsonValue | undefined, right: JsonValue | undefined) => Rule[],
  leads: (rule: Rule, left: JsonValue | undefined, right: JsonValue | undefined) => boolean,
): Generator<Candidate> {
  const tried = new Set<string>();
  for (const { cell } of cells.slice(0, TRIED))
    for (const rule of rulesOf(cell.left, cell.right)) {
      const name = JSON.stringify(rule);
      if (tried.has(name)) continue;
      tried.add(name);
      yield { rule, gives: ({ cell }) => leads(rule, cell.left, cell.right) };
    }
}

/** The value that most cells hold now. */
function setCandidate(cells: readonly Cell[]): Candidate {
  const keyOf = ({ cell: { right }, to }: Cell): unknown =>
    to ? printDecimal(to) : typeof right === 'string' ? `“${right}` : right;
  const [target] = commonest(cells.filter(({ cell }) => cell.kind === 'changed').map(keyOf));
  const one = cells.find((cell) => keyOf(cell) === target);
  return {
    rule: { how: 'set', to: one?.cell.right ?? null },
    gives: (cell) => cell.cell.right !== undefined && keyOf(cell) === target,
  };
}
