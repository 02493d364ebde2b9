import {
  isArray,
  isNumber,
  isObject,
  type JsonNumber,
  type JsonValue,
  numberText,
  numberValue,
} from '../../../contract/json/value.ts';
import { choiceValue, type Form, type FormField } from './form.ts';
import type { World } from './frames.ts';
import { moved } from './geometry.ts';
import type { Scenario } from './grammar.ts';
import { type Random, rounded } from './random.ts';
import { editedNote } from './text.ts';
import { at, num, numberAt, params, put } from './values.ts';

/** What a change may draw on. */
export interface Tools {
  form: Form;
  world: World;
  random: Random;
  /** The entity's earlier states, oldest first. */
  past: readonly JsonValue[];
  /** Ids that a reference may move to; the last one belongs to nothing any more. */
  entities: readonly number[];
  files: readonly number[];
}

type Change = (value: JsonValue, tools: Tools) => JsonValue | null;

const scalarKinds = new Set([
  'number',
  'integer',
  'boolean',
  'option',
  'autocomplete',
  'date',
  'multiselect',
]);
const typedKinds = new Set(['number', 'integer', 'option', 'boolean']);

const stored = (value: JsonValue, field: FormField): JsonValue | undefined => at(value, field.path);

function fieldsWhere(
  value: JsonValue,
  { form }: Tools,
  fits: (field: FormField, item: JsonValue) => boolean,
) {
  return form.fields.filter((field) => {
    const item = stored(value, field);
    return item !== undefined && fits(field, item);
  });
}

/** Another number near the former one, typed with as many decimals; now and then as an app would write it. */
function otherNumber(field: FormField, item: JsonValue | undefined, random: Random): JsonValue {
  const { min, max, step, slider } = field.options;
  const low = min ?? (max === undefined ? 0.5 : max - 40);
  const high = max ?? Math.max(low * 2, low + 20);
  const isWhole = field.kind === 'integer';
  if (!isNumber(item))
    return isWhole ? random.int(Math.ceil(low), Math.floor(high)) : random.typed(low, high, 2);
  const before = numberValue(item);
  const decimals = Math.min(
    6,
    /\.(\d+)$/.exec(numberText(item))?.[1]?.length ?? (isWhole ? 0 : random.int(0, 1)),
  );
  const spread = Math.max(Math.abs(before) * 0.12, 10 ** -decimals * 2);
  let after = before + random.between(-spread, spread);
  if (step !== undefined) after = Math.round(after / step) * step;
  if (random.chance(0.985)) after = Math.min(max ?? after, Math.max(min ?? after, after));
  if (isWhole) return Math.round(after) === before ? before + 1 : Math.round(after);
  if (random.chance(0.06) && slider !== true) return after;
  const typed = rounded(after, step === undefined ? decimals : 2);
  if (Number.isInteger(typed) && random.chance(0.25)) return num(`${typed}.0`);
  return typed === before ? rounded(before + 10 ** -decimals, decimals) : typed;
}

