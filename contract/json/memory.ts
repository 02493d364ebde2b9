import { isArray, isContainer, type JsonArray, type JsonObject, type JsonValue } from './value.ts';

export interface Origin {
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

export class Memory extends Itself {
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
    // Not the whole texts first: those that differ in one digit far behind would be read through for each row.
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
