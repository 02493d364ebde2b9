import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import type { Path } from '../params/path.ts';
import { misfitText } from './fits.ts';
import { sameChoice } from './form-labels.ts';
import type { FieldSpec } from './form-spec.ts';
import type { FieldKind } from './kinds.ts';
import { scalarWords } from './scalar-words.ts';
import { countText } from './sizes.ts';

/** Something to be said of a value that does not fit its field. `path` leads from the field to the place: `[]` is the field, `[2, 'top']` a cell. */
export interface Issue {
  path: Path;
  text: string;
}

const NONE: readonly Issue[] = [];

/** What was found of containers last: form, cards and counts ask one after another. Values are immutable. */
const found = new WeakMap<
  JsonObject | JsonArray,
  { kind: FieldKind; spec: unknown; issues: readonly Issue[] }
>();

/** Rows beyond this many are not looked at: who has so many looks at them elsewhere. */
const MOST_ROWS = 20_000;

/** What does not fit: values of another type, beyond their limits, not among the options; in rows the same for every cell. What is not stored or empty has no issues. */
export function issuesOf(
  kind: FieldKind,
  spec: FieldSpec | undefined,
  value: JsonValue | undefined,
): readonly Issue[] {
  if (!isContainer(value)) return look(kind, spec, value);
  const known = found.get(value);
  if (known?.kind === kind && known.spec === spec) return known.issues;
  const issues = look(kind, spec, value);
  found.set(value, { kind, spec, issues });
  return issues;
}

function look(kind: FieldKind, spec: FieldSpec | undefined, value: JsonValue | undefined): readonly Issue[] {
  const misfit = misfitText(kind, value);
  if (misfit) return [{ path: [], text: misfit }];
  if (value === undefined || value === null) return NONE;
  if (kind.startsWith('geo')) return geoIssues(value);
  if (!spec) return NONE;
  const own = limitIssue(spec, value) ?? choiceIssue(spec, value) ?? rowCountIssue(spec, value);
  const cells = spec.rows && isArray(value) ? rowIssues(spec, spec.rows, value) : NONE;
  return own ? [{ path: [], text: own }, ...cells] : cells;
}

/** Points beyond the globe: mostly metres of a grid, or the two axes the other way round. */
function geoIssues(value: JsonValue): readonly Issue[] {
  const single = !isArray(value);
  return (single ? [value] : value).flatMap((point: JsonValue, index: number) => {
    if (!isObject(point)) return [];
    const beyond = (axis: 'lat' | 'lon', most: number) => {
      const number = point.get(axis);
      return isNumber(number) && Math.abs(numberValue(number)) > most
        ? [{ path: single ? [axis] : [index, axis], text: `${axis} is beyond ${most}°` }]
        : [];
    };
    return [...beyond('lat', 90), ...beyond('lon', 180)];
  });
}

export function limitIssue(spec: FieldSpec | undefined, value: JsonValue | undefined): string | undefined {
  if (!spec || !isNumber(value) || (spec.kind !== 'number' && spec.kind !== 'integer')) return undefined;
  const number = numberValue(value);
  const unit = spec.unit ? ` ${spec.unit}` : '';
  const { min, max, minText = min, maxText = max } = spec;
  if (min !== undefined && number < min) return `Below the minimum of ${minText}${unit}`;
  if (max !== undefined && number > max) return `Above the maximum of ${maxText}${unit}`;
  return undefined;
}

function choiceIssue(spec: FieldSpec, value: JsonValue): string | undefined {
  const choices = spec.choices;
  if (!choices?.length) return undefined;
  const offered = (item: JsonValue) =>
    choices.some((choice) => choice.visible && sameChoice(choice.value, item));
  const items = isArray(value) ? value : [value];
  const unknown = items.filter((item: JsonValue) => !isContainer(item) && !offered(item));
  return unknown.length
    ? `${unknown.map((item: JsonValue) => `“${scalarWords(item)}”`).join(', ')} not offered`
    : undefined;
}

function rowCountIssue(spec: FieldSpec, value: JsonValue): string | undefined {
  if (spec.kind !== 'array' || !isArray(value)) return undefined;
  if (spec.min !== undefined && value.length < spec.min)
    return `At least ${countText(spec.min, 'row')} expected`;
  if (spec.max !== undefined && value.length > spec.max)
    return `At most ${countText(spec.max, 'row')} expected`;
  return undefined;
}

/** What cells are held against, and what was found in rows: those are immutable, so that it stands as long as row and columns are the same. */
interface Checked {
  cells: readonly FieldSpec[];
  rows: WeakMap<JsonObject, readonly Issue[]>;
}
const known = new WeakMap<readonly FieldSpec[], Checked>();

function rowIssues(
  spec: FieldSpec,
  columns: readonly FieldSpec[],
  rows: readonly JsonValue[],
): readonly Issue[] {
  const checked = known.get(columns) ?? { cells: cellSpecs(spec, columns), rows: new WeakMap() };
  known.set(columns, checked);
  const all: Issue[] = [];
  for (let index = 0; index < Math.min(rows.length, MOST_ROWS); index++) {
    const row = rows[index];
    if (!isObject(row)) continue;
    let issues = checked.rows.get(row);
    if (!issues) {
      issues = cellIssues(checked.cells, row);
      checked.rows.set(row, issues);
    }
    for (const issue of issues) all.push({ path: [index, ...issue.path], text: issue.text });
  }
  return all;
}

/** The limits of a table's columns are ignored by the platform; its options are not checked, since old apps store labels. */
function cellSpecs(spec: FieldSpec, columns: readonly FieldSpec[]): readonly FieldSpec[] {
  if (spec.kind !== 'table') return columns;
  return columns.map(({ min: _min, max: _max, choices, ...rest }) => ({ ...rest, ...labelChoices(choices) }));
}

function cellIssues(columns: readonly FieldSpec[], row: JsonObject): readonly Issue[] {
  let own: Issue[] | undefined;
  for (const column of columns)
    for (const { path, text } of issuesOf(column.kind, column, row.get(column.name))) {
      own ??= [];
      own.push({ path: [column.name, ...path], text: path.length ? text : `${column.label}: ${text}` });
    }
  return own ?? NONE;
}

/** In a table an option is stored by its value or, by older apps, by its label: either is offered. */
function labelChoices(choices: FieldSpec['choices']): Pick<FieldSpec, 'choices'> {
  if (!choices) return {};
  return { choices: [...choices, ...choices.map(({ label }) => ({ value: label, label, visible: true }))] };
}

/**
 * The issues that the value read did not have: those that came by an edit. `isSame`: of that value itself, where only limits may have moved: what did not fit at a
 * place before is none, whatever its words.
 */
export function newIssues(now: readonly Issue[], before: readonly Issue[], isSame = false): Set<Issue> {
  const nameOf = ({ path, text }: Issue): string => (isSame ? JSON.stringify(path) : text);
  const spare = new Map<string, number>();
  for (const issue of before) spare.set(nameOf(issue), (spare.get(nameOf(issue)) ?? 0) + 1);
  return new Set(
    now.filter((issue) => {
      const left = spare.get(nameOf(issue)) ?? 0;
      spare.set(nameOf(issue), left - 1);
      return left <= 0;
    }),
  );
}
