import { Memory, type Origin } from './memory.ts';
import { Scanner } from './scanner.ts';
import {
  isArray,
  isContainer,
  isObject,
  type JsonArray,
  JsonNumber,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
  numberText,
} from './value.ts';

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
