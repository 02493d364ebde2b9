import { Memory, type Origin } from './memory.ts';
import { Scanner } from './scanner.ts';
import type { JsonObject, JsonValue } from './value.ts';

/** How deep the objects inside of one are nested that is not read at once, as what is read later is gone over again at each level; and its length. */
const MOST_UNREAD = { depth: 2, length: 4096 };

/** The keys of an object. The rows of a table mostly share one. */
export class Shape {
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
export class UnreadObject implements JsonObject {
  readonly #shape: Shape;
  #values: JsonValue[] | undefined;

  constructor(shape: Shape, text: string, start: number, end: number) {
    this.#shape = shape;
    new Memory(this, text, start, end);
  }

  #read(): JsonValue[] {
    if (this.#values === undefined) {
      const { text, start } = Memory.of(this) as Origin;
      this.#values = valuesOf(new Scanner(text, start), this.#shape);
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

/**
 * The object under the cursor as one that is read later, when it holds no list, is valid and spells no key with escapes; else `undefined`, with the cursor where
 * it was. `like`: the shape that it probably has.
 */
export function unreadAt(
  scanner: Scanner,
  strict: boolean,
  like: Shape | undefined,
): UnreadObject | undefined {
  const start = scanner.at;
  const passed = passObject(scanner, strict, 0, like);
  if (passed === undefined) {
    scanner.at = start;
    return undefined;
  }
  const shape = passed === 'like' && like ? like : new Shape(keysOf(scanner, start));
  return new UnreadObject(shape, scanner.text, start, scanner.at);
}

/** The keys of a valid object, the cursor at its end. */
function keysOf(scanner: Scanner, start: number): string[] {
  const end = scanner.at;
  const keys: string[] = [];
  // Up to its end: in broken text anything may follow.
  for (scanner.at = start + 1; scanner.at < end && scanner.next() === 34; scanner.at++) {
    keys.push(scanner.string());
    scanner.next();
    scanner.at++;
    scanner.skip();
    scanner.next();
  }
  scanner.at = end;
  return keys;
}

/** The values of an object that starts under the cursor and was passed before. */
function valuesOf(scanner: Scanner, { spelled, inside }: Shape): JsonValue[] {
  const values: JsonValue[] = new Array(spelled.length);
  for (let place = 0; place < spelled.length; place++) {
    scanner.at++;
    scanner.next();
    scanner.at += (spelled[place] as string).length + 2;
    scanner.next();
    scanner.at++;
    const code = scanner.next();
    if (code === 123) {
      const object = unreadAt(scanner, false, inside[place]) as UnreadObject;
      inside[place] = object.shape;
      values[place] = object;
    } else values[place] = scanner.scalar(code, false);
    scanner.next();
  }
  return values;
}

/** Goes over an object without lists: `like` when it has those keys, `undefined` for what is odd, escaped or deep. */
function passObject(
  scanner: Scanner,
  strict: boolean,
  depth: number,
  like?: Shape,
): 'like' | 'other' | undefined {
  const { text } = scanner;
  let known = like?.spelled;
  let count = 0;
  const most = scanner.at + MOST_UNREAD.length;
  scanner.at++;
  let after = scanner.next();
  while (after === 34) {
    const key = known?.[count];
    const end = key === undefined ? 0 : scanner.at + 1 + key.length;
    if (key !== undefined && text.charCodeAt(end) === 34 && text.startsWith(key, scanner.at + 1))
      scanner.at = end + 1;
    else {
      known = undefined;
      if (!passString(scanner)) return undefined;
    }
    count++;
    if (scanner.next() !== 58) return undefined;
    scanner.at++;
    const code = scanner.next();
    if (
      code === 123
        ? depth === MOST_UNREAD.depth || !passObject(scanner, strict, depth + 1)
        : !passScalar(scanner, code, strict)
    )
      return undefined;
    after = scanner.next();
    if (after === 125) break;
    if (after !== 44 || scanner.at > most) return undefined;
    scanner.at++;
    after = scanner.next();
    if (after !== 34) return undefined;
  }
  if (after !== 125) return undefined;
  scanner.at++;
  return known?.length === count ? 'like' : 'other';
}

/** Goes over a string; false for one that is odd or has escapes. */
function passString(scanner: Scanner): boolean {
  const { text } = scanner;
  let at = scanner.at + 1;
  let code = text.charCodeAt(at);
  while (code !== 34 && code !== 92 && code >= 32) code = text.charCodeAt(++at);
  scanner.at = at + 1;
  return code === 34;
}

function passScalar(scanner: Scanner, code: number, strict: boolean): boolean {
  if (code === 34) return passString(scanner);
  if (code === 45 || (code >= 48 && code <= 57)) return passNumber(scanner);
  const word = code === 116 ? 'true' : code === 102 ? 'false' : code === 110 ? 'null' : strict ? '' : 'NaN';
  if (word === '' || !scanner.text.startsWith(word, scanner.at)) return false;
  scanner.at += word.length;
  return true;
}

function passNumber(scanner: Scanner): boolean {
  const { text } = scanner;
  let at = scanner.at;
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
  scanner.at = at;
  if (code !== 101 && code !== 69) return true;
  code = text.charCodeAt(++at);
  if (code === 43 || code === 45) code = text.charCodeAt(++at);
  const power = at;
  while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
  scanner.at = at;
  return at > power;
}
