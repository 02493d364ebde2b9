import { printJson } from '../../contract/json/printing.ts';
import {
  isContainer,
  isNumber,
  isNumberText,
  type JsonValue,
  numberFrom,
} from '../../contract/json/value.ts';
import { fold } from '../api/fold.ts';
import { compareNumbers } from '../fields/order.ts';

/** What sort of values a column holds, as far as they were read. */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'date' | 'mixed';

interface OperatorInfo {
  label: string;
  /** Whether a value is written beside it. */
  takes: 'text' | 'number' | 'date' | null;
  kinds: readonly ColumnKind[];
}

const ANY: readonly ColumnKind[] = ['number', 'text', 'boolean', 'date', 'mixed'];

/** By their name in links. Texts are compared without case and accents, numbers by value, dates as days or moments. */
export const OPERATORS = {
  has: { label: 'contains', takes: 'text', kinds: ['text', 'mixed'] },
  lacks: { label: 'does not contain', takes: 'text', kinds: ['text', 'mixed'] },
  is: { label: 'is', takes: 'text', kinds: ['text', 'mixed'] },
  isnt: { label: 'is not', takes: 'text', kinds: ['text', 'mixed'] },
  starts: { label: 'starts with', takes: 'text', kinds: ['text', 'mixed'] },
  ends: { label: 'ends with', takes: 'text', kinds: ['text', 'mixed'] },
  eq: { label: '=', takes: 'number', kinds: ['number', 'mixed'] },
  ne: { label: '≠', takes: 'number', kinds: ['number', 'mixed'] },
  gt: { label: '>', takes: 'number', kinds: ['number', 'mixed'] },
  ge: { label: '≥', takes: 'number', kinds: ['number', 'mixed'] },
  lt: { label: '<', takes: 'number', kinds: ['number', 'mixed'] },
  le: { label: '≤', takes: 'number', kinds: ['number', 'mixed'] },
  on: { label: 'is on', takes: 'date', kinds: ['date'] },
  before: { label: 'is before', takes: 'date', kinds: ['date'] },
  after: { label: 'is on or after', takes: 'date', kinds: ['date'] },
  yes: { label: 'is true', takes: null, kinds: ['boolean', 'mixed'] },
  no: { label: 'is false', takes: null, kinds: ['boolean', 'mixed'] },
  missing: { label: 'is not stored', takes: null, kinds: ANY },
  null: { label: 'is null', takes: null, kinds: ANY },
  empty: { label: 'is an empty text or list', takes: null, kinds: ['text', 'mixed'] },
  filled: { label: 'has a value', takes: null, kinds: ANY },
} as const satisfies Record<string, OperatorInfo>;
export type Operator = keyof typeof OPERATORS;

export interface Condition {
  column: string;
  operator: Operator;
  value: string;
}
/** Conditions of which all or any must hold; groups nest. */
export interface FilterGroup {
  match: 'all' | 'any';
  items: readonly (Condition | FilterGroup)[];
}
export const NO_FILTER: FilterGroup = { match: 'all', items: [] };

export const isGroup = (item: Condition | FilterGroup): item is FilterGroup => 'items' in item;

export function operatorsOf(kind: ColumnKind): Operator[] {
  return (Object.keys(OPERATORS) as Operator[]).filter((operator) =>
    (OPERATORS[operator].kinds as readonly ColumnKind[]).includes(kind),
  );
}

/** Why a condition cannot be applied yet, as a sentence; null when it can. One that cannot be applied lets everything pass. */
export function conditionProblem({ operator, value }: Condition): string | null {
  const { takes } = OPERATORS[operator];
  if (takes === null) return null;
  if (value === '') return 'Give a value to compare with.';
  if (takes === 'number' && !isNumberText(value.trim()))
    return `“${value}” is not a number: write 12.5 or 1e-3.`;
  if (takes === 'date' && !momentOf(value.trim()))
    return DATE.test(value.trim())
      ? `There is no “${value}” in the calendar.`
      : `“${value}” is not a date: write 2026-05-13, or 2026-05-13T08:30.`;
  return null;
}

