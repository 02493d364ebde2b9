import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { baseOf, type DraftBase, isUnsaved, type KeptDraft, uniqueName } from '../drafts/kept-draft.ts';
import { type News, readNews } from '../drafts/news.ts';
import { type Notices, type PrintedNotices, printNotices, readNotices } from '../drafts/notices.ts';
import { type Place, placeKey } from '../drafts/place.ts';
import { afterSave, applyEach, carryChange, rebaseDraft, turnedBack } from '../drafts/rebase.ts';
import type { Merging, Overlap, Saved, Sent } from '../drafts/save-types.ts';
import { isPresentElsewhere, tellDraftChanged } from '../drafts/signal.ts';
import { type Undone, Watch } from '../drafts/watch.ts';
import { adopt } from '../params/adopt.ts';
import { type Draft, draftOf } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { mergeParams } from '../params/merge.ts';
import { getIn, toPointer } from '../params/path.ts';
import { EditStore } from './edit-store.ts';
import { Saving } from './saving.ts';

/** How long after a change it is in the journal, ms. */
const JOURNAL_DELAY = 250;

/**
 * The editing of one entity's params in this tab: lives on when its page is left, until it is saved or discarded, and writes every change into the journal
 * so that it survives a reload. In one file because each way to change the edits, the base that they stand on and the journal change together.
 */
export class EditSession {
  /** Names this editing among those of other tabs. */
  readonly name = uniqueName();
  readonly place: Place;
  readonly store: EditStore;
  /** The state of the entity that the edits stand on. */
  baseFacts: DraftBase;
  readonly saving = new Saving();
  message = '';
  /** Where edits come from that nobody typed here, as a sentence. */
  reason = '';
  /** Writes whose answer never came and that were not found stored. */
  unanswered: Sent[] = [];
  /** Another tab has had a part in the draft. */
  isShared = false;
  /** Over what was saved from here. */
  watch = new Watch();
  /** The newest state of the entity that was heard of. */
  heard: DraftBase;
  /** What somebody else saved meanwhile, until it is read. */
  news: News | null = null;
  /** What was saved from here and does not stand any more, until it is decided about. */
  undone: Undone | null = null;
  /** What merging other revisions in has put in place of what, until it is read. */
  mergings: readonly Merging[] = [];
  /** What late writes of this person's went over, until it is decided about. */
  overlaps: readonly Overlap[] = [];
  /** Why drafts cannot be kept on this machine, when they cannot. */
  journalProblem: string | null = null;
  private entityName: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The version of the draft in the journal that is this editing's own; empty for none. */
  private version = '';
  private writing: Promise<void> = Promise.resolve();
  /** What this tab and the others agreed upon last. */
  private common: JsonObject | undefined;
  private ended = false;
  /** The draft of before a reload whose notices are said here again. */
  private recalled: KeptDraft | undefined;
  private printed: (Notices & { text: PrintedNotices | undefined }) | undefined;
  /** Somebody saved something newer than what is known here: it is to be looked at as soon as nothing is being saved. */
  isBehind = false;
  /** Counts changes; the journal holds those up to `kept`. */
  private touched = 0;
  private kept = 0;

  constructor(place: Place, entity: Entity, params: JsonObject) {
    this.place = place;
    this.entityName = entity.name;
    this.baseFacts = this.heard = baseOf(entity);
    this.store = new EditStore(params);
    this.store.subscribe(() => this.schedule());
  }

  setMessage(message: string): void {
    this.message = message;
    if (this.store.dirty) this.schedule();
  }

  private schedule(): void {
    this.touched++;
    if (this.timer !== undefined || this.ended) return;
    this.timer = setTimeout(() => void this.flush(), JOURNAL_DELAY);
  }

  /** Begins to write nothing more. Resolves when what was begun is written. */
  end(): Promise<void> {
    clearTimeout(this.timer);
    this.ended = true;
    return this.writing;
  }

  private draft(): KeptDraft {
    return {
      id: draftStore.idOf(this.place),
      place: this.place,
      entityName: this.entityName,
      base: this.baseFacts,
      changes: this.store.changes,
      pending: [...this.store.pending.values()],
      message: this.message,
      reason: this.reason,
      staged: false,
      writer: this.name,
      keptAt: Date.now(),
      version: this.version,
      size: 0,
      watching: this.watch.state,
      told: this.told(),
    };
  }

  /** What waits for an answer, printed once for as long as it is the same. */
  private told(): PrintedNotices | undefined {
    const { undone, mergings, overlaps } = this;
    const last = this.printed;
    if (last?.undone !== undone || last.mergings !== mergings || last.overlaps !== overlaps)
      this.printed = { undone, mergings, overlaps, text: printNotices({ undone, mergings, overlaps }) };
    return this.printed?.text;
  }

  /** Whether a kept draft is what this editing itself has kept. */
  owns(draft: KeptDraft): boolean {
    return draft.version === this.version;
  }

  /** Whether a kept draft is the one that this editing goes on with: while something is edited here it is taken in, not offered. */
  joins(draft: KeptDraft): boolean {
    const isOwn = draft.id === draftStore.idOf(this.place) && !draft.staged;
    return isOwn && this.store.dirty && this.version !== '';
  }

