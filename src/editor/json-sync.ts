import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Text } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { printJson } from '../../contract/json/printing.ts';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import { textLength } from '../fields/sizes.ts';
import { mergeParams } from '../params/merge.ts';
import type { Path } from '../params/path.ts';
import type { ReadText, TextProblem } from '../params/read-json-text.ts';
import { LARGE_TEXT, layOutInWorker, readHere, readInWorker } from '../workers/json-text.ts';
import { type EditStore, NOT_READ, type TextReader } from './edit-store.ts';
import { changeBetween, documentOf, piecesOf } from './json-document.ts';
import { jsonExtensions, lookedThrough } from './json-extensions.ts';
import { JsonPlaces } from './json-places.ts';

/** Large text is read after a pause in typing instead of at every key, ms; the largest after a longer one. */
const PAUSE = 200;
const LONG_PAUSE = 1000;
const HUGE = 2_000_000;
/** How long the text is looked through at a time, ms. */
const PATIENCE = 8;
/** How long after the last change the rest of the text is looked through, ms. */
const REST = 300;

const NOT_AN_OBJECT: TextProblem = {
  from: 0,
  to: 1,
  line: 1,
  message: 'Params are an object: the text must start with { and end with }.',
};

export interface JsonSyncOptions {
  store: EditStore;
  parent: HTMLElement;
  readOnly: boolean;
  /** Where the cursor is to stand. */
  target: Path | undefined;
  onPath: (path: Path) => void;
  /** A text of that length is being laid out, 0 when it is there. */
  onAwaited: (length: number) => void;
}

/** The JSON editor and the draft it shows, kept together: small text at once, large text by a worker. */
export class JsonSync implements TextReader {
  readonly view: EditorView;
  private readonly options: JsonSyncOptions;
  private readonly store: EditStore;
  private readonly places: JsonPlaces;
  private readonly closing = new Compartment();
  private readonly extensions: Extension;
  /** The value that the text on screen stands on. */
  private ours: JsonObject;
  private broken = false;
  private writing = false;
  private ended = false;
  /** Text that was not read yet when it left the screen: it waits in the draft. */
  private left: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: { run: AbortController; done: Promise<void> } | undefined;
  private laying: AbortController | undefined;
  /** Looks for the path at the cursor, or the cursor's place, as soon as there is time. */
  private looking: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly stop: () => void;

  constructor(options: JsonSyncOptions) {
    const { store, parent } = options;
    this.options = options;
    this.store = store;
    this.ours = store.value;
    const waiting = store.pending.get('')?.text;
    const length = waiting === undefined ? textLength(store.value) : 0;
    const doc = Text.of((waiting ?? (length < LARGE_TEXT ? laidOut(store.value) : '')).split(/\r\n?|\n/));
    this.places = new JsonPlaces(doc);
    this.places.readOn(PATIENCE);
    this.extensions = [
      jsonExtensions(this.places, options.readOnly),
      this.closing.of(EditorState.readOnly.of(options.readOnly)),
      EditorView.updateListener.of((update) => this.updated(update)),
    ];
    this.view = new EditorView({ parent, state: this.stateOf(doc) });
    store.reader?.giveUp();
    store.reader = this;
    this.stop = store.subscribe(this.follow);
    if (length >= LARGE_TEXT) void this.layOut();
    else {
      if (waiting !== undefined) void (waiting.length < LARGE_TEXT ? this.read() : this.readAside());
      this.goTo(options.target);
      this.lookOn();
    }
  }

  private stateOf(doc: Text): EditorState {
    return EditorState.create({ doc, extensions: this.extensions });
  }

  /** The text leaves the screen. What is typed and not read yet waits in the draft and is read on. */
  end(): void {
    this.ended = true;
    clearTimeout(this.looking);
    clearTimeout(this.resting);
    this.laying?.abort();
    this.stop();
    const { state } = this.view;
    if (this.isUnread && state.doc.length >= LARGE_TEXT) {
      this.left = state.doc.toString();
      this.store.setPending([], this.left, NOT_READ);
      void this.readAside().finally(() => this.forget());
    } else {
      this.flush();
      this.forget();
    }
    this.view.destroy();
  }

