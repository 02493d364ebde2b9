/** What a pasted text points at. */
export type Reference =
  | { kind: 'place'; workspaceId: number; entityId: number | undefined; rest: string }
  | { kind: 'id'; id: number }
  | { kind: 'path'; names: string[] };

const END = String.raw`/?(\?[^#]*)?(?:#.*)?$`;
const WORKSPACE = new RegExp(String.raw`^/workspaces/(\d{1,15})(/(?:entities|search))?${END}`);
const ENTITY = new RegExp(
  String.raw`^/workspaces/(\d{1,15})/entities/(\d{1,15})(/(?:params|revisions|jobs|files))?${END}`,
);
// Source: the platform's own links, `/workspaces/{id}/app/editor/{entity_id}`.
const VIKTOR = /^\/workspaces\/(\d{1,15})(?:\/app(?:\/editor\/(\d{1,15}))?)?(?:\/.*|[?#].*)?$/;

/** Reads an id, a link of VIKTOR or of the explorer, or names from the top down with `›`, `>` or ` / ` between; null for other text. */
export function readReference(text: string): Reference | null {
  const typed = text.trim();
  const id = /^#?(\d{1,15})$/.exec(typed)?.[1];
  if (id !== undefined) return { kind: 'id', id: Number(id) };
  const path = pathOf(typed);
  const entity = path === undefined ? null : ENTITY.exec(path);
  if (entity) return place(entity[1], entity[2], (entity[3] ?? '') + (entity[4] ?? ''));
  const workspace = path === undefined ? null : WORKSPACE.exec(path);
  if (workspace) return place(workspace[1], undefined, (workspace[2] ?? '') + (workspace[3] ?? ''));
  const viktor = path === undefined ? null : VIKTOR.exec(path);
  if (viktor) return place(viktor[1], viktor[2], '');
  const names = typed
    .split(/\s*[›>]\s*|\s+\/\s+/)
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 1 && path === undefined ? { kind: 'path', names } : null;
}

function place(workspace: string | undefined, entity: string | undefined, rest: string): Reference {
  return {
    kind: 'place',
    workspaceId: Number(workspace),
    entityId: entity === undefined ? undefined : Number(entity),
    rest,
  };
}

function pathOf(text: string): string | undefined {
  if (text.startsWith('/workspaces/')) return text;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { pathname, search, hash } = new URL(text);
  return pathname + search + hash;
}
