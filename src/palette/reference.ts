import { environmentKey } from '../api/session.ts';

/** What a pasted text points at. */
export type Reference =
  | {
      kind: 'place';
      workspaceId: number;
      entityId: number | undefined;
      rest: string;
      /** Of which host a link is; undefined for a path without one. */
      host: string | undefined;
    }
  /** `workspaceId` where it is named with it. */
  | { kind: 'id'; id: number; workspaceId?: number }
  | { kind: 'path'; names: string[] };

const END = String.raw`/?(\?[^#]*)?(?:#.*)?$`;
const WORKSPACE = new RegExp(String.raw`^/workspaces/(\d{1,15})(/(?:entities|search))?${END}`);
const ENTITY = new RegExp(
  String.raw`^/workspaces/(\d{1,15})/entities/(\d{1,15})(/(?:params|revisions|jobs|files))?${END}`,
);
// Source: the platform's own links, `/workspaces/{id}/app/editor/{entity_id}`.
const VIKTOR = /^\/workspaces\/(\d{1,15})(?:\/app(?:\/editor\/(\d{1,15}))?)?(?:\/.*|[?#].*)?$/;

/** As ids stand in notes: `40000010`, `#40000010`, `entity 40000010`, `7301/40000010` with the workspace before it. */
const ID = /^(?:(\d{1,15})\/|entity:?\s+)?#?(\d{1,15})$/i;

/** Reads an id, a link of VIKTOR or of the explorer, or names from the top down with `›` between, else with ` > ` or ` / `; null for other text. */
export function readReference(text: string): Reference | null {
  const typed = text.trim();
  const [, workspaceId, id] = ID.exec(typed) ?? [];
  if (id !== undefined)
    return { kind: 'id', id: Number(id), ...(workspaceId ? { workspaceId: Number(workspaceId) } : {}) };
  const { path, host } = linkOf(typed);
  const entity = path === undefined ? null : ENTITY.exec(path);
  if (entity) return place(host, entity[1], entity[2], (entity[3] ?? '') + (entity[4] ?? ''));
  const workspace = path === undefined ? null : WORKSPACE.exec(path);
  if (workspace) return place(host, workspace[1], undefined, (workspace[2] ?? '') + (workspace[3] ?? ''));
  const viktor = path === undefined ? null : VIKTOR.exec(path);
  if (viktor) return place(host, viktor[1], viktor[2], '');
  const names = typed
    .split(typed.includes('›') ? '›' : /\s+[>/]\s+/)
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 1 && path === undefined ? { kind: 'path', names } : null;
}

/** The host of a link that leads neither here nor to the environment behind this page: its numbers are another's there. */
export function hostElsewhere(reference: Reference | null): string | undefined {
  if (reference?.kind !== 'place') return undefined;
  const { host } = reference;
  return host === window.location.host || host === environmentKey() ? undefined : host;
}

function place(
  host: string | undefined,
  workspace: string | undefined,
  entity: string | undefined,
  rest: string,
): Reference {
  return {
    kind: 'place',
    workspaceId: Number(workspace),
    entityId: entity === undefined ? undefined : Number(entity),
    rest,
    host,
  };
}

function linkOf(text: string): { path?: string; host?: string } {
  if (/^\/?workspaces\/\d/.test(text)) return { path: text.replace(/^\/?/, '/') };
  // As address bars show it.
  const link = /^[\w.-]+(:\d+)?\/workspaces\/\d/.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return {};
  const { pathname, search, hash, host } = new URL(link);
  return { path: pathname + search + hash, host };
}