  private forget(): void {
    if (this.store.reader === this) this.store.reader = undefined;
  }

  private updated({ selectionSet, docChanged, state }: ViewUpdate): void {
    if (selectionSet || docChanged) this.tellPath();
    if (docChanged) this.lookOn();
    if (!docChanged || this.writing) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reading?.run.abort();
    const { length } = state.doc;
    if (length < LARGE_TEXT) this.read();
    else this.timer = setTimeout(() => void this.readAside(), length < HUGE ? PAUSE : LONG_PAUSE);
  }

  private tellPath = (): void => {
    clearTimeout(this.looking);
    const path = this.places.pathAt(this.view.state.selection.main.head, PATIENCE);
    if (path) this.options.onPath(path);
    else this.looking = setTimeout(this.tellPath);
  };

  private goTo(target: Path | undefined): void {
    if (!target) return;
    clearTimeout(this.looking);
    const start = this.places.positionOf(target, PATIENCE);
    if (start === undefined) this.looking = setTimeout(() => this.goTo(target));
    else
      this.view.dispatch({
        selection: { anchor: start },
        effects: EditorView.scrollIntoView(start, { y: 'center' }),
      });
  }

  /** Looks the text through, so that its brackets fold. */
  private lookOn(): void {
    clearTimeout(this.resting);
    const on = (): void => {
      if (!this.places.readOn(PATIENCE)) this.resting = setTimeout(on);
      else this.view.dispatch({ effects: lookedThrough.of(null) });
    };
    this.resting = setTimeout(on, REST);
  }

  private mark({ errors, warnings }: Pick<ReadText, 'errors' | 'warnings'>): void {
    if (this.ended) return;
    const { state } = this.view;
    const end = state.doc.length;
    const at = (severity: Diagnostic['severity']) => (problem: TextProblem) => {
      const from = Math.min(problem.from, Math.max(0, end - 1));
      return { from, to: Math.max(from, Math.min(end, problem.to)), severity, message: problem.message };
    };
    const marks = [...errors.map(at('error')), ...warnings.map(at('warning'))];
    this.view.dispatch(
      setDiagnostics(
        state,
        marks.sort((a, b) => a.from - b.from),
      ),
    );
  }

  /** Takes what the text has come to mean into the draft, or keeps the text there that means nothing yet. */
  private accept(text: () => string, read: ReadText): void {
    const { value } = read;
    if (value !== undefined && !isObject(value)) read.errors.push(NOT_AN_OBJECT);
    const [problem] = read.errors;
    this.broken = problem !== undefined;
    if (problem) this.store.setPending([], text(), `JSON, line ${problem.line}: ${problem.message}`);
    else if (isObject(value)) {
      // Who else has changed the draft while the text was read keeps that, but for what was typed.
      const isAlone = this.store.value === this.ours;
      const merged = isAlone ? value : (mergeParams(this.ours, value, this.store.value).merged as JsonObject);
      this.ours = value;
      this.store.takeWhole(merged);
    }
    this.mark(read);
  }

  /** Reads the text into the draft now. */
  private read(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reading?.run.abort();
    this.reading = undefined;
    const text = this.view.state.doc.toString();
    this.accept(() => text, readHere(text, this.ours, this.store.base));
  }

