import { printJson } from '../../contract/json/printing.ts';
import { isArray, isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import type {
  Comparison,
  Difference,
  ListDifference,
  RowDifference,
  RowsDifference,
} from '../params/comparison.ts';
import { draftOf } from '../params/draft.ts';
import { type Path, toPointer } from '../params/path.ts';

/** One operation of RFC 6902, with its path not yet spelt. */
export type Operation =
  | { op: 'add' | 'replace'; path: Path; value: JsonValue }
  | { op: 'remove'; path: Path };

/**
 * What leads from the left side to the right one, to be done in order: everything that differs, hidden or not, and numbers that are only
 * written otherwise. A row that moved is taken out and put in.
 */
function operationsOf(comparison: Comparison): Operation[] {
  const { whole, quiet, left, right } = comparison;
  // What moved between groups may have left a list whose indices then no longer hold: by key and whole list instead.
  if (whole.some(({ type }) => type === 'move')) return byPlace(left, right);
  const operations = whole.flatMap(ofDifference);
  for (const note of quiet) operations.push({ op: 'replace', path: note.path, value: note.right });
  return operations;
}

function byPlace(left: JsonValue, right: JsonValue): Operation[] {
  return draftOf(left, right).map(({ path, base, value }) => {
    if (value === undefined) return { op: 'remove', path };
    return { op: base === undefined ? 'add' : 'replace', path, value };
  });
}

function ofDifference(difference: Difference): Operation[] {
  if (difference.type === 'rows' || difference.type === 'list') return ofRows(difference);
  if (difference.type === 'move') return [];
  const { kind, path, right } = difference;
  if (kind === 'removed') return [{ op: 'remove', path }];
  return [{ op: kind === 'added' ? 'add' : 'replace', path, value: right as JsonValue }];
}

function ofRows({ path, rows, right }: RowsDifference | ListDifference): Operation[] {
  if (!staysInOrder(rows)) return [{ op: 'replace', path, value: right }];
  const gone = rows.flatMap(({ leftIndex, rightIndex, moved }) =>
    leftIndex !== null && (rightIndex === null || moved) ? [leftIndex] : [],
  );
  const come = rows.flatMap(({ leftIndex, rightIndex, moved }) =>
    rightIndex !== null && (leftIndex === null || moved) ? [rightIndex] : [],
  );
  return [
    ...gone.sort((a, b) => b - a).map((index): Operation => ({ op: 'remove', path: [...path, index] })),
    ...come
      .sort((a, b) => a - b)
      .map((index): Operation => ({ op: 'add', path: [...path, index], value: right[index] as JsonValue })),
    ...rows.filter(({ moved }) => !moved).flatMap(({ cells }) => cells.flatMap(ofDifference)),
  ];
}

/** Whether the rows that did not move stand as they stood: those of a set are in any order. */
function staysInOrder(rows: readonly RowDifference[]): boolean {
  let last = -1;
  for (const { leftIndex, rightIndex, moved } of rows) {
    if (leftIndex === null || rightIndex === null || moved) continue;
    if (leftIndex < last) return false;
    last = leftIndex;
  }
  return true;
}

/** The comparison as an RFC 6902 patch, numbers as they are spelt. */
export function jsonPatch(comparison: Comparison): string {
  const lines = operationsOf(comparison).map((operation) => {
    const members = new Map<string, JsonValue>([
      ['op', operation.op],
      ['path', toPointer(operation.path)],
    ]);
    if (operation.op !== 'remove') members.set('value', operation.value);
    return `  ${printJson(members)}`;
  });
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}

/** The comparison as Python that makes the same changes to an entity's params and saves them. SDK: `viktor.api_v1`. */
export function python(comparison: Comparison, entity: { workspaceId: number; entityId: number }): string {
  const changes = operationsOf(comparison).map((operation) => {
    const place = `params${operation.path.slice(0, -1).map(subscript).join('')}`;
    const last = operation.path[operation.path.length - 1];
    if (last === undefined)
      return `params = ${operation.op === 'remove' ? 'None' : pythonValue(operation.value)}`;
    if (operation.op === 'remove') return `del ${place}${subscript(last)}`;
    if (operation.op === 'add' && typeof last === 'number')
      return `${place}.insert(${last}, ${pythonValue(operation.value)})`;
    return `${place}${subscript(last)} = ${pythonValue(operation.value)}`;
  });
  return [
    'from viktor.api_v1 import API',
    '',
    `entity = API().get_entity(${entity.entityId}, workspace_id=${entity.workspaceId})`,
    'params = entity.last_saved_params',
    ...changes,
    'entity.set_params(params)',
    '',
  ].join('\n');
}

function subscript(step: string | number): string {
  return `[${typeof step === 'number' ? step : text(step)}]`;
}

/** JSON's escapes are Python's, all but those of characters beyond 16 bits, which JSON leaves as they are. */
function text(value: string): string {
  return printJson(value);
}

const WORDS: Readonly<Record<string, string>> = {
  NaN: 'float("nan")',
  Infinity: 'float("inf")',
  '-Infinity': '-float("inf")',
};

/** Brackets within each other that Python reads, but for those of a call around them. */
const MOST_BRACKETS = 199;

function pythonValue(value: JsonValue, depth = 0): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return WORDS[numberText(value)] ?? numberText(value);
  if (typeof value === 'string') return text(value);
  if (depth === MOST_BRACKETS) throw new RangeError('Python reads no values nested as deeply as these.');
  const inner = (member: JsonValue): string => pythonValue(member, depth + 1);
  if (isArray(value)) return `[${value.map(inner).join(', ')}]`;
  return `{${[...value].map(([key, member]) => `${text(key)}: ${inner(member)}`).join(', ')}}`;
}
