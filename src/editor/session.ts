import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { uniqueName } from '../api/unique-name.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { baseOf, type DraftBase, type KeptDraft, placeOfText, standsOn } from '../drafts/kept-draft.ts';
import { type News, readNews } from '../drafts/news.ts';
import { type Place, placeKey } from '../drafts/place.ts';
import { afterSave, applyEach, carryChange, rebaseDraft, turnedBack } from '../drafts/rebase.ts';
import type { Merging, Saved, Sent } from '../drafts/save-types.ts';
import { tellDraftChanged } from '../drafts/signal.ts';
import { Watch } from '../drafts/watch.ts';
import { adopt } from '../params/adopt.ts';
import { type Draft, draftOf } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { mergeParams } from '../params/merge.ts';
import { toPointer } from '../params/path.ts';
import { EditStore } from './edit-store.ts';
import { Journal } from './journal.ts';
import { Saving } from './saving.ts';
import { Told } from './told.ts';

/**
 * The editing of one entity's params in this tab: lives on when its page is left, until it is saved or discarded. Here is what changes the edits together with
 * the base that they stand on; every change goes into the journal, so that it survives a reload.
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
  /** Over what was saved from here. */
  watch = new Watch();
  /** The newest state of the entity that was heard of. */
  heard: DraftBase;
  /** What somebody else saved meanwhile, until it is read. */
  news: News | null = null;
  /** Something newer than what is known here was saved, or a write from here has gone over something: the revisions are to be looked at as soon as nothing is being saved. */
  isBehind = false;
  readonly told: Told;
  readonly journal: Journal;
  private entityName: string;

  constructor(place: Place, entity: Entity, params: JsonObject) {
    this.place = place;
    this.entityName = entity.name;
    this.baseFacts = this.heard = baseOf(entity);
    this.store = new EditStore(params);
    this.told = new Told(() => this.store.tell());
    this.journal = new Journal(this.store, this.told, () => ({
      place: this.place,
      entityName: this.entityName,
      base: this.baseFacts,
      message: this.message,
      reason: this.reason,
      writer: this.name,
      watching: this.watch.state,
      told: this.told.printed,
    }));
  }

  setMessage(message: string): void {
    this.message = message;
    if (this.store.dirty) this.journal.schedule();
  }

  /** What was sent is stored: the edits stand on that, and what was typed meanwhile stays. */
  saved({ entity, params, sent, newer }: Pick<Saved, 'entity' | 'params' | 'sent' | 'newer'>): void {
    const { store } = this;
    this.standOn(entity);
    this.isBehind = newer !== undefined || this.watch.isUnsettled;
    this.unanswered = [];
    this.news = null;
    if (store.value === sent) this.reason = '';
    const stored = afterSave(store.value, { sent, params });
    // What was merged in moves no row under somebody's hands: the next save meets it.
    const { base, value } = store.movesUnder(stored.value) ? { base: sent, value: store.value } : stored;
    store.rebase(base, adopt(base, value) as JsonObject, sameSpelling(params, sent));
    // Said here and not left to the journal: where another tab has written into it since, that keeps no trace of the save.
    const left = store.dirty ? this.baseFacts : null;
    tellDraftChanged({ place: placeKey(this.place), writer: this.name, saved: true, base: left });
  }

  /** What the server has is read, and nothing is edited: it takes the place of what was shown. The steps stay when it is the same, as after a save. */
  refresh(entity: Entity, params: JsonObject): void {
    this.standOn(entity);
    if (params === this.store.base) return;
    this.told.hear(this.watch.undoneBy(params));
    this.store.rebase(params, params, sameSpelling(params, this.store.value));
  }

  /** Puts the edits, merged, onto what somebody else saved. The steps before end here: going back over them would undo the other's work. */
  carryOver(theirs: Entity, params: JsonObject, merged: JsonObject): void {
    this.standOn(theirs);
    // What is gone is looked for first: what is found stored counts as saved from here on.
    this.told.hear(this.watch.undoneBy(params));
    this.watch.finds({ base: this.store.base, mine: this.store.value }, params);
    this.store.rebase(params, adopt(params, merged) as JsonObject, false);
  }

  /** A newer state of the entity that has the params that the edits stand on, as after a rename, is what they stand on. */
  standFast(entity: Entity, params: JsonObject): void {
    if (standsOn(this.baseFacts, entity) || !sameSpelling(params, this.store.base)) return;
    this.standOn(entity);
    if (this.store.dirty) this.journal.schedule();
  }

  private standOn(entity: Entity): void {
    this.baseFacts = this.heard = baseOf(entity);
    this.entityName = entity.name;
  }

  /** A merging was read; what it replaced is put back as an edit, or not. */
  endMerging(merging: Merging, bringBack: boolean): void {
    if (bringBack) this.takeIn(merging.after, merging.before);
    this.told.endMerging(merging);
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
      if (head.properties) this.standFast(head, store.base);
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
    const { store, told } = this;
    const { undone } = told;
    if (!undone) return;
    const { value } = store;
    if (bringBack) this.takeIn(undone.now, undone.restored);
    // While the form still shows what was saved there is nothing to bring back, and it stays said.
    if (bringBack && store.value === value) return;
    told.endUndone();
  }

  /** Makes the change from `from` to `to` as an edit, beside what was typed since. */
  takeIn(from: JsonObject, to: JsonObject): void {
    const { store } = this;
    store.replace(adopt(store.value, carryChange(from, to, store.value)) as JsonObject);
  }

  /** Opens a draft that was staged on these params: it holds already what of the edits here was in the journal, and what was typed since goes on top. */
  openStaged(entity: Entity, params: JsonObject, draft: KeptDraft): number {
    const { store } = this;
    store.reader?.flush();
    const { value } = store;
    const before = applyEach(value, turnedBack(this.journal.unwritten()));
    this.refresh(entity, params);
    const lost = this.resume(draft);
    store.replace(adopt(store.value, mergeParams(before, value, store.value).merged) as JsonObject);
    return lost;
  }

  /** What this person saved here before a reload is watched on, and what was said of it and not answered is said again. */
  recall(kept: KeptDraft): void {
    this.told.recall(kept, this.store.base);
    if (!kept.watching || this.watch.state) return;
    this.watch = new Watch(kept.watching);
    this.told.hear(this.watch.recall(this.store.base));
    this.isBehind ||= this.watch.isUnsettled;
    this.store.tell();
  }

  /** A kept draft is stored already, though its page did not live to hear so: it is watched over as what was saved from here, and is a draft no more. */
  async findStored(draft: KeptDraft): Promise<void> {
    const { store, watch, journal } = this;
    watch.finds(rebaseDraft(draft.changes, store.base), store.base);
    journal.goOnWith(draft);
    await journal.flush();
    if (draft.id !== draftStore.idOf(this.place) && journal.problem === null) await draftStore.drop(draft);
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
    const texts = draft.pending.flatMap((text) => {
      const path = placeOfText(text, store.value);
      return path ? [{ ...text, path }] : [];
    });
    for (const { path, text, problem } of texts) store.setPending(path, text, problem);
    if (draft.message) this.message = draft.message;
    if (draft.reason) this.reason = draft.reason;
    const homeless = lost.length + draft.pending.length - texts.length;
    if (homeless === 0) this.journal.goOnWith(draft);
    return homeless;
  }
}

function diffOf(base: JsonObject, value: JsonObject): Draft {
  return base === value ? [] : draftOf(base, value);
}
