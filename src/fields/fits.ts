import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';
import { OVERFLOW, overflows } from '../params/read-json-text.ts';
import { colorParts } from './colors.ts';
import { type FieldKind, isGeoPoint, isIsoDate } from './kinds.ts';

const isWhole = (value: JsonValue | undefined): boolean =>
  isNumber(value) && Number.isInteger(numberValue(value));

const isScalar = (value: JsonValue): boolean => !isContainer(value);

const FITS: Partial<Record<FieldKind, (value: JsonValue) => boolean>> = {
  text: (value) => typeof value === 'string',
  textarea: (value) => typeof value === 'string',
  number: isNumber,
  integer: isWhole,
  boolean: (value) => typeof value === 'boolean',
  option: isScalar,
  multiselect: (value) => isArray(value) && value.every(isScalar),
  list: (value) => isArray(value) && value.every(isScalar),
  date: (value) => typeof value === 'string' && isIsoDate(value),
  color: (value) => colorParts(value) !== undefined,
  table: (value) => isArray(value) && value.every(isObject),
  array: (value) => isArray(value) && value.every(isObject),
  entity: isWhole,
  entities: (value) => isArray(value) && value.every(isWhole),
  file: isWhole,
  files: (value) => isArray(value) && value.every(isWhole),
  geo_point: isGeoPoint,
  geo_polyline: (value) => isArray(value) && value.every(isGeoPoint),
  geo_polygon: (value) => isArray(value) && value.every(isGeoPoint),
  group: isObject,
};

/** Kinds whose empty form is not null, so that a stored null is a misfit. Texts tolerate it. */
const NEVER_NULL: ReadonlySet<FieldKind> = new Set([
  'boolean',
  'multiselect',
  'list',
  'table',
  'array',
  'entities',
  'files',
  'group',
]);

/** Whether a stored value is one that a field of this kind stores. What is not stored fits. */
export function fits(kind: FieldKind, value: JsonValue | undefined): boolean {
  if (value === undefined) return true;
  if (value === null) return !NEVER_NULL.has(kind);
  return FITS[kind]?.(value) ?? true;
}

const EXPECTED: Partial<Record<FieldKind, string>> = {
  text: 'text',
  textarea: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  option: 'an option',
  multiselect: 'a list of options',
  list: 'a list',
  date: 'a date (2026-05-13)',
  color: 'a colour',
  table: 'a list of rows',
  array: 'a list of rows',
  entity: 'the id of an entity',
  entities: 'a list of entity ids',
  file: 'the id of a file',
  files: 'a list of file ids',
  geo_point: 'a point with lat and lon',
  geo_polyline: 'a list of points',
  geo_polygon: 'a list of points',
  group: 'a group of fields',
};

/** What a value is, in a word that starts a sentence. */
function nounOf(value: JsonValue): string {
  if (value === null) return 'Nothing (null)';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return `The number ${numberText(value)}`;
  if (typeof value === 'string') return value === '' ? 'An empty text' : 'Text';
  return isArray(value) ? 'A list' : 'An object';
}

/** The sentence of a value that does not fit, such as "Text where a number is expected"; `undefined` when it fits. */
export function misfitText(kind: FieldKind, value: JsonValue | undefined): string | undefined {
  if (overflows(value)) return OVERFLOW;
  if (value === undefined || fits(kind, value)) return undefined;
  const expected = EXPECTED[kind] ?? 'something else';
  const otherwise = isArray(value) && expected.startsWith('a list') ? ' of something else' : '';
  return `${nounOf(value)}${otherwise} where ${expected} is expected`;
}

const EMPTY_LIST: JsonArray = [];

/** What a field of this kind stores when it is empty: `""` for texts, `[]` for lists, `false` for a switch, else `null`. */
export function emptyOf(kind: FieldKind): JsonValue {
  if (kind === 'text' || kind === 'textarea') return '';
  if (kind === 'boolean') return false;
  return NEVER_NULL.has(kind) && kind !== 'group' ? EMPTY_LIST : null;
}
