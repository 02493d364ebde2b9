import type { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { type EntityWithValues, rowOf } from '../api/entity-pages.ts';
import type { Write } from '../api/staleness.ts';
import type { Segment } from './segment.ts';

/**
 * What this page writes is in the rows at once: a saved entity in its place until the list is read anew, a deleted one gone with what was in it. Answers how to end it.
 */
export function followWrites(
  client: QueryClient,
  w: number,
  pointers: readonly string[],
  change: (change: (segment: Segment) => boolean) => void,
): () => void {
  return client.getMutationCache().subscribe(({ mutation, type }) => {
    if (type !== 'updated' || mutation?.state.status !== 'success') return;
    const { workspaceId, id } = (mutation.state.variables ?? {}) as { workspaceId?: number; id?: number };
    if (workspaceId !== w || id === undefined) return;
    const write = mutation.options.meta?.write as Write | undefined;
    if (write === 'delete') {
      const isGone = ({ entity }: EntityWithValues) => entity.id === id || entity.path?.includes(id) === true;
      change((segment) => segment.remove(isGone));
    } else if (write === 'rename' || write === 'set_params') {
      const saved = mutation.state.data as Entity;
      change((segment) => segment.replace(id, (row) => rowOf(saved, pointers, row)));
    }
  });
}
