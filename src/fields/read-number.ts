import { isNumberText, type JsonNumber, numberFrom, numberValue } from '../../contract/json/value.ts';

export type ReadNumber =
  | { ok: true; value: number | JsonNumber | null }
  /** `incomplete`: on the way to a number, so that nothing is said while it is being typed. */
  | { ok: false; problem: string; incomplete: boolean; suggestion?: string };

/**
 * A number as typed, spelling kept: `1.0` stays `1.0`. Empty text is null. `.5`, `+5`, `5.` and `007` mean one number only and are read as JSON writes it;
 * anything else that is no JSON number is explained and never changed silently: a decimal comma comes back as a suggestion.
 */
export function readNumber(text: string, whole = false): ReadNumber {
  const typed = inFull(text.trim());
  if (typed === '') return { ok: true, value: null };
  if (isNumberText(typed)) {
    const value = numberFrom(typed);
    if (!whole || Number.isInteger(numberValue(value))) return { ok: true, value };
    return { ok: false, incomplete: false, problem: `${typed} is not a whole number.` };
  }
  const incomplete = /^[+-]?\.?$|^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?)?$/.test(typed);
  const suggestion = suggestionFor(typed);
  if (suggestion !== undefined && typed.includes(','))
    return { ok: false, incomplete, suggestion, problem: `Decimals take a point: write ${suggestion}.` };
  if (suggestion !== undefined) return { ok: false, incomplete, suggestion, problem: `Write ${suggestion}.` };
  return { ok: false, incomplete, problem: `“${typed}” is not a number.` };
}

/** A number without its needless plus and noughts, and with the digits around its point. */
function inFull(typed: string): string {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(typed)) return typed;
  return typed
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/\.(?!\d)/, '');
}

/** The JSON spelling of what somebody clearly meant: `1,5`, a typographic minus. */
function suggestionFor(typed: string): string | undefined {
  const candidate = inFull(typed.replace(/^[−–]/, '-').replace(/,/, '.'));
  return candidate !== typed && isNumberText(candidate) ? candidate : undefined;
}
