import { fold } from '../api/fold.ts';

/** Scores: what begins a name says more than what is somewhere in it. 0 is no match. */
export const EXACT = 1;
const PREFIX = 0.9;
const WORD = 0.78;
const INSIDE = 0.6;
const SCATTERED = 0.3;

/** How well one folded word fits a folded text: 1 the same, down to 0 not at all. */
export function wordScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return text.length === word.length ? EXACT : PREFIX;
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? laterWord(text, word, at) : WORD;
}

function laterWord(text: string, word: string, at: number): number {
  for (let next = text.indexOf(word, at + 1); next !== -1; next = text.indexOf(word, next + 1))
    if (!/[\p{L}\p{N}]/u.test(text[next - 1] ?? '')) return WORD;
  return INSIDE;
}

/** How well a text fits what was typed, every word of it. With `scattered`, letters in order with others between count a little. */
export function textScore(text: string, words: readonly string[], scattered = false): number {
  if (words.length === 0) return INSIDE;
  const folded = fold(text);
  const whole = words.join(' ');
  if (words.length > 1) {
    const together = wordScore(folded, whole);
    if (together > 0) return together;
  }
  let sum = 0;
  for (const word of words) {
    const score = wordScore(folded, word);
    if (score === 0) return scattered && isScattered(folded, whole) ? SCATTERED : 0;
    sum += score;
  }
  return sum / words.length;
}

function isScattered(text: string, typed: string): boolean {
  let at = -1;
  for (const letter of typed.replace(/ /g, '')) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return typed.length > 1;
}
