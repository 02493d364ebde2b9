import { type DuplicateKey, readJson } from '../../contract/json/reading.ts';
import { JsonSyntaxError } from '../../contract/json/scanner.ts';
import {
  isArray,
  isNumber,
  isObject,
  JsonNumber,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';

/** What is to be said of a place in JSON text. `from` and `to` count UTF-16 units from 0, `line` from 1. */
export interface TextProblem {
  from: number;
  to: number;
  line: number;
  /** A sentence without the place. */
  message: string;
}

/** `value` is missing when there are errors: the text is not taken as it stands. */
export interface ReadText {
  value?: JsonValue;
  errors: TextProblem[];
  /** Allowed, and worth a word. */
  warnings: TextProblem[];
}

/**
 * JSON as somebody typed it. Refused besides what is no JSON: a key that stands twice in its object, because only one of the two values would be kept, and
 * `NaN` or an infinity that `before` does not hold already, because JSON has none. A number beyond every double is warned of.
 */
export function readJsonText(text: string, before: JsonValue | undefined): ReadText {
  const duplicates: DuplicateKey[] = [];
  let value: JsonValue;
  try {
    value = readJson(text, { onDuplicate: (duplicate) => duplicates.push(duplicate) });
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const message = error.message.replace(/ \(line \d+, column \d+\)\.$/, '.');
    return {
      errors: [{ from: error.offset, to: error.offset + 1, line: error.line, message }],
      warnings: [],
    };
  }
  const errors = duplicates.map(({ key, offset }) =>
    problemAt(
      text,
      offset,
      JSON.stringify(key).length,
      `The key “${key}” stands twice; the last one counts. Keep one of them.`,
    ),
  );
  const { odd, warnings } = oddNumbers(text);
  if (errors.length === 0) errors.push(...newcomers(text, odd, before));
  return errors.length > 0 ? { errors, warnings } : { value, errors, warnings };
}

function problemAt(text: string, from: number, length: number, message: string): TextProblem {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < from; at = text.indexOf('\n', at + 1)) line++;
  return { from, to: from + length, line, message };
}

interface OddNumber {
  at: number;
  text: string;
}

const QUOTE_OR_NUMBER = /"|-?(?:Infinity|NaN|\d[\d.]*(?:[eE][+-]?\d+)?)/g;
const QUOTE_OR_ESCAPE = /["\\]/g;

/** The non-finite numbers of a valid text, and warnings of those that are too large to be read back. */
function oddNumbers(text: string): { odd: OddNumber[]; warnings: TextProblem[] } {
  const odd: OddNumber[] = [];
  const warnings: TextProblem[] = [];
  // Nearly every text has neither, and looking for them costs less than taking it apart.
  if (!/NaN|Infinity|[eE][+]?\d{3}|\d{309}/.test(text)) return { odd, warnings };
  for (let at = 0; ; ) {
    QUOTE_OR_NUMBER.lastIndex = at;
    const found = QUOTE_OR_NUMBER.exec(text);
    if (!found) return { odd, warnings };
    const { 0: token, index } = found;
    at = token === '"' ? afterString(text, index) : index + token.length;
    if (token === '"') continue;
    if (/[NI]/.test(token)) odd.push({ at: index, text: token });
    else if (!Number.isFinite(Number(token))) warnings.push(problemAt(text, index, token.length, OVERFLOW));
  }
}

/** Where the string that starts there has ended. A pattern for a whole string would run out of stack at some 10 MB. */
function afterString(text: string, from: number): number {
  for (let at = from + 1; ; ) {
    QUOTE_OR_ESCAPE.lastIndex = at;
    const found = QUOTE_OR_ESCAPE.exec(text);
    if (!found) return text.length;
    if (found[0] === '"') return found.index + 1;
    at = found.index + 2;
  }
}

/** Said of a number that no double holds. */
export const OVERFLOW = 'Larger than programs calculate with: most read it as infinity';

/** Those non-finite numbers of which there are more than before. */
function newcomers(text: string, odd: OddNumber[], before: JsonValue | undefined): TextProblem[] {
  if (odd.length === 0) return [];
  const known = new Map<string, number>();
  countNonFinite(before, known);
  const spare = new Map(known);
  for (const { text: word } of odd) spare.set(word, (spare.get(word) ?? 0) - 1);
  return odd
    .filter(({ text: word }) => (spare.get(word) ?? 0) < 0)
    .map(({ at, text: word }) =>
      problemAt(text, at, word.length, `${word} is no number in JSON. Write a number, or null for none.`),
    );
}

function countNonFinite(value: JsonValue | undefined, counts: Map<string, number>): void {
  const work: (JsonValue | undefined)[] = [value];
  while (work.length > 0) {
    const next = work.pop();
    if (isObject(next)) for (const member of next.values()) work.push(member);
    else if (isArray(next)) for (const item of next) work.push(item);
    else if (next instanceof JsonNumber && /[NI]/.test(next.text))
      counts.set(next.text, (counts.get(next.text) ?? 0) + 1);
  }
}

/** Whether a number is written with digits and yet beyond every double: `1e400`. */
export function overflows(value: JsonValue | undefined): boolean {
  return isNumber(value) && !Number.isFinite(numberValue(value)) && !/[NI]/.test(numberText(value));
}
