import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';

/** One answer as the probe looks at it. `json` is undefined where it was not JSON, `status` 0 where no whole answer came. */
export interface Seen {
  status: number;
  json: unknown;
  milliseconds: number;
  headers: Headers;
  /** Why no whole answer came. */
  problem?: string;
}
export type Ask = (method: string, path: string, body?: string) => Promise<Seen>;
type Members = Record<string, unknown>;

export interface Finding {
  question: string;
  answer: string;
}

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
const listOf = (json: unknown): Members[] | null => {
  const list = Array.isArray(json) ? json : membersOf(json).results;
  return Array.isArray(list) ? list.map(membersOf) : null;
};
const namesOf = (value: Members | undefined): string => Object.keys(value ?? {}).join(', ') || 'none';
const shapeOf = (json: unknown): string =>
  Array.isArray(json) ? `a bare array of ${json.length}` : `an object with ${namesOf(membersOf(json))}`;
const idOf = (value: Members | undefined): number | null => {
  const id = Number(value?.id ?? Number.NaN);
  return Number.isInteger(id) ? id : null;
};

/** Names and shapes only: values may be somebody's work. */
export function said({ status, json, problem }: Seen): string {
  if (problem !== undefined) return `no whole answer: ${problem}`;
  return json === undefined ? `${status}, no JSON` : `${status}, ${shapeOf(json)}`;
}

/** What reading can tell of the open points; some have a number, to be talked about by. */
export async function readFindings(ask: Ask, tell: (finding: Finding) => void): Promise<void> {
  const get = (path: string): Promise<Seen> => ask('GET', path);
  const note = (question: string, answer: string): void => tell({ question, answer });
  note('Does /verify/ accept the token?', said(await get('/verify/')));
  note('2. Is the current user at /users/me/?', said(await get('/users/me/')));
  const bare = await get('/workspaces/');
  note('3. A list without limit', said(bare));
  const paged = await get('/workspaces/?limit=1000');
  note('10. A list with limit=1000', `${said(paged)}; ${listOf(paged.json)?.length ?? 0} given`);
  note('3. Headers about limits', limitsIn(paged.headers));
  const workspaces = listOf(paged.json) ?? listOf(bare.json) ?? [];
  note('9. A workspace that is not there', said(await get('/workspaces/999999999/')));
  const found = await withEntities(get, workspaces);
  if (found === null) return note('Everything about entities', 'unknown: no workspace may be seen');
  const { w, roots } = found;
  note('App type in settings/', said(await get(`${w}/settings/`)));
  note('Entity types', said(await get(`${w}/entity_types/?limit=100`)));
  const list = listOf(roots.json) ?? [];
  const counts = [...new Set(list.map(({ parent_count }) => String(parent_count ?? 'not told')))].join(', ');
  note('4. entities/: roots or all?', `${said(roots)}; parent_count among them: ${counts || 'none'}`);
  const root = idOf(list.find(({ parent_count }) => Number(parent_count ?? 0) === 0) ?? list[0]);
  if (root === null)
    return note('Everything about one entity', `unknown: none in the first ${mostWorkspaces} workspaces`);
  const { entity, members } = await withParams(get, w, root);
  const e = `${w}/entities/${entity}`;
  note('Members of an entity', namesOf(members));
  note('6. Values of actions', JSON.stringify(members.actions ?? null));
  note('6. properties read as', kindOf(members.properties));
  note(
    '11. param_types, summary, locked_by',
    [members.param_types, members.summary, members.locked_by].map(kindOf).join(', '),
  );
  const plain = membersOf((await get(`${e}/`)).json);
  note(
    '7. Without flags: properties, param_types',
    [plain.properties, plain.param_types].map(kindOf).join(', '),
  );
  const clean = membersOf((await get(`${e}/?properties=true&clean_params=true`)).json);
  note(
    '7. clean_params changes the params',
    Object.keys(membersOf(members.properties)).length === 0
      ? 'not known: there are none'
      : yes(JSON.stringify(clean.properties) !== JSON.stringify(members.properties)),
  );
  note('12. path ends with the entity itself', pathSays(members.path, entity));
  note('Parent of a root', said(await get(`${w}/entities/${root}/parent/`)));
  const siblings = await get(`${e}/siblings/?limit=1&properties=false`);
  note('10. siblings with limit=1', `${said(siblings)}; ${listOf(siblings.json)?.length ?? 0} given`);
  note(
    '12. siblings hold the entity itself',
    (listOf(siblings.json) ?? []).some((one) => idOf(one) === entity) ? 'yes' : 'not among those given',
  );
  note('Children', said(await get(childrenPath(w, root))));
  const revisions = await get(`${e}/revisions/?limit=5`);
  const known = listOf(revisions.json) ?? [];
  note('1. revisions/ with limit', `${said(revisions)}; members: ${namesOf(known[0])}`);
  note('1. revisions/ without limit', said(await get(`${e}/revisions/`)));
  note('1. Order of revisions', orderOf(known));
  note('Users of a workspace', said(await get(`${w}/users/?limit=5`)));
  note('Files of an entity', said(await get(`${w}/files/?scope=entity&entity_id=${entity}`)));
  note('9. An entity that is not there', said(await get(`${w}/entities/999999999/`)));
  note('13. Audit events', said(await get('/statistics/details/audit_events/?limit=1')));
}

