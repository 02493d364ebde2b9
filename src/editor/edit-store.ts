import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import type { FieldStore, Pending } from '../fields/field-store.ts';
import { type Draft, draftOf } from '../params/draft.ts';
import { sameSpelling } from '../params/equal.ts';
import { getIn, type Path, removeIn, setIn, startsWith, toPointer } from '../params/path.ts';

/** One step of undo. */
export interface Step {
  before: JsonObject;
  after: JsonObject;
  /** Typing in one field within a pause is one step. */
  group: string;
  at: number;
  /** Texts that are no values and were taken back here, as the next step would have moved their row: who comes back to this step gets them back, and it is gone. */
  texts?: readonly Pending[];
}

/** How long a pause in typing starts a new step of undo, ms. */
const PAUSE = 900;

/** The problem of a large JSON text that was left before it was read. */
export const NOT_READ = 'JSON text that is not read yet.';

/** Who shows the params as one text, and reads what is typed there after a pause. */
export interface TextReader {
  /** Reads now what waits for its pause, holding up the page. */
  flush(): void;
  /** The same without holding up the page: resolves when it is read. Nothing to wait for where it is already. */
  settle(): Promise<void> | undefined;
  /** Another shows the text from now on: what this one still reads is not taken. */
  giveUp(): void;
}

/**
 * What is being edited: the params as read (`base`), as they are now (`value`), the steps between, and texts that are no values yet. Values are persistent
 * trees, so a reader of one path sees a new object only when something at or below that path changed.
 */
export class EditStore implements FieldStore {
  base: JsonObject;
  value: JsonObject;
  /** Grows when a change came from elsewhere than a field, so that what fields exist must be found again. */
  shape = 0;
  /** Grows with every change of anything here. */
  version = 0;
  pending: ReadonlyMap<string, Pending> = new Map();
  /** Messages of the server for places, by pointer. */
  refusals: ReadonlyMap<string, string> = new Map();
  /** Who has just changed a place that came in from the server, by pointer. */
  theirs: ReadonlyMap<string, string> = new Map();
  /** Asked before saving: what is typed as text and waits for a pause is read first. */
  reader: TextReader | undefined;
  private readonly heldRows = new Set<Path>();
  private undoSteps: Step[] = [];
  private redoSteps: Step[] = [];
  private readonly listeners = new Set<() => void>();
  private counted: { base: JsonObject; value: JsonObject; changes: Draft } | undefined;

