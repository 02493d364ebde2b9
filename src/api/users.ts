import { queryOptions } from '@tanstack/react-query';
import { type PersonReference, User, UserList } from '../../contract/common.ts';
import { ApiError, request } from './http.ts';
import { collectPages, requestPage } from './pages.ts';

/** Stands for a caller whose environment has no such path, which is a guess. */
const nobodyKnown: User = { id: 0, name: 'You' };

/** The person whose rights apply, or {@link nobodyKnown}. SDK: `API.get_current_user`. */
export async function getCurrentUser(signal?: AbortSignal): Promise<User> {
  const ask = () => request({ path: '/users/me/', answer: User, ...(signal ? { signal } : {}) });
  try {
    return await ask().catch((error) => {
      // It may have been lost on its way, and who is taken for nobody does not find the drafts of before.
      if (isEmpty(error)) return ask();
      throw error;
    });
  } catch (error) {
    if (error instanceof ApiError && tellsNobody(error)) return nobodyKnown;
    throw error;
  }
}

const isEmpty = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 0 && error.gateway === 'broken';

/** An empty answer as well: without it neither drafts nor workspaces could be opened. */
const tellsNobody = (error: ApiError): boolean =>
  [403, 404, 405, 501].includes(error.status) || error.kind === 'unreadable' || isEmpty(error);

export const userQueries = {
  /** The person whose rights apply; {@link nobodyKnown} where the environment does not tell. SDK: `API.get_current_user`. */
  getCurrentUser: () =>
    queryOptions({
      queryKey: ['users', 'me'],
      queryFn: ({ signal }) => getCurrentUser(signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** Everybody the caller may know of in a workspace: what turns `created_by` into a name. */
  getWorkspaceUsers: (workspaceId: number) =>
    queryOptions({
      queryKey: ['workspaces', workspaceId, 'users'],
      queryFn: ({ signal }) =>
        collectPages((range) =>
          requestPage({ path: `/workspaces/${workspaceId}/users/`, answer: UserList, signal }, range),
        ),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

/** First and last name, else whatever the record has to call somebody by. SDK: `User.full_name`. */
export function fullName(user: {
  id?: number | null;
  first_name?: string | null;
  last_name?: string | null;
  name?: string | null;
  username?: string | null;
  email?: string | null;
}): string {
  const full = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return (
    full ||
    user.name ||
    user.username ||
    user.email ||
    (user.id === undefined || user.id === null ? 'Unknown' : `User ${user.id}`)
  );
}

/** A name for `created_by` and its like; `undefined` when the server did not say who. An unknown id stays visible as "User 12". */
export function personName(
  reference: PersonReference | null | undefined,
  users: readonly User[] | undefined,
): string | undefined {
  if (reference === null || reference === undefined) return undefined;
  if (typeof reference !== 'number') return fullName(reference);
  const user = users?.find((candidate) => candidate.id === reference);
  return user ? fullName(user) : `User ${reference}`;
}
