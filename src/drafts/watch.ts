import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { compareParams } from '../params/compare.ts';
import type { Change } from '../params/comparison.ts';
import { type Draft, type DraftChange, draftOf } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { flatten } from '../params/flatten.ts';
import { type Clash, mergeParams } from '../params/merge.ts';
import { digestOf } from './digest.ts';
import { WATCH_MS } from './kept-draft.ts';
import { applyEach, carryChange, type Rebased, rebaseDraft, turnedBack } from './rebase.ts';
import { heal } from './save-heal.ts';
import { isSince, type Saved, type SaverPorts, type Sent, sinceHead } from './save-types.ts';

/** A write as it is remembered beyond the page: enough to know it again, and to tell what it changed. */
export interface Trace {
  digest: string;
  changes: Draft;
  message: string;
  /** Milliseconds since 1970. */
  at: number;
  /** When the head that it was put on was stored, by the server's clock, ms since 1970: no revision from before is of this write. */
  after?: number;
  /** It was read back what became of it; else it may still have gone over somebody's revision unseen. */
  settled?: true;
}

/** What is watched over, as it is kept beyond the page. */
export interface Watching {
  writes: readonly Trace[];
  /** What was saved here and is to stand. */
  own: Draft;
  /** When that was, milliseconds since 1970. */
  savedAt: number;
}

/** What became of saved work when somebody else saved after it. */
export interface Undone {
  /** What stands there now. */
  now: JsonObject;
  /** From what stands there to what was saved here: places that hold again what they held before. */
  changes: Change[];
  /** Places that hold something new. */
  replaced: readonly Clash[];
  /** What stands there, with the first sort of places as they were saved here. */
  restored: JsonObject;
  /** What was saved here in rows that are not there any more, or cannot be told from others. */
  gone: readonly DraftChange[];
}

export interface Watched {
  newest: readonly EntityRevision[];
  /** Late or repeated writes of one's own had gone over somebody's revisions, which were merged back in. */
  healed: Saved[];
  undone?: Undone;
}

const LOOK_BACK = 20;

/**
 * Watches over what was saved from one editing: a server that takes the last write also takes an older state that another editor saves by itself, and a write of
 * one's own that the network delivers late or twice.
 */
export class Watch {
  private writes: Trace[];
  private earlier: Draft;
  private savedAt: number;
  /** Writes of before a reload: no save of this page reads back what became of them, a look does. */
  private readonly recalled: ReadonlySet<Trace>;
  private readonly seen = new Set<number>();
  /** Merged back in, and not handed on yet. */
  private healed: Saved[] = [];
  /** The params without what was saved here, and with it. */
  private without: JsonObject | undefined;
  private with: JsonObject | undefined;

  /** Goes on with what was kept before a reload. */
  constructor({ writes = [], own = [], savedAt = 0 }: Partial<Watching> = {}) {
    this.writes = [...writes];
    this.recalled = new Set(writes);
    this.earlier = own;
    this.savedAt = savedAt;
  }

  /** What to keep beyond the page; `undefined` for nothing. */
  get state(): Watching | undefined {
    this.forgetOld();
    const own = this.without && this.with ? draftOf(this.without, this.with) : this.earlier;
    if (this.writes.length === 0 && own.length === 0) return undefined;
    return { writes: this.writes, own, savedAt: this.savedAt };
  }

  private forgetOld(): void {
    const old = Date.now() - WATCH_MS;
    this.writes = this.writes.filter(({ at }) => at > old);
    if (this.savedAt > old) return;
    this.without = this.with = undefined;
    this.earlier = [];
  }

  /** Whether a write is among those remembered of which it was never read back what became of it, as its page went away. */
  get isUnsettled(): boolean {
    return this.writes.some(({ settled }) => !settled);
  }

  /** The params were read at the start of an editing: whether what was saved before a reload still stands in them. */
  recall(now: JsonObject): Undone | undefined {
    this.forgetOld();
    if (this.earlier.length === 0) return undefined;
    const { base, mine, lost } = rebaseDraft(this.earlier, now);
    this.protect(base, mine);
    const undone = this.undoneBy(now);
    if (lost.length === 0) return undone;
    return { ...(undone ?? { now, changes: [], replaced: [], restored: now }), gone: lost };
  }

  /** The same ports, with every write remembered before it goes out. `keep` writes that down and is waited for. */
  over(ports: SaverPorts, keep: () => Promise<void> | void = () => {}): SaverPorts {
    return {
      ...ports,
      write: async (params, message, onto) => {
        const changes = onto.properties ? draftOf(onto.properties, params) : [];
        this.writes.push({ digest: digestOf(params), changes, message, at: Date.now(), ...sinceHead(onto) });
        await keep();
        return ports.write(params, message, onto);
      },
    };
  }

