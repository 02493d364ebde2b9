import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonValue } from '../../contract/json/value.ts';

/** From so many bytes on a result is not read on the page's thread. */
export const LARGE = 200_000;

/** A part of a result that is too large to be read on the page's thread: its JSON text. */
export class LargePart {
  readonly text: Blob;

  constructor(text: Blob) {
    this.text = text;
  }
}

/** A result with such parts, and the JSON text of it all. */
export class LargeResult {
  readonly parts: readonly (readonly [kind: string, value: JsonValue | LargePart])[];
  readonly text: Blob;

  constructor(parts: LargeResult['parts'], text: Blob) {
    this.parts = parts;
    this.text = text;
  }
}

/** What a method gave. */
export type MethodResult = JsonValue | LargeResult;

/** The parts of a result by kind (`data`, `table`, …); a result that is no object is one part without a kind. */
export function partsOf(
  result: MethodResult,
): readonly (readonly [kind: string, value: JsonValue | LargePart])[] {
  if (result instanceof LargeResult) return result.parts;
  return isObject(result) ? [...result] : [['', result]];
}

/** The part of that kind; `undefined` where there is none, `null` counting as none. */
export function partOf(result: MethodResult | undefined, kind: string): JsonValue | LargePart | undefined {
  if (result === undefined) return undefined;
  return partsOf(result).find(([name, value]) => name === kind && value !== null)?.[1];
}

/** A large answer: the JSON text of the record, and its result where that is large too. Rejects with a sentence for what is no JSON. */
export async function readLarge(
  answer: Blob,
  of: 'record' | 'file',
): Promise<{ record: string; result: LargeResult | null }> {
  const { findResult } = await import('../workers/find-result.ts');
  const { record, result } = await findResult(answer, of, LARGE);
  if (result === null) return { record, result };
  const parts = result.parts.map(
    ({ kind, from, to, text }) =>
      [kind, text === undefined ? new LargePart(answer.slice(from, to)) : readJson(text)] as const,
  );
  return { record, result: new LargeResult(parts, answer.slice(result.from, result.to)) };
}
