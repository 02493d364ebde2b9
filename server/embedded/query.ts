import type { Context } from 'hono';
import { invalid } from './errors.ts';
import { isStorable, microsecondsOf } from './text.ts';

/** Reads the query of one request; every problem is collected, and `check` throws them together as one 400. */
export interface QueryReader {
  integer(key: string, least: number): number | undefined;
  integers(key: string): number[];
  flag(key: string, fallback: boolean): boolean;
  text(key: string): string | undefined;
  texts(key: string): string[];
  choices<T extends string>(key: string, choices: readonly T[]): T[];
  /** Microseconds since 1970. */
  time(key: string): number | undefined;
  check(): void;
}

export function readQuery(c: Context): QueryReader {
  const search = new URL(c.req.url).searchParams;
  const problems: Record<string, string[]> = {};
  function problem(key: string, sentence: string): undefined {
    problems[key] = [...(problems[key] ?? []), sentence];
  }
  const last = (key: string): string | undefined => search.getAll(key).at(-1);
  function readInteger(key: string, text: string, least: number): number | undefined {
    if (!/^-?\d{1,15}$/.test(text)) return problem(key, 'A valid integer is required.');
    if (Number(text) < least) {
      return problem(key, `Ensure this value is greater than or equal to ${least}.`);
    }
    return Number(text);
  }
  function readText(key: string, text: string): string | undefined {
    return isStorable(text) ? text : problem(key, 'This is not a valid text.');
  }
  return {
    integer(key, least) {
      const text = last(key);
      return text === undefined ? undefined : readInteger(key, text, least);
    },
    integers: (key) => search.getAll(key).flatMap((text) => readInteger(key, text, 0) ?? []),
    flag(key, fallback) {
      const text = last(key);
      if (text === undefined) return fallback;
      if (/^(true|1)$/i.test(text)) return true;
      if (/^(false|0)$/i.test(text)) return false;
      problem(key, 'Must be true or false.');
      return fallback;
    },
    text(key) {
      const text = last(key);
      return text === undefined || text === '' ? undefined : readText(key, text);
    },
    texts: (key) => search.getAll(key).flatMap((text) => (text === '' ? [] : (readText(key, text) ?? []))),
    choices<T extends string>(key: string, choices: readonly T[]): T[] {
      return search.getAll(key).flatMap((text) => {
        const choice = choices.find((one) => one === text);
        return choice ?? problem(key, `"${text}" is not one of ${choices.join(', ')}.`) ?? [];
      });
    },
    time(key) {
      // A plus sign that was not escaped arrives as a blank.
      const text = last(key)?.replace(' ', '+');
      if (text === undefined || text === '') return undefined;
      const time = microsecondsOf(text) ?? microsecondsOf(text.replace('+', ' '));
      return time ?? problem(key, 'This is not a date or time such as 2026-03-11T09:41:27Z.');
    },
    check() {
      if (Object.keys(problems).length > 0) throw invalid(problems);
    },
  };
}

/** `limit` switches paging on; without it the answer is a bare array from `offset` on. */
export interface Paging {
  limit: number | null;
  offset: number;
}

const largestPage = 1000;

export function readPaging(query: QueryReader): Paging {
  const limit = query.integer('limit', 1);
  return {
    limit: limit === undefined ? null : Math.min(limit, largestPage),
    offset: query.integer('offset', 0) ?? 0,
  };
}

/** What an entity carries beyond its facts. Defaults are ours, VIKTOR publishes none: params on one entity, not in lists. */
export interface Flags {
  properties: boolean;
  cleanParams: boolean;
  paramTypes: boolean;
  summaryTypes: boolean;
}

export function readFlags(query: QueryReader, propertiesByDefault: boolean): Flags {
  return {
    properties: query.flag('properties', propertiesByDefault),
    cleanParams: query.flag('clean_params', false),
    paramTypes: query.flag('param_types', false),
    summaryTypes: query.flag('summary_types', false),
  };
}

/** The id in the path; anything but digits is a 400 that names the member. */
export function pathId(c: Context, name: string): number {
  const text = c.req.param(name) ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalid({ [name]: ['A valid integer is required.'] });
  return Number(text);
}
