import type { Context } from 'hono';
import { readJson } from '../../contract/json/reading.ts';
import { readMembersAside } from './body-thread.ts';
import { ApiError, invalid } from './errors.ts';
import { BodyError, type Members, readMembers } from './members.ts';
import { isStorable } from './text.ts';

/** Bytes. */
export const largestBody = 32 * 1024 * 1024;
/** Up to here reading a body takes the main thread less time than handing it over. */
const largestBodyHere = 64 * 1024;

/** Reads the body as a JSON object, whatever its content type says. */
export async function readBody(c: Context): Promise<Members> {
  const bytes = await readBytes(c.req.raw);
  try {
    return bytes.byteLength > largestBodyHere ? await readMembersAside(bytes) : readMembers(bytes);
  } catch (error) {
    if (error instanceof BodyError) throw invalid({ non_field_errors: [error.message] });
    throw error;
  }
}

async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
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
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}

/** Members of a save or creation, checked one by one; the problems are thrown together. */
export interface Fields {
  /** As `text`, where null and the empty text are none. */
  optionalText(key: string, longest: number): string | undefined;
  text(key: string, longest: number): string | undefined;
  integer(key: string): number | undefined;
  /** The params' text exactly as it stands in the body; undefined when not given. */
  params(key: string): string | undefined;
  require(key: string, given: unknown): void;
  check(): void;
}

export function readFields(body: Members): Fields {
  const memberValue = (key: string): unknown => {
    const text = body.get(key);
    return text === undefined ? undefined : readJson(text);
  };
  const problems: Record<string, string[]> = {};
  function problem(key: string, sentence: string): undefined {
    problems[key] = [...(problems[key] ?? []), sentence];
  }
  const fields: Fields = {
    optionalText: (key, longest) =>
      ['null', '""'].includes(body.get(key) ?? '') ? undefined : fields.text(key, longest),
    text(key, longest) {
      const value = memberValue(key);
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
      const value = memberValue(key);
      if (value === undefined) return undefined;
      if (Number.isSafeInteger(value)) return value as number;
      if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
      return problem(key, 'A valid integer is required.');
    },
    params(key) {
      const text = body.get(key);
      if (text === undefined || text === 'null' || text.startsWith('{')) return text;
      return problem(key, 'Must be an object, or null.');
    },
    require(key, given) {
      if (given === undefined && problems[key] === undefined) problem(key, 'This field is required.');
    },
    check() {
      if (Object.keys(problems).length > 0) throw invalid(problems);
    },
  };
  return fields;
}
