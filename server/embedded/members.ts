import { sourceText } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { JsonSyntaxError } from '../../contract/json/scanner.ts';

/** The members of a JSON object as texts: containers exactly as they stand, scalars as they are spelled. A repeated key holds its last value. */
export type Members = ReadonlyMap<string, string>;

/** A body that can't be used; the sentence is for its sender. */
export class BodyError extends Error {}

/** Reads bytes as a JSON object, all of it checked. Takes 70 ms for a megabyte: `body.ts` has large ones read on another thread. */
export function readMembers(bytes: Uint8Array): Members {
  const text = decode(bytes);
  try {
    const value = readJson(text);
    if (!(value instanceof Map)) throw new BodyError('The body must be a JSON object.');
    return new Map([...value].map(([key, member]) => [key, sourceText(member) ?? printJson(member)]));
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new BodyError(`The body is not JSON. ${error.message}`);
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BodyError('The body is not UTF-8 text.');
  }
}
