import { queryOptions } from '@tanstack/react-query';
import { printJson } from '../../contract/json/printing.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { EditorSession, ParametrizationResult } from '../../contract/parametrization.ts';
import { entityKeys } from './entities.ts';
import { hash } from './hash.ts';
import { ApiError, request } from './http.ts';
import { whileWanted } from './while-wanted.ts';

/** Limits stay lossless beside values: they may be taken from another field, and are spelled as that is. */
const FORM_MEMBERS: ReadonlySet<string> = new Set(['params', 'value', 'default', 'min', 'max']);

/** Params as they are sent to be resolved, and a short key that is the same only for the same text. */
export interface AskedParams {
  text: string;
  key: string;
}

const asked = new WeakMap<JsonObject, AskedParams>();

/** The text of params with its key; about 3 ms for 1 MB, once for the same params. */
export function askedParams(params: JsonObject): AskedParams {
  const known = asked.get(params);
  if (known) return known;
  const text = printJson(params);
  const made = { text, key: `${text.length}-${hash(text)}` };
  asked.set(params, made);
  return made;
}

/** All forms of a workspace that the cache holds; the id of the entity comes next. */
export const parametrizationsKey = (w: number) => [...entityKeys.all(w), 'parametrization'] as const;

export const parametrizationQueries = {
  /**
   * The app's form, resolved for these params: its `content`, to be read by `readForm`. Blocks until the app has answered, which may take seconds; cancelled
   * soon after nobody waits for it any more. Public workspaces need an editor session, opened once. Source: docs.viktor.ai, REST API, entities parametrization.
   */
  resolve: (w: number, id: number, asked: AskedParams, isPublic = false) =>
    queryOptions({
      queryKey: [...parametrizationsKey(w), id, asked.key],
      queryFn: async ({ queryKey, client }): Promise<unknown> => {
        // The form is wanted by one page after the other, and takes the app seconds.
        const answer = await whileWanted(client, queryKey, async (signal) => {
          const session = isPublic
            ? await client.fetchQuery(parametrizationQueries.session(w, id))
            : undefined;
          return request({
            method: 'POST',
            asks: true,
            path: `/workspaces/${w}/entities/${id}/parametrization/`,
            body: `{${session ? `"editor_session":${JSON.stringify(session)},` : ''}"params":${asked.text}}`,
            answer: ParametrizationResult,
            lossless: FORM_MEMBERS,
            signal,
          });
        });
        if (answer.status && answer.status !== 'success')
          throw new ApiError(answer.error_message?.trim() || `The app answered with “${answer.status}”.`, {
            kind: 'refused',
            status: 200,
          });
        if (!answer.content)
          throw new ApiError('The app answered without a form.', { kind: 'unreadable', status: 200 });
        return answer.content;
      },
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      structuralSharing: false,
    }),

  /** An editor session of this page on an entity. */
  session: (w: number, id: number) =>
    queryOptions({
      queryKey: [...entityKeys.all(w), 'session', id],
      queryFn: async ({ signal }) => {
        const path = `/workspaces/${w}/entities/${id}/session/`;
        return (await request({ method: 'POST', asks: true, path, answer: EditorSession, signal }))
          .editor_session;
      },
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
