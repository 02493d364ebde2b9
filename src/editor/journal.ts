import type { JsonObject } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { isUnsaved, type KeptDraft, type KeptText, placeOfText, textsOf } from '../drafts/kept-draft.ts';
import { rebaseDraft } from '../drafts/rebase.ts';
import { isPresentElsewhere } from '../drafts/signal.ts';
import type { Pending } from '../fields/field-store.ts';
import { adopt } from '../params/adopt.ts';
import type { Draft } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { mergeParams } from '../params/merge.ts';
import { getIn, toPointer } from '../params/path.ts';
import { lookInto } from '../params/row-marks.ts';
import type { EditStore } from './edit-store.ts';
import type { Told } from './told.ts';

/** How long after a change it is in the journal, ms. */
const DELAY = 250;

/** What a draft holds beside the edits themselves. */
type Circumstances = Pick<
  KeptDraft,
  'place' | 'entityName' | 'base' | 'message' | 'reason' | 'writer' | 'watching' | 'told'
>;

/** Writes what is edited in this tab into the browser's journal of drafts, and goes on with one draft where another tab of the same person edits it too. */
export class Journal {
  /** Why drafts cannot be kept on this machine, when they cannot. */
  problem: string | null = null;
  /** Another tab has had a part in the draft. */
  isShared = false;
  private readonly store: EditStore;
  private readonly told: Told;
  private readonly circumstances: () => Circumstances;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The version of the draft in the journal that is this editing's own; empty for none. */
  private version = '';
  private writing: Promise<void> = Promise.resolve();
  /** What this tab and the others agreed upon last. */
  private common: JsonObject | undefined;
  private ended = false;
  /** Counts changes; the journal holds those up to `kept`. */
  private touched = 0;
  private kept = 0;

  constructor(store: EditStore, told: Told, circumstances: () => Circumstances) {
    this.store = store;
    this.told = told;
    this.circumstances = circumstances;
    store.subscribe(() => this.schedule());
  }

  /** Something changed: it is written soon. */
  schedule(): void {
    this.touched++;
    if (this.timer !== undefined || this.ended) return;
    this.timer = setTimeout(() => void this.writeSoon(), DELAY);
  }

  /** Writes once all lists that are to be marked were looked into, which does not hold up the page. Who cannot wait for that asks for `flush`. */
  private async writeSoon(): Promise<void> {
    this.timer = undefined;
    const { pending, value, changes } = this.store;
    const lists = new Set([...changes, ...textsOf(pending.values(), value)].map(({ list }) => list));
    for (const list of lists) if (list) await lookInto(list);
    await this.flush();
  }

  /** Begins to write nothing more. Resolves when what was begun is written. */
  end(): Promise<void> {
    clearTimeout(this.timer);
    this.ended = true;
    return this.writing;
  }

  /** Writes now. Resolves when the browser has it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.ended) this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Nobody sees the page any more, and it may end without a word. */
  hide(): void {
    this.store.reader?.flush();
    void this.flush();
  }

  /** The page goes away: what is not written yet is kept at once. */
  leave(): void {
    this.store.reader?.flush();
    if (!this.store.dirty || this.kept === this.touched) return;
    this.park();
    void this.flush();
  }

  /** Whether a kept draft is what this editing itself has kept. */
  owns(draft: KeptDraft): boolean {
    return draft.version === this.version;
  }

  /** Whether a kept draft is the one that this editing goes on with: while something is edited here it is taken in, not offered. */
  joins(draft: KeptDraft): boolean {
    return this.isInPlace(draft) && !draft.staged && this.store.dirty && this.version !== '';
  }

  private isInPlace({ id }: KeptDraft): boolean {
    return id === draftStore.idOf(this.circumstances().place);
  }

  /** This editing goes on with a kept draft, which is in the form now. */
  goOnWith(draft: KeptDraft): void {
    if (!this.isInPlace(draft)) return;
    this.version = draft.version;
    this.common = this.store.value;
  }

