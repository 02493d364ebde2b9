import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isArray, type JsonObject } from '../../contract/json/value.ts';
import type { Pending } from '../fields/field-store.ts';
import { type Draft, type DraftChange, listOf, onceEach, printDraft, readDraft } from '../params/draft.ts';
import { placeDraft } from '../params/draft-places.ts';
import { depthOfRow, getIn, type Path } from '../params/path.ts';
import { marksOf, printMarks, type RowMarks, readMarks } from '../params/row-marks.ts';
import type { PrintedNotices } from './notices.ts';
import { type Place, placeKey } from './place.ts';
import type { Trace, Watching } from './watch.ts';

/** What a draft was made on. `revision` where the server names the newest revision, which not every environment does. */
export interface DraftBase {
  revision: number | null;
  /** `updated_at` of the entity, as the server wrote it. */
  updatedAt: string | null;
}

/** A text that is no value yet, with the row or item that it was typed in, and its list: elsewhere than there it does not belong. Not given where it stands in none. */
export type KeptText = Pending & Pick<DraftChange, 'row' | 'list'>;

/** The texts with their rows in the params that they were typed in. */
export function textsOf(pending: Iterable<Pending>, params: JsonObject): KeptText[] {
  return Array.from(pending, (text) => {
    const depth = depthOfRow(text.path);
    const list = getIn(params, text.path.slice(0, Math.max(depth, 0)));
    const row = isArray(list) ? list[text.path[depth] as number] : undefined;
    return isArray(list) && row !== undefined ? { ...text, row, list } : text;
  });
}

/** Where a text belongs in these params: it goes with the row that it was typed in. `undefined` where that is not there, or cannot be told from others. */
export function placeOfText({ path, row, list }: KeptText, params: JsonObject): Path | undefined {
  if (row === undefined) return path;
  // It changes nothing in its row yet.
  const held = getIn(row, path.slice(depthOfRow(path) + 1));
  const text = { path, base: held, value: held, row, ...(list ? { list } : {}) };
  return placeDraft([text], params).placed[0]?.path;
}

/** A text as it lies in the browser: row and marks as JSON text, the marks of a list with its first text. */
type PrintedText = Pending & { row?: string; list?: string };

function printTexts(texts: readonly KeptText[]): PrintedText[] {
  const lists = onceEach(texts);
  return texts.map(({ row, list: _list, ...text }, index) => {
    const list = lists[index];
    return {
      ...text,
      ...(row === undefined ? {} : { row: printJson(row) }),
      ...(list ? { list: printJson(printMarks(marksOf(list))) } : {}),
    };
  });
}

function readTexts(texts: readonly PrintedText[]): KeptText[] {
  const marks = new Map<string, RowMarks | undefined>();
  return texts.map(({ row, list, ...text }) => {
    if (row === undefined) return text;
    const name = listOf(text.path);
    if (list !== undefined && !marks.has(name)) marks.set(name, readMarks(readJson(list)));
    const known = marks.get(name);
    return { ...text, row: readJson(row), ...(known ? { list: known } : {}) };
  });
}

/** Unsaved edits of one entity's params by one person: changed leaves only, with the values they had. */
export interface KeptDraft {
  id: string;
  place: Place;
  entityName: string;
  base: DraftBase;
  changes: Draft;
  /** Texts that are no values yet. */
  pending: readonly KeptText[];
  /** The message for the revision, as far as it is written. */
  message: string;
  /** Where the changes come from when nobody typed them, as a sentence: “Restored from revision 12.” */
  reason: string;
  /** Put here by {@link stageParams} and not opened in the editor since. */
  staged: boolean;
  /** Names the editing that keeps it: one tab's. */
  writer?: string;
  /** Milliseconds since 1970. */
  keptAt: number;
  /** Names this state of the draft: a writer that knows an older one is told instead of obeyed. Empty before it was kept. */
  version: string;
  /** Of the text that is kept, in bytes. */
  size: number;
  /** What was saved from here in the last minutes and is watched over. */
  watching?: Watching | undefined;
  /** What was said of saved work and waits for an answer. */
  told?: PrintedNotices | undefined;
}

/** As it lies in the browser: values as JSON text, because the browser's own copy would lose how numbers are spelled. */
export interface Row {
  id: string;
  place: string;
  schema: typeof SCHEMA;
  version: string;
  draft: Omit<KeptDraft, 'changes' | 'pending' | 'id' | 'version' | 'size' | 'watching'> & {
    changes: string;
    pending: readonly PrintedText[];
    watching?: PrintedWatching | undefined;
  };
}

type PrintedWatching = {
  writes: (Omit<Trace, 'changes'> & { changes: string })[];
  own: string;
  savedAt: number;
};

/** How long after a write it is watched over, ms. */
export const WATCH_MS = 300_000;

/** Grows when rows get another shape; rows of other schemas are left where they are. */
export const SCHEMA = 2;

/** What edits on this entity stand on. */
export function baseOf(entity: Entity): DraftBase {
  return { revision: entity.revision_id ?? null, updatedAt: entity.updated_at ?? null };
}

/** Whether the entity is still as it was when the draft was made, as far as its facts tell. */
export function standsOn(base: DraftBase, entity: Entity): boolean {
  const now = baseOf(entity);
  if (base.revision !== null && now.revision !== null) return base.revision === now.revision;
  return base.updatedAt === now.updatedAt;
}

/** Whether anything in it is not saved; else it is only kept for what is watched over. */
export function isUnsaved({ changes, pending }: Pick<KeptDraft, 'changes' | 'pending'>): boolean {
  return changes.length + pending.length > 0;
}

function printWatching({ writes, own, savedAt }: Watching): PrintedWatching {
  return {
    writes: writes.map((write) => ({ ...write, changes: printDraft(write.changes) })),
    own: printDraft(own),
    savedAt,
  };
}

function readWatching({ writes, own, savedAt }: PrintedWatching): Watching {
  return {
    writes: writes.map((write) => ({ ...write, changes: readDraft(write.changes) })),
    own: readDraft(own),
    savedAt,
  };
}

export function rowOf({ id, version, size: _size, changes, pending, watching, ...rest }: KeptDraft): Row {
  return {
    id,
    place: placeKey(rest.place),
    schema: SCHEMA,
    version,
    draft: {
      ...rest,
      changes: printDraft(changes),
      pending: printTexts(pending),
      ...(watching ? { watching: printWatching(watching) } : {}),
    },
  };
}

/** The draft of a row; `undefined` for one that this version does not understand. */
export function draftOfRow(row: Row): KeptDraft | undefined {
  if (row.schema !== SCHEMA) return undefined;
  const { draft } = row;
  try {
    return {
      ...draft,
      id: row.id,
      version: row.version,
      changes: readDraft(draft.changes),
      pending: readTexts(draft.pending),
      size: new TextEncoder().encode(draft.changes).length,
      watching: draft.watching && readWatching(draft.watching),
    };
  } catch {
    return undefined;
  }
}
