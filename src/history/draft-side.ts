import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { userQueries } from '../api/users.ts';
import type { KeptText } from '../drafts/kept-draft.ts';
import { countText } from '../fields/sizes.ts';
import type { DraftChange } from '../params/draft.ts';
import { depthOfRow, readablePath, rowName } from '../params/path.ts';
import { valueInWords } from '../params/value-in-words.ts';
import type { SideContent } from './use-side.ts';

/** Places named of what a draft lost; of more their number. */
const MOST_NAMED = 5;

interface DraftParams {
  params: JsonObject;
  missing: readonly string[];
}

/** The newest revision's params as the kept draft makes them, and what of it cannot be among them; `null` when none is kept. */
export const draftQuery = (
  client: QueryClient,
  workspaceId: number,
  entityId: number,
  newest: EntityRevision | undefined,
) =>
  queryOptions({
    queryKey: ['drafts', workspaceId, entityId, newest?.id],
    queryFn: async (): Promise<DraftParams | null> => {
      const [{ readDraft }, { placeOf }, { rebaseDraft }, me] = await Promise.all([
        import('../drafts/stage.ts'),
        import('../drafts/place.ts'),
        import('../drafts/rebase.ts'),
        client.ensureQueryData(userQueries.getCurrentUser()),
      ]);
      const draft = await readDraft(placeOf(me, workspaceId, entityId));
      if (!draft || !newest?.params) return null;
      const { merged, lost } = rebaseDraft(draft.changes, newest.params);
      // Read anew, so that it has a text of its own by which its size is known.
      const params = readJson(printJson(merged)) as JsonObject;
      return { params, missing: [...lostWords(lost), ...textWords(draft.pending)] };
    },
    // Drafts change without a word in other tabs.
    staleTime: 0,
    gcTime: 0,
    networkMode: 'always',
    retry: false,
    structuralSharing: false,
  });

/** The side that unsaved edits are. */
export function draftContent(draft: {
  data: DraftParams | null | undefined;
  error: unknown;
  refetch: () => unknown;
}): SideContent {
  const name = 'unsaved edits';
  if (draft.error) return { name, state: 'failed', error: draft.error, retry: () => void draft.refetch() };
  if (draft.data === undefined) return { name, state: 'pending' };
  if (draft.data === null)
    return {
      name,
      state: 'not given',
      sentence: 'No unsaved edits of this entity are kept in this browser.',
    };
  return { name, state: 'ready', ...draft.data };
}

function lostWords(lost: readonly DraftChange[]): string[] {
  if (lost.length === 0) return [];
  const what = countText(lost.length, 'unsaved edit is', 'unsaved edits are');
  const have = lost.length === 1 ? 'its row' : 'their rows';
  return [
    `${what} not in this comparison, as ${have} cannot be found any more: ${named(lost.map(editWords))}.`,
  ];
}

function textWords(pending: readonly KeptText[]): string[] {
  if (pending.length === 0) return [];
  const what = countText(pending.length, 'text that is no value yet is', 'texts that are no values yet are');
  return [
    `${what} not in this comparison: ${named(pending.map(({ path, text }) => `${readablePath(path)} “${text}”`))}.`,
  ];
}

function named(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return [...words.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** `layers[Clay] › top to 1.5`: the row by its name in the draft, as the params have it no more. */
function editWords({ path, row, value }: DraftChange): string {
  const at = depthOfRow(path);
  const name = at < 0 ? undefined : rowName(row);
  const place =
    name === undefined
      ? readablePath(path)
      : [`${readablePath(path.slice(0, at))}[${name}]`, ...path.slice(at + 1)].join(' › ');
  return value === undefined ? `${place} removed` : `${place} to ${valueInWords(value)}`;
}