  /** The edits that are not written yet, with what is written of their places. */
  unwritten(): Draft {
    const { common, store } = this;
    if (!common || this.version === '') return store.changes;
    return store.changes
      .map(({ path, value }) => ({ path, value, base: getIn(common, path) }))
      .filter(({ base, value }) => !sameSpelling(base, value));
  }

  /** The draft was written by another tab: what it holds is taken in where this tab edits too. */
  async catchUp(): Promise<void> {
    const kept = await draftStore.find(this.circumstances().place);
    const found = kept.find((draft) => this.joins(draft));
    if (found && !this.owns(found) && this.share(found) && this.holdsMoreThan(found)) this.schedule();
  }

  /** Whether the draft of another tab, which is shared now, lacks something that is here: else the tabs would write to each other without end. */
  private holdsMoreThan({ pending }: KeptDraft): boolean {
    const isThere = ({ path, text }: Pending) =>
      pending.some((one) => one.text === text && String(one.path) === String(path));
    return !sameSpelling(this.store.value, this.common) || ![...this.store.pending.values()].every(isThere);
  }

  private draft(): KeptDraft {
    const { store, version } = this;
    const circumstances = this.circumstances();
    return {
      ...circumstances,
      id: draftStore.idOf(circumstances.place),
      changes: store.changes,
      pending: textsOf(store.pending.values(), store.value),
      staged: false,
      keptAt: Date.now(),
      version,
      size: 0,
    };
  }

  private park(): boolean {
    const draft = this.draft();
    return draftStore.park(draft, this.version, draft.writer ?? '');
  }

  private async write(): Promise<void> {
    try {
      const { place, watching, told, writer = '' } = this.circumstances();
      const { version } = this;
      if (this.store.dirty || watching || told) await this.keep();
      else if (version !== '') {
        await draftStore.drop({ id: draftStore.idOf(place), version, place, writer });
        this.version = '';
      }
      if (this.kept === this.touched || !this.store.dirty) draftStore.unpark(writer);
      await this.told.forget();
      this.problem = null;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  private async keep(): Promise<void> {
    const { touched } = this;
    const { value } = this.store;
    const draft = this.draft();
    const keeping = await draftStore.keep(draft, this.version);
    if (keeping.kind === 'other') {
      const { found } = keeping;
      if (!isUnsaved(found)) this.version = found.version;
      // What somebody has not saved is not written over for the sake of what is.
      else if (!this.store.dirty) return;
      else if (await isPresentElsewhere(found.writer)) {
        // Until the rows may move, what is edited here is kept beside it.
        if (!this.share(found)) {
          if (!this.park()) throw new Error('its storage takes nothing more');
          return;
        }
      } else {
        // What is offered and not decided about keeps its place beside this.
        await draftStore.setAside(found);
        this.version = '';
      }
      return this.keep();
    }
    this.version = keeping.version;
    this.common = value;
    this.kept = touched;
  }

  /**
   * Another tab of the same person edits this too: both go on with one draft. What is typed in both at once stays as it is here. False while that would move
   * a row under somebody's hands, or under a text of the other tab that is no value yet, or lose one of its cells: the next change here tries again.
   */
  private share(found: KeptDraft): boolean {
    const { store } = this;
    const { merged: theirs, lost } = rebaseDraft(found.changes, store.base);
    const { merged } = mergeParams(this.common ?? store.base, store.value, theirs);
    const isMoved = (text: KeptText) => String(placeOfText(text, merged as JsonObject)) !== String(text.path);
    if (lost.length > 0 || store.movesUnder(merged as JsonObject) || found.pending.some(isMoved))
      return false;
    this.version = found.version;
    this.common = theirs;
    this.isShared = true;
    const value = adopt(store.value, merged) as JsonObject;
    if (value !== store.value) store.replace(value);
    // What is being typed there is not here too: it comes when it is entered.
    for (const { path, text, problem, quiet } of found.pending)
      if (!quiet && !store.pending.has(toPointer(path))) store.setPending(path, text, problem);
    return true;
  }
}