  /** Nobody sees the page any more, and it may end without a word. */
  hide(): void {
    this.readTexts();
    void this.flush();
  }

  /** A long text is read into the draft after a pause in typing: where there is no time for one, now. */
  private readTexts(): void {
    this.store.reader?.flush();
  }

  /** The page goes away: what the journal does not hold yet is kept at once. */
  leave(): void {
    this.readTexts();
    if (!this.store.dirty || this.kept === this.touched) return;
    draftStore.park(this.draft(), this.version, this.name);
    void this.flush();
  }

  /** The page is back, from the browser's memory of pages left: the journal has the draft, or gets it now. */
  comeBack(): void {
    void this.flush().then(() => {
      if (this.journalProblem === null) draftStore.unpark(this.name);
    });
  }

  /** Writes the journal now. Resolves when the browser has it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    try {
      if (this.store.dirty || this.watch.state || this.told()) await this.keep();
      else if (this.version !== '') {
        await draftStore.drop(this.draft());
        this.version = '';
      }
      if (this.recalled && !this.told()) {
        await draftStore.forgetNotices(this.recalled);
        this.recalled = undefined;
      }
      this.journalProblem = null;
    } catch (error) {
      this.journalProblem = error instanceof Error ? error.message : String(error);
    }
  }

  private async keep(): Promise<void> {
    const { touched } = this;
    const { value } = this.store;
    const keeping = await draftStore.keep(this.draft(), this.version);
    if (keeping.kind === 'other') {
      const { found } = keeping;
      if (!isUnsaved(found)) this.version = found.version;
      // What somebody has not saved is not written over for the sake of what is.
      else if (!this.store.dirty) return;
      else if (await isPresentElsewhere(found.writer)) this.share(found);
      else {
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

  /** Another tab of the same person edits this too: both go on with one draft. What is typed in both at once stays as it is here. */
  private share(found: KeptDraft): void {
    const { store } = this;
    const theirs = rebaseDraft(found.changes, store.base).merged;
    const { merged } = mergeParams(this.common ?? store.base, store.value, theirs);
    this.version = found.version;
    this.common = theirs;
    this.isShared = true;
    store.replace(adopt(store.value, merged) as JsonObject);
    for (const { path, text, problem } of found.pending)
      if (!store.pending.has(toPointer(path))) store.setPending(path, text, problem);
  }

  /** The draft was written by another tab: what it holds is taken in where this tab edits too. */
  async catchUp(): Promise<void> {
    const kept = await draftStore.find(this.place);
    const found = kept.find(({ id }) => id === draftStore.idOf(this.place));
    if (!found || !this.joins(found) || found.version === this.version) return;
    this.share(found);
    this.schedule();
  }

  /** What was sent is stored: the edits stand on that, and what was typed meanwhile stays. */
  saved({ entity, params, sent, newer }: Pick<Saved, 'entity' | 'params' | 'sent' | 'newer'>): void {
    const { store } = this;
    this.standOn(entity);
    this.isBehind = newer !== undefined;
    this.unanswered = [];
    this.news = null;
    if (store.value === sent) this.reason = '';
    const stored = afterSave(store.value, { sent, params });
    // What was merged in moves no row under somebody's hands: the next save meets it.
    const { base, value } = store.movesUnder(stored.value) ? { base: sent, value: store.value } : stored;
    store.rebase(base, adopt(base, value) as JsonObject, sameSpelling(params, sent));
    // Said here and not left to the journal: where another tab has written into it since, that keeps no trace of the save.
    tellDraftChanged({ place: placeKey(this.place), writer: this.name, saved: true });
  }

  /** What the server has is read, and nothing is edited: it takes the place of what was shown. The steps stay when it is the same, as after a save. */
  refresh(entity: Entity, params: JsonObject): void {
    this.standOn(entity);
    if (params === this.store.base) return;
    this.hear(this.watch.undoneBy(params));
    this.store.rebase(params, params, sameSpelling(params, this.store.value));
  }

  /** Puts the edits, merged, onto what somebody else saved. The steps before end here: going back over them would undo the other's work. */
  carryOver(theirs: Entity, params: JsonObject, merged: JsonObject): void {
    this.standOn(theirs);
    // What is gone is looked for first: what is found stored counts as saved from here on.
    this.hear(this.watch.undoneBy(params));
    this.watch.finds({ base: this.store.base, mine: this.store.value }, params);
    this.store.rebase(params, adopt(params, merged) as JsonObject, false);
  }

  private standOn(entity: Entity): void {
    this.baseFacts = this.heard = baseOf(entity);
    this.entityName = entity.name;
  }

  /** Something that was saved from here is gone again: it is said until somebody has decided. */
  hear(undone: Undone | undefined): void {
    if (!undone) return;
    this.undone = undone;
    this.store.tell();
  }

  /** Other revisions were merged in: it is said what that replaced. */
  hearMergings(mergings: readonly Merging[] = []): void {
    if (mergings.length === 0) return;
    this.mergings = [...this.mergings, ...mergings];
    this.store.tell();
  }

