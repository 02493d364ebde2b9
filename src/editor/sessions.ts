import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { type Place, placeKey } from '../drafts/place.ts';
import { EditSession } from './session.ts';

const sessions = new Map<string, EditSession>();

/** The session of an entity: the one that has edits already, else a new one on these params. */
export function sessionOf(place: Place, entity: Entity, params: JsonObject): EditSession {
  const key = placeKey(place);
  const known = sessions.get(key);
  if (known) {
    if (!known.store.dirty) known.refresh(entity, params);
    return known;
  }
  const made = new EditSession(place, entity, params);
  sessions.set(key, made);
  return made;
}

/** The params of an entity as edits in this tab stand on them, where there are any. */
export function editedParams(place: Place): JsonObject | undefined {
  const store = sessions.get(placeKey(place))?.store;
  return store?.dirty ? store.base : undefined;
}

/** Ends what this tab remembers of all entities; for tests, where one page stands for several. Resolves when the journal is at rest. */
export async function forgetSessions(): Promise<void> {
  const ending = [...sessions.values()].map((session) => session.journal.end());
  sessions.clear();
  await Promise.all(ending);
}

if (typeof window !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden')
      for (const session of sessions.values()) session.journal.hide();
  });
  window.addEventListener('pagehide', () => {
    for (const session of sessions.values()) session.journal.leave();
  });
  window.addEventListener('pageshow', (event) => {
    // From the browser's memory of pages left: what was kept on leaving goes into the journal.
    if (event.persisted) for (const session of sessions.values()) void session.journal.flush();
  });
}
