import type { PersonReference } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { FieldMessages } from '../api/error-body.ts';
import type { Overlap } from '../drafts/save-types.ts';
import type { Path } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving'; note?: string }
  /** `left`: the params with what was left out of a save on purpose. */
  | { kind: 'saved'; note?: string | undefined; left?: JsonObject | undefined }
  /** Texts that are no values kept the save back; which ones, the store says. */
  | { kind: 'blocked' }
  /** `gone`: there is no entity any more to save to. `fields`: what the server says of each place, as it calls them; `places`: where those are in the params. */
  | {
      kind: 'failed';
      message: string;
      gone?: boolean;
      fields?: FieldMessages;
      places?: ReadonlyMap<string, Path>;
    };

/** Two people's changes to decide about. */
export interface Conflict {
  base: JsonObject;
  mine: JsonObject;
  theirs: JsonObject;
  by: PersonReference | null | undefined;
  at: string | null | undefined;
  /** Mine is stored already, over theirs: stays told until it is decided. Without it nothing of mine is written. */
  over?: Overlap;
  /** What the server has when nothing of mine is written. */
  head?: Entity;
  /** What mine was to be saved with. */
  message?: string;
}

export const IDLE: SaveState = { kind: 'idle' };
export const SAVING = { kind: 'saving' } as const satisfies SaveState;

/** Whether everything is saved that was to be: the next edit is not. */
export function isSaved(state: SaveState, store: EditStore): boolean {
  if (state.kind !== 'saved') return false;
  return !store.dirty || (state.left === store.value && store.pending.size === 0);
}

/** How saving from one editing stands: it outlives the page, so that who comes back while a save is on its way sends no second one beside it. */
export class Saving {
  state: SaveState = IDLE;
  conflict: Conflict | null = null;
  private running = false;
  private next: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Whether a save is on its way. */
  readonly busy = (): boolean => this.running;

  say(state: SaveState): void {
    if (state === this.state) return;
    this.state = state;
    this.tell();
  }

  ask(conflict: Conflict | null): void {
    if (conflict === this.conflict) return;
    this.conflict = conflict;
    this.tell();
  }

  /** Something to do once the save that is on its way is done; not where that fails, or waits for a decision. */
  afterwards(next: () => void): void {
    this.next = next;
  }

  /** Does a save, the only one by then. */
  async run(work: () => Promise<void>): Promise<void> {
    this.running = true;
    this.say(SAVING);
    this.ask(null);
    try {
      await work();
    } finally {
      this.running = false;
      this.tell();
      this.goOn();
    }
  }

  private goOn(): void {
    const { next } = this;
    this.next = undefined;
    if (this.state.kind !== 'failed' && !this.conflict) next?.();
  }

  /** Ends what is no longer so: "Saved" ends with the next edit, also where that is taken back: only a save says it again. */
  look(store: EditStore): void {
    if (this.running) return;
    const { state } = this;
    const isOver =
      (state.kind === 'saved' && !isSaved(state, store)) ||
      (state.kind === 'blocked' && store.pending.size === 0) ||
      (state.kind === 'failed' && state.places?.size && store.refusals.size === 0);
    if (isOver) this.say(IDLE);
  }

  /** The page was left, and what it showed was seen; what a save that is on its way comes to is still to be said. */
  leave(): void {
    if (this.running) return;
    this.ask(null);
    this.say(IDLE);
  }
}