/** So many workspaces are looked into for one that holds entities. */
const mostWorkspaces = 10;

/** Path and list of entities of the first workspace that has any, else of the first one. */
async function withEntities(
  get: (path: string) => Promise<Seen>,
  workspaces: readonly Members[],
): Promise<{ w: string; roots: Seen } | null> {
  let first: { w: string; roots: Seen } | null = null;
  for (const id of workspaces.map(idOf).slice(0, mostWorkspaces)) {
    if (id === null) continue;
    const w = `/workspaces/${id}`;
    const found = { w, roots: await get(`${w}/entities/?limit=100&properties=false`) };
    if ((listOf(found.roots.json) ?? []).length > 0) return found;
    first ??= found;
  }
  return first;
}

const childrenPath = (w: string, id: number): string =>
  `${w}/entities/${id}/entities/?limit=5&properties=false`;

/** So far down it is looked for an entity that has params: those at the top often have none, which tells nothing. */
const deepest = 4;

/** The first entity with params on the way down from a root along first children, else the last one. */
async function withParams(
  get: (path: string) => Promise<Seen>,
  w: string,
  root: number,
): Promise<{ entity: number; members: Members }> {
  for (let entity = root, depth = 0; ; depth += 1) {
    const whole = await get(`${w}/entities/${entity}/?properties=true&param_types=true&clean_params=false`);
    const members = membersOf(whole.json);
    const isLast = depth === deepest || Object.keys(membersOf(members.properties)).length > 0;
    const child = isLast ? null : idOf(listOf((await get(childrenPath(w, entity))).json)?.[0]);
    if (child === null) return { entity, members };
    entity = child;
  }
}