  /** Reads the text into the draft without holding up the page; what is typed meanwhile ends it. */
  private readAside(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.reading) return this.reading.done;
    const run = new AbortController();
    const done = this.readBy(run).finally(() => {
      if (this.reading?.run === run) this.reading = undefined;
    });
    this.reading = { run, done };
    run.signal.addEventListener('abort', () => {
      this.reading = undefined;
    });
    return done;
  }

  private async readBy({ signal }: AbortController): Promise<void> {
    const { doc } = this.view.state;
    const { ours, store } = this;
    const { base } = store;
    const text = await piecesOf(doc);
    if (signal.aborted) return;
    // Where there is no worker to be had it is read here.
    const read = await readInWorker({ text, before: ours, base }, signal).catch(() => undefined);
    if (signal.aborted) return;
    this.reading = undefined;
    if (this.isWanted) this.accept(() => text.join(''), read ?? readHere(text.join(''), ours, base));
  }

  private get isUnread(): boolean {
    return this.timer !== undefined || this.reading !== undefined;
  }

  /** Text that was left may have been dropped or corrected since. */
  private get isWanted(): boolean {
    return !this.ended || (this.left !== undefined && this.store.pending.get('')?.text === this.left);
  }

  flush(): void {
    if (this.isUnread && this.isWanted) this.read();
  }

  settle(): Promise<void> | undefined {
    if (!this.isUnread) return undefined;
    if (this.view.state.doc.length >= LARGE_TEXT) return this.settled();
    this.read();
    return undefined;
  }

  giveUp(): void {
    this.left = undefined;
    this.reading?.run.abort();
  }

  private async settled(): Promise<void> {
    while (this.isUnread) await this.readAside();
  }

  /** The draft changed: elsewhere than here, the text follows. */
  private readonly follow = (): void => {
    const { store } = this;
    if (store.pending.has('') || this.isUnread) return;
    // Text that was wrong and is no longer waited for was dropped.
    if (store.value === this.ours && !this.broken) return;
    this.broken = false;
    if (textLength(store.value) >= LARGE_TEXT) void this.layOut();
    else {
      this.stopLaying();
      this.write(store.value, Text.of(laidOut(store.value).split('\n')));
    }
  };

  /** What is being laid out is no longer what is to be shown. */
  private stopLaying(): void {
    if (!this.laying) return;
    this.laying.abort();
    this.laying = undefined;
    this.mayEdit(!this.options.readOnly);
    this.options.onAwaited(0);
  }

  private mayEdit(may: boolean): void {
    this.view.dispatch({ effects: this.closing.reconfigure(EditorState.readOnly.of(!may)) });
  }

  /** Lays a large value out in the worker; until it is there, what is on screen is not to be edited. */
  private async layOut(): Promise<void> {
    this.laying?.abort();
    const run = new AbortController();
    this.laying = run;
    const { value } = this.store;
    this.ours = value;
    const isFirst = this.view.state.doc.length === 0;
    if (isFirst) this.options.onAwaited(textLength(value));
    this.mayEdit(false);
    // Where there is no worker to be had it is laid out here.
    const text = await layOutInWorker(value, run.signal).catch(() => undefined);
    if (run.signal.aborted) return;
    const doc = await documentOf(text ?? laidOut(value));
    if (run.signal.aborted) return;
    this.laying = undefined;
    if (isFirst) this.begin(doc);
    else this.write(value, doc);
    const { readOnly, target } = this.options;
    this.mayEdit(!readOnly);
    if (!isFirst) return;
    this.options.onAwaited(0);
    // Once it is on screen, where lines have a height.
    if (target) this.looking = setTimeout(() => this.goTo(target));
  }

  /** The first text. Put into the empty one by a change, all of its lines would be drawn: an editor out of sight keeps to what it showed, whatever that grew to. */
  private begin(doc: Text): void {
    this.places.changed(doc, 0);
    this.view.setState(this.stateOf(doc));
    this.tellPath();
    this.lookOn();
  }

  /** Puts the text of a value on screen. */
  private write(value: JsonObject, doc: Text): void {
    this.ours = value;
    this.writing = true;
    this.view.dispatch({ changes: changeBetween(this.view.state.doc, doc) });
    this.writing = false;
    this.mark({ errors: [], warnings: [] });
  }
}

const laidOut = (value: JsonObject): string => printJson(value, { indent: 2 });
