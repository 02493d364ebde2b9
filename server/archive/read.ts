import { setImmediate as otherTasks } from 'node:timers/promises';
import { printJson } from '../../contract/json/printing.ts';
import { beginReading, readJson } from '../../contract/json/reading.ts';
import { JsonSyntaxError } from '../../contract/json/scanner.ts';
import { isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { isStorable } from '../embedded/text.ts';
import { IdSet } from './id-set.ts';
import { ArchiveError, readLines } from './lines.ts';
import type { ArchiveRecord, EndRecord } from './records.ts';

export interface ArchiveLine {
  /** Counted from 1. */
  line: number;
  record: ArchiveRecord;
}

type Kind = ArchiveRecord['kind'];
const withId: readonly Kind[] = [
  'user',
  'label',
  'app',
  'workspace',
  'entity_type',
  'entity',
  'revision',
  'file',
];
const kinds: readonly Kind[] = ['archive', ...withId, 'end'];

/**
 * Reads a workspace archive as a stream, record by record, checking as it goes. `properties` stay the exact slice of the line; other members are
 * what `readJson` makes of them. Throws ArchiveError, with the line, for anything wrong; an archive that is cut short is told after its
 * last line, so nothing may be kept before the iteration has ended.
 */
export async function* readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveLine> {
  const check = new Checks();
  for await (const { number, text } of readLines(source)) {
    const record = await recordOf(text, number);
    check.see(record, number);
    yield { line: number, record };
  }
  check.finish();
}

/** How much is read of a long line before others get their turn, UTF-16 units: some ten milliseconds. */
const step = 256 * 1024;

async function readPatiently(text: string): Promise<JsonValue> {
  if (text.length <= step) return readJson(text);
  const readTo = beginReading(text);
  for (let until = step; ; until += step) {
    const value = readTo(Math.min(until, text.length + 1));
    if (value !== undefined) return value;
    await otherTasks();
  }
}

async function recordOf(text: string, line: number): Promise<ArchiveRecord> {
  let value: JsonValue;
  try {
    value = await readPatiently(line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new ArchiveError(line, `this is not JSON. ${error.problem} (column ${error.offset + 1}).`);
  }
  if (!isObject(value)) throw new ArchiveError(line, 'a record must be a JSON object.');
  const kind = value.get('kind');
  if (!kinds.includes(kind as Kind)) {
    throw new ArchiveError(
      line,
      `the kind ${kind === undefined ? 'is missing' : `${printJson(kind)} is not known`}.`,
    );
  }
  const record: Record<string, unknown> = Object.fromEntries(value);
  if (kind === 'entity' || kind === 'revision') record.properties = propertiesOf(value, line);
  return complete(record, kind as Kind, line) as unknown as ArchiveRecord;
}

/** The params' text as it stands in the line. An entity made without any has none to show: an empty object. */
function propertiesOf(record: JsonObject, line: number): string {
  const properties = record.get('properties');
  if (properties === undefined) return '{}';
  if (properties !== null && !isObject(properties)) {
    throw new ArchiveError(line, 'properties must be a JSON object or null.');
  }
  return printJson(properties);
}

/** Texts that may be left out or be anything, and are stored by themselves where they are texts. */
const columns = [
  ...['created_at', 'updated_at', 'summary_status', 'summary_updated_at'],
  ...['visibility', 'app_type', 'readable_name', 'description'],
];

/** Checks the members that the loader relies on, and fills in those that may be left out. */
function complete(record: Record<string, unknown>, kind: Kind, line: number): Record<string, unknown> {
  const need = (name: string, is: (value: unknown) => boolean, what: string, fallback?: unknown): void => {
    if (record[name] === undefined && fallback !== undefined) record[name] = fallback;
    if (!is(record[name])) throw new ArchiveError(line, `${name} of this ${kind} must be ${what}.`);
    needStorable(name);
  };
  const needStorable = (name: string): void => {
    const value = record[name];
    if (typeof value !== 'string' || isStorable(value)) return;
    throw new ArchiveError(
      line,
      `${name} of this ${kind} holds a character that cannot be stored (NUL or half of a pair).`,
    );
  };
  const optionalId = (name: string) => {
    record[name] ??= null;
    need(name, (value) => value === null || isId(value), 'an id or null');
  };
  const optionalText = (name: string) => {
    record[name] ??= null;
    need(name, (value) => value === null || isText(value), 'a text or null');
  };
  if (withId.includes(kind)) need('id', isId, 'a positive integer');
  for (const name of columns) needStorable(name);
  switch (kind) {
    case 'user':
      for (const name of ['first_name', 'last_name', 'email', 'job_title']) optionalText(name);
      break;
    case 'label':
    case 'app':
      optionalText('name');
      break;
    case 'workspace':
      need('name', isText, 'a text');
      optionalText('description');
      break;
    case 'entity_type':
      need('name', isText, 'a text');
      optionalText('class_name');
      need(
        'child_entity_type_ids',
        (value) => Array.isArray(value) && value.every(isId),
        'a list of ids',
        [],
      );
      break;
    case 'entity':
      need('name', isText, 'a text');
      need('entity_type', isId, "an entity type's id");
      optionalId('parent');
      // A recipe is how the sample worlds say "made at first use"; an archive holds what there is.
      delete record.recipe;
      break;
    case 'revision':
      need('entity', isId, "an entity's id");
      need('created_at', isText, 'a time', '');
      optionalText('message');
      optionalText('name');
      break;
    case 'file':
      optionalId('entity');
      need('filename', isText, 'a text');
      optionalText('content_base64');
      need('content_base64', (value) => value === null || isBase64(value as string), 'base64 or null');
      need(
        'size',
        (value) => Number.isSafeInteger(value) && (value as number) >= 0,
        'a number of bytes',
        bytesOf(record.content_base64 as string | null),
      );
      break;
    default:
  }
  return record;
}

const isText = (value: unknown): boolean => typeof value === 'string';
/** Node would leave out what is not of it, and store something else. */
const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
const bytesOf = (base64: string | null): number => Buffer.byteLength(base64 ?? '', 'base64');
const isId = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

/** What one line cannot tell: order, ids, references to former lines, completeness. */
class Checks {
  readonly #seen = new Map<Kind, number>();
  readonly #ids = new Map<Kind, IdSet>();
  #lastLine = 0;

  see(record: ArchiveRecord, line: number): void {
    const fail = (problem: string): never => {
      throw new ArchiveError(line, problem);
    };
    const first = this.#lastLine === 0;
    this.#lastLine = line;
    if (this.#seen.has('end')) fail('nothing may follow the end record.');
    if (first !== (record.kind === 'archive')) {
      fail(first ? 'an archive begins with its archive record.' : 'there is a second archive record.');
    }
    this.#seen.set(record.kind, (this.#seen.get(record.kind) ?? 0) + 1);
    if (withId.includes(record.kind)) this.#remember(record.kind, (record as { id: number }).id, fail);
    switch (record.kind) {
      case 'archive':
        if (record.format !== 'viktor-workspace-archive')
          fail('this is not a workspace archive (see its format member).');
        if (record.version !== 1)
          fail('this archive has a version that this explorer does not know; it reads version 1.');
        break;
      case 'workspace':
        if (this.#seen.get('workspace') !== 1)
          fail('there is a second workspace record: an archive holds one.');
        break;
      case 'entity_type':
        if (!this.#seen.has('workspace')) fail('entity types come after the workspace record.');
        break;
      case 'entity':
        if (!this.#has('entity_type', record.entity_type)) {
          fail(`the entity type ${record.entity_type} is unknown: its entity_type record must come before.`);
        }
        if (record.parent !== null && (record.parent === record.id || !this.#has('entity', record.parent))) {
          fail(`the parent ${record.parent} is unknown: parents come before their children.`);
        }
        break;
      case 'revision':
        if (!this.#has('entity', record.entity))
          fail(`the entity ${record.entity} of this revision is unknown.`);
        break;
      case 'file':
        if (record.entity !== null && !this.#has('entity', record.entity)) {
          fail(`the entity ${record.entity} of this file is unknown.`);
        }
        if (!this.#seen.has('workspace')) fail('files come after the workspace record.');
        break;
      case 'end':
        this.#compareCounts(record, fail);
        break;
      default:
    }
  }

  finish(): void {
    if (this.#seen.has('end')) return;
    throw new ArchiveError(
      this.#lastLine + 1,
      this.#lastLine === 0 ? 'the archive is empty.' : 'the archive is cut short: its end record is missing.',
    );
  }

  #remember(kind: Kind, id: number, fail: (problem: string) => never): void {
    let ids = this.#ids.get(kind);
    if (ids === undefined) {
      ids = new IdSet();
      this.#ids.set(kind, ids);
    }
    if (!ids.add(id)) fail(`the id ${id} is there twice among the records of kind ${kind}.`);
  }

  #has(kind: Kind, id: number): boolean {
    return this.#ids.get(kind)?.has(id) ?? false;
  }

  #compareCounts(record: EndRecord, fail: (problem: string) => never): void {
    const counts: unknown = record.counts;
    if (!(counts instanceof Map)) fail('the end record must have counts.');
    for (const [kind, count] of counts as JsonObject) {
      const found = this.#seen.get(kind as Kind) ?? 0;
      if (count !== found) {
        fail(
          `the counts differ: the end record says ${printJson(count)} of kind ${kind}, the archive holds ${found}.`,
        );
      }
    }
    if (!this.#seen.has('workspace')) fail('the archive holds no workspace record.');
  }
}
