import { ApiError } from '../api/http.ts';

/** Names are 1 to 128 characters. Source: docs.viktor.ai, entity creation. */
export const LONGEST_NAME = 128;

/** What is wrong with a new name, as a sentence; null when it may be sent. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'Type a name: it cannot be empty.';
  const length = [...name].length;
  if (length > LONGEST_NAME)
    return `The name has ${length} characters; at most ${LONGEST_NAME} are possible.`;
  return null;
}

/** The server's own words about a refused write, those about the name first. */
export function serverProblem(error: Error): string {
  const aboutName = error instanceof ApiError ? error.fields.name : undefined;
  return aboutName && aboutName.length > 0 ? aboutName.join(' ') : error.message;
}
