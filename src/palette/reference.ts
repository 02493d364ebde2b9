/** What a pasted text points at. */
export type Reference =
  | { kind: 'place'; workspaceId: number; entityId: number | undefined; rest: string }
  | { kind: 'id'; id: number }
  | { kind: 'path'; names: string[] };

const OWN =
  /^\/workspaces\/(\d{1,15})(?:\/entities\/(\d{1,15})(\/(?:params|revisions|jobs|files))?)?\/?(\?[^#]*)?(?:#.*)?$/;
// Source: the platform's own links, `/workspaces/{id}/app/editor/{entity_id}`.
const VIKTOR = /^\/workspaces\/(\d{1,15})(?:\/app(?:\/editor\/(\d{1,15}))?)?(?:\/.*|[?#].*)?$/;

/** Reads an id, a link of VIKTOR or of the explorer, or names from the top down with `›`, `>` or ` / ` between; null for other text. */
export function readReference(text: string): Reference | null {
  const typed = text.trim();
  const id = /^#?(\d{1,15})$/.exec(typed)?.[1];
  if (id !== undefined) return { kind: 'id', id: Number(id) };
  const path = pathOf(typed);
  const own = path === undefined ? null : OWN.exec(path);
  if (own) return place(own[1], own[2], (own[3] ?? '') + (own[2] ? (own[4] ?? '') : ''));
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
