import type { JsonObject } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import type { KeptDraft } from '../drafts/kept-draft.ts';
import { type Notices, type PrintedNotices, printNotices, readNotices } from '../drafts/notices.ts';
import type { Merging, Overlap, Saved } from '../drafts/save-types.ts';
import type { Undone } from '../drafts/watch.ts';

/** What was said of saved work, and stays said, also beyond a reload, until somebody has answered it. */
export class Told implements Notices {
  /** What was saved from here and does not stand any more. */
  undone: Undone | null = null;
  /** What merging other revisions in has put in place of what. */
  mergings: readonly Merging[] = [];
  /** What writes of this person's went over. */
  overlaps: readonly Overlap[] = [];
  /** Lets everybody look again. */
  private readonly tell: () => void;
  /** The draft of before a reload whose notices are said here again. */
  private recalled: KeptDraft | undefined;
  private last: (Notices & { text: PrintedNotices | undefined }) | undefined;

  constructor(tell: () => void) {
    this.tell = tell;
  }

  /** What waits for an answer, printed once for as long as it is the same. */
  get printed(): PrintedNotices | undefined {
    const { undone, mergings, overlaps, last } = this;
    if (last?.undone !== undone || last.mergings !== mergings || last.overlaps !== overlaps)
      this.last = { undone, mergings, overlaps, text: printNotices(this) };
    return this.last?.text;
  }

  /** Something that was saved from here is gone again. */
  hear(undone: Undone | undefined): void {
    if (!undone) return;
    this.undone = undone;
    this.tell();
  }

  /** Other revisions were merged in: it is said what that replaced. */
  hearMergings(mergings: readonly Merging[] = []): void {
    if (mergings.length === 0) return;
    this.mergings = [...this.mergings, ...mergings];
    this.tell();
  }

  /** Writes of this person's may have gone over somebody's revisions. */
  hearOver(saves: readonly Saved[]): void {
    for (const { overlap, mergings } of saves) {
      if (overlap) this.overlaps = [...this.overlaps, overlap];
      this.hearMergings(mergings);
    }
    this.tell();
  }

  endUndone(): void {
    this.undone = null;
    this.tell();
  }

  endMerging(merging: Merging): void {
    this.mergings = this.mergings.filter((one) => one !== merging);
    this.tell();
  }

  endOverlap(overlap: Overlap): void {
    this.overlaps = this.overlaps.filter((one) => one !== overlap);
    this.tell();
  }

  /** What a kept draft tells that nobody has answered is said again, on the params as they are now. */
  recall(kept: KeptDraft, now: JsonObject): void {
    if (!kept.told || this.printed || this.recalled?.version === kept.version) return;
    this.recalled = kept;
    Object.assign(this, readNotices(kept.told, now));
    this.tell();
  }

  /** What was recalled is answered: the draft that it came from tells it no more. */
  async forget(): Promise<void> {
    if (!this.recalled || this.printed) return;
    await draftStore.forgetNotices(this.recalled);
    this.recalled = undefined;
  }
}
