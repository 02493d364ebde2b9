import { useQuery } from '@tanstack/react-query';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import type { KeptDraft } from '../drafts/kept-draft.ts';
import { type Place, placeKey } from '../drafts/place.ts';
import { toPointer } from '../params/path.ts';
import { CopyParams } from './copy-params.tsx';

/** Drafts of params that cannot be shown: what was typed can be taken out. */
export function CopyDrafts({ place }: { place: Place }) {
  const { data: drafts } = useQuery({
    queryKey: ['drafts', placeKey(place), 'to copy'],
    queryFn: () => draftStore.find(place),
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  return drafts?.map((draft) => (
    <div key={draft.id}>
      <CopyParams params={() => byPlace(draft)} label="Copy unsaved changes as JSON" />
    </div>
  ));
}

/** What was typed by its place, as a JSON pointer; null where something was taken out. */
function byPlace({ changes, pending }: KeptDraft): JsonObject {
  return new Map<string, JsonValue>([
    ...changes.map(({ path, value }) => [toPointer(path), value ?? null] as const),
    ...pending.map(({ path, text }) => [toPointer(path), text] as const),
  ]);
}