  constructor(base: JsonObject) {
    this.base = base;
    this.value = base;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Lets everybody look again. */
  tell(): void {
    this.version++;
    for (const listener of [...this.listeners]) listener();
  }

  get changes(): Draft {
    if (this.counted?.base !== this.base || this.counted.value !== this.value)
      this.counted = { base: this.base, value: this.value, changes: draftOf(this.base, this.value) };
    return this.counted.changes;
  }

  get dirty(): boolean {
    return this.pending.size > 0 || (this.value !== this.base && this.changes.length > 0);
  }

  /** All steps there are, the oldest first; the first `done` of them are in force, the others were undone. */
  get steps(): { all: readonly Step[]; done: number } {
    return { all: [...this.undoSteps, ...this.redoSteps.toReversed()], done: this.undoSteps.length };
  }

  get canUndo(): boolean {
    return this.undoSteps.length > 0;
  }

  get canRedo(): boolean {
    return this.redoSteps.length > 0;
  }

  /** Sets one place, `undefined` removes it. `typing` joins changes of that place into one step of undo. */
  set(path: Path, value: JsonValue | undefined, typing = false): void {
    this.dropPending(path);
    const made = value === undefined ? removeIn(this.value, path) : setIn(this.value, path, value);
    this.commit(made, typing ? toPointer(path) : '');
    this.tell();
  }

  /** Replaces the whole, as an edit that can be undone. */
  replace(value: JsonObject, group = ''): void {
    this.put(value, group);
    this.tell();
  }

  /**
   * Takes what the text of the whole has come to mean: value and text change in one step, so that nobody is told of the one without the other. A text
   * that waits in a field stays, unless its value was set here.
   */
  takeWhole(value: JsonObject): void {
    const before = this.value;
    const kept = [...this.pending].filter(
      ([, { path }]) => path.length > 0 && getIn(before, path) === getIn(value, path),
    );
    if (kept.length === this.pending.size && value === before) return;
    this.pending = new Map(kept);
    if (value !== before) this.put(value, 'json');
    this.tell();
  }

  private put(value: JsonObject, group: string): void {
    this.shape++;
    this.commit(value, group);
  }

  private commit(made: JsonValue, group: string): void {
    if (made === this.value || !isObject(made)) return;
    const at = Date.now();
    const last = this.undoSteps.at(-1);
    const joins =
      group !== '' && last?.group === group && at - last.at < PAUSE && this.redoSteps.length === 0;
    if (joins) this.undoSteps[this.undoSteps.length - 1] = { ...last, after: made, at };
    else this.undoSteps.push({ before: this.value, after: made, group, at });
    this.redoSteps = [];
    this.value = made;
  }

  /** Keeps text that is no value: it blocks saving until it is one or is reset. */
  setPending(path: Path, text: string, problem: string, quiet = false): void {
    this.pending = new Map(this.pending).set(toPointer(path), { path, text, problem, quiet });
    this.tell();
  }

  /** Says of every text that is no value what is wrong with it, also of the one being typed. */
  showProblems(): void {
    this.pending = new Map([...this.pending].map(([at, pending]) => [at, { ...pending, quiet: false }]));
    this.tell();
  }

  /** Drops the text of this place; those of places in it stay. */
  clearPending(path: Path): void {
    if (this.dropPending(path, false)) this.tell();
  }

  private dropPending(path: Path, andInside = true): boolean {
    const pointer = toPointer(path);
    if (this.refusals.has(pointer))
      this.refusals = new Map([...this.refusals].filter(([at]) => at !== pointer));
    const goes = (at: string, { path: place }: Pending) =>
      at === pointer || (andInside && startsWith(place, path));
    const kept = [...this.pending].filter(([at, pending]) => !goes(at, pending));
    if (kept.length === this.pending.size) return false;
    this.pending = new Map(kept);
    return true;
  }

  holdRow(path: Path): () => void {
    this.heldRows.add(path);
    return () => {
      this.heldRows.delete(path);
      this.tell();
    };
  }

  /** Whether a row in which somebody is at work, or a text waits that is no value, would stand elsewhere or read otherwise with `next` in place of the params. */
  movesUnder(next: JsonObject): boolean {
    const isOther = (row: Path) => !sameSpelling(getIn(this.value, row), getIn(next, row));
    return [...this.heldRows, ...[...this.pending.values()].map(({ path }) => path)].some((path) =>
      path.some((key, depth) => typeof key === 'number' && isOther(path.slice(0, depth + 1))),
    );
  }

  /** Marks the places that somebody else has changed; none ends it. */
  markTheirs(theirs: ReadonlyMap<string, string>): void {
    this.theirs = theirs;
    this.tell();
  }

  setRefusals(refusals: ReadonlyMap<string, string>): void {
    this.refusals = refusals;
    this.tell();
  }

  /** Puts one place back to what it was when read. */
  reset(path: Path): void {
    this.set(path, getIn(this.base, path));
  }

  resetAll(): void {
    this.pending = new Map();
    this.refusals = new Map();
    this.replace(this.base);
  }

  undo(): void {
    if (this.back()) this.tell();
  }

  redo(): void {
    if (this.on()) this.tell();
  }

  /** Goes to the state in which the first `done` steps are in force. */
  goTo(done: number): void {
    const { all, done: now } = this.steps;
    if (done === now || done < 0 || done > all.length) return;
    const last = all[done - 1] as Step;
    while (this.undoSteps.length > done) this.back();
    while (this.redoSteps.includes(last)) this.on();
    this.tell();
  }

  private back(): boolean {
    return this.step(this.undoSteps, this.redoSteps, 'before');
  }

  private on(): boolean {
    return this.step(this.redoSteps, this.undoSteps, 'after');
  }

  /** Takes the last step of one list, or first the texts that it would put into another row. False where there is none. */
  private step(from: Step[], to: Step[], side: 'before' | 'after'): boolean {
    const step = from.at(-1);
    if (!step) return false;
    const [next, at] = [step[side], Date.now()];
    const texts = [...this.pending.values()].filter(({ path }) => movesRow(this.value, next, path));
    if (step.texts) {
      const here = step.texts.map((text) => [toPointer(text.path), text] as const);
      this.pending = new Map([...here, ...this.pending]);
      from.pop();
    } else if (texts.length > 0) {
      this.pending = new Map([...this.pending].filter(([, text]) => !texts.includes(text)));
      to.push({ before: this.value, after: this.value, group: '', at, texts });
    } else {
      from.pop();
      to.push({ ...step, group: '' });
      this.value = next;
      this.shape++;
    }
    return true;
  }

  /**
   * Another base under the edits: after a save, or when somebody else's revision is built upon. The steps before are kept only when the new base
   * means the same as what they led to; stepping back over somebody else's changes would undo them too.
   */
  rebase(base: JsonObject, value: JsonObject, keepSteps: boolean): void {
    this.base = base;
    this.value = value;
    this.refusals = new Map();
    // What is typed from here on is a step of its own, also in the same field.
    this.undoSteps = keepSteps ? this.undoSteps.map((step) => ({ ...step, group: '' })) : [];
    if (!keepSteps) this.redoSteps = [];
    this.shape++;
    this.tell();
  }
}

/** Whether a row on the way to a place stands elsewhere, or not at all, in what comes next. */
function movesRow(now: JsonObject, next: JsonObject, path: Path): boolean {
  return path.some((key, depth) => {
    const [from, to] = [now, next].map((side) => getIn(side, path.slice(0, depth)));
    if (typeof key !== 'number' || !isArray(from) || from === to) return false;
    const row = from[key] as JsonValue;
    return !isArray(to) || from.length !== to.length || (row !== to[key] && to.includes(row));
  });
}