function otherScalar(field: FormField, item: JsonValue | undefined, random: Random): JsonValue {
  const choices = (field.options.choices ?? []).map(choiceValue);
  switch (field.kind) {
    case 'boolean':
      return item !== true;
    case 'option':
    case 'autocomplete': {
      const others = choices.filter((choice) => choice !== item);
      return others.length === 0 ? (item ?? null) : random.pick(others);
    }
    case 'multiselect':
      return params(random.some(choices, random.int(0, Math.min(4, choices.length))));
    case 'date':
      return `${random.int(2024, 2027)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
    case 'text':
      return `${typeof item === 'string' ? item.replace(/ \(\d\)$/, '') : ''} (${random.int(2, 9)})`;
    default:
      return otherNumber(field, item, random);
  }
}

const tweak: Change = (value, tools) => {
  const fields = fieldsWhere(value, tools, ({ kind }) => typedKinds.has(kind));
  if (fields.length === 0) return null;
  const field = tools.random.pick(fields);
  return put(value, field.path, otherScalar(field, stored(value, field), tools.random));
};

const session: Change = (value, tools) => {
  const { random } = tools;
  const groups = new Map<string, FormField[]>();
  for (const field of fieldsWhere(value, tools, ({ kind }) => scalarKinds.has(kind))) {
    groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  }
  const fields = [...groups.values()].filter(({ length }) => length >= 2);
  if (fields.length === 0) return tweak(value, tools);
  const chosen = random.pick(fields);
  return random
    .some(chosen, random.int(2, 7))
    .reduce((made, field) => put(made, field.path, otherScalar(field, stored(made, field), random)), value);
};

const rowsOf = (value: JsonValue, field: FormField): readonly JsonValue[] => {
  const rows = stored(value, field);
  return isArray(rows) ? rows : [];
};
const rowFields = (value: JsonValue, tools: Tools, least: number): FormField[] =>
  fieldsWhere(
    value,
    tools,
    ({ kind, fields }, item) =>
      (kind === 'table' || kind === 'array') && fields.length > 0 && isArray(item) && item.length >= least,
  );

function otherCells(row: JsonValue, field: FormField, cells: number, random: Random): JsonValue {
  const cellFields = field.fields.filter(
    ({ kind, key }) => scalarKinds.has(kind) && kind !== 'multiselect' && isObject(row) && row.has(key),
  );
  return random
    .some(cellFields, cells)
    .reduce((made, cell) => put(made, cell.path, otherScalar(cell, at(made, cell.path), random)), row);
}

const rowEdit: Change = (value, tools) => {
  const { random } = tools;
  const fields = rowFields(value, tools, 1);
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const rows = [...rowsOf(value, field)];
  const index = random.int(0, rows.length - 1);
  rows[index] = otherCells(rows[index] as JsonValue, field, random.int(1, 3), random);
  return put(value, field.path, rows);
};

/** A new row after the others is a copy of the last; a label that counts goes on counting. */
function nextRow(row: JsonValue, field: FormField, random: Random): JsonValue {
  const made = otherCells(row, field, 2, random);
  const label = ['name', 'label', 'mark', 'lab_no'].find((key) => typeof at(made, [key]) === 'string');
  if (label === undefined) return made;
  const text = at(made, [label]) as string;
  const counted = text.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1));
  return put(made, [label], counted === text ? `${text} 2` : counted);
}

const rowsChange: Change = (value, tools) => {
  const { random } = tools;
  const fields = rowFields(value, tools, 1);
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const rows = [...rowsOf(value, field)];
  if (rows.length > 2 && random.chance(0.4)) rows.splice(random.int(0, rows.length - 1), 1);
  else rows.splice(random.int(1, rows.length), 0, nextRow(rows.at(-1) as JsonValue, field, random));
  return put(value, field.path, rows);
};

const order: Change = (value, tools) => {
  const { random } = tools;
  const fields = rowFields(value, tools, 2);
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const rows = [...rowsOf(value, field)];
  const from = random.int(0, rows.length - 1);
  const [row] = rows.splice(from, 1) as [JsonValue];
  const to = (from + random.int(1, rows.length)) % (rows.length + 1);
  rows.splice(to, 0, random.chance(0.5) ? otherCells(row, field, 1, random) : row);
  return put(value, field.path, rows);
};

const text: Change = (value, tools) => {
  const fields = fieldsWhere(value, tools, ({ kind }) => kind === 'textarea');
  if (fields.length === 0) return null;
  const field = tools.random.pick(fields);
  const before = stored(value, field);
  return put(
    value,
    field.path,
    editedNote(tools.world, typeof before === 'string' ? before : '', tools.random),
  );
};

const nudged = (point: JsonValue, random: Random, metres: number): JsonValue =>
  params(
    moved(
      { lat: numberAt(point, 'lat'), lon: numberAt(point, 'lon') },
      random.between(-metres, metres),
      random.between(-metres, metres),
    ),
  );

const map: Change = (value, tools) => {
  const { random } = tools;
  const fields = fieldsWhere(
    value,
    tools,
    ({ kind }, item) =>
      (kind === 'point' && isObject(item)) ||
      ((kind === 'polyline' || kind === 'polygon') && isArray(item) && item.length > 3),
  );
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const item = stored(value, field);
  if (!isArray(item)) return put(value, field.path, nudged(item ?? null, random, 35));
  const vertices = [...item];
  if (random.chance(0.1)) {
    const index = random.int(1, vertices.length - 2);
    if (random.chance(0.5)) vertices.splice(index, 1);
    else vertices.splice(index, 0, nudged(vertices[index] as JsonValue, random, 8));
  } else {
    // The ends stay: rings stay closed.
    for (const index of random.some([...vertices.keys()].slice(1, -1), random.int(1, 4))) {
      vertices[index] = nudged(vertices[index] as JsonValue, random, 12);
    }
  }
  return put(value, field.path, vertices);
};

const reference: Change = (value, tools) => {
  const { random } = tools;
  const fields = fieldsWhere(value, tools, ({ kind }) =>
    ['entity', 'entities', 'file', 'files'].includes(kind),
  );
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const ids = field.kind === 'file' || field.kind === 'files' ? tools.files : tools.entities;
  const isMany = field.kind === 'files' || field.kind === 'entities';
  if (random.chance(0.3) || ids.length === 0) return put(value, field.path, isMany ? [] : null);
  return put(value, field.path, isMany ? random.some(ids, random.int(1, 3)) : random.pick(ids));
};

/** Numbers deep inside hidden data, a few of them. */
function otherData(item: JsonValue, random: Random): JsonValue {
  if (isNumber(item)) return random.chance(0.3) ? numberValue(item) * random.between(0.97, 1.03) : item;
  if (isArray(item)) return item.map((inner) => otherData(inner, random));
  if (isObject(item))
    return new Map([...item].map(([key, inner]) => [key, otherData(inner, random)] as const));
  return item;
}

const importAll: Change = (value, tools) => {
  const { random } = tools;
  const fields = fieldsWhere(value, tools, ({ kind }) => typedKinds.has(kind));
  const hidden = fieldsWhere(value, tools, ({ kind }, item) => kind === 'hidden' && item !== null);
  const made = random
    .some(fields, random.int(4, 12))
    .reduce(
      (before, field) => put(before, field.path, otherScalar(field, stored(before, field), random)),
      value,
    );
  return hidden.reduce(
    (before, field) => put(before, field.path, otherData(stored(before, field) ?? null, random)),
    made,
  );
};

const undo: Change = (_value, { past, random }) =>
  past.length < 2 ? null : (past[random.int(Math.max(0, past.length - 4), past.length - 2)] ?? null);

const paste: Change = (value, tools) => {
  const { random } = tools;
  const fields = rowFields(value, tools, 1);
  if (fields.length === 0) return null;
  const field = random.pick(fields);
  const rows = rowsOf(value, field);
  const pasted = Array.from({ length: Math.max(1, rows.length + random.int(-1, 3)) }, (_, index) =>
    otherCells(rows[index % rows.length] as JsonValue, field, 9, random),
  );
  return put(value, field.path, pasted);
};

/** Metres typed as millimetres. The next revision takes it back. */
const slip: Change = (value, tools) => {
  const fields = fieldsWhere(
    value,
    tools,
    ({ kind }, item) => kind === 'number' && isNumber(item) && numberValue(item) !== 0,
  );
  if (fields.length === 0) return null;
  const field = tools.random.pick(fields);
  return put(value, field.path, rounded(numberValue(stored(value, field) as number | JsonNumber) * 1000, 3));
};

const repair: Change = (_value, { past }) => past.at(-2) ?? null;

const changes: Partial<Record<Scenario, Change>> = {
  tweak,
  session,
  'row edit': rowEdit,
  rows: rowsChange,
  order,
  text,
  map,
  reference,
  import: importAll,
  undo,
  paste,
  slip,
  repair,
};

/** The next state. What a scenario can't do with these params (no table to edit) becomes one changed field, and without any the state stays. */
export function changed(scenario: Scenario, value: JsonValue, tools: Tools): JsonValue {
  if (scenario === 'nothing') return value;
  return changes[scenario]?.(value, tools) ?? tweak(value, tools) ?? value;
}