/** What only writing can tell, in a workspace that is there to be tried in: one entity made, renamed, saved and deleted. */
export async function writeFindings(
  ask: Ask,
  workspace: number,
  tell: (finding: Finding) => void,
): Promise<void> {
  const note = (question: string, answer: string): void => tell({ question, answer });
  const w = `/workspaces/${workspace}`;
  const types = listOf((await ask('GET', `${w}/entity_types/?limit=500`)).json) ?? [];
  const roots = listOf((await ask('GET', `${w}/entities/?limit=100&properties=false`)).json) ?? [];
  const parent = roots.find(({ entity_type }) => childType(types, entity_type) !== null);
  const type = parent === undefined ? null : childType(types, parent.entity_type);
  if (parent === undefined || type === null) {
    return note('Writing', 'nothing was written: no root takes an entity that is not of a file');
  }
  const body = JSON.stringify({ entity_type: type, name: 'Explorer probe', properties: {} });
  const made = await ask('POST', `${w}/entities/${idOf(parent)}/entities/`, body);
  const id = idOf(listOf(made.json)?.[0] ?? membersOf(made.json));
  note('Creating a child', said(made));
  if (id === null) return;
  const e = `${w}/entities/${id}/`;
  const now = async (): Promise<Members> =>
    membersOf((await ask('GET', `${e}?properties=true&clean_params=false`)).json);
  let name: string | undefined;
  /** Where an environment wants the name along with every save, what it does with the rest can be asked all the same. */
  const save = async (members: Members): Promise<Seen> => {
    const put = () => ask('PUT', e, JSON.stringify(name === undefined ? members : { name, ...members }));
    const saved = await put();
    if (saved.status !== 400 || name !== undefined || !('name' in membersOf(saved.json))) return saved;
    name = 'Explorer probe';
    return put();
  };
  const ifStored = ({ status }: Seen, answer: string): string =>
    status >= 200 && status < 300 ? answer : `not known: the save was answered with ${status}`;
  try {
    const saved = await save({ properties: { explorer_probe: 1, other: 2 }, message: 'Explorer probe' });
    note(
      'Saving params with a message',
      `${said(saved)}; name kept: ${yes((await now()).name === 'Explorer probe')}`,
    );
    note('5. A save without the name', name === undefined ? 'is taken' : 'is refused');
    const renamed = await ask('PUT', e, '{"name":"Explorer probe, renamed"}');
    const after = membersOf((await now()).properties);
    note(
      '5. A rename keeps the params',
      ifStored(saved, `${renamed.status}; ${yes('explorer_probe' in after)}`),
    );
    const again = await save({ properties: { explorer_probe: 3 } });
    const merged = membersOf((await now()).properties);
    note('5. properties replace or merge', ifStored(again, 'other' in merged ? 'merge' : 'replace'));
    note('5. An empty message', said(await save({ properties: { explorer_probe: 4 }, message: '' })));
    const revisions = listOf((await ask('GET', `${e}revisions/?limit=10`)).json) ?? [];
    note(
      '1. Revisions after these writes',
      `${revisions.length}; ${orderOf(revisions)}; members: ${namesOf(revisions[0])}`,
    );
  } finally {
    const gone = await ask('DELETE', e);
    note('8. Deleting', `${said(gone)}; afterwards ${said(await ask('GET', e))}`);
  }
}

function childType(types: readonly Members[], of: unknown): number | null {
  const children = types.find((type) => idOf(type) === Number(of))?.child_entity_type_ids;
  const allowed = Array.isArray(children) ? children.map(Number) : [];
  return idOf(types.find((type) => type.is_file !== true && allowed.includes(idOf(type) ?? -1)));
}

const yes = (isSo: boolean): string => (isSo ? 'yes' : 'no');
const kindOf = (value: unknown): string =>
  value === undefined
    ? 'absent'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'a list'
        : `${typeof value}`;

function pathSays(path: unknown, id: number): string {
  return Array.isArray(path) ? yes(Number(path.at(-1)) === id) : `path is ${kindOf(path)}`;
}

function orderOf(revisions: readonly Members[]): string {
  const dates = revisions.map((one) =>
    Date.parse(String(one.created_at ?? one.created_date ?? one.created ?? one.date)),
  );
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined || Number.isNaN(first + last)) return 'not told by dates';
  if (first === last) return 'not told: one moment';
  return first > last ? 'newest first' : 'oldest first';
}

function limitsIn(headers: Headers): string {
  const found = [...headers].filter(([name]) => /rate|limit|retry/i.test(name)).map(([name]) => name);
  return found.join(', ') || 'none';
}

/** Reads an answer as the explorer does, as plain values. */
export function readAnswer(text: string): unknown {
  try {
    return toPlain(readJson(text), new Set());
  } catch {
    return undefined; // an HTML page, or nothing: the report says so
  }
}

/** As Markdown, with the token starred out should an environment repeat it. */
export function printReport(host: string, findings: readonly Finding[], token: string): string {
  const lines = findings.map(
    ({ question, answer }) => `| ${question} | ${answer.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`,
  );
  const head = [`# What ${host} answers`, '', '| question | answer |', '|---|---|'];
  return `${[...head, ...lines].join('\n')}\n`.replaceAll(token, '***');
}
