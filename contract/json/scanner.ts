import { JsonNumber, type JsonScalar } from './value.ts';

/** Text that is not JSON. `message` is a sentence for people; `offset` counts UTF-16 units from 0, `line` and `column` from 1. */
export class JsonSyntaxError extends SyntaxError {
  override readonly name = 'JsonSyntaxError';
  /** What is wrong, without where. */
  readonly problem: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;

  constructor(problem: string, text: string, offset: number) {
    const before = text.slice(0, offset);
    const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
    const line = (before.match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
    super(`${problem} (line ${line}, column ${offset - lineStart + 1}).`);
    this.problem = problem;
    this.offset = offset;
    this.line = line;
    this.column = offset - lineStart + 1;
  }
}

const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export function shown(text: string, at: number): string {
  if (at >= text.length) return 'the end of the text';
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return character < ' ' ? `control character ${character.charCodeAt(0)}` : `“${character}”`;
}

/** Cursor over a text. Everything the reader and the printer's re-scan share. */
export class Scanner {
  at: number;
  readonly text: string;
  private keys: string[] | undefined;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  fail(problem: string, at = this.at): never {
    throw new JsonSyntaxError(problem, this.text, at);
  }

  /** Skips white space and returns the code of what follows (NaN at the end). */
  next(): number {
    const { text } = this;
    let at = this.at;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    this.at = at;
    return code;
  }

  /** Reads the string whose opening quote is under the cursor. */
  string(): string {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let code = text.charCodeAt(at);
    while (code !== 34 && code !== 92 && code >= 32) code = text.charCodeAt(++at);
    if (code === 34) {
      this.at = at + 1;
      return text.slice(start, at);
    }
    return this.escapedString(start, at);
  }

  /** As `string`, for keys: rows repeat theirs, and a string seen before needs neither a copy nor a new hash. */
  key(): string {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let hash = 7;
    let code = text.charCodeAt(at);
    while (code !== 34 && code !== 92 && code >= 32) {
      hash = (hash * 31 + code) | 0;
      code = text.charCodeAt(++at);
    }
    if (code !== 34) return this.escapedString(start, at);
    this.at = at + 1;
    const slot = hash & 1023;
    this.keys ??= new Array(1024).fill('');
    const known = this.keys[slot] as string;
    if (known.length === at - start && text.startsWith(known, start)) return known;
    const key = text.slice(start, at);
    this.keys[slot] = key;
    return key;
  }

  private escapedString(start: number, from: number): string {
    const { text } = this;
    let result = '';
    let copied = start;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) break;
      if (code === 92) {
        result += text.slice(copied, at);
        const letter = text[at + 1] ?? '';
        if (letter === 'u') {
          const hex = text.slice(at + 2, at + 6);
          if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.fail('\\u must be followed by four hexadecimal digits', at);
          result += String.fromCharCode(Number.parseInt(hex, 16));
          at += 6;
        } else {
          const escaped = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
          if (escaped === undefined) this.fail(`\\ cannot be followed by ${shown(text, at + 1)}`, at);
          result += escaped;
          at += 2;
        }
        copied = at;
      } else if (code >= 32) at++;
      else if (at >= text.length) this.fail('The text ends inside a string', start - 1);
      else this.fail(`A string cannot hold a bare ${shown(text, at)}: write it as an escape`, at);
    }
    this.at = at + 1;
    return result + text.slice(copied, at);
  }

  /** Reads the number under the cursor, spelling kept. */
  number(strict: boolean): number | JsonNumber {
    const { text } = this;
    const start = this.at;
    let at = start;
    let code = text.charCodeAt(at);
    const negative = code === 45;
    if (negative) code = text.charCodeAt(++at);
    if (!(code >= 48 && code <= 57)) return this.nonFinite(start, strict);
    let mantissa = code - 48;
    if (code === 48) {
      code = text.charCodeAt(++at);
      if (code >= 48 && code <= 57) this.fail('A number cannot start with 0 before other digits', start);
    } else {
      code = text.charCodeAt(++at);
      while (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        code = text.charCodeAt(++at);
      }
    }
    let decimals = 0;
    let last = 49;
    if (code === 46) {
      const point = at;
      code = text.charCodeAt(++at);
      while (code >= 48 && code <= 57) {
        mantissa = mantissa * 10 + (code - 48);
        last = code;
        code = text.charCodeAt(++at);
      }
      decimals = at - point - 1;
      if (decimals === 0) this.fail(`A digit must follow the decimal point, not ${shown(text, at)}`, at);
    }
    if (code === 101 || code === 69) return this.exponent(start, at);
    this.at = at;
    // Below 10^15 a decimal is its double's shortest spelling, and dividing two exact doubles rounds correctly: no string is made.
    if (mantissa < 1e15 && last !== 48 && decimals <= 20) {
      if (decimals === 0) {
        if (mantissa !== 0 || !negative) return negative ? -mantissa : mantissa;
      } else {
        const value = mantissa / (POWERS[decimals] as number);
        if (value >= 1e-6) return negative ? -value : value;
      }
    }
    return spelled(text.slice(start, at));
  }

  private exponent(start: number, letter: number): number | JsonNumber {
    const { text } = this;
    let at = letter + 1;
    let code = text.charCodeAt(at);
    if (code === 43 || code === 45) code = text.charCodeAt(++at);
    const digits = at;
    while (code >= 48 && code <= 57) code = text.charCodeAt(++at);
    if (at === digits) this.fail(`A digit must follow the exponent, not ${shown(text, at)}`, at);
    this.at = at;
    return spelled(text.slice(start, at));
  }

  private nonFinite(start: number, strict: boolean): JsonNumber {
    for (const word of ['NaN', 'Infinity', '-Infinity']) {
      if (!this.text.startsWith(word, start)) continue;
      if (strict) this.fail(`${word} is not allowed in JSON`, start);
      this.at = start + word.length;
      return new JsonNumber(word);
    }
    return this.fail(`Expected a value, but found ${shown(this.text, start)}`, start);
  }

  word(word: string): void {
    if (!this.text.startsWith(word, this.at))
      this.fail(`Expected a value, but found ${shown(this.text, this.at)}`);
    this.at += word.length;
  }

  /** Reads a value that is no container. */
  scalar(code: number, strict: boolean): JsonScalar {
    switch (code) {
      case 34:
        return this.string();
      case 116:
        this.word('true');
        return true;
      case 102:
        this.word('false');
        return false;
      case 110:
        this.word('null');
        return null;
      default:
        return this.number(strict);
    }
  }

  /** Skips the value under the cursor in text that was read before. */
  skip(): void {
    const { text } = this;
    let depth = 0;
    do {
      const code = this.next();
      if (code === 34) {
        let at = this.at + 1;
        for (let inner = text.charCodeAt(at); inner !== 34; inner = text.charCodeAt(++at))
          if (inner === 92) at++;
        this.at = at + 1;
      } else if (code === 123 || code === 91) {
        depth++;
        this.at++;
      } else if (code === 125 || code === 93) {
        depth--;
        this.at++;
      } else if (code === 44 || code === 58) this.at++;
      else {
        let at = this.at + 1;
        for (let inner = text.charCodeAt(at); isWordCode(inner); ) inner = text.charCodeAt(++at);
        this.at = at;
      }
    } while (depth > 0);
  }
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 45 ||
    code === 43 ||
    code === 46
  );
}

function spelled(text: string): number | JsonNumber {
  const value = Number(text);
  return String(value) === text ? value : new JsonNumber(text);
}
