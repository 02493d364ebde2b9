/** Engineering params and the edits people make to them, for property tests. */
import fc from 'fast-check';
import { deriveFrom } from '../../../contract/json/memory.ts';
import { readJson } from '../../../contract/json/reading.ts';
import { type JsonArray, type JsonObject, type JsonValue, numberFrom } from '../../../contract/json/value.ts';
import { getIn, insertIn, moveIn, type Path, removeIn, setIn } from '../path.ts';

const number = fc.oneof(
  fc.integer({ min: -50, max: 50 }).map(String),
  fc.integer({ min: -500, max: 500 }).map((value) => (value / 100).toFixed(2)),
  fc.constantFrom('1.0', '1e-05', '-0', '12345678901234567890', 'NaN', '0.1', '3', '3.0'),
);
const word = fc.constantFrom(
  'Clay',
  'Sand',
  'Peat',
  'Loam',
  'B500',
  'C35/45',
  '',
  'LC1',
  'LC2',
  '__proto__',
  'a b',
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: word.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.constantFrom('null', 'true', 'false', '{}', '[]') },
);
const point = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .map(([lat, lon]) => `{"lat":52.${lat},"lon":5.${lon}}`);
const key: fc.Arbitrary<string> = fc.constantFrom(
  'name',
  'label',
  'top',
  'k1',
  'gamma',
  'note',
  'on',
  'constructor',
  'layers',
);

function object(value: fc.Arbitrary<string>, keys = key): fc.Arbitrary<string> {
  return fc
    .dictionary(keys, value, { maxKeys: 5 })
    .map(
      (members) => `{${Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}: ${text}`)}}`,
    );
}

function list(value: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(value, { maxLength }).map((items) => `[${items.join(', ')}]`);
}

const namedRow = fc
  .tuple(word, number, number, scalar)
  .map(
    ([name, top, k1, note]) =>
      `{"name": ${JSON.stringify(name)}, "top": ${top}, "k1": ${k1}, "note": ${note}}`,
  );
const nestedRow = fc
  .tuple(word, list(namedRow, 4), number)
  .map(([label, layers, k1]) => `{"label": ${JSON.stringify(label)}, "layers": ${layers}, "k1": ${k1}}`);
const table = fc.oneof(list(namedRow, 9), list(object(scalar), 6), list(nestedRow, 4));
const field = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 3, arbitrary: table },
  { weight: 1, arbitrary: list(scalar, 8) },
  { weight: 1, arbitrary: list(point, 8) },
  { weight: 1, arbitrary: point },
  { weight: 1, arbitrary: list(fc.oneof(scalar, namedRow, list(number, 3)), 5) },
);
const section = object(field, fc.constantFrom('geometry', 'soil', 'loads', 'line', 'span', 'name', 'rows'));
const page = object(fc.oneof(field, section), fc.constantFrom('page', 'general', 'soil', 'geometry', 'x'));

/** Params: pages, sections, fields of all kinds, tables, nested tables. */
export const params: fc.Arbitrary<JsonValue> = object(
  fc.oneof(field, section, page),
  fc.constantFrom('general', 'soil', 'page', 'results', 'line', '_processed'),
).map((text) => readJson(text));

const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(field, section).map((text) => readJson(text));

/** Every place in a value, the root left out. */
export function placesIn(value: JsonValue, path: Path = []): Path[] {
  const below = (key: string | number, member: JsonValue): Path[] => [
    [...path, key],
    ...placesIn(member, [...path, key]),
  ];
  if (value instanceof Map) return [...(value as JsonObject)].flatMap(([key, member]) => below(key, member));
  if (Array.isArray(value)) return (value as JsonArray).flatMap((item, index) => below(index, item));
  return [];
}

interface Edit {
  how: 'set' | 'remove' | 'insert' | 'move' | 'wrap' | 'reverse' | 'nudge' | 'respell' | 'column' | 'rework';
  at: number;
  to: number;
  value: JsonValue;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom<Edit['how'][]>(
    'set',
    'remove',
    'insert',
    'move',
    'wrap',
    'reverse',
    'nudge',
    'respell',
    'column',
    'rework',
  ),
  at: fc.nat(10_000),
  to: fc.nat(10_000),
  value: anyValue,
});

export const edits: fc.Arbitrary<Edit[]> = fc.array(edit, { maxLength: 6 });

/** Edits as a user, an app update or a script makes them, at places the numbers choose. */
export function edited(value: JsonValue, script: readonly Edit[]): JsonValue {
  return script.reduce(applyEdit, value);
}

/** Whether an edit does at this place what it is named for, so that most of them do. */
function fits(how: Edit['how'], path: Path, value: JsonValue | undefined): boolean {
  if (how === 'reverse' || how === 'column') return Array.isArray(value);
  if (how === 'insert' || how === 'move') return typeof path[path.length - 1] === 'number';
  if (how === 'rework') return typeof path.at(-1) === 'string' && placesIn(value ?? null).length > 3;
  return how === 'nudge' || how === 'respell' ? typeof value === 'number' : true;
}

function applyEdit(value: JsonValue, { how, at, to, value: fresh }: Edit): JsonValue {
  const everywhere = placesIn(value);
  if (everywhere.length === 0) return setIn(value, ['general'], fresh);
  const fitting = everywhere.filter((place) => fits(how, place, getIn(value, place)));
  const places = fitting.length && to % 3 ? fitting : everywhere;
  const path = places[at % places.length] as Path;
  const target = getIn(value, path);
  const last = path[path.length - 1] as string | number;
  const parent = path.slice(0, -1);
  switch (how) {
    case 'set':
      return setIn(value, path, fresh);
    case 'remove':
      return removeIn(value, path);
    case 'insert':
      return typeof last === 'number'
        ? insertIn(value, path, fresh)
        : setIn(value, [...parent, 'added'], fresh);
    case 'nudge':
      return typeof target === 'number' ? setIn(value, path, target + 1) : value;
    case 'respell':
      return typeof target === 'number' && Number.isInteger(target)
        ? setIn(value, path, numberFrom(`${target}.0`))
        : value;
    case 'reverse': {
      if (!Array.isArray(target)) return value;
      return setIn(value, path, deriveFrom(target as JsonArray, [...(target as JsonArray)].reverse()));
    }
    case 'column': {
      if (!Array.isArray(target)) return value;
      const rows = (target as JsonArray).map((row) =>
        row instanceof Map ? setIn(row, ['class'], to % 2 ? fresh : at) : row,
      );
      return setIn(value, path, deriveFrom(target as JsonArray, rows));
    }
    case 'move': {
      if (typeof last !== 'number')
        return setIn(removeIn(value, path), [`moved_${last}`], target as JsonValue);
      const length = (getIn(value, parent) as JsonArray).length;
      return moveIn(value, parent, last, to % length);
    }
    case 'rework':
      return typeof last === 'number' || placesIn(target as JsonValue).length === 0
        ? value
        : setIn(
            removeIn(value, path),
            [...parent, `new_${last}`],
            applyEdit(target as JsonValue, { how: 'set', at: to, to: at, value: fresh }),
          );
    case 'wrap':
      return typeof last === 'number' || Array.isArray(getIn(value, ['wrapper']))
        ? value
        : setIn(removeIn(value, path), ['wrapper', last], target as JsonValue);
  }
}

/** Two states of one entity, mostly alike. */
export const pairs: fc.Arbitrary<[JsonValue, JsonValue]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(params, edits)
      .map(([left, script]): [JsonValue, JsonValue] => [left, edited(left, script)]),
  },
  { weight: 1, arbitrary: fc.tuple(params, params) },
);