  /** A save was confirmed that was made on these params. Returns what of it, or of what was saved before, does not stand any more. */
  saves(onto: JsonObject, { sent, params, revision }: Pick<Saved, 'sent' | 'params' | 'revision'>): Undone[] {
    const before = this.undoneBy(onto);
    for (const write of this.writes) if (!this.recalled.has(write)) write.settled = true;
    this.protect(onto, sent);
    this.savedAt = Date.now();
    if (revision !== undefined) this.seen.add(revision);
    const since = this.undoneBy(params);
    return [before, since].filter((undone) => undone !== undefined);
  }

  /** A draft was opened again: what of it is stored already was saved from here, though no answer came. */
  finds({ base, mine }: Pick<Rebased, 'base' | 'mine'>, now: JsonObject): void {
    const without = carryChange(mine, base, now);
    if (sameSpelling(without, now)) return;
    this.protect(without, now);
    this.savedAt = Date.now();
  }

  private protect(onto: JsonObject, params: JsonObject): void {
    // What others did meanwhile belongs to neither side.
    this.without = this.without && this.with ? carryChange(this.with, onto, this.without) : onto;
    this.with = params;
  }

  /** Looks at the newest revisions once. Rejects when they cannot be read. */
  async look(ports: SaverPorts): Promise<Watched> {
    const newest = await ports.readNewest(LOOK_BACK);
    const found: Trace[] = [];
    for (const [index, revision] of newest.entries()) {
      const trace = this.seen.has(revision.id) ? undefined : this.ownWrite(revision, ports.me);
      const over = newest[index + 1];
      if (!trace || !revision.params || !over?.params) continue;
      found.push(trace);
      const own = sentOf(trace, revision.params);
      if (sameSpelling(over.params, own.onto) || sameSpelling(over.params, own.params)) continue;
      const entity = await ports.readHead();
      const { params } = own;
      const stands: Saved = { kind: 'saved', entity, params: entity.properties ?? params, sent: params };
      // Kept until it is handed on: a later request that fails takes nothing of it away.
      this.healed.push(await heal(ports, own, { ...over, params: over.params }, stands));
      this.seen.add(revision.id);
    }
    for (const { id } of newest) this.seen.add(id);
    for (const trace of found) trace.settled = true;
    const watched: Watched = { newest, healed: this.healed };
    this.healed = [];
    const head = watched.healed.at(-1)?.params ?? newest[0]?.params;
    const undone = head && this.undoneBy(head);
    if (undone) watched.undone = undone;
    return watched;
  }

  /** What params that stand there now leave of what was saved here. Told once. */
  undoneBy(now: JsonObject): Undone | undefined {
    if (!this.without || !this.with) return undefined;
    if (sameSpelling(this.with, now)) return undefined;
    const merge = mergeParams(this.without, this.with, now);
    const { clashes } = merge;
    const restored = carryChange(this.without, this.with, now, merge);
    // Two people's new rows may stand in another order than here: nobody's work is gone.
    const changes = flatten(compareParams(now, restored)).filter(({ kind }) => kind !== 'moved');
    const replaced = clashes.filter(({ kind }) => kind !== 'order');
    if (changes.length === 0 && replaced.length === 0) return undefined;
    // What still stands is watched on.
    this.without = carryChange(this.with, this.without, now);
    this.with = now;
    return { now, changes, replaced, restored, gone: [] };
  }

  /** The write that a revision is of: by its params, and by author and message where the server gives them. */
  private ownWrite(revision: EntityRevision, me: number | undefined): Trace | undefined {
    const { created_by: by, message, params } = revision;
    const author = typeof by === 'object' && by !== null ? by.id : by;
    if (!params || this.writes.length === 0) return undefined;
    if (me !== undefined && author !== undefined && author !== null && author !== me) return undefined;
    const possible = this.writes.filter(
      (sent) =>
        (message === undefined || (message ?? '') === sent.message) &&
        // The same params may have been saved before this editing, on purpose.
        isSince(revision, sent.after),
    );
    if (possible.length === 0) return undefined;
    const digest = digestOf(params);
    return possible.find((sent) => sent.digest === digest);
  }
}

function sentOf({ changes, message }: Trace, params: JsonObject): Sent {
  return { onto: applyEach(params, turnedBack(changes)), params, message };
}
