import type { ParamType } from '../../contract/entity.ts';
import { isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import type { FieldSpec } from './form-spec.ts';
import { type FieldKind, kindOf } from './kinds.ts';
import { keyLabel } from './label-text.ts';

export interface Column {
  key: string;
  /** What the form calls it; its key where that is not known. */
  label: string;
  /** What the form says of it. */
  spec: FieldSpec | undefined;
  kind: FieldKind;
  paramType: ParamType | undefined;
  /** Pixels. */
  width: number;
}

const WIDTHS: Partial<Record<FieldKind, number>> = {
  number: 104,
  integer: 92,
  boolean: 76,
  date: 112,
  text: 168,
  option: 132,
  textarea: 240,
  entity: 104,
  file: 104,
};

/** The columns of rows: those of the form in its order, then keys in the order the rows hold them, then those that only the types name. */
export function gridColumns(
  rows: JsonArray,
  kind: FieldKind,
  paramType: ParamType | undefined,
  spec?: FieldSpec | undefined,
): Column[] {
  if (kind === 'geo_polyline' || kind === 'geo_polygon') return pointColumns(rows);
  const types = paramType?.sub_types ?? undefined;
  const specs = new Map(spec?.rows?.map((row) => [row.name, row]));
  const keys = new Map<string, JsonValue | undefined>();
  for (const key of specs.keys()) keys.set(key, undefined);
  for (const row of rows) {
    if (!isObject(row)) continue;
    for (const [key, value] of row) {
      const known = keys.get(key);
      if (known === undefined || known === null) keys.set(key, value);
    }
  }
  for (const key of Object.keys(types ?? {})) if (!keys.has(key)) keys.set(key, undefined);
  const columns: Column[] = [];
  for (const [key, sample] of keys) {
    const own = specs.get(key);
    // What the form hides is shown where rows hold it.
    if (own && !own.visible && sample === undefined) continue;
    const type = types && Object.hasOwn(types, key) ? types[key] : undefined;
    const inferred = kindOf(type ?? (own && { type: own.type }), sample, key);
    if (inferred === 'button') continue;
    const label = own?.label ?? keyLabel(key);
    const columnKind = own && own.kind !== 'json' ? own.kind : inferred;
    const width = widthOf(columnKind, own?.unit ? `${label} ${own.unit}` : label);
    columns.push({ key, label, spec: own, kind: columnKind, paramType: type, width });
  }
  return columns;
}

/** Rows that may differ before all of them are looked at. */
const MOST_CHANGED = 200;

/** Whether rows surely have the columns that others have: those that differ hold the same keys in the same order, with values that look alike. Says no when in doubt. */
export function haveSameColumns(before: JsonArray, rows: JsonArray): boolean {
  if (before === rows) return true;
  if (before.length !== rows.length) return false;
  let changed = 0;
  for (let index = 0; index < rows.length; index++) {
    if (rows[index] === before[index]) continue;
    if (++changed > MOST_CHANGED || !lookAlike(before[index], rows[index])) return false;
  }
  return true;
}

function lookAlike(before: JsonValue | undefined, row: JsonValue | undefined): boolean {
  if (!isObject(before) || !isObject(row) || before.size !== row.size) return false;
  const keys = [...before.keys()];
  let at = 0;
  for (const [key, value] of row) {
    if (keys[at++] !== key) return false;
    const old = before.get(key);
    if (old === value) continue;
    // What a column holds at first tells its kind where nothing else does.
    if (kindOf(undefined, old, key) !== kindOf(undefined, value, key)) return false;
  }
  return true;
}

/** What the form says of one cell: of its column, with what differs in the row. */
export function cellSpec(table: FieldSpec | undefined, row: number, column: Column): FieldSpec | undefined {
  const choices = table?.rowStates?.[row]?.[column.key]?.choices;
  return choices && column.spec ? { ...column.spec, choices } : column.spec;
}

function pointColumns(rows: JsonArray): Column[] {
  const first = rows.find(isObject);
  const keys = first ? [...first.keys()] : ['lat', 'lon'];
  return keys.map((key) => ({
    key,
    label: keyLabel(key),
    spec: undefined,
    kind: 'number',
    paramType: undefined,
    width: 180,
  }));
}

function widthOf(kind: FieldKind, title: string): number {
  return Math.min(260, Math.max(WIDTHS[kind] ?? 150, title.length * 8 + 24));
}
