/** What happened to the texts of a column, when it is the same in all of them. */
export type TextRule =
  /** A part became another; both may be empty, not at once. Where `from` is empty, `to` was put before or after. */
  | { how: 'replaced'; from: string; to: string; at: 'anywhere' | 'start' | 'end' }
  /** The number in each went up by so much, down below zero. `padded`: what has fewer digits then gets zeros before it, as in `P-100` → `P-099`. */
  | { how: 'renumbered'; by: string; padded?: true };

/** A number that counts: not a part of a longer one or of a decimal or a power, and not a negative one. More digits are no counting. */
const NUMBER = /(?<![\d.,]|\d[eE][+-]?|(?:^|[\s([{])[-−])\d{1,15}(?!\d|[.,]\d|[eE][+-]?\d)/g;
/** What a word is made of, and halves of characters, which nobody sees. */
const WORD = /[\p{L}\p{M}\p{N}\ud800-\udfff]/u;
const DIGIT = /\p{N}/u;
/** What cannot be told in a sentence. */
const UNTOLD = /[\p{C}\p{Zl}\p{Zp}]/u;
const LONGEST = 40;

/** The rules that could lead from one text to another, the plainest first; `applyTextRule` tells whether they do. */
export function textRules(from: string, to: string): TextRule[] {
  const rules: TextRule[] = [];
  const [before, after] = [onlyNumber(from), onlyNumber(to)];
  if (before && after && before.head === after.head && before.tail === after.tail) {
    const by = BigInt(after.digits) - BigInt(before.digits);
    rules.push({ how: 'renumbered', by: String(by) });
    // Other cells of the column tell which of the two it is.
    if (by < 0n) rules.push({ how: 'renumbered', by: String(by), padded: true });
  }
  const part = changedPart(from, to);
  if (!isTellable(part.from + part.to)) return rules;
  if (part.from !== '') rules.push({ how: 'replaced', ...part, at: 'anywhere' });
  else if (to.endsWith(from)) rules.push({ how: 'replaced', ...part, at: 'start' });
  else if (to.startsWith(from)) rules.push({ how: 'replaced', ...part, at: 'end' });
  return rules;
}

/** Whether parts of texts can be told in a sentence. */
export function isTellable(words: string): boolean {
  return !UNTOLD.test(words) && words.length <= LONGEST;
}

/** The text that a rule makes of another; `undefined` where it has nothing to change. */
export function applyTextRule(rule: TextRule, text: string): string | undefined {
  if (rule.how === 'replaced') {
    if (rule.at === 'start') return rule.to + text;
    if (rule.at === 'end') return text + rule.to;
    const start = text.indexOf(rule.from);
    // Of what stands there twice nobody could tell which is meant.
    if (start < 0 || text.includes(rule.from, start + 1)) return undefined;
    return text.slice(0, start) + rule.to + text.slice(start + rule.from.length);
  }
  const number = onlyNumber(text);
  if (!number) return undefined;
  const next = BigInt(number.digits) + BigInt(rule.by);
  // `P-009` is followed by `P-010`.
  const isPadded = rule.padded || number.digits.startsWith('0');
  const digits = String(next).padStart(isPadded ? number.digits.length : 0, '0');
  return next < 0n ? undefined : number.head + digits + number.tail;
}

function onlyNumber(text: string): { head: string; digits: string; tail: string } | undefined {
  // As above: of several numbers the sentence names none.
  const [found, ...others] = text.matchAll(NUMBER);
  if (!found || others.length > 0) return undefined;
  const [digits] = found;
  return { head: text.slice(0, found.index), digits, tail: text.slice(found.index + digits.length) };
}

/** Whether two characters beside each other are of one word, or of one number: of `PA1` they are `PA` and `1`. */
function isOneWord(one: string, other: string): boolean {
  return WORD.test(one) && WORD.test(other) && DIGIT.test(one) === DIGIT.test(other);
}

/** Where two texts differ, in whole words: of `Layer 1` and `L 1` not `ayer`, but `Layer`. */
function changedPart(from: string, to: string): { from: string; to: string } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  const isPure = start + end === most;
  // What was only put before or after stays as it is.
  if (isPure && start + end === from.length && (start === 0 || end === 0))
    return { from: '', to: to.slice(start, to.length - end) };
  const inner = (side: string, at: number): string => side.slice(start, side.length - end).at(at) ?? '';
  const goesOn = (next: string | undefined, at: 0 | -1): boolean =>
    [from, to].some((side) => isOneWord(next ?? '', inner(side, at)));
  while (start > 0 && goesOn(from[start - 1], 0)) start--;
  while (end > 0 && goesOn(from[from.length - end], -1)) end--;
  return { from: from.slice(start, from.length - end), to: to.slice(start, to.length - end) };
}
