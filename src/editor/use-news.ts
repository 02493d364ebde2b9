import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { User } from '../../contract/common.ts';
import { entityQueries } from '../api/entities.ts';
import { ApiError } from '../api/http.ts';
import { personName } from '../api/users.ts';
import { standsOn } from '../drafts/kept-draft.ts';
import { waitForNews } from '../drafts/news.ts';
import { placeKey } from '../drafts/place.ts';
import type { SaverPorts } from '../drafts/save-types.ts';
import { onDraftChanged, whileWriting } from '../drafts/signal.ts';
import type { EditSession } from './session.ts';

/** Coming back to the window asks at once, but not more often than this, ms. */
const SOONEST = 4000;

/** How long after another tab's change it is taken in, ms. */
const SHARE_AFTER = 100;

interface Saving {
  busy: () => boolean;
  ports: () => SaverPorts;
}

/**
 * Looks for newer revisions while params are open: at an interval that grows while nothing is new, and on coming back to the window; never while it is hidden.
 * One small request a look. Returns whether the entity is gone.
 */
export function useNews(session: EditSession, saving: Saving, users: readonly User[] | undefined): boolean {
  const client = useQueryClient();
  const [gone, setGone] = useState(false);
  const latest = useRef({ saving, users });
  useEffect(() => {
    latest.current = { saving, users };
  });
  useEffect(() => {
    const { workspaceId, entityId, userId } = session.place;
    let quietLooks = 0;
    let lookedAt = Date.now();
    let looking = false;
    /** There was a reason to look while one was looking already, or nobody saw the page. */
    let again = false;
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const meet = async () => {
      const { ports } = latest.current.saving;
      // Watching asks for the newest revisions; only where something was saved from here a short while ago.
      const watched = session.watch.state ? await session.watch.look(ports()) : undefined;
      try {
        const head = await ports().readHead();
        session.isBehind = false;
        if (ended || latest.current.saving.busy()) return;
        const by = head.last_updated_by;
        const self = (typeof by === 'object' && by !== null ? by.id : by) === userId;
        const who = personName(by, latest.current.users) ?? 'Somebody';
        session.meet(head, self ? 'You, in another window,' : who);
      } finally {
        // Only now: what is brought back is put onto what stands there.
        session.told.hear(watched?.undone);
        if (watched) session.told.hearOver(watched.healed);
      }
    };
    const look = async () => {
      if (looking || document.hidden) again = true;
      if (looking || ended || document.hidden || latest.current.saving.busy()) return;
      looking = true;
      again = false;
      lookedAt = Date.now();
      try {
        const facts = await client.fetchQuery(entityQueries.getEntityFactsNow(workspaceId, entityId));
        const isNews = !standsOn(session.heard, facts);
        quietLooks = isNews ? 0 : quietLooks + 1;
        setGone(false);
        if ((isNews || session.isBehind) && !latest.current.saving.busy())
          await whileWriting(placeKey(session.place), meet);
      } catch (error) {
        // Not reachable: the next look, or the save, tells. That it is gone does not change by waiting.
        if (error instanceof ApiError && (error.status === 404 || error.status === 410)) setGone(true);
        quietLooks++;
      } finally {
        looking = false;
        if (again) void look();
        else plan();
      }
    };
    const plan = () => {
      clearTimeout(timer);
      if (!ended && !document.hidden) timer = setTimeout(() => void look(), waitForNews(quietLooks));
    };
    const comeBack = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      if (again || Date.now() - lookedAt >= SOONEST) void look();
      else plan();
    };
    let sharing: ReturnType<typeof setTimeout> | undefined;
    // Another tab of this person has written their draft, or saved it.
    const stop = onDraftChanged(({ place, writer, saved }) => {
      if (place !== placeKey(session.place) || writer === session.name) return;
      if (saved) {
        void look();
        return;
      }
      clearTimeout(sharing);
      sharing = setTimeout(() => {
        session.journal.catchUp().catch(() => undefined); // the journal's own problem is told where it is written
      }, SHARE_AFTER);
    });
    let isCaughtUp = false;
    // At once, and where that fails at the interval.
    const catchUp = () => {
      if (!session.isBehind) isCaughtUp = false;
      else if (!isCaughtUp && !session.saving.busy()) {
        isCaughtUp = true;
        void look();
      }
    };
    const stops = [session.saving.subscribe(catchUp), session.store.subscribe(catchUp)];
    plan();
    catchUp();
    window.addEventListener('focus', comeBack);
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      ended = true;
      clearTimeout(timer);
      clearTimeout(sharing);
      stop();
      for (const end of stops) end();
      window.removeEventListener('focus', comeBack);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [client, session]);
  return gone;
}
