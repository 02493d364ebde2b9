import { ActionIcon } from '@mantine/core';
import { IconArrowsExchange, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  createMemoryRouter,
  type Location,
  UNSAFE_LocationContext as LocationContext,
  Outlet,
  UNSAFE_RouteContext as RouteContext,
  RouterProvider,
  useLocation,
  useNavigate,
} from 'react-router';
import { usePlace } from '../api/use-place.ts';
import { workspacePages } from '../pages.ts';
import { entityOfPath, withBeside } from '../paths.ts';
import { useEntityCommands } from '../tree/tree-commands.ts';
import { Beside, focusPage, keepKeyboard } from '../ui/page-main.tsx';
import { followPanes } from '../ui/panes.tsx';
import { Tip } from '../ui/tip.tsx';
import styles from './beside.module.css';
import { RouteError } from './route-error.tsx';

const addressOf = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>) => pathname + search;

/**
 * A second page beside the first: any page of a workspace, with a way of its own through entities and revisions, and the one cache of both. Its address is
 * `?beside=` of the window's, so that both are one link.
 */
export function BesidePane({ address }: { address: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const outer = useLocation();
  const [router] = useState(() =>
    createMemoryRouter(
      [
        {
          path: 'workspaces/:workspaceId',
          Component: Outlet,
          ErrorBoundary: RouteError,
          HydrateFallback: () => null,
          children: workspacePages(client),
        },
      ],
      { initialEntries: [address] },
    ),
  );
  const [inside, setInside] = useState(address);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let at = router.state.location.pathname;
    let stop: (() => void) | undefined;
    const end = router.subscribe(({ location, navigation }) => {
      if (navigation.state !== 'idle') return;
      setInside(addressOf(location));
      if (location.pathname === at) return;
      at = location.pathname;
      stop?.();
      // The link that led there may go with its page, which is drawn after this.
      if (page.current?.contains(document.activeElement))
        stop = keepKeyboard(() => page.current?.focus({ preventScroll: true }));
    });
    return () => {
      end();
      stop?.();
    };
  }, [router]);
  useEffect(() => () => router.dispose(), [router]);
  useEffect(followPanes, []);
  const here = withBeside(addressOf(outer), null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what happens inside is told to the window's address
  useEffect(() => {
    if (inside !== address) navigate(withBeside(here, inside), { replace: true, preventScrollReset: true });
  }, [inside]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the window's address says goes inside
  useEffect(() => {
    if (address !== addressOf(router.state.location)) router.navigate(address);
  }, [address]);
  const about = entityOfPath(inside);
  const swap = () => navigate(withBeside(inside, here));
  return (
    <section ref={leaveFocus} className={styles.pane} aria-label="Beside" data-pane="beside">
      {about ? <EntityCommands {...about} /> : null}
      <div className={styles.bar}>
        <Tip label="Swap the two">
          <ActionIcon variant="subtle" color="gray" aria-label="Swap the two" onClick={swap}>
            <IconArrowsExchange size={16} />
          </ActionIcon>
        </Tip>
        <Tip label="Close this side">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Close this side"
            onClick={() => navigate(here, { state: { closed: true } })}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tip>
      </div>
      <div ref={page} className={styles.page} tabIndex={-1}>
        <Beside>
          {/* The pane has a router of its own: it must not see the one around it. */}
          <LocationContext value={null as never}>
            <RouteContext value={{ outlet: null, matches: [], isDataRoute: false }}>
              <RouterProvider router={router} />
            </RouteContext>
          </LocationContext>
        </Beside>
      </div>
    </section>
  );
}

/** Goes the pane while the focus is in it, whichever way, the focus comes to the page that stays. */
function leaveFocus(pane: HTMLElement | null): (() => void) | undefined {
  if (!pane) return undefined;
  return () => {
    if (pane.contains(document.activeElement)) focusPage();
  };
}

/** The frame offers what can be done with the entity of the first page; this does it for the second. */
function EntityCommands({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  useEntityCommands(workspaceId, usePlace(workspaceId, entityId).entity, 'beside');
  return null;
}
