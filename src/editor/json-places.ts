import type { Text } from '@codemirror/state';
import type { Path } from '../params/path.ts';

/** An object or array that is open at a place of the text. */
interface Frame {
  isArray: boolean;
  /** Where the key of the member stands, quotes included; -1 before the first. Of an array, `from` is the index. */
  from: number;
  to: number;
  /** Whether a member has begun and no comma ended it. */
  inMember: boolean;
}

/** What is open at a place, and how few were since the mark before. */
interface Mark {
  at: number;
  open: readonly Frame[];
  fewest: number;
}

const START: Mark = { at: 0, open: [], fewest: 0 };

/** How far marks are apart, characters: the most that is read anew to answer. */
const STRIDE = 65_536;

const [QUOTE, COMMA, COLON, BACKSLASH] = [34, 44, 58, 92];
const [BRACE, BRACKET, BRACE_END, BRACKET_END] = [123, 91, 125, 93];

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Reads JSON text token by token, whatever it holds: a string ends with its line, what is no JSON is a word. */
class Reader {
  at: number;
  open: Frame[];
  fewest: number;
  /** Where a value began, when the token just read began one, else -1. */
  began = -1;
  /** Where the token just read ends, when it ends a value or is a key. */
  wordEnd = -1;
  private readonly doc: Text;
  private line = '';
  private lineFrom = 0;
  private next: ReturnType<Text['iterRange']>;

  constructor(doc: Text, mark: Mark) {
    this.doc = doc;
    this.at = mark.at;
    this.open = mark.open.map((frame) => ({ ...frame }));
    this.fewest = this.open.length;
    this.lineFrom = mark.at;
    this.next = doc.iterRange(mark.at).next();
    this.line = this.next.value;
  }

  /** Goes to the next token; false at the end of the text. */
  private seek(): boolean {
    for (;;) {
      const { line } = this;
      let offset = this.at - this.lineFrom;
      while (offset < line.length && isSpace(line.charCodeAt(offset))) offset++;
      this.at = this.lineFrom + offset;
      if (offset < line.length) return true;
      if (this.next.done) return false;
      this.lineFrom += line.length;
      this.next = this.next.next();
      this.line = this.next.done ? '' : this.next.value;
      if (this.next.done) return false;
      this.at = this.lineFrom;
    }
  }

  /** The code of the next token's first character; `undefined` at the end. */
  peek(): number | undefined {
    return this.seek() ? this.line.charCodeAt(this.at - this.lineFrom) : undefined;
  }

  /** Reads the token that was peeked at. */
  read(code: number): void {
    this.began = -1;
    this.wordEnd = -1;
    const top = this.open[this.open.length - 1];
    const from = this.at;
    if (code === BRACE || code === BRACKET) {
      this.begin(top, from);
      this.open.push({ isArray: code === BRACKET, from: code === BRACKET ? 0 : -1, to: -1, inMember: false });
      this.at++;
    } else if (code === BRACE_END || code === BRACKET_END) {
      this.open.pop();
      this.fewest = Math.min(this.fewest, this.open.length);
      this.wordEnd = ++this.at;
    } else if (code === COMMA || code === COLON) {
      if (code === COMMA && top) {
        top.inMember = false;
        if (top.isArray) top.from++;
      }
      this.at++;
    } else {
      this.at = this.wordEnd = from + this.lengthOf(code);
      if (top && !top.isArray && !top.inMember && code === QUOTE) {
        top.from = from;
        top.to = this.at;
        top.inMember = true;
      } else this.begin(top, from);
    }
  }

  private begin(top: Frame | undefined, from: number): void {
    if (top?.isArray) top.inMember = true;
    this.began = from;
  }

  private lengthOf(code: number): number {
    const { line } = this;
    const start = this.at - this.lineFrom;
    let offset = start + 1;
    if (code === QUOTE) {
      for (; offset < line.length; offset++) {
        const inner = line.charCodeAt(offset);
        if (inner === BACKSLASH) offset++;
        else if (inner === QUOTE) return offset + 1 - start;
      }
      return line.length - start;
    }
    for (; offset < line.length; offset++) {
      const inner = line.charCodeAt(offset);
      const ends = inner === COMMA || inner === COLON || inner === QUOTE || isSpace(inner);
      if (ends || inner === BRACE || inner === BRACKET || inner === BRACE_END || inner === BRACKET_END) break;
    }
    return offset - start;
  }

  /** Reads until no more than `depth` are open; where that is, `undefined` when it is not before `stop`. */
  readOut(depth: number, stop = Number.POSITIVE_INFINITY): number | undefined {
    for (let code = this.peek(); code !== undefined && this.at < stop; code = this.peek()) {
      this.read(code);
      if (this.open.length <= depth) return this.at;
    }
    return undefined;
  }

