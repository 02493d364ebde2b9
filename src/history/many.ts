import { MOST_COMPARED } from '../paths.ts';

/** A side of a comparison of several: a revision of the entity in view, or another entity as it is now. */
export type ManySide =
  | { kind: 'revision'; id: number }
  | { kind: 'entity'; workspaceId: number; entityId: number };

/** What `many` in the address lists, separated by commas: revision ids and `workspace.entity`; what is neither is left out and told. */
export function readMany(search: URLSearchParams): { sides: ManySide[]; problems: string[] } {
  const names = (search.get('many') ?? '').split(',').filter(Boolean);
  const sides: ManySide[] = [];
  const problems: string[] = [];
  for (const name of new Set(names)) {
    const [, first, second] = /^(\d{1,15})(?:\.(\d{1,15}))?$/.exec(name) ?? [];
    if (first === undefined) problems.push(`“${name}” is neither a revision’s id nor workspace.entity.`);
    else if (second === undefined) sides.push({ kind: 'revision', id: Number(first) });
    else sides.push({ kind: 'entity', workspaceId: Number(first), entityId: Number(second) });
  }
  if (sides.length > MOST_COMPARED)
    problems.push(`Only the first ${MOST_COMPARED} of ${sides.length} are compared.`);
  return { sides: sides.slice(0, MOST_COMPARED), problems };
}

/** As the address spells a side. */
export function manyName(side: ManySide): string {
  return side.kind === 'revision' ? String(side.id) : `${side.workspaceId}.${side.entityId}`;
}
