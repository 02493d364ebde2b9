import { Memory } from './memory.ts';
import { Scanner, shown } from './scanner.ts';
import { type Shape, unreadAt } from './unread.ts';
import { isArray, isContainer, type JsonArray, type JsonObject, type JsonValue } from './value.ts';

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
      const unread = later ? unreadAt(scanner, strict, shapes[frames.length]) : undefined;
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
