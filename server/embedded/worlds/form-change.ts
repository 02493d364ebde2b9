import { isArray, isNumber, isObject, type JsonValue, numberValue } from '../../../contract/json/value.ts';
import { choiceValue, type Form, type FormField } from './form.ts';
import type { Random } from './random.ts';
import { at, numberAt, put, without } from './values.ts';

/** An update of the app that stored params otherwise: `older` turns today's shape into the former one, `newer` back. */
export interface FormChange {
  older(value: JsonValue): JsonValue;
  newer(value: JsonValue): JsonValue;
}

type Maker = (form: Form, value: JsonValue, random: Random) => FormChange | null;

const shift = (value: JsonValue, from: readonly string[], to: readonly string[]): JsonValue => {
  const item = at(value, from);
  return item === undefined ? value : put(without(value, from), to, item);
};

const inPlace = (
  path: readonly string[],
  older: (item: JsonValue) => JsonValue,
  newer: (item: JsonValue) => JsonValue,
): FormChange => {
  const turned = (turn: (item: JsonValue) => JsonValue) => (value: JsonValue) => {
    const item = at(value, path);
    return item === undefined ? value : put(value, path, turn(item));
  };
  return { older: turned(older), newer: turned(newer) };
};

const pickField = (form: Form, random: Random, fits: (field: FormField) => boolean): FormField | null => {
  const fields = form.fields.filter(fits);
  return fields.length === 0 ? null : random.pick(fields);
};

/** A key moved to the root. */
const movedToRoot: Maker = (form, value, random) => {
  const field = pickField(
    form,
    random,
    ({ options, path }) => options.at !== undefined && at(value, path) !== undefined,
  );
  if (field === null) return null;
  const former = field.section.split('.').concat(field.key);
  if (former[0] === field.path[0]) return null;
  return {
    older: (state) => shift(state, field.path, former),
    newer: (state) => shift(state, former, field.path),
  };
};

/** A section got another key. */
const sectionRenamed: Maker = (_form, value, random) => {
  if (!isObject(value)) return null;
  const keys = [...value].filter(([, member]) => isObject(member) && !member.has('lat')).map(([key]) => key);
  if (keys.length === 0) return null;
  const key = random.pick(keys);
  const former = `${key}_1`;
  return { older: (state) => shift(state, [key], [former]), newer: (state) => shift(state, [former], [key]) };
};

/** An option's values were texts before they were numbers, or the other way round. */
const optionRetyped: Maker = (form, _value, random) => {
  const field = pickField(
    form,
    random,
    ({ kind, options }) =>
      kind === 'option' &&
      (options.choices ?? []).length > 0 &&
      (options.choices ?? []).every((choice) => /^\d+(\.\d+)?$/.test(String(choiceValue(choice)))),
  );
  if (field === null) return null;
  const flip = (item: JsonValue): JsonValue =>
    typeof item === 'string' ? Number(item) : isNumber(item) ? String(numberValue(item)) : item;
  return inPlace(field.path, flip, flip);
};

/** Several choices where there was one. */
const scalarToList: Maker = (form, _value, random) => {
  const field = pickField(form, random, ({ kind }) => kind === 'multiselect');
  if (field === null) return null;
  return inPlace(
    field.path,
    (item) => (isArray(item) ? (item[0] ?? '') : item),
    (item) => (isArray(item) ? item : item === '' || item === null ? [] : [item]),
  );
};

/** Colours were hex texts. */
const colourAsText: Maker = (form, _value, random) => {
  const field = pickField(form, random, ({ kind }) => kind === 'color');
  if (field === null) return null;
  const hex = (part: number): string => Math.round(part).toString(16).padStart(2, '0');
  return inPlace(
    field.path,
    (item) =>
      isObject(item) ? `#${['r', 'g', 'b'].map((part) => hex(numberAt(item, part))).join('')}` : item,
    (item) => {
      if (typeof item !== 'string' || item.length !== 7) return item;
      return new Map(
        ['r', 'g', 'b'].map((part, index) => [
          part,
          Number.parseInt(item.slice(1 + index * 2, 3 + index * 2), 16),
        ]),
      );
    },
  );
};

/** Whole numbers were typed as text. */
const textToInteger: Maker = (form, value, random) => {
  const field = pickField(form, random, ({ kind, path }) => kind === 'integer' && isNumber(at(value, path)));
  if (field === null) return null;
  return inPlace(
    field.path,
    (item) => (isNumber(item) ? String(numberValue(item)) : item),
    (item) => (typeof item === 'string' && /^\d+$/.test(item) ? Number(item) : item),
  );
};

/** A field was taken out of the form: its value stays behind. */
const fieldRemoved: Maker = (_form, value) => {
  if (!isObject(value)) return null;
  return {
    older: (state) => put(state, ['old_reference'], 'n/a'),
    newer: (state) => put(state, ['settings'], new Map<string, JsonValue>([['version', 2]])),
  };
};

const makers: readonly Maker[] = [
  movedToRoot,
  sectionRenamed,
  optionRetyped,
  scalarToList,
  colourAsText,
  textToInteger,
  fieldRemoved,
];

/** One of the changes that fit these params. */
export function formChange(form: Form, value: JsonValue, random: Random): FormChange | null {
  const fitting = makers.map((maker) => maker(form, value, random)).filter((change) => change !== null);
  return fitting.length === 0 ? null : random.pick(fitting);
}
