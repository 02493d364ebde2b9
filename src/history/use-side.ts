import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { entityQueries } from '../api/entities.ts';
import { revisionQueries } from '../api/revisions.ts';
import { draftContent, draftQuery } from './draft-side.ts';
import { useOpenedFile } from './opened-file.ts';
import type { Side } from './sides.ts';

/** What a side holds, and what it is called besides: `revision 7`, `Bridge 3`, `copy.json`. */
export type SideContent = {
  name: string;
} /** `missing`: what belongs to the side and is not among its params, in sentences. */ & (
  | { state: 'ready'; params: JsonObject; missing?: readonly string[] }
  | { state: 'pending' }
  /** Why there are no params, as a sentence. */
  | { state: 'not given'; sentence: string }
  | { state: 'failed'; error: unknown; retry: () => void }
);

const NOTHING: JsonObject = new Map();
const NO_RIGHT =
  'You may not read the params of this entity, so its revisions cannot be compared. Ask somebody who manages the workspace for the right to read.';

/** What a side of the comparison holds, read when it is not here yet: a draft of the `newest` revision from the browser, another entity from the server. */
export function useSide(
  side: Side,
  workspaceId: number,
  entityId: number,
  newest: EntityRevision | undefined,
): SideContent {
  const client = useQueryClient();
  const file = useOpenedFile();
  const draft = useQuery({
    ...draftQuery(client, workspaceId, entityId, newest),
    enabled: side.kind === 'draft',
  });
  const other = side.kind === 'entity' ? side : { workspaceId, entityId, revisionId: undefined };
  const entity = useQuery({
    ...entityQueries.getEntity(other.workspaceId, other.entityId),
    enabled: side.kind === 'entity',
  });
  const revisions = useQuery({
    ...revisionQueries.getEntityRevisions(other.workspaceId, other.entityId),
    enabled: side.kind === 'entity' && other.revisionId !== undefined,
  });
  switch (side.kind) {
    case 'nothing':
      return { name: 'nothing', state: 'ready', params: NOTHING };
    case 'revision':
      return given(`revision ${side.number}`, side.revision.params);
    case 'file':
      return file
        ? given(file.name, file.params)
        : {
            name: 'a file',
            state: 'not given',
            sentence:
              'No file is open in this tab. Open or paste it again: it is kept here only, and never sent.',
          };
    case 'draft':
      return draftContent(draft);
    case 'entity': {
      const name = entity.data?.name ?? `entity ${other.entityId}`;
      const failed = entity.error ? entity : revisions.error ? revisions : undefined;
      if (failed) return { name, state: 'failed', error: failed.error, retry: () => void failed.refetch() };
      if (other.revisionId === undefined)
        return entity.data ? given(name, entity.data.properties) : { name, state: 'pending' };
      if (!revisions.data) return { name, state: 'pending' };
      const revision = revisions.data.find(({ id }) => id === other.revisionId);
      if (revision) return given(name, revision.params);
      const sentence = `Revision ${other.revisionId} is not among the revisions of ${name} that the server gives.`;
      return { name, state: 'not given', sentence };
    }
  }
}

function given(name: string, params: JsonObject | null | undefined): SideContent {
  return params ? { name, state: 'ready', params } : { name, state: 'not given', sentence: NO_RIGHT };
}