  /** What the member that a frame is in is called. */
  nameOf({ isArray, from, to }: Frame): string | number {
    if (isArray) return from;
    const text = from < 0 ? '' : this.doc.sliceString(from, to);
    try {
      return String(JSON.parse(text));
    } catch {
      return text; // a key that is still being typed
    }
  }

  get path(): Path {
    return this.open.filter(({ inMember }) => inMember).map((frame) => this.nameOf(frame));
  }
}

/** Answers where paths stand in JSON text. Reads as far as time allows and remembers how far: ask again where there was not enough. */
export class JsonPlaces {
  private doc: Text;
  private marks: Mark[] = [START];
  private whole = false;
  private search: { path: Path; reader: Reader; matched: number; best: number } | undefined;

  constructor(doc: Text) {
    this.doc = doc;
  }

  /** The text is another from `from` on. */
  changed(doc: Text, from: number): void {
    this.doc = doc;
    this.marks = this.marks.filter(({ at }) => at === 0 || at < from);
    this.whole = false;
    this.search = undefined;
  }

  /** Reads on for some time, in ms; true when all is read. */
  readOn(patience: number): boolean {
    if (!this.whole) this.whole = this.readTo(this.doc.length, performance.now() + patience) !== undefined;
    return this.whole;
  }

  /** The path of the value at a place, of a key the path of its value; `undefined` when there was not enough time. */
  pathAt(position: number, patience: number): Path | undefined {
    const reader = this.readTo(position, performance.now() + patience);
    if (!reader) return undefined;
    for (let code = reader.peek(); code !== undefined && reader.at <= position; code = reader.peek()) {
      const touches = reader.at === position;
      const ends = code === BRACE_END || code === BRACKET_END;
      if (touches && (code === COMMA || (ends && reader.wordEnd === position))) break;
      reader.read(code);
    }
    return reader.path;
  }

  /** Where the value at a path begins; as deep as the path leads. `undefined` when there was not enough time. */
  positionOf(path: Path, patience: number): number | undefined {
    const until = performance.now() + patience;
    const isSame = this.search?.path === path;
    const search = isSame && this.search ? this.search : this.begin(path);
    this.search = search;
    const { reader } = search;
    for (let count = 0, code = reader.peek(); code !== undefined; code = reader.peek()) {
      if (++count % 4096 === 0 && performance.now() > until) return undefined;
      reader.read(code);
      if (reader.began < 0) {
        const isEnd = code === BRACE_END || code === BRACKET_END;
        // What the path led into has ended.
        if (isEnd && search.matched > 0 && reader.open.length <= search.matched) break;
        continue;
      }
      const isOpened = code === BRACE || code === BRACKET;
      const depth = reader.open.length - (isOpened ? 1 : 0);
      if (depth === 0) search.best = reader.began;
      if (depth !== search.matched + 1 || depth > path.length) continue;
      if (reader.nameOf(reader.open[depth - 1] as Frame) !== path[depth - 1]) continue;
      search.best = reader.began;
      search.matched = depth;
      if (depth === path.length) break;
    }
    return search.best;
  }

  private begin(path: Path) {
    return { path, reader: new Reader(this.doc, START), matched: 0, best: 0 };
  }

  /** Where the object or array that begins at a place ends; `undefined` when it does not, or that is not known yet. */
  endOf(position: number): number | undefined {
    const next = this.marks.findIndex(({ at }) => at > position);
    if (next < 0 && !this.whole) return undefined;
    const reader = this.readTo(position, Number.POSITIVE_INFINITY) as Reader;
    const code = reader.peek();
    if (reader.at !== position || (code !== BRACE && code !== BRACKET)) return undefined;
    const depth = reader.open.length;
    reader.read(code);
    const end = reader.readOut(depth, this.marks[next]?.at);
    if (end !== undefined || next < 0) return end;
    const after = this.marks.findIndex(({ fewest }, index) => index > next && fewest <= depth);
    if (after < 0 && !this.whole) return undefined;
    const before = this.marks[(after < 0 ? this.marks.length : after) - 1] as Mark;
    return new Reader(this.doc, before).readOut(depth);
  }

  /** A reader that has read all tokens that begin before a place. `undefined` when there was not enough time. */
  private readTo(position: number, until: number): Reader | undefined {
    const index = this.marks.findLastIndex(({ at }) => at <= position);
    const isLast = index === this.marks.length - 1;
    const from = this.marks[index] as Mark;
    const reader = new Reader(this.doc, from);
    let marked = from.at;
    for (let code = reader.peek(); code !== undefined && reader.at < position; code = reader.peek()) {
      if (isLast && reader.at - marked >= STRIDE) {
        this.marks.push({
          at: reader.at,
          open: reader.open.map((frame) => ({ ...frame })),
          fewest: reader.fewest,
        });
        reader.fewest = reader.open.length;
        marked = reader.at;
        if (performance.now() > until) return undefined;
      }
      reader.read(code);
    }
    return reader;
  }
}
