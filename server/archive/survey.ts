import { createHash } from 'node:crypto';
import { microsecondsOf } from '../embedded/text.ts';
import type {
  AppRecord,
  ArchiveRecord,
  EntityRecord,
  LabelRecord,
  RevisionRecord,
  UserRecord,
} from './records.ts';

/** What the loader must know of an entity's revisions before it has read them. */
export interface RevisionFacts {
  count: number;
  headId: number;
  /** The entity's own params are not those of its newest revision: they become one more. */
  differs: boolean;
}

/**
 * What a first reading of the records tells: which ids they use, who and what else they name, and for each revision its place in
 * its entity's history. Takes some 30 bytes a revision, so 10^6 entities fit.
 */
export interface Survey {
  users: UserRecord[];
  labels: LabelRecord[];
  apps: AppRecord[];
  workspaces: number[];
  highest: { entity: number; revision: number; file: number; entity_type: number };
  entityCount: number;
  factsOf(entity: number): RevisionFacts | undefined;
  /** From 1, oldest first; by the revision's number in the order of reading, from 0. */
  ordinalOf(index: number): number;
}

/** Called with the ids of one kind, some hundred at a time, while reading. */
export type IdListener = (kind: 'entity' | 'revision' | 'file', ids: number[]) => Promise<void>;

const batch = 2000;

export async function survey(
  records: Iterable<ArchiveRecord> | AsyncIterable<ArchiveRecord>,
  onIds: IdListener,
): Promise<Survey> {
  const found = {
    users: [] as UserRecord[],
    labels: [] as LabelRecord[],
    apps: [] as AppRecord[],
    workspaces: [] as number[],
  };
  const highest = { entity: 0, revision: 0, file: 0, entity_type: 0 };
  const pending = { entity: [] as number[], revision: [] as number[], file: [] as number[] };
  const history = new History();
  let entityCount = 0;

  const noteId = async (kind: keyof typeof pending, id: number): Promise<void> => {
    highest[kind] = Math.max(highest[kind], id);
    if (pending[kind].push(id) >= batch) await onIds(kind, pending[kind].splice(0));
  };
  for await (const record of records) {
    switch (record.kind) {
      case 'user':
        found.users.push(record);
        break;
      case 'label':
        found.labels.push(record);
        break;
      case 'app':
        found.apps.push(record);
        break;
      case 'workspace':
        found.workspaces.push(record.id);
        break;
      case 'entity_type':
        highest.entity_type = Math.max(highest.entity_type, record.id);
        break;
      case 'entity':
        entityCount += 1;
        history.addEntity(record);
        await noteId('entity', record.id);
        break;
      case 'revision':
        history.addRevision(record);
        await noteId('revision', record.id);
        break;
      case 'file':
        await noteId('file', record.id);
        break;
      default:
    }
  }
  for (const kind of ['entity', 'revision', 'file'] as const) {
    if (pending[kind].length > 0) await onIds(kind, pending[kind]);
  }
  return { ...found, highest, entityCount, ...history.finish() };
}

/**
 * Puts revisions in order: by time within their entity, and as they were read where times are equal. Columns of numbers instead of objects: at a million
 * entities that is the difference between tens and hundreds of megabytes.
 */
class History {
  /** An entity's place in the columns of entities. */
  readonly #places = new Map<number, number>();
  readonly #ownDigest: number[] = [];
  /** One item a revision; the owner is a place. */
  readonly #owner: number[] = [];
  readonly #time: number[] = [];
  readonly #id: number[] = [];
  readonly #digest: number[] = [];

  addEntity(record: EntityRecord): void {
    this.#places.set(record.id, this.#ownDigest.length);
    this.#ownDigest.push(digestOf(record.properties));
  }

  addRevision(record: RevisionRecord): void {
    const owner = this.#places.get(record.entity);
    if (owner === undefined)
      throw new Error(`Revision ${record.id} comes before its entity ${record.entity}.`);
    this.#owner.push(owner);
    this.#time.push(microsecondsOf(record.created_at) ?? 0);
    this.#id.push(record.id);
    this.#digest.push(digestOf(record.properties));
  }

  finish(): Pick<Survey, 'factsOf' | 'ordinalOf'> {
    const owner = Uint32Array.from(this.#owner);
    const time = Float64Array.from(this.#time);
    const order = Uint32Array.from(owner, (_, index) => index).sort(
      (a, b) =>
        (owner[a] as number) - (owner[b] as number) || (time[a] as number) - (time[b] as number) || a - b,
    );
    const ordinals = new Uint32Array(owner.length);
    const counts = new Uint32Array(this.#ownDigest.length);
    const heads = new Uint32Array(this.#ownDigest.length);
    for (const index of order) {
      const place = owner[index] as number;
      counts[place] = (counts[place] as number) + 1;
      ordinals[index] = counts[place] as number;
      heads[place] = index;
    }
    return {
      ordinalOf: (index) => ordinals[index] as number,
      factsOf: (id) => {
        const place = this.#places.get(id);
        if (place === undefined || counts[place] === 0) return undefined;
        const head = heads[place] as number;
        return {
          count: counts[place] as number,
          headId: this.#id[head] as number,
          differs: this.#digest[head] !== this.#ownDigest[place],
        };
      },
    };
  }
}

/** 48 bits of the text without the white space between its tokens. */
function digestOf(json: string): number {
  return createHash('sha1').update(withoutSpace(json)).digest().readUIntBE(0, 6);
}

const spaces: ReadonlySet<number> = new Set([9, 10, 13, 32]);
const [quote, backslash] = [34, 92];

/** Byte by byte, in place: a text may be of many megabytes. */
function withoutSpace(json: string): Buffer {
  const bytes = Buffer.from(json);
  let length = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (!isInText && spaces.has(byte)) continue;
    bytes[length++] = byte;
    if (byte === quote) isInText = !isInText;
    else if (byte === backslash) bytes[length++] = bytes[++at] as number;
  }
  return bytes.subarray(0, length);
}
