/** Deeper than this an answer is left as it is. */
const DEEPEST = 8;
/** How many shapes and lists of words are remembered at most; answers of one environment have a few dozen. */
const MOST = 500;

const shapes = new Map<string, object>();
const lists = new Map<string, readonly unknown[]>();

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size >= MOST) known.clear();
    known.set(key, value);
  }
  return value;
}

/**
 * The items of a list in a tenth of the memory, equal to what they were: 100,000 are kept. Texts are copies of their own, because those cut out of an answer keep
 * the whole answer in memory; texts and lists of words that many items share are there once, and objects have the members that they need room for. What is
 * no plain object or array, such as lossless values, stays the same.
 */
export function compact<T>(items: readonly T[]): T[] {
  const texts = new Set<string>();
  for (const item of items) collect(item, texts, 0);
  const before = [...texts];
  const after = JSON.parse(JSON.stringify(before)) as string[];
  const copies = new Map(before.map((text, index) => [text, after[index] as string]));
  return items.map((item) => copy(item, copies, 0) as T);
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function collect(value: unknown, texts: Set<string>, depth: number): void {
  if (typeof value === 'string') texts.add(value);
  else if (depth > DEEPEST) return;
  else if (Array.isArray(value)) for (const member of value) collect(member, texts, depth + 1);
  else if (isPlain(value)) for (const key of Object.keys(value)) collect(value[key], texts, depth + 1);
}

function copy(value: unknown, texts: ReadonlyMap<string, string>, depth: number): unknown {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    const made = value.map((member) => copy(member, texts, depth + 1));
    const isWords = made.length <= 20 && made.every((member) => typeof member === 'string');
    return isWords ? remembered(lists, JSON.stringify(made), () => made) : made;
  }
  if (!isPlain(value)) return value;
  const keys = Object.keys(value);
  if (keys.includes('__proto__')) return value;
  const made = { ...shapeOf(keys) } as Record<string, unknown>;
  for (const key of keys) made[key] = copy(value[key], texts, depth + 1);
  return made;
}

/** An object with these members to make copies of: one that was read from JSON has room for them and no more. */
function shapeOf(keys: readonly string[]): object {
  return remembered(
    shapes,
    JSON.stringify(keys),
    () => JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join(',')}}`) as object,
  );
}