  /** A merging was read; what it replaced is put back as an edit, or not. */
  endMerging(merging: Merging, bringBack: boolean): void {
    if (bringBack) this.takeIn(merging.after, merging.before);
    this.mergings = this.mergings.filter((one) => one !== merging);
    this.store.tell();
  }

  /** Writes of this person's that arrived late went over somebody's revisions. */
  hearLate(healed: readonly Saved[]): void {
    for (const { overlap, mergings } of healed) {
      if (overlap) this.overlaps = [...this.overlaps, overlap];
      this.hearMergings(mergings);
    }
    this.store.tell();
  }

  endOverlap(overlap: Overlap): void {
    this.overlaps = this.overlaps.filter((one) => one !== overlap);
    this.store.tell();
  }

  /**
   * A newer head was read while this is edited. What touches no edit flows into the form, marked as the other's; where it does, the edits keep standing on what
   * they were made on until the person decides. While it would move a row under somebody's hands it is as if not heard, and met at a later look. `who` names the other.
   */
  meet(head: Entity, who: string): void {
    const { store } = this;
    const news = readNews(store.base, store.value, head);
    if (news?.clashes.length === 0 && store.movesUnder(news.merged)) return;
    this.heard = baseOf(head);
    if (!news) {
      if (head.properties) this.standOn(head);
      return;
    }
    this.news = news;
    if (news.clashes.length === 0 && !store.pending.has('')) {
      if (store.dirty) this.carryOver(head, news.theirs, news.merged);
      else this.refresh(head, news.theirs);
      store.markTheirs(new Map(news.changes.map(({ path }) => [toPointer(path), who])));
    } else store.tell();
  }

  /** The news was read. */
  endNews(): void {
    this.news = null;
    this.store.markTheirs(new Map());
  }

  /** Brings back what was undone, as an edit to save; or leaves it. */
  endUndone(bringBack: boolean): void {
    const { undone, store } = this;
    if (!undone) return;
    const { value } = store;
    if (bringBack) this.takeIn(undone.now, undone.restored);
    // While the form still shows what was saved there is nothing to bring back, and it stays said.
    if (bringBack && store.value === value) return;
    this.undone = null;
    store.tell();
  }

  /** Makes the change from `from` to `to` as an edit, beside what was typed since. */
  takeIn(from: JsonObject, to: JsonObject): void {
    const { store } = this;
    store.replace(adopt(store.value, carryChange(from, to, store.value)) as JsonObject);
  }

  /** Opens a draft that was staged on these params: it holds already what of the edits here was in the journal, and what was typed since goes on top. */
  openStaged(entity: Entity, params: JsonObject, draft: KeptDraft): number {
    const { store } = this;
    this.readTexts();
    const { value } = store;
    const before = applyEach(value, turnedBack(this.unkept()));
    this.refresh(entity, params);
    const lost = this.resume(draft);
    store.replace(adopt(store.value, mergeParams(before, value, store.value).merged) as JsonObject);
    return lost;
  }

  /** The edits that the journal does not hold yet, with what it holds of their places. */
  private unkept(): Draft {
    const { common, store } = this;
    if (!common || this.version === '') return store.changes;
    return store.changes
      .map(({ path, value }) => ({ path, value, base: getIn(common, path) }))
      .filter(({ base, value }) => !sameSpelling(base, value));
  }

  /** What this person saved here before a reload is watched on, and what was said of it and not answered is said again. */
  recall(kept: KeptDraft): void {
    if (kept.told && !this.told() && this.recalled?.version !== kept.version) {
      this.recalled = kept;
      const { undone, mergings, overlaps } = readNotices(kept.told, this.store.base);
      this.hear(undone ?? undefined);
      this.hearMergings(mergings);
      this.overlaps = overlaps;
      this.store.tell();
    }
    if (!kept.watching || this.watch.state) return;
    this.watch = new Watch(kept.watching);
    this.hear(this.watch.recall(this.store.base));
  }

  /**
   * Puts a kept draft into the form, on the params as they are now. Where both have changed the same place, the edits keep standing on what they were made on, so
   * that saving meets the conflict. Returns how many changes have no place any more.
   */
  resume(draft: KeptDraft): number {
    const { store } = this;
    const own = diffOf(store.base, store.value);
    const { base, mine, merged, clashes, lost } = rebaseDraft(draft.changes, store.base);
    this.watch.finds({ base, mine }, store.base);
    if (clashes.length > 0) store.rebase(base, applyEach(mine, own), false);
    else store.replace(applyEach(adopt(store.base, merged) as JsonObject, own));
    for (const { path, text, problem } of draft.pending) store.setPending(path, text, problem);
    if (draft.message) this.message = draft.message;
    if (draft.reason) this.reason = draft.reason;
    if (draft.id === draftStore.idOf(this.place) && lost.length === 0) {
      this.version = draft.version;
      this.common = store.value;
    }
    return lost.length;
  }
}

function diffOf(base: JsonObject, value: JsonObject): Draft {
  return base === value ? [] : draftOf(base, value);
}
