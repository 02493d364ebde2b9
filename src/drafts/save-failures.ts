import { ApiError } from '../api/http.ts';
import { messageOf, whyUndecided } from '../api/lost-answers.ts';
import type { SaveFailure, Sent } from './save-types.ts';

const GONE =
  'This entity was deleted in the meantime, or you may no longer see it. Nothing was written; everything typed is still here and can be copied out.';
const NOT_KNOWN =
  'It is not known whether this was saved: the server cannot be reached. Everything typed is kept; save again when it is back, and what is stored is looked at first.';

export function failed(error: unknown, sentence: string): SaveFailure {
  const api = error instanceof ApiError ? error : undefined;
  const gone = api?.status === 404 || api?.status === 410;
  return {
    kind: 'failed',
    message: gone ? GONE : sentence,
    fields: api?.fields ?? {},
    status: api?.status ?? 0,
    gone,
  };
}

const KEPT = ' What you typed is kept here.';

/** What to do about a refusal, by its status. Nothing for those whose own words say it, or that show at their fields. */
function whatNow({ status, gateway, retryAfterSeconds }: ApiError): string {
  // Sent again as it is, it is refused again.
  if (status === 401 || status === 413 || gateway === 'token-removed') return KEPT;
  // How long to wait is said already.
  if (status === 429 && retryAfterSeconds !== null) return KEPT;
  if (status === 412) return ' Others are saving at this moment: save again in a minute.';
  if (status === 403) return ' Ask who manages the workspace; what you typed is kept here.';
  return status === 409 || status === 429 || status >= 500
    ? ' What you typed is kept here: save again in a minute.'
    : '';
}

/** The server refused it, or could not be asked: nothing was written. */
export function notSaved(error: unknown): SaveFailure {
  return failed(error, `Not saved: ${messageOf(error)}${error instanceof ApiError ? whatNow(error) : ''}`);
}

/** No answer came, and reading back did not show it. */
export function notStored(sent: Sent, error: unknown): SaveFailure {
  const sentence = `Not saved: ${whyUndecided(error)} Reading back showed that it was not stored: what you typed is kept here, save again.`;
  return { ...failed(error, sentence), unanswered: sent };
}

/** No answer came, and reading back failed too. */
export function notKnown(sent: Sent, error: unknown): SaveFailure {
  return { ...failed(error, NOT_KNOWN), unanswered: sent };
}

const NAMED = 3;

/** The server confirmed it, and does not hold what was typed. */
export function notHeld(sent: Sent, missing: readonly string[]): SaveFailure {
  const names = [...new Set(missing)];
  const named = names.slice(0, NAMED).join(', ');
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const sentence = `Not saved as you typed it: the server said that it was stored, and holds something else at ${named}${more}. What you typed is kept here; the revisions tell what is stored.`;
  return { ...failed(null, sentence), unanswered: sent };
}
