/** Where a part of a result stands in the bytes of an answer. */
export interface PartRange {
  kind: string;
  from: number;
  to: number;
  /** Its JSON text, where it is small enough to be read with the record. */
  text?: string;
}

export interface ResultRanges {
  /** JSON text of the answer, with `{}` in the place of a result that was left out. */
  record: string;
  /** Where the result stands that was left out; `null` where it is small, or there is none. */
  result: { from: number; to: number; parts: PartRange[] } | null;
}

export interface RangesRequest {
  bytes: ArrayBuffer;
  /** A record of a job, or what a pointer leads to: such a record, or the result itself. */
  of: 'record' | 'file';
  /** From so many bytes on a result, and a part of one, is left where it is. */
  large: number;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];
const [COMMA, COLON] = [44, 58];
/** What a record calls the result; the quick answer has another name for it. */
const NAMES = ['result', 'content'];

/**
 * Finds a large result in the bytes of an answer without reading it. It looks at brackets and strings only: what is wrong inside of a part is found by whoever reads
 * that part. Throws a sentence for what is no JSON at that level, such as an answer that breaks off.
 */
export function resultRanges({ bytes, of, large }: RangesRequest): ResultRanges {
  const view = new Uint8Array(bytes);
  const text = (from: number, to: number) => new TextDecoder().decode(view.subarray(from, to));
  const start = skipSpace(view, byteOrderMark(view));
  const end = skipValue(view, start);
  if (skipSpace(view, end) < view.length) throw new SyntaxError('More follows after the end of the JSON.');
  const members = membersAt(view, start);
  const named = NAMES.map((name) => members?.get(name)).find(
    (range) => range !== undefined && text(range[0], Math.min(range[1], range[0] + 4)) !== 'null',
  );
  const range = named ?? (of === 'file' ? ([start, end] as const) : undefined);
  if (range === undefined || range[1] - range[0] < large) return { record: text(0, end), result: null };
  const [from, to] = range;
  let room = large;
  const parts = [...(membersAt(view, from) ?? [['', range] as const])].map(
    ([kind, [at, until]]): PartRange => {
      if (until - at > room) return { kind, from: at, to: until };
      room -= until - at;
      return { kind, from: at, to: until, text: text(at, until) };
    },
  );
  return { record: `${text(0, from)}{}${text(to, end)}`, result: { from, to, parts } };
}

/** Ranges of the values of an object's members, the last of a name; `undefined` for what is no object. */
function membersAt(view: Uint8Array, from: number): Map<string, readonly [number, number]> | undefined {
  if (view[from] !== OPEN) return undefined;
  const members = new Map<string, readonly [number, number]>();
  let at = skipSpace(view, from + 1);
  while (view[at] === QUOTE) {
    const keyEnd = skipString(view, at);
    const key = String(JSON.parse(new TextDecoder().decode(view.subarray(at, keyEnd))));
    at = skipSpace(view, keyEnd);
    if (view[at] !== COLON) throw new SyntaxError('A colon is missing after the name of a member.');
    const start = skipSpace(view, at + 1);
    const end = skipValue(view, start);
    members.set(key, [start, end]);
    at = skipSpace(view, end);
    if (view[at] === COMMA) at = skipSpace(view, at + 1);
  }
  if (view[at] !== CLOSE) throw new SyntaxError('The JSON is broken between two members.');
  return members;
}

/** The length of a mark of the byte order, which is passed over where a text is decoded. */
const byteOrderMark = (view: Uint8Array): number =>
  view[0] === 0xef && view[1] === 0xbb && view[2] === 0xbf ? 3 : 0;

function skipSpace(view: Uint8Array, from: number): number {
  let at = from;
  while (view[at] === 32 || view[at] === 10 || view[at] === 13 || view[at] === 9) at++;
  return at;
}

/** Past the string that begins here. */
function skipString(view: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < view.length) {
    const code = view[at];
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  throw new SyntaxError('The JSON ends inside a string.');
}

/** Past the value that begins here. */
function skipValue(view: Uint8Array, from: number): number {
  let at = from;
  let depth = 0;
  while (at < view.length) {
    const code = view[at];
    if (code === QUOTE) at = skipString(view, at);
    else {
      if (code === OPEN || code === OPEN_LIST) depth++;
      else if (code === CLOSE || code === CLOSE_LIST) {
        if (depth === 0) return at;
        depth--;
      } else if (depth === 0) return skipScalar(view, at);
      at++;
    }
    if (depth === 0) return at;
  }
  throw new SyntaxError('The JSON breaks off.');
}

function skipScalar(view: Uint8Array, from: number): number {
  let at = from;
  for (; at < view.length; at++) {
    const code = view[at] as number;
    if (code <= 32 || code === COMMA || code === CLOSE || code === CLOSE_LIST) break;
  }
  if (at === from) throw new SyntaxError('The JSON has no value where one belongs.');
  return at;
}
