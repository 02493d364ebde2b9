import { printJson } from '../../contract/json/printing.ts';
import type { Path } from '../params/path.ts';

/** A type as scripts name it: requests by id, Python by the name of its class. */
export interface ShownType {
  id: number;
  className: string;
}

/** What a page shows, as far as a script can get it too. */
export type Shown =
  | { what: 'entity' | 'params' | 'children' | 'revisions'; entityId: number }
  | { what: 'leaf'; entityId: number; path: Path }
  | { what: 'comparison'; entityId: number; from: string; to: string }
  | { what: 'types'; types: readonly ShownType[]; pointers: readonly Path[] }
  | { what: 'inside'; parent: number | null; classNames: readonly string[]; pointers: readonly Path[] };

/** A text as Python writes it between double quotes; JSON's escapes are Python's. */
export function pythonText(text: string): string {
  // What UTF-8 cannot hold, and ends of lines that editors see but JSON does not escape.
  return printJson(text).replace(
    /[\u0085\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text as one word of a POSIX shell, whatever it holds. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const subscript = (step: string | number) => `[${typeof step === 'number' ? step : pythonText(step)}]`;
const list = (texts: readonly string[]) => `[${texts.map(pythonText).join(', ')}]`;

/** Python of `viktor.api_v1` that gets what is shown. The token is read from the environment, never written. Source: docs.viktor.ai, SDK, api_v1. */
export function pythonOf(workspaceId: number, shown: Shown): string {
  return [
    'import os',
    '',
    'from viktor.api_v1 import API',
    '',
    'api = API(token=os.environ["VIKTOR_TOKEN"], environment=os.environ["VIKTOR_ENVIRONMENT"])',
    ...statements(workspaceId, shown),
    '',
  ].join('\n');
}

function statements(w: number, shown: Shown): string[] {
  if (shown.what === 'types')
    return [
      `entities = [entity for name in ${list(shown.types.map(({ className }) => className))} for entity in api.get_entities_by_type(name, workspace_id=${w})]`,
      ...rows(shown.pointers),
    ];
  if (shown.what === 'inside') {
    const narrowed = shown.classNames.length > 0 ? `entity_type_names=${list(shown.classNames)}` : '';
    return [
      shown.parent === null
        ? `entities = api.get_workspace(${w}).get_root_entities(${narrowed})`
        : `entities = api.get_entity(${shown.parent}, workspace_id=${w}).children(${narrowed})`,
      ...rows(shown.pointers),
    ];
  }
  const entity = `entity = api.get_entity(${shown.entityId}, workspace_id=${w})`;
  switch (shown.what) {
    case 'entity':
      return [entity, 'print(entity.name, entity.last_saved_summary)'];
    case 'params':
      return [entity, 'params = entity.last_saved_params'];
    case 'children':
      return [entity, 'children = entity.children()'];
    case 'leaf':
      return [entity, `value = entity.last_saved_params${shown.path.map(subscript).join('')}`];
    case 'revisions':
      return [entity, 'for revision in entity.revisions():', '    print(revision.id, revision.created_date)'];
    case 'comparison':
      return [
        entity,
        'params = {revision.id: revision.params for revision in entity.revisions()}',
        `old = params[${shown.from}]`,
        shown.to === 'head' ? 'new = entity.last_saved_params' : `new = params[${shown.to}]`,
      ];
  }
}

function rows(pointers: readonly Path[]): string[] {
  if (pointers.length === 0) return [];
  const values = pointers.map((path) => `value(entity.last_saved_params, ${steps(path)})`);
  return [...VALUE, `rows = [(entity.name, ${values.join(', ')}) for entity in entities]`];
}

const steps = (path: Path) =>
  path.map((step) => (typeof step === 'number' ? step : pythonText(step))).join(', ');

/** Entities of a table need not store every param: the others are `None`, as the page has them empty. */
const VALUE = [
  '',
  '',
  'def value(params, *path):',
  '    for step in path:',
  '        try:',
  '            params = params[step]',
  '        except (IndexError, KeyError, TypeError):',
  '            return None',
  '    return params',
  '',
  '',
];

/** Requests that get what is shown, for a shell, one a line: the token comes from `$VIKTOR_TOKEN`. `origin` is a server of this machine; null: `$VIKTOR_ENVIRONMENT`. Source: docs.viktor.ai, workspaces entity_types entities read. */
export function curlOf(origin: string | null, workspaceId: number, shown: Shown): string {
  const base = origin === null ? '"https://$VIKTOR_ENVIRONMENT"' : shellText(origin);
  return [
    ...notesOf(shown),
    ...addressesOf(workspaceId, shown).map(
      (address) => `curl -H "Authorization: Bearer $VIKTOR_TOKEN" ${base}${shellText(address)}`,
    ),
  ].join('\n');
}

/** What a list of entities from a shell is not; lines that a shell skips. */
function notesOf(shown: Shown): string[] {
  if (shown.what !== 'types' && shown.what !== 'inside') return [];
  return [
    '# Without the filter and the order of the page; 200 entities an answer, the next with &offset=200',
  ];
}

function addressesOf(w: number, shown: Shown): string[] {
  const workspace = `/api/workspaces/${w}`;
  const entities = `${workspace}/entities/`;
  switch (shown.what) {
    case 'entity':
    case 'params':
    case 'leaf':
      return [`${entities}${shown.entityId}/?properties=true`];
    case 'children':
      return [`${entities}${shown.entityId}/entities/?limit=200`];
    case 'revisions':
    case 'comparison':
      return [`${entities}${shown.entityId}/revisions/?limit=200`];
    case 'types':
      // `entities/` would list roots only.
      return shown.types.map(({ id }) => `${workspace}/entity_types/${id}/entities/?limit=200`);
    case 'inside': {
      const parent = shown.parent === null ? '' : `${shown.parent}/entities/`;
      const types = shown.classNames.map((name) => `&entity_type=${encodeURIComponent(name)}`).join('');
      return [`${entities}${parent}?limit=200${types}`];
    }
  }
}
