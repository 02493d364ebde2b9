import type { Context } from 'hono';
import {
  type JsonObject,
  JsonSyntaxError,
  type JsonValue,
  readJson,
  sourceText,
} from '../../contract/json.ts';
import { ApiError, invalid } from './errors.ts';
import { isStorable } from './text.ts';

/** Bytes. */
export const largestBody = 32 * 1024 * 1024;

/** Reads the body as a JSON object, whatever its content type says. */
export async function readBody(c: Context): Promise<JsonObject> {
  let value: JsonValue;
  try {
    value = readJson(await readText(c.req.raw));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw invalid({ non_field_errors: [`The body is not JSON. ${error.message}`] });
  }
  if (!(value instanceof Map)) {
    throw invalid({ non_field_errors: ['The body must be a JSON object.'] });
  }
  return value;
}

async function readText(request: Request): Promise<string> {
  const tooLarge = new ApiError(413, {
    detail: `The body is larger than ${largestBody / 1024 / 1024} MB, the most that one request may carry.`,
  });
  if (Number(request.headers.get('Content-Length') ?? 0) > largestBody) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body !== null) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > largestBody) throw tooLarge;
      chunks.push(chunk);
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid({ non_field_errors: ['The body is not UTF-8 text.'] });
  }
}

/** Members of a save or creation, checked one by one; the problems are thrown together. */
export interface Fields {
  /** Given and not null. */
  has(key: string): boolean;
  text(key: string, longest: number): string | undefined;
  integer(key: string): number | undefined;
  /** The params' text exactly as it stands in the body; undefined when not given. */
  params(key: string): string | undefined;
  require(key: string, given: unknown): void;
  check(): void;
}

export function readFields(body: JsonObject): Fields {
  const problems: Record<string, string[]> = {};
  function problem(key: string, sentence: string): undefined {
    problems[key] = [...(problems[key] ?? []), sentence];
  }
  return {
    has: (key) => body.get(key) !== undefined && body.get(key) !== null,
    text(key, longest) {
      const value = body.get(key);
      if (value === undefined) return undefined;
      if (value === null) return problem(key, 'This field may not be null.');
      if (typeof value !== 'string') return problem(key, 'Not a valid string.');
      if (value.trim() === '') return problem(key, 'This field may not be blank.');
      if (!isStorable(value))
        return problem(key, 'Null characters and halves of surrogate pairs are not allowed.');
      if ([...value].length > longest) {
        return problem(key, `Ensure this field has no more than ${longest} characters.`);
      }
      return value;
    },
    integer(key) {
      const value = body.get(key);
      if (value === undefined) return undefined;
      if (Number.isSafeInteger(value)) return value as number;
      if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
      return problem(key, 'A valid integer is required.');
    },
    params(key) {
      const value = body.get(key);
      if (value === undefined) return undefined;
      if (value === null) return 'null';
      const text = value instanceof Map ? sourceText(value) : undefined;
      return text ?? problem(key, 'Must be an object, or null.');
    },
    require(key, given) {
      if (given === undefined && problems[key] === undefined) problem(key, 'This field is required.');
    },
    check() {
      if (Object.keys(problems).length > 0) throw invalid(problems);
    },
  };
}