/** Every condition of a filter that can be applied, groups opened: one still without its value asks for nothing. */
export function conditionsOf(filter: FilterGroup): Condition[] {
  return filter.items.flatMap((item) =>
    isGroup(item) ? conditionsOf(item) : conditionProblem(item) ? [] : [item],
  );
}

type Test<T> = (row: T) => boolean;

/** A filter as one test of a row; `undefined` when nothing is left out. `read` gives a row's value in the column with that id. */
export function compileFilter<T>(
  filter: FilterGroup,
  read: (row: T, column: string) => JsonValue | undefined,
): Test<T> | undefined {
  const tests = filter.items.flatMap((item): Test<T>[] => {
    if (isGroup(item)) {
      const inner = compileFilter(item, read);
      return inner ? [inner] : [];
    }
    if (conditionProblem(item)) return [];
    const test = testOf(item);
    return [(row) => test(read(row, item.column))];
  });
  if (tests.length === 0) return undefined;
  return filter.match === 'all'
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row));
}

function testOf({ operator, value }: Condition): (found: JsonValue | undefined) => boolean {
  switch (operator) {
    case 'missing':
      return (found) => found === undefined;
    case 'null':
      return (found) => found === null;
    case 'empty':
      return (found) =>
        found === '' ||
        (Array.isArray(found) && found.length === 0) ||
        (found instanceof Map && found.size === 0);
    case 'filled':
      return (found) => found !== undefined && found !== null && found !== '';
    case 'yes':
      return (found) => found === true;
    case 'no':
      return (found) => found === false;
    case 'on':
    case 'before':
    case 'after':
      return dateTest(operator, value);
    case 'has':
    case 'lacks':
    case 'is':
    case 'isnt':
    case 'starts':
    case 'ends':
      return textTest(operator, fold(value));
    default:
      return numberTest(operator, value);
  }
}

function textTest(operator: 'has' | 'lacks' | 'is' | 'isnt' | 'starts' | 'ends', wanted: string) {
  const holds = {
    has: (text: string) => text.includes(wanted),
    lacks: (text: string) => !text.includes(wanted),
    is: (text: string) => text === wanted,
    isnt: (text: string) => text !== wanted,
    starts: (text: string) => text.startsWith(wanted),
    ends: (text: string) => text.endsWith(wanted),
  }[operator];
  const refuses = operator === 'lacks' || operator === 'isnt';
  return (found: JsonValue | undefined): boolean =>
    found === undefined || found === null ? refuses : holds(fold(wordsOf(found)));
}

function wordsOf(value: Exclude<JsonValue, null>): string {
  if (typeof value === 'string') return value;
  return isContainer(value) ? printJson(value) : String(value);
}

function numberTest(operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le', text: string) {
  const wanted = numberFrom(text.trim());
  const holds = {
    eq: (order: number) => order === 0,
    ne: (order: number) => order !== 0,
    gt: (order: number) => order > 0,
    ge: (order: number) => order >= 0,
    lt: (order: number) => order < 0,
    le: (order: number) => order <= 0,
  }[operator];
  return (found: JsonValue | undefined): boolean => isNumber(found) && holds(compareNumbers(found, wanted));
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date as it is written, or a moment in UTC with milliseconds; one without a zone counts as of UTC, as the wire writes it. Undefined for anything else, also for 31 February. */
function momentOf(text: string): string | undefined {
  const [, day = '', time, zone = 'Z'] = DATE.exec(text) ?? [];
  const midnight = new Date(`${day}T00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  if (time === undefined) return day;
  const moment = new Date(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function dateTest(operator: 'on' | 'before' | 'after', text: string) {
  // A day is compared with the day that a moment has in UTC.
  const wanted = momentOf(text.trim()) ?? '';
  return (found: JsonValue | undefined): boolean => {
    const moment = typeof found === 'string' ? momentOf(found) : undefined;
    if (moment === undefined) return false;
    const cut = moment.slice(0, wanted.length);
    return operator === 'on' ? cut === wanted : operator === 'before' ? moment < wanted : moment >= wanted;
  };
}
