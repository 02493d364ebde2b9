import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { applyDraft, type Draft, draftFits, draftOf } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { getIn } from '../params/path.ts';
import { adopt } from './adopt.ts';
import { draftStore, type KeptDraft, type Place, placeKey } from './draft-store.ts';
import { EditStore } from './edit-store.ts';

/** How long after a change it is in the journal, ms. */
const JOURNAL_DELAY = 250;

/**
 * The editing of one entity's params in this tab: lives on when its page is left, until it is saved or discarded, and writes every change into the journal
 * so that it survives a reload.
 */
export class EditSession {
  readonly id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  readonly place: Place;
  readonly store: EditStore;
  /** When the entity that the edits stand on was last changed, as the server wrote it. */
  baseUpdatedAt: string | null;
  message = '';
  /** Why drafts cannot be kept on this machine, when they cannot. */
  journalProblem: string | null = null;
  private entityName: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private written = false;
  private ended = false;
  /** Counts changes; the journal holds those up to `kept`. */
  private touched = 0;
  private kept = 0;

  constructor(place: Place, entity: Entity, params: JsonObject) {
    this.place = place;
    this.entityName = entity.name;
    this.baseUpdatedAt = entity.updated_at ?? null;
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

  /** Writes nothing more. */
  end(): void {
    clearTimeout(this.timer);
    this.ended = true;
  }

  private draft(): KeptDraft {
    return {
      id: this.id,
      place: this.place,
      entityName: this.entityName,
      baseUpdatedAt: this.baseUpdatedAt,
      changes: this.store.changes,
      pending: [...this.store.pending.values()],
      message: this.message,
      keptAt: Date.now(),
    };
  }

  /** The page goes away: what the journal does not hold yet is kept at once. */
  leave(): void {
    if (!this.store.dirty || this.kept === this.touched) return;
    draftStore.park(this.draft());
    void this.flush();
  }

  /** The page is back, from the browser's memory of pages left: the journal has the draft, or gets it now. */
  comeBack(): void {
    void this.flush().then(() => {
      if (this.journalProblem === null) draftStore.unpark(this.id);
    });
  }

  /** Writes the journal now. Resolves when the browser has it. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      if (this.store.dirty) {
        this.written = true;
        const { touched } = this;
        await draftStore.keep(this.draft());
        this.kept = touched;
      } else if (this.written) {
        this.written = false;
        await draftStore.drop(this.id);
      }
      this.journalProblem = null;
    } catch (error) {
      this.journalProblem = error instanceof Error ? error.message : String(error);
    }
  }

  /** The server has these params now: the edits stand on them, and what was typed meanwhile stays. */
  saved(entity: Entity, params: JsonObject, sent: JsonObject): void {
    this.baseUpdatedAt = entity.updated_at ?? null;
    this.entityName = entity.name;
    const { store } = this;
    const since = store.value === sent ? params : rebased(params, diffOf(sent, store.value));
    if (store.value === sent) this.message = '';
    store.rebase(params, since, sameSpelling(params, sent));
  }

  /** Somebody else's revision is read, and nothing is edited: it takes the place of what was shown. */
  refresh(entity: Entity, params: JsonObject): void {
    this.baseUpdatedAt = entity.updated_at ?? null;
    this.entityName = entity.name;
    this.store.rebase(params, params, false);
  }

  /** Puts the edits, merged, onto what somebody else saved. The steps before end here: going back over them would undo the other's work. */
  carryOver(theirs: Entity, params: JsonObject, merged: JsonObject): void {
    this.baseUpdatedAt = theirs.updated_at ?? null;
    this.entityName = theirs.name;
    this.store.rebase(params, adopt(params, merged) as JsonObject, false);
  }

  /**
   * Puts a kept draft back. Where the params have changed since at a place that the draft touches, the edits keep standing on what they were made on, so
   * that saving meets the conflict. Returns how many changes have no place any more.
   */
  resume(kept: KeptDraft): number {
    const { store } = this;
    const clashing = kept.changes.filter(
      (change) =>
        !draftFits(store.base, [change]) && !sameSpelling(getIn(store.base, change.path), change.value),
    );
    const onto = rebased(
      store.base,
      clashing.map(({ path, base }) => ({ path, base: undefined, value: base })),
    );
    let lost = 0;
    const value = rebased(rebased(onto, diffOf(store.base, store.value)), kept.changes, () => {
      lost++;
    });
    if (clashing.length > 0) store.rebase(onto, value, false);
    else store.replace(value);
    for (const { path, text, problem } of kept.pending) store.setPending(path, text, problem);
    if (kept.message) this.message = kept.message;
    return lost;
  }
}

function diffOf(base: JsonObject, value: JsonObject): Draft {
  return base === value ? [] : draftOf(base, value);
}

/** The params with each change made that still has a place; the others are told to `onLost`. */
function rebased(params: JsonObject, changes: Draft, onLost?: () => void): JsonObject {
  let made = params;
  for (const change of changes) {
    try {
      made = applyDraft(made, [change]) as JsonObject;
    } catch {
      onLost?.(); // a row of a list that has become shorter
    }
  }
  return made;
}

const sessions = new Map<string, EditSession>();

/** The session of an entity: the one that has edits already, else a new one on these params. */
export function sessionOf(place: Place, entity: Entity, params: JsonObject): EditSession {
  const key = placeKey(place);
  const known = sessions.get(key);
  if (known?.store.dirty) return known;
  if (known && known.store.base === params) return known;
  const made = new EditSession(place, entity, params);
  sessions.set(key, made);
  return made;
}

/** Ends what this tab remembers of all entities; for tests, where one page stands for several. */
export function forgetSessions(): void {
  for (const session of sessions.values()) session.end();
  sessions.clear();
}

if (typeof window !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const session of sessions.values()) void session.flush();
  });
  window.addEventListener('pagehide', () => {
    for (const session of sessions.values()) session.leave();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) for (const session of sessions.values()) session.comeBack();
  });
}
