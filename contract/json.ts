/**
 * JSON without loss. Reads text into values that keep what `JSON.parse` drops (number spelling, key order, keys such as `__proto__`,
 * `NaN` and `Infinity` as Python writes them) and prints untouched parts back exactly as they came, white space included.
 *
 * One file on purpose: reader, printer and the memory that ties them share state that nobody else may touch, and cutting it would hand that out.
 */

/** A number whose text JavaScript would not print back: `1.0`, `1e-05`, `-0`, 20 digits, `NaN`. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double; `NaN` and the infinities as themselves. */
  get value(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }
}

/** An object: keys in the order they came. Immutable; a repeated key holds its last value. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
/** An array. Immutable. */
export type JsonArray = readonly JsonValue[];
export type JsonScalar = null | boolean | string | number | JsonNumber;
/** What `readJson` gives: a `number` where `String(n)` is the source text, else a `JsonNumber`; `Map`s for objects. */
export type JsonValue = JsonScalar | JsonArray | JsonObject;

export function isObject(value: unknown): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isNumber(value: unknown): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber;
}

export function isContainer(value: JsonValue | undefined): value is JsonArray | JsonObject {
  return Array.isArray(value) || value instanceof Map;
}

/** The number as it is written in JSON. */
export function numberText(value: number | JsonNumber): string {
  if (typeof value !== 'number') return value.text;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The number as a double; loses digits beyond 2^53. */
export function numberValue(value: number | JsonNumber): number {
  return typeof value === 'number' ? value : value.value;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NON_FINITE = /^(?:NaN|-?Infinity)$/;

/** Whether the text is a JSON number, or with `nonFinite` also `NaN`, `Infinity` or `-Infinity`. */
export function isNumberText(text: string, nonFinite = false): boolean {
  return NUMBER.test(text) || (nonFinite && NON_FINITE.test(text));
}

/** The value for a number's text, spelling kept. Throws a `RangeError` when the text is not a number in JSON (or a non-finite one). */
export function numberFrom(text: string): number | JsonNumber {
  if (!isNumberText(text, true)) throw new RangeError(`“${text}” is not a number as JSON writes them.`);
  const value = Number(text);
  return String(value) === text && Number.isFinite(value) ? value : new JsonNumber(text);
}

// --- Memory of the source -------------------------------------------------------------------------------------------------

interface Origin {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** False when the container was derived from the one read: it prints by splicing its changes into the slice. */
  readonly exact: boolean;
}

class Itself {
  // A constructor that returns another object lets a subclass put its private field on that object: a memory that is
  // invisible to equality, enumeration and cloning, and twice as fast as a WeakMap at 100,000 containers.
  constructor(target: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the point of this class
    return target;
  }
}

class Memory extends Itself {
  // Three small fields rather than one object: a text of 10 MB has 200,000 containers to remember.
  #text: string;
  #start: number;
  /** Negative when the container was derived: what `-1 - end` gives. */
  #end: number;

  constructor(target: object, text: string, start: number, end: number) {
    super(target);
    this.#text = text;
    this.#start = start;
    this.#end = end;
  }

  static of(target: object): Origin | undefined {
    if (!(#text in target)) return undefined;
    const memory = target as Memory;
    const end = memory.#end;
    return { text: memory.#text, start: memory.#start, end: end < 0 ? -1 - end : end, exact: end >= 0 };
  }

  static has(target: object): boolean {
    return #text in target;
  }

  static exactText(target: object): string | undefined {
    if (!(#text in target)) return undefined;
    const memory = target as Memory;
    return memory.#end < 0 ? undefined : memory.#text.slice(memory.#start, memory.#end);
  }

  static lengthOf(target: object): number {
    const memory = target as Memory;
    return memory.#end - memory.#start;
  }

  /** Whether a container that is as it was read stands in another text at this place, byte for byte. */
  static spelledAt(target: object, text: string, at: number): boolean {
    if (!(#text in target)) return false;
    const memory = target as Memory;
    if (memory.#end < 0) return false;
    const until = at + memory.#end - memory.#start;
    // Most that differ do so in length.
    if (text.charCodeAt(until - 1) !== memory.#text.charCodeAt(memory.#end - 1)) return false;
    return text.slice(at, until) === memory.#text.slice(memory.#start, memory.#end);
  }

  static same(left: object, right: object): boolean {
    if (!(#text in left && #text in right)) return false;
    const [a, b] = [left as Memory, right as Memory];
    const length = a.#end - a.#start;
    if (a.#end < 0 || b.#end < 0 || length !== b.#end - b.#start) return false;
    if (a.#text === b.#text && a.#start === b.#start) return true;
    return a.#text.slice(a.#start, a.#end) === b.#text.slice(b.#start, b.#end);
  }
}

/**
 * Tells a new container which one it was made from, so that it prints with its source's white space, key spelling and untouched
 * members. Returns the new container. Call it once, on a container just made; harmless when the source has no text.
 */
export function deriveFrom<T extends JsonArray | JsonObject>(source: JsonValue | undefined, made: T): T {
  if (!isContainer(source) || isArray(source) !== isArray(made)) return made;
  const origin = Memory.of(source);
  if (origin && !Memory.has(made)) new Memory(made, origin.text, origin.start, -1 - origin.end);
  return made;
}

/** The source text of a container that is exactly as it was read, else `undefined`. */
export function sourceText(value: JsonValue | undefined): string | undefined {
  if (!isContainer(value)) return undefined;
  return Memory.exactText(value);
}

/** Whether two containers were read from the same bytes: then they are equal in every respect. False says nothing. */
export function sameSource(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return isContainer(left) && isContainer(right) && Memory.same(left, right);
}

// --- Reading --------------------------------------------------------------------------------------------------------------

/** Text that is not JSON. `message` is a sentence for people; `offset` counts UTF-16 units from 0, `line` and `column` from 1. */
export class JsonSyntaxError extends SyntaxError {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;
  readonly line: number;
  readonly column: number;

  constructor(problem: string, text: string, offset: number) {
    const before = text.slice(0, offset);
    const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
    const line = (before.match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
    super(`${problem} (line ${line}, column ${offset - lineStart + 1}).`);
    this.offset = offset;
    this.line = line;
    this.column = offset - lineStart + 1;
  }
}

/** A key that occurs more than once in one object. `path` leads to the member; `offset` is where the repetition starts. */
export interface DuplicateKey {
  path: (string | number)[];
  key: string;
  offset: number;
}

export interface ReadOptions {
  /** Only what RFC 8259 allows: refuses `NaN`, `Infinity` and `-Infinity`. */
  strict?: boolean;
  /** Called for each repeated key, in text order; the last value wins. */
  onDuplicate?: (duplicate: DuplicateKey) => void;
  /** A value read from a text much like this one: containers spelt the same in both are taken from it, shared, and not read again. */
  like?: JsonValue;
}

const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function shown(text: string, at: number): string {
  if (at >= text.length) return 'the end of the text';
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return character < ' ' ? `control character ${character.charCodeAt(0)}` : `“${character}”`;
}

/** Cursor over a text. Everything the reader and the printer's re-scan share. */
class Scanner {
  at: number;
  readonly text: string;
  private keys: string[] | undefined;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  fail(problem: string, at = this.at): never {
    throw new JsonSyntaxError(problem, this.text, at);
  }

  /** Skips white space and returns the code of what follows (NaN at the end). */
  next(): number {
    const { text } = this;
    let at = this.at;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    this.at = at;
    return code;
  }

  /** Reads the string whose opening quote is under the cursor. */
  string(): string {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let code = text.charCodeAt(at);
    while (code !== 34 && code !== 92 && code >= 32) code = text.charCodeAt(++at);
    if (code === 34) {
      this.at = at + 1;
      return text.slice(start, at);
    }
    return this.escapedString(start, at);
  }

  /** As `string`, for keys: rows repeat theirs, and a string seen before needs neither a copy nor a new hash. */
  key(): string {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let hash = 7;
    let code = text.charCodeAt(at);
    while (code !== 34 && code !== 92 && code >= 32) {
      hash = (hash * 31 + code) | 0;
      code = text.charCodeAt(++at);
    }
    if (code !== 34) return this.escapedString(start, at);
    this.at = at + 1;
    const slot = hash & 1023;
    this.keys ??= new Array(1024).fill('');
    const known = this.keys[slot] as string;
    if (known.length === at - start && text.startsWith(known, start)) return known;
    const key = text.slice(start, at);
    this.keys[slot] = key;
    return key;
  }

  private escapedString(start: number, from: number): string {
    const { text } = this;
    let result = '';
    let copied = start;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) break;
      if (code === 92) {
        result += text.slice(copied, at);
        const letter = text[at + 1] ?? '';
        if (letter === 'u') {
          const hex = text.slice(at + 2, at + 6);
          if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.fail('\\u must be followed by four hexadecimal digits', at);
          result += String.fromCharCode(Number.parseInt(hex, 16));
          at += 6;
        } else {
          const escaped = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
          if (escaped === undefined) this.fail(`\\ cannot be followed by ${shown(text, at + 1)}`, at);
          result += escaped;
          at += 2;
        }
        copied = at;
      } else if (code >= 32) at++;
      else if (at >= text.length) this.fail('The text ends inside a string', start - 1);
      else this.fail(`A string cannot hold a bare ${shown(text, at)}: write it as an escape`, at);
    }
    this.at = at + 1;
    return result + text.slice(copied, at);
  }

  /** Reads the number under the cursor, spelling kept. */
  number(strict: boolean): number | JsonNumber {
    const { text } = this;
    const start = this.at;
    let at = start;
    let code = text.charCodeAt(at);
    const negative = code === 45;
    if (negative) code = text.charCodeAt(++at);
    if (!(code >= 48 && code <= 57)) return this.nonFinite(start, strict);
    let mantissa = code - 48;
    if (code === 48) {
      code = text.charCodeAt(++at);
      if (code >= 48 && code <= 57) this.fail('A number cannot start with 0 before other digits', start);
    } else {
      code = text.charCodeAt(++at);
      while (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        code = text.charCodeAt(++at);
      }
    }
    let decimals = 0;
    let last = 49;
    if (code === 46) {
      const point = at;
      code = text.charCodeAt(++at);
      while (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        last = code;
        code = text.charCodeAt(++at);
      }
      decimals = at - point - 1;
      if (decimals === 0) this.fail(`A digit must follow the decimal point, not ${shown(text, at)}`, at);
    }
    if (code === 101 || code === 69) return this.exponent(start, at);
    this.at = at;
    // Below 10^15 a decimal is its double's shortest spelling, and dividing two exact doubles rounds correctly: no string is made.
    if (mantissa < 1e15 && last !== 48 && decimals <= 20) {
      if (decimals === 0) {
        if (mantissa !== 0 || !negative) return negative ? -mantissa : mantissa;
      } else {
        const value = mantissa / (POWERS[decimals] as number);
        if (value >= 1e-6) return negative ? -value : value;
      }
    }
    return spelled(text.slice(start, at));
  }

  private exponent(start: number, letter: number): number | JsonNumber {
    const { text } = this;
    let at = letter + 1;
    let code = text.charCodeAt(at);
    if (code === 43 || code === 45) code = text.charCodeAt(++at);
    const digits = at;
    while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
    if (at === digits) this.fail(`A digit must follow the exponent, not ${shown(text, at)}`, at);
    this.at = at;
    return spelled(text.slice(start, at));
  }

  private nonFinite(start: number, strict: boolean): JsonNumber {
    for (const word of ['NaN', 'Infinity', '-Infinity']) {
      if (!this.text.startsWith(word, start)) continue;
      if (strict) this.fail(`${word} is not allowed in JSON`, start);
      this.at = start + word.length;
      return new JsonNumber(word);
    }
    return this.fail(`Expected a value, but found ${shown(this.text, start)}`, start);
  }

  word(word: string): void {
    if (!this.text.startsWith(word, this.at))
      this.fail(`Expected a value, but found ${shown(this.text, this.at)}`);
    this.at += word.length;
  }

  /** Reads a value that is no container. */
  scalar(code: number, strict: boolean): JsonScalar {
    switch (code) {
      case 34:
        return this.string();
      case 116:
        this.word('true');
        return true;
      case 102:
        this.word('false');
        return false;
      case 110:
        this.word('null');
        return null;
      default:
        return this.number(strict);
    }
  }

  /**
   * The object under the cursor as one that is read later, when it holds no list, is valid and spells no key with escapes; else `undefined`, with the cursor where
   * it was. `like`: the shape that it probably has.
   */
  unread(strict: boolean, like: Shape | undefined): UnreadObject | undefined {
    const start = this.at;
    const passed = this.passObject(strict, 0, like);
    if (passed === undefined) {
      this.at = start;
      return undefined;
    }
    const shape = passed === 'like' && like ? like : new Shape(this.keysOf(start));
    return new UnreadObject(shape, this.text, start, this.at);
  }

  /** The keys of a valid object, the cursor at its end. */
  private keysOf(start: number): string[] {
    const end = this.at;
    const keys: string[] = [];
    // Up to its end: in broken text anything may follow.
    for (this.at = start + 1; this.at < end && this.next() === 34; this.at++) {
      keys.push(this.string());
      this.next();
      this.at++;
      this.skip();
      this.next();
    }
    this.at = end;
    return keys;
  }

  /** The values of an object that starts under the cursor and was passed before. */
  valuesOf({ spelled, inside }: Shape): JsonValue[] {
    const values: JsonValue[] = new Array(spelled.length);
    for (let place = 0; place < spelled.length; place++) {
      this.at++;
      this.next();
      this.at += (spelled[place] as string).length + 2;
      this.next();
      this.at++;
      const code = this.next();
      if (code === 123) {
        const object = this.unread(false, inside[place]) as UnreadObject;
        inside[place] = object.shape;
        values[place] = object;
      } else values[place] = this.scalar(code, false);
      this.next();
    }
    return values;
  }

  /** Goes over an object without lists: `like` when it has those keys, `undefined` for what is odd, escaped or deep. */
  private passObject(strict: boolean, depth: number, like?: Shape): 'like' | 'other' | undefined {
    const { text } = this;
    let known = like?.spelled;
    let count = 0;
    const most = this.at + MOST_UNREAD.length;
    this.at++;
    let after = this.next();
    while (after === 34) {
      const key = known?.[count];
      const end = key === undefined ? 0 : this.at + 1 + key.length;
      if (key !== undefined && text.charCodeAt(end) === 34 && text.startsWith(key, this.at + 1))
        this.at = end + 1;
      else {
        known = undefined;
        if (!this.passString()) return undefined;
      }
      count++;
      if (this.next() !== 58) return undefined;
      this.at++;
      const code = this.next();
      if (
        code === 123
          ? depth === MOST_UNREAD.depth || !this.passObject(strict, depth + 1)
          : !this.passScalar(code, strict)
      )
        return undefined;
      after = this.next();
      if (after === 125) break;
      if (after !== 44 || this.at > most) return undefined;
      this.at++;
      after = this.next();
      if (after !== 34) return undefined;
    }
    if (after !== 125) return undefined;
    this.at++;
    return known?.length === count ? 'like' : 'other';
  }

  /** Goes over a string; false for one that is odd or has escapes. */
  private passString(): boolean {
    const { text } = this;
    let at = this.at + 1;
    let code = text.charCodeAt(at);
    while (code !== 34 && code !== 92 && code >= 32) code = text.charCodeAt(++at);
    this.at = at + 1;
    return code === 34;
  }

  private passScalar(code: number, strict: boolean): boolean {
    if (code === 34) return this.passString();
    if (code === 45 || (code >= 48 && code <= 57)) return this.passNumber();
    const word = code === 116 ? 'true' : code === 102 ? 'false' : code === 110 ? 'null' : strict ? '' : 'NaN';
    if (word === '' || !this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private passNumber(): boolean {
    const { text } = this;
    let at = this.at;
    let code = text.charCodeAt(at);
    if (code === 45) code = text.charCodeAt(++at);
    const start = at;
    while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
    if (at === start || (at > start + 1 && text.charCodeAt(start) === 48)) return false;
    if (code === 46) {
      const point = at;
      do code = text.charCodeAt(++at);
      while (code >= 48 && code <= 57);
      if (at === point + 1) return false;
    }
    this.at = at;
    if (code !== 101 && code !== 69) return true;
    code = text.charCodeAt(++at);
    if (code === 43 || code === 45) code = text.charCodeAt(++at);
    const power = at;
    while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
    this.at = at;
    return at > power;
  }

  /** Skips the value under the cursor in text that was read before. */
  skip(): void {
    const { text } = this;
    let depth = 0;
    do {
      const code = this.next();
      if (code === 34) {
        let at = this.at + 1;
        for (let inner = text.charCodeAt(at); inner !== 34; inner = text.charCodeAt(++at))
          if (inner === 92) at++;
        this.at = at + 1;
      } else if (code === 123 || code === 91) {
        depth++;
        this.at++;
      } else if (code === 125 || code === 93) {
        depth--;
        this.at++;
      } else if (code === 44 || code === 58) this.at++;
      else {
        let at = this.at + 1;
        for (let inner = text.charCodeAt(at); isWordCode(inner); ) inner = text.charCodeAt(++at);
        this.at = at;
      }
    } while (depth > 0);
  }
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 45 ||
    code === 43 ||
    code === 46
  );
}

function spelled(text: string): number | JsonNumber {
  const value = Number(text);
  return String(value) === text ? value : new JsonNumber(text);
}

/** How deep the objects inside of one are nested that is not read at once, as what is read later is gone over again at each level; and its length. */
const MOST_UNREAD = { depth: 2, length: 4096 };

/** The keys of an object. The rows of a table mostly share one. */
class Shape {
  /** As the text has them, a repeated one each time. */
  readonly spelled: readonly string[];
  /** By key the place of its value, of a repeated one the last. */
  readonly places = new Map<string, number>();
  /** By place the shape of the object that was read there last. */
  readonly inside: (Shape | undefined)[] = [];

  constructor(spelled: readonly string[]) {
    this.spelled = spelled;
    for (let place = 0; place < spelled.length; place++) this.places.set(spelled[place] as string, place);
  }
}

/**
 * An object as it stands in its text, read when somebody first looks into it. Most of what params hold are rows of tables, and most rows are only
 * ever compared by their text. To all others it is a `Map`.
 */
class UnreadObject implements JsonObject {
  readonly #shape: Shape;
  #values: JsonValue[] | undefined;

  constructor(shape: Shape, text: string, start: number, end: number) {
    this.#shape = shape;
    new Memory(this, text, start, end);
  }

  #read(): JsonValue[] {
    if (this.#values === undefined) {
      const { text, start } = Memory.of(this) as Origin;
      this.#values = new Scanner(text, start).valuesOf(this.#shape);
    }
    return this.#values;
  }

  get shape(): Shape {
    return this.#shape;
  }

  get size(): number {
    return this.#shape.places.size;
  }

  has(key: string): boolean {
    return this.#shape.places.has(key);
  }

  get(key: string): JsonValue | undefined {
    const place = this.#shape.places.get(key);
    return place === undefined ? undefined : this.#read()[place];
  }

  keys(): MapIterator<string> {
    return this.#shape.places.keys();
  }

  values(): MapIterator<JsonValue> {
    const values = this.#read();
    if (values.length === this.size) return values.values();
    return Array.from(this.#shape.places.values(), (place) => values[place] as JsonValue).values();
  }

  *entries(): MapIterator<[string, JsonValue]> {
    const values = this.#read();
    for (const [key, place] of this.#shape.places) yield [key, values[place] as JsonValue];
  }

  [Symbol.iterator](): MapIterator<[string, JsonValue]> {
    return this.entries();
  }

  forEach(visit: (value: JsonValue, key: string, object: JsonObject) => void): void {
    const values = this.#read();
    this.#shape.places.forEach((place, key) => {
      visit(values[place] as JsonValue, key, this);
    });
  }
}

Object.setPrototypeOf(UnreadObject.prototype, Map.prototype);
Reflect.deleteProperty(UnreadObject.prototype, 'constructor');

/** Whether two objects are known to have the same keys in the same order. False says nothing. */
export function sameKeys(left: JsonObject, right: JsonObject): boolean {
  return left instanceof UnreadObject && right instanceof UnreadObject && left.shape === right.shape;
}

type Mutable = Map<string, JsonValue> | JsonValue[];

/** How far from the expected item a row of a list is looked for, when rows came or went before it. */
const LOOK_AROUND = 4;

/** Goes through a value beside the reading of a text that is much like the one it was read from. */
class Model {
  private readonly text: string;
  /** The containers entered, by depth; `undefined` where the model has none. */
  private readonly entered: (JsonArray | JsonObject | undefined)[] = [];
  /** For a list the item that is expected next. */
  private readonly expected: number[] = [];
  /** Where the container stands in the model that was not spelt the same. */
  private met: JsonValue | undefined;

  constructor(root: JsonValue, text: string) {
    this.text = text;
    this.met = root;
  }

  /** The model's container that is spelt as the text is at this place; else it is remembered to be entered. */
  take(key: string, at: number): JsonArray | JsonObject | undefined {
    const depth = this.entered.length - 1;
    const inside = this.entered[depth];
    if (isArray(inside)) {
      const next = this.expected[depth] as number;
      this.met = inside[next];
      for (let step = 0; step <= 2 * LOOK_AROUND; step++) {
        const place = next + (step % 2 ? (step + 1) / 2 : -step / 2);
        const item = inside[place];
        if (!isContainer(item) || !Memory.spelledAt(item, this.text, at)) continue;
        this.expected[depth] = place + 1;
        return item;
      }
      // Edited, as long as nothing else is seen.
      this.expected[depth] = next + 1;
      return undefined;
    }
    if (depth >= 0) this.met = inside?.get(key);
    return isContainer(this.met) && Memory.spelledAt(this.met, this.text, at) ? this.met : undefined;
  }

  enter(): void {
    this.entered.push(isContainer(this.met) ? this.met : undefined);
    this.expected.push(0);
  }

  leave(): void {
    this.entered.pop();
    this.expected.pop();
  }
}

/**
 * Reads JSON text. Depth is limited by memory only. Accepts `NaN`, `Infinity` and `-Infinity` unless `strict`.
 * Throws `JsonSyntaxError`.
 */
export function readJson(text: string, options: ReadOptions = {}): JsonValue {
  return beginReading(text, options)(text.length + 1) as JsonValue;
}

/**
 * Begins to read JSON text in parts, as `readJson` does in one. What is given back reads on until a place in the text, counted in UTF-16 units, and returns the value
 * once it is whole; `undefined` before. Call it with `text.length + 1` at the latest.
 */
export function beginReading(
  text: string,
  options: ReadOptions = {},
): (until: number) => JsonValue | undefined {
  const { onDuplicate, strict = false } = options;
  const scanner = new Scanner(text);
  // What is only taken over is not looked through.
  const like =
    options.like === undefined || onDuplicate || strict ? undefined : new Model(options.like, text);
  const frames: Mutable[] = [];
  const starts: number[] = [];
  const keys: string[] = [];
  let frame: Mutable | undefined;
  let key = '';
  /** By depth the shape of the last object that was not read. */
  const shapes: Shape[] = [];

  const readKey = (): void => {
    if (scanner.next() !== 34) scanner.fail(`Expected a key in quotes, but found ${shown(text, scanner.at)}`);
    const offset = scanner.at;
    key = scanner.key();
    if (scanner.next() !== 58)
      scanner.fail(`Expected “:” after the key, but found ${shown(text, scanner.at)}`);
    scanner.at++;
    if (onDuplicate && (frame as Map<string, JsonValue>).has(key)) {
      const path = frames.slice(1).map((_, depth) => {
        const parent = frames[depth] as Mutable;
        return Array.isArray(parent) ? parent.length : (keys[depth + 1] as string);
      });
      onDuplicate({ path: [...path, key], key, offset });
    }
  };

  return (until) => {
    for (;;) {
      if (scanner.at >= until) return undefined;
      let value: JsonValue;
      const code = scanner.next();
      const known = like && (code === 123 || code === 91) ? like.take(key, scanner.at) : undefined;
      const later = known === undefined && code === 123 && !onDuplicate;
      const unread = later ? scanner.unread(strict, shapes[frames.length]) : undefined;
      if (known !== undefined) {
        scanner.at += Memory.lengthOf(known);
        value = known;
      } else if (unread !== undefined) {
        shapes[frames.length] = unread.shape;
        value = unread;
      } else if (code === 123 || code === 91) {
        const start = scanner.at++;
        const made: Mutable = code === 91 ? [] : new Map();
        if (scanner.next() !== code + 2) {
          keys.push(key);
          frames.push(made);
          starts.push(start);
          frame = made;
          like?.enter();
          if (code === 123) readKey();
          continue;
        }
        scanner.at++;
        new Memory(made, text, start, scanner.at);
        value = made;
      } else {
        value = scanner.scalar(code, strict);
      }

      // Puts the value in its container, closing containers as long as they end here.
      for (;;) {
        if (frame === undefined) {
          scanner.next();
          if (scanner.at < text.length)
            scanner.fail(`Expected the end, but found ${shown(text, scanner.at)}`);
          return value;
        }
        const list = Array.isArray(frame);
        if (list) (frame as JsonValue[]).push(value);
        else (frame as Map<string, JsonValue>).set(key, value);
        const after = scanner.next();
        if (after === 44) {
          scanner.at++;
          if (!list) readKey();
          break;
        }
        if (after !== (list ? 93 : 125)) {
          const open = list ? 'array' : 'object';
          if (scanner.at >= text.length)
            scanner.fail(`The text ends before its ${open} is closed`, scanner.at);
          scanner.fail(`Expected “,” or the end of the ${open}, but found ${shown(text, scanner.at)}`);
        }
        scanner.at++;
        new Memory(frame, text, starts.pop() as number, scanner.at);
        value = frame;
        like?.leave();
        frames.pop();
        key = keys.pop() as string;
        frame = frames[frames.length - 1];
      }
    }
  };
}

// --- Printing -------------------------------------------------------------------------------------------------------------

/** How new members are set apart: as the text around them does it. */
interface Spacing {
  comma: string;
  colon: string;
}

const COMPACT: Spacing = { comma: ',', colon: ':' };

interface Task {
  value: JsonValue;
  spacing: Spacing;
}

/** What is still to print, last first: texts, and values not yet taken apart. */
type Work = (string | Task)[];

export interface PrintOptions {
  /** Spaces per level: lays the whole value out afresh, numbers' spelling kept. Without it, source text is kept. */
  indent?: number;
}

/**
 * Prints a value. A container as it was read gives its source text exactly; one derived from it (`deriveFrom`) gives that text
 * with only the changed members replaced, added or left out; anything else is printed compactly.
 */
export function printJson(value: JsonValue, options: PrintOptions = {}): string {
  if (options.indent !== undefined) return printIndented(value, ' '.repeat(options.indent));
  let result = '';
  const work: Work = [{ value, spacing: COMPACT }];
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    if (typeof task === 'string') {
      result += task;
      continue;
    }
    if (!isContainer(task.value)) {
      result += printScalar(task.value);
      continue;
    }
    const origin = Memory.of(task.value);
    if (origin?.exact) result += origin.text.slice(origin.start, origin.end);
    else {
      const parts = origin ? splice(task.value, origin) : fresh(task.value, task.spacing);
      for (let index = parts.length - 1; index >= 0; index--) work.push(parts[index] as string | Task);
    }
  }
  return result;
}

function printScalar(value: JsonScalar): string {
  if (typeof value === 'number' || value instanceof JsonNumber) return numberText(value);
  // JSON.stringify escapes lone surrogates, which UTF-8 could not carry.
  return JSON.stringify(value);
}

function fresh(value: JsonArray | JsonObject, spacing: Spacing): Work {
  const parts: Work = [];
  if (isArray(value)) {
    for (const item of value) parts.push(parts.length ? spacing.comma : '[', { value: item, spacing });
    parts.push(parts.length ? ']' : '[]');
  } else {
    for (const [key, member] of value)
      parts.push((parts.length ? spacing.comma : '{') + JSON.stringify(key) + spacing.colon, {
        value: member,
        spacing,
      });
    parts.push(parts.length ? '}' : '{}');
  }
  return parts;
}

/** One member as it stands in the source: `before` (white space, key, colon) up to `start`, the value, `after` up to comma or end. */
interface Member {
  key: string;
  before: string;
  start: number;
  end: number;
  after: string;
}

function members(value: JsonArray | JsonObject, { text, start }: Origin): Member[] {
  const object = isObject(value);
  const ends = object ? undefined : endsByStart(value, text);
  const scanner = new Scanner(text, start + 1);
  const found: Member[] = [];
  if (scanner.next() === (object ? 125 : 93)) return found;
  for (let from = start + 1; ; from = scanner.at) {
    scanner.next();
    let key = '';
    if (object) {
      key = scanner.string();
      scanner.next();
      scanner.at++;
      scanner.next();
    }
    const at = scanner.at;
    const known = object ? endOf(value.get(key), text, at) : ends?.get(at);
    if (known === undefined) scanner.skip();
    else scanner.at = known;
    const end = scanner.at;
    const stop = scanner.next();
    found.push({ key, before: text.slice(from, at), start: at, end, after: text.slice(end, scanner.at) });
    scanner.at++;
    if (stop !== 44) return found;
  }
}

/** Where a container that stood at `start` of this text ends: saves scanning through it. */
function endOf(value: JsonValue | undefined, text: string, start: number): number | undefined {
  const origin = isContainer(value) ? Memory.of(value) : undefined;
  return origin && origin.start === start && origin.text === text ? origin.end : undefined;
}

function endsByStart(items: JsonArray, text: string): Map<number, number> {
  const ends = new Map<number, number>();
  for (const item of items) {
    const origin = isContainer(item) ? Memory.of(item) : undefined;
    if (origin && origin.text === text) ends.set(origin.start, origin.end);
  }
  return ends;
}

/** The value's text when the source at this place already spells it, else what prints it. */
function kept(value: JsonValue, source: Member, text: string, spacing: Spacing): string | Task {
  if (isContainer(value)) return { value, spacing };
  const code = text.charCodeAt(source.start);
  if (code === 123 || code === 91) return printScalar(value);
  const found = new Scanner(text, source.start).scalar(code, false);
  return sameScalar(found, value) ? text.slice(source.start, source.end) : printScalar(value);
}

function sameScalar(left: JsonScalar, right: JsonScalar): boolean {
  return left instanceof JsonNumber && right instanceof JsonNumber
    ? left.text === right.text
    : Object.is(left, right);
}

function spacingOf(found: Member[], object: boolean): Spacing {
  const model = found[1] ?? found[0];
  if (!model) return COMPACT;
  const space = (found[1]?.before ?? '').match(/^[ \t\n\r]*/)?.[0] ?? '';
  const colon = object ? (model.before.match(/[ \t\n\r]*:[ \t\n\r]*$/)?.[0] ?? ':') : space ? ': ' : ':';
  return {
    comma: space.includes('\n') ? ', ' : `,${space}` || ',',
    colon: colon.includes('\n') ? ': ' : colon,
  };
}

function splice(value: JsonArray | JsonObject, origin: Origin): Work {
  const found = members(value, origin);
  if (found.length === 0) return fresh(value, COMPACT);
  return isObject(value) ? spliceObject(value, found, origin.text) : spliceArray(value, found, origin.text);
}

function spliceObject(value: JsonObject, found: Member[], text: string): Work {
  const spacing = spacingOf(found, true);
  const lastPlace = new Map(found.map((member, index) => [member.key, index]));
  if (!keepsOrder(value, found, lastPlace)) return reordered(value, found, lastPlace, text, spacing);
  const parts: Work = ['{'];
  let count = 0;
  for (const [index, member] of found.entries()) {
    const current = value.get(member.key);
    if (current === undefined) continue;
    // The first member printed opens as the source's first did, so that leaving out the head leaves no gap behind.
    const space =
      count === 0 && index > 0 ? leadOf(found[0] as Member) + trimLead(member.before) : member.before;
    parts.push((count++ ? ',' : '') + space);
    // Of a repeated key only the last occurrence holds the value; the others are kept as they stand.
    if (lastPlace.get(member.key) !== index) parts.push(text.slice(member.start, member.end));
    else parts.push(kept(current, member, text, spacing));
    if (index < found.length - 1) parts.push(member.after);
  }
  const lead = leadOf((count > 0 ? found[1] : undefined) ?? (found[0] as Member));
  for (const [key, member] of value) {
    if (lastPlace.has(key)) continue;
    const before = count === 0 ? leadOf(found[0] as Member) : lead;
    parts.push(`${count++ ? ',' : ''}${before}${JSON.stringify(key)}${spacing.colon}`, {
      value: member,
      spacing,
    });
  }
  parts.push(count ? `${(found[found.length - 1] as Member).after}}` : '}');
  return parts;
}

/** Whether the members that the source has stand in its order, and new ones after them. */
function keepsOrder(value: JsonObject, found: Member[], places: ReadonlyMap<string, number>): boolean {
  const inSource = new Set(found.map(({ key }) => key).filter((key) => value.has(key)));
  const order = inSource.values();
  let met = 0;
  for (const key of value.keys()) {
    if (met === inSource.size) return true;
    if (!places.has(key) || order.next().value !== key) return false;
    met++;
  }
  return true;
}

/** The members in the order of the value, each spelled as the source does where it has it. Of a repeated key the last occurrence is kept. */
function reordered(
  value: JsonObject,
  found: Member[],
  places: ReadonlyMap<string, number>,
  text: string,
  spacing: Spacing,
): Work {
  const first = leadOf(found[0] as Member);
  const lead = leadOf(found[1] ?? (found[0] as Member));
  const parts: Work = ['{'];
  let count = 0;
  for (const [key, member] of value) {
    const before = count === 0 ? first : lead;
    const comma = count++ ? ',' : '';
    const source = found[places.get(key) ?? -1];
    if (source) parts.push(comma + before + trimLead(source.before), kept(member, source, text, spacing));
    else parts.push(`${comma}${before}${JSON.stringify(key)}${spacing.colon}`, { value: member, spacing });
  }
  parts.push(`${(found[found.length - 1] as Member).after}}`);
  return parts;
}

function leadOf(member: Member): string {
  return member.before.match(/^[ \t\n\r]*/)?.[0] ?? '';
}

function trimLead(before: string): string {
  return before.replace(/^[ \t\n\r]*/, '');
}

function spliceArray(value: JsonArray, found: Member[], text: string): Work {
  const spacing = spacingOf(found, false);
  const { head, tail } = sharedEnds(value, found, text);
  const spellings = new Map<string, string>();
  for (const member of found) {
    if (text.charCodeAt(member.start) !== 34) continue;
    spellings.set(new Scanner(text, member.start).string(), text.slice(member.start, member.end));
  }
  const first = found[0] as Member;
  const second = found[1] ?? first;
  const last = found[found.length - 1] as Member;
  const parts: Work = ['['];
  for (const [index, item] of value.entries()) {
    const place =
      index < head ? index : index - value.length >= -tail ? found.length + index - value.length : -1;
    const source = found[place];
    // In one place each, white space included; what is new is set apart as the second item is.
    const before = index === 0 ? first.before : place > 0 ? (source as Member).before : second.before;
    parts.push((index ? ',' : '') + before);
    if (source) parts.push(kept(item, source, text, spacing));
    else parts.push((typeof item === 'string' && spellings.get(item)) || { value: item, spacing });
    if (index === value.length - 1) parts.push(last.after);
    else if (source && place < found.length - 1) parts.push(source.after);
  }
  parts.push(']');
  return parts;
}

/** How many items at the start and at the end stand where the source has them (all of them when none was added or removed). */
function sharedEnds(value: JsonArray, found: Member[], text: string): { head: number; tail: number } {
  if (value.length === found.length) return { head: value.length, tail: 0 };
  const most = Math.min(value.length, found.length);
  const same = (item: JsonValue | undefined, member: Member | undefined): boolean => {
    if (item === undefined || member === undefined) return false;
    if (isContainer(item)) return Memory.spelledAt(item, text, member.start);
    const code = text.charCodeAt(member.start);
    if (code === 123 || code === 91) return false;
    return sameScalar(new Scanner(text, member.start).scalar(code, false), item);
  };
  let head = 0;
  while (head < most && same(value[head], found[head])) head++;
  let tail = 0;
  while (tail < most - head && same(value[value.length - 1 - tail], found[found.length - 1 - tail])) tail++;
  return { head, tail };
}

function printIndented(root: JsonValue, unit: string): string {
  let result = '';
  const work: (string | { value: JsonValue; depth: number })[] = [{ value: root, depth: 0 }];
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    if (typeof task === 'string') {
      result += task;
      continue;
    }
    const { value, depth } = task;
    if (!isContainer(value)) {
      result += printScalar(value);
      continue;
    }
    const list = isArray(value);
    const entries: [string, JsonValue][] = list
      ? value.map((item) => ['', item])
      : [...value].map(([key, member]) => [`${JSON.stringify(key)}: `, member]);
    if (entries.length === 0) {
      result += list ? '[]' : '{}';
      continue;
    }
    const line = `\n${unit.repeat(depth + 1)}`;
    work.push(`\n${unit.repeat(depth)}${list ? ']' : '}'}`);
    for (let index = entries.length - 1; index >= 0; index--) {
      const [before, member] = entries[index] as [string, JsonValue];
      work.push({ value: member, depth: depth + 1 }, (index ? ',' : list ? '[' : '{') + line + before);
    }
  }
  return result;
}

// --- Plain JavaScript -----------------------------------------------------------------------------------------------------

function put(target: object, key: string, value: unknown): void {
  // Plain assignment to `__proto__` would set the prototype.
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}

/**
 * An envelope as plain objects and arrays, numbers as doubles. Members whose key is in `opaque`, at any depth, stay `JsonValue`s:
 * that is where params travel.
 */
export function toPlain(value: JsonValue, opaque: ReadonlySet<string>): unknown {
  const root: unknown[] = [];
  const work: { value: JsonValue; into: object; key: string }[] = [{ value, into: root, key: '0' }];
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    const { value: item, into, key } = task;
    if (isArray(item)) {
      const made = new Array(item.length).fill(null);
      put(into, key, made);
      for (const [index, member] of item.entries())
        work.push({ value: member, into: made, key: String(index) });
    } else if (isObject(item)) {
      const made = {};
      put(into, key, made);
      for (const [name, member] of item) {
        put(made, name, member); // keeps the order, and is final for opaque members
        if (!opaque.has(name)) work.push({ value: member, into: made, key: name });
      }
    } else put(into, key, item instanceof JsonNumber ? item.value : item);
  }
  return root[0];
}

/**
 * Plain JavaScript as a `JsonValue`. `Map`s and `JsonNumber`s inside pass as they are, so that an envelope with params in it prints
 * without touching them; `undefined` members are left out, as `JSON.stringify` does. Throws a `TypeError` for what JSON cannot hold.
 */
export function fromPlain(value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : new JsonNumber(numberText(value));
  if (typeof value === 'bigint') return numberFrom(String(value));
  if (value instanceof JsonNumber || value instanceof Map) return value as JsonValue;
  if (Array.isArray(value)) {
    if (Memory.has(value)) return value as JsonArray;
    return value.map((item) => (item === undefined ? null : fromPlain(item)));
  }
  if (typeof value === 'object') {
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') return fromPlain(toJSON.call(value));
    const made = new Map<string, JsonValue>();
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) made.set(key, fromPlain(member));
    }
    return made;
  }
  throw new TypeError(`JSON cannot hold a ${typeof value}.`);
}
