/** What the gateway does with the answer, beyond passing it on. */
export type AnswerKind = 'plain' | 'links';

interface Route {
  pattern: RegExp;
  methods: readonly string[];
  kind: AnswerKind;
  /** An app has to start and answer, which takes its time. */
  slow: boolean;
  /** Its POST stores nothing. */
  asks: boolean;
}

const id = '[1-9]\\d{0,14}';

/**
 * Every path and method of the contract, and nothing else: `#` an id, `~` the id of a job. `links` marks answers that may name presigned
 * addresses, `slow` those for which an app has to start, `asks` a POST that stores nothing. Source: viktor.api_v1 and the pages of docs.viktor.ai/docs/api/rest.
 */
const table: readonly (readonly [path: string, methods: string, marks?: string])[] = [
  ['workspaces', 'GET'],
  ['workspaces/#', 'GET'],
  ['workspaces/#/settings', 'GET'],
  ['workspaces/#/entity_types', 'GET'],
  ['workspaces/#/entity_types/#', 'GET'],
  ['workspaces/#/entity_types/#/entity_types', 'GET'],
  ['workspaces/#/entity_types/#/entities', 'GET'],
  ['workspaces/#/entity_types/#/upload', 'POST', 'links'],
  ['workspaces/#/entities', 'GET POST'],
  ['workspaces/#/entities/#', 'GET PUT DELETE'],
  ['workspaces/#/entities/#/entities', 'GET POST'],
  ['workspaces/#/entities/#/parent', 'GET'],
  ['workspaces/#/entities/#/parents', 'GET'],
  ['workspaces/#/entities/#/siblings', 'GET'],
  ['workspaces/#/entities/#/revisions', 'GET'],
  ['workspaces/#/entities/#/revisions/#', 'GET'],
  ['workspaces/#/entities/#/download', 'GET', 'links'],
  ['workspaces/#/entities/#/permission_groups', 'GET'],
  ['workspaces/#/entities/#/session', 'POST', 'slow asks'],
  ['workspaces/#/entities/#/parametrization', 'POST', 'slow asks'],
  ['workspaces/#/entities/#/jobs', 'POST', 'links slow'],
  ['workspaces/#/files', 'GET POST', 'links'],
  ['workspaces/#/files/#', 'GET DELETE'],
  ['workspaces/#/files/#/uploaded', 'POST'],
  ['workspaces/#/files/#/download', 'GET', 'links'],
  ['workspaces/#/users', 'GET'],
  ['workspaces/#/groups', 'GET'],
  ['jobs/~', 'GET DELETE', 'links'],
  ['users/me', 'GET'],
  ['apps', 'GET'],
  ['apps/#', 'GET'],
  ['statistics/details/audit_events', 'GET'],
  ['verify', 'GET'],
];

const routes: readonly Route[] = table.map(([path, methods, marks = '']) => ({
  pattern: new RegExp(`^/api/${path.replaceAll('#', id).replace('~', '[A-Za-z0-9][A-Za-z0-9_-]{0,63}')}/$`),
  methods: methods.split(' '),
  kind: marks.includes('links') ? 'links' : 'plain',
  slow: marks.includes('slow'),
  asks: marks.includes('asks'),
}));

/** What may be read, by pattern of its path. */
export const readable: readonly RegExp[] = routes
  .filter(({ methods }) => methods.includes('GET'))
  .map(({ pattern }) => pattern);

export type Match = { route: Route } | { methods: readonly string[] } | null;

/** The route of a path as it stands in the request, never decoded; its methods when another one was used; null for every other path. */
export function matchRoute(method: string, path: string): Match {
  const route = routes.find(({ pattern }) => pattern.test(path));
  if (route === undefined) return null;
  const asked = method === 'HEAD' ? 'GET' : method;
  return route.methods.includes(asked) ? { route } : { methods: route.methods };
}
