import {
  isArray,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../../contract/json/value.ts';

/** Code of an app failed, with what it said. In a form it is told at the field, in a job it ends the job. */
export class AppError extends Error {}

/** The app did not answer in the time it has. */
export class AppTimeout extends Error {}

/** What holds at a path of the params sent, `$row.x` within a row; undefined where there is nothing. */
export interface Holds {
  at(path: string): JsonValue | undefined;
}

/** Members of a stored form that say how to make another member: `visible_rule` makes `visible`. They are not on the wire. */
export const isRule = (member: string): boolean => member.endsWith('_rule');

/**
 * Conditions: `{$if: {path, equals}}`, `{$set: path}` for neither null nor missing, `{$rows: {path, atLeast}}`, `{$never: true}`.
 * Throws an AppError for any other.
 */
export function holdsTrue(rule: JsonObject, holds: Holds): boolean {
  const [[name, body] = []] = [...rule];
  const members = isObject(body) ? body : new Map<string, JsonValue>();
  const path = String(members.get('path') ?? body);
  switch (name) {
    case '$if':
      return equal(holds.at(path), members.get('equals'));
    case '$set':
      return (holds.at(path) ?? null) !== null;
    case '$rows':
      return rowsAt(path, holds).length >= numberOr(members.get('atLeast'), 1);
    case '$never':
      return false;
    case '$stall':
      throw new AppTimeout();
    default:
      throw new AppError(`The form has a rule that is not known here: ${String(name)}.`);
  }
}

/** Choices: `{$names: {rows, column}}` lists the texts of a column, `{$grid: {rows, columns: {$rows}}}` numbers places in a grid. */
export function choicesOf(rule: JsonObject, known: JsonArray, holds: Holds): JsonArray {
  const names = rule.get('$names');
  if (isObject(names)) {
    const path = String(names.get('rows'));
    // A form may look for rows that only an entity above has; without it the declared choices stay.
    if (holds.at(path) === undefined) return known;
    const column = String(names.get('column'));
    const texts = rowsAt(path, holds).map((row) => (isObject(row) ? row.get(column) : undefined));
    return [...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== ''))].map(
      choice,
    );
  }
  const grid = rule.get('$grid');
  const columns = isObject(grid) ? grid.get('columns') : undefined;
  if (isObject(grid) && isObject(columns)) {
    const across = Math.max(1, rowsAt(String(columns.get('$rows')), holds).length - 1);
    const along = numberOr(grid.get('rows'), 1);
    return Array.from({ length: across * along }, (_, index) =>
      choice(`${1 + (index % along)}-${1 + Math.floor(index / along)}`),
    );
  }
  throw new AppError('The form has a rule for options that is not known here.');
}

const choice = (value: string): JsonObject =>
  new Map<string, JsonValue>([
    ['value', value],
    ['label', value],
    ['visible', true],
  ]);

/** Limits: `{min: {$value: path}}`; the narrower counts where a limit is declared as well. */
export function limitsOf(rule: JsonObject, known: JsonValue | undefined, holds: Holds): JsonObject {
  const limits = new Map(isObject(known) ? known : []);
  for (const [limit, source] of rule) {
    const path = isObject(source) ? String(source.get('$value')) : '';
    const value = holds.at(path) ?? null;
    if (value === null) continue;
    if (!isNumber(value)) throw new AppError(`${limit}: ${path} holds no number.`);
    const declared = limits.get(limit);
    const narrower = limit === 'min' ? Math.max : Math.min;
    const isWider =
      isNumber(declared) && narrower(numberValue(declared), numberValue(value)) === numberValue(declared);
    if (!isWider) limits.set(limit, value);
  }
  return limits;
}

function rowsAt(path: string, holds: Holds): JsonArray {
  const rows = holds.at(path);
  if (rows === undefined) return [];
  if (isArray(rows)) return rows;
  throw new AppError(`${path} holds no rows.`);
}

const numberOr = (value: JsonValue | undefined, otherwise: number): number =>
  isNumber(value) ? numberValue(value) : otherwise;

function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return isNumber(a) && isNumber(b) ? numberValue(a) === numberValue(b) : a === b;
}
