import type * as z from 'zod/mini';

type Issue = Pick<z.core.$ZodIssue, 'path'> & { errors?: readonly (readonly Issue[])[] };

/** What is wrong with an answer, in words: `results.3.id is null`. Of a value that may have several forms, what is wrong in the form that it comes nearest to. */
export function faultIn(answer: unknown, issues: readonly Issue[]): string {
  const path = deepest(issues);
  let value = answer;
  for (const name of path) value = Object(value)[name];
  return `${path.join('.') || 'the answer'} is ${wordsOf(value)}`;
}

function deepest(issues: readonly Issue[]): PropertyKey[] {
  const [issue] = issues;
  const below = (issue?.errors ?? []).map(deepest).sort((a, b) => b.length - a.length)[0] ?? [];
  return [...(issue?.path ?? []), ...below];
}

const KINDS: Record<string, string> = { undefined: 'missing', object: 'an object', string: 'a text' };

function wordsOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'a list';
  return value === null ? null : (KINDS[typeof value] ?? value);
}
