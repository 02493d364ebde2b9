import type { ParamType } from '../../contract/entity.ts';
import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { isColorObject } from './colors.ts';

/**
 * What a stored value is to the people who edit it. `group` is an object that holds further fields, `list` a list of scalars whose field is not known,
 * `json` whatever has no editor of its own, `button` a node of the form that stores nothing: buttons, pictures, outputs. Source: docs.viktor.ai, SDK reference, parametrization fields.
 */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'option'
  | 'multiselect'
  | 'list'
  | 'date'
  | 'color'
  | 'table'
  | 'array'
  | 'entity'
  | 'entities'
  | 'file'
  | 'files'
  | 'geo_point'
  | 'geo_polyline'
  | 'geo_polygon'
  | 'hidden'
  | 'chat'
  | 'button'
  | 'group'
  | 'json';

/** Kinds that stand in a line of their own, and have no room in a cell. */
export const SPACIOUS: readonly FieldKind[] = [
  'table',
  'array',
  'geo_point',
  'geo_polyline',
  'geo_polygon',
  'chat',
];

const BY_NAME: Readonly<Record<string, FieldKind>> = {
  text: 'text',
  string: 'text',
  textinput: 'text',
  geometryselect: 'text',
  textarea: 'textarea',
  textareainput: 'textarea',
  number: 'number',
  float: 'number',
  numberinput: 'number',
  slider: 'number',
  integer: 'integer',
  int: 'integer',
  integerinput: 'integer',
  boolean: 'boolean',
  bool: 'boolean',
  toggle: 'boolean',
  switch: 'boolean',
  checkbox: 'boolean',
  togglebutton: 'boolean',
  option: 'option',
  select: 'option',
  radio: 'option',
  dropdown: 'option',
  autocomplete: 'option',
  multiselect: 'multiselect',
  multipleselect: 'multiselect',
  selectmultiple: 'multiselect',
  geometrymultiselect: 'multiselect',
  date: 'date',
  color: 'color',
  colour: 'color',
  table: 'table',
  tableinput: 'table',
  dynamicarray: 'array',
  array: 'array',
  file: 'file',
  multifile: 'files',
  files: 'files',
  geopoint: 'geo_point',
  geopolyline: 'geo_polyline',
  geopolygon: 'geo_polygon',
  hidden: 'hidden',
  childentitymanager: 'hidden',
  chat: 'chat',
  autodeskfile: 'json',
  output: 'button',
  linebreak: 'button',
  image: 'button',
  statictext: 'button',
  page: 'button',
  step: 'button',
  tab: 'button',
  section: 'button',
};

/** The kind that a type of the wire names; `undefined` for one not known. Case, `-`, `_` and a closing `Field` do not count. */
export function kindOfType(type: string | null | undefined): FieldKind | undefined {
  if (!type) return undefined;
  const whole = type.toLowerCase().replace(/[-_\s]/g, '');
  const name = whole.length > 5 ? whole.replace(/field$/, '') : whole;
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known) return known;
  if (name.endsWith('button')) return 'button';
  if (name.includes('entity') || name.includes('entities'))
    return /multi|entities/.test(name) ? 'entities' : 'entity';
  return undefined;
}

const SEVERAL: Partial<Record<FieldKind, FieldKind>> = {
  option: 'multiselect',
  entity: 'entities',
  file: 'files',
};

/** The kind of a field that holds several of what a field of `kind` holds one of; `kind` itself where there is none. */
export const severalOf = (kind: FieldKind): FieldKind => SEVERAL[kind] ?? kind;

/**
 * The kind of a field: what its type of `param_types` says, else what the value looks like. `undefined` as value means not stored.
 * A select, entity or file that holds a list is the kind for several, because the wire may name both alike.
 */
export function kindOf(type: ParamType | undefined, value: JsonValue | undefined, key: string): FieldKind {
  const named = kindOfType(type?.type);
  if (named) return isArray(value) ? severalOf(named) : named;
  if (type?.sub_types) return 'array';
  return inferKind(value, key);
}

function inferKind(value: JsonValue | undefined, key: string): FieldKind {
  if (value === undefined || value === null) return 'json';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  if (typeof value === 'string') {
    if (isIsoDate(value)) return 'date';
    return value.length > 80 || /[\r\n]/.test(value) ? 'textarea' : 'text';
  }
  if (isObject(value)) return isGeoPoint(value) ? 'geo_point' : isColorObject(value) ? 'color' : 'group';
  return inferListKind(value as JsonArray, key);
}

function inferListKind(list: JsonArray, key: string): FieldKind {
  if (list.length === 0) return 'json';
  if (list.every((item) => isGeoPoint(item)))
    return isClosed(list) || /polygon/i.test(key) ? 'geo_polygon' : 'geo_polyline';
  if (list.every(isObject)) {
    const nested = list.some((row) => [...(row as JsonObject).values()].some(isContainer));
    return nested ? 'array' : 'table';
  }
  return list.some(isContainer) ? 'json' : 'list';
}

function isClosed(list: JsonArray): boolean {
  const [first, last] = [list[0], list.at(-1)];
  return (
    list.length > 3 &&
    isObject(first) &&
    isObject(last) &&
    ['lat', 'lon'].every((axis) => sameNumber(first.get(axis), last.get(axis)))
  );
}

function sameNumber(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return isNumber(left) && isNumber(right) && numberText(left) === numberText(right);
}

/** An object of exactly `lat` and `lon`, both numbers. */
export function isGeoPoint(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && value.size === 2 && isNumber(value.get('lat')) && isNumber(value.get('lon'));
}

/** Whether a text is a day as VIKTOR stores one: `2026-05-13`, and in the calendar. No zoned date object is involved. */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
