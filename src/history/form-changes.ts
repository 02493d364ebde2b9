import { isArray, isNumber, isObject, type JsonValue } from '../../contract/json.ts';
import type { Comparison, Difference, LeafDifference } from '../params/comparison.ts';
import { equalValues, isColor, isPoint } from '../params/equal.ts';
import { readablePath } from '../params/path.ts';
import { patternOf } from './hiding.ts';

/** What a new version of an app does to params and people seldom do: keys that stand elsewhere, values of another kind. */
export interface FormChange {
  /** In words, for a list. */
  text: string;
  /** How many changes it accounts for. */
  changes: number;
}

/** Keys that moved with their value, and fields whose values are of another kind than before; of a table a column once. */
export function formChanges(comparison: Comparison): FormChange[] {
  const { differences } = comparison;
  return [...movedKeys(differences), ...retyped(differences)];
}

function movedKeys(differences: readonly Difference[]): FormChange[] {
  const found: FormChange[] = [];
  const leaves = differences.filter((difference) => difference.type === 'leaf');
  const added = new Set(leaves.filter(({ kind }) => kind === 'added'));
  for (const difference of differences) {
    if (difference.type === 'move' && difference.leftPath.at(-1) === difference.path.at(-1))
      found.push({ text: movedWords(difference, difference), changes: 1 });
    if (difference.type !== 'leaf' || difference.kind !== 'removed' || isEmpty(difference.left)) continue;
    const twins = [...added].filter((other) => isTwin(difference, other));
    const twin = twins[0];
    if (!twin || twins.length > 1) continue;
    added.delete(twin);
    found.push({ text: movedWords(difference, twin), changes: 2 });
  }
  return found;
}

function isTwin(gone: LeafDifference, come: LeafDifference): boolean {
  return (
    gone.leftPath.at(-1) === come.path.at(-1) &&
    gone.left !== undefined &&
    come.right !== undefined &&
    equalValues(gone.left, come.right)
  );
}

function movedWords({ leftPath }: Pick<Difference, 'leftPath'>, { path }: Pick<Difference, 'path'>): string {
  const group = readablePath(path.slice(0, -1));
  return `${readablePath(leftPath)} now stands ${group ? `in ${group}` : 'at the top level'}`;
}

/** Nothing stored is of no kind, and equal to much that has nothing to do with it. */
function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (isArray(value) && value.length === 0);
}

function retyped(differences: readonly Difference[]): FormChange[] {
  const byField = new Map<string, FormChange>();
  const visit = (difference: Difference): void => {
    if (difference.type === 'rows') {
      for (const row of difference.rows) for (const cell of row.cells) visit(cell);
      return;
    }
    if (difference.type !== 'leaf' || isEmpty(difference.left) || isEmpty(difference.right)) return;
    const [before, now] = [kindOf(difference.left as JsonValue), kindOf(difference.right as JsonValue)];
    if (before === now) return;
    const key = `${patternOf(difference.path)} ${before} ${now}`;
    const known = byField.get(key);
    if (known) known.changes++;
    else {
      const field = readablePath(difference.path.filter((step) => typeof step === 'string'));
      byField.set(key, { text: `${field} was ${before} and is ${now}`, changes: 1 });
    }
  };
  for (const difference of differences) visit(difference);
  return [...byField.values()].map(({ text, changes }) => ({
    text: changes > 1 ? `${text} in ${changes} rows` : text,
    changes,
  }));
}

function kindOf(value: JsonValue): string {
  if (isNumber(value)) return 'a number';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'yes or no';
  if (isArray(value)) return 'a list';
  if (isPoint(value)) return 'a point';
  return isObject(value) && isColor(value) ? 'a colour' : 'a group';
}
