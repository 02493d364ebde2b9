import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconArchive, IconSearch } from '@tabler/icons-react';
import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useDeferredValue, useMemo, useRef } from 'react';
import type { LoaderFunction } from 'react-router';
import { serverMode } from '../api/session.ts';
import { userQueries } from '../api/users.ts';
import { type WorkspaceListOptions, workspaceQueries } from '../api/workspaces.ts';
import { useCommands } from '../palette/commands.ts';
import { familiarity, readUsed } from '../palette/usage.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { useAddress } from '../ui/use-address.ts';
import { useTyped } from '../ui/use-typed.ts';
import { FacetDoor } from './facet-door.tsx';
import { togglePin, usePins } from './pins.ts';
import {
  facetValues,
  filterWorkspaces,
  type Habits,
  mixedVersions,
  readFilters,
  settleFacets,
} from './workspace-filters.ts';
import { WorkspaceTable } from './workspace-table.tsx';
import styles from './workspaces-page.module.css';

const PAUSE_MS = 100;

/** Only admins may ask for archived and development workspaces; asking for less is never refused. */
function listOptions(isAdmin: boolean, archived: boolean): WorkspaceListOptions {
  return { include_archived: isAdmin && archived, include_development: isAdmin };
}

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ request }) => {
    const { archived } = readFilters(new URL(request.url).searchParams);
    client
      .ensureQueryData(userQueries.getCurrentUser())
      .then((me) =>
        client.prefetchQuery(workspaceQueries.getWorkspaces(listOptions(me.is_env_admin === true, archived))),
      )
      .catch(() => undefined); // the page reads the same query and shows what went wrong
    return null;
  };

export function Component() {
  return (
    <main id="main" className={styles.page}>
      <title>Workspaces · VIKTOR explorer</title>
      <h1 className={styles.title}>Workspaces</h1>
      <Suspense
        fallback={
          <div className={styles.below}>
            <BoneRows count={15} height={44} label="Loading workspaces" />
          </div>
        }
      >
        <Workspaces />
      </Suspense>
    </main>
  );
}

function Workspaces() {
  const [params, write] = useAddress();
  const asked = readFilters(params);
  const me = useSuspenseQuery(userQueries.getCurrentUser()).data;
  const isAdmin = me.is_env_admin === true;
  const { data } = useSuspenseQuery(workspaceQueries.getWorkspaces(listOptions(isAdmin, asked.archived)));
  const { filters, unknown } = useMemo(() => settleFacets(data, readFilters(params)), [data, params]);
  const address = useDeferredValue(params);
  const pinned = usePins(me.id);
  const habits = useMemo(() => habitsOf(me.id, pinned), [me.id, pinned]);
  const { shown, facets, mixed } = useMemo(() => {
    const wanted = settleFacets(data, readFilters(address)).filters;
    return {
      shown: filterWorkspaces(data, wanted, habits),
      facets: {
        app: facetValues(data, wanted, 'app'),
        label: facetValues(data, wanted, 'label'),
        visibility: facetValues(data, wanted, 'visibility'),
      },
      mixed: mixedVersions(data),
    };
  }, [data, address, habits]);

  const change = (name: string, values: string[]) =>
    write(
      (next) => {
        next.delete(name);
        for (const value of values) next.append(name, value);
        return next;
      },
      { replace: name === 'search' },
    );
  const search = useTyped(filters.search, (text) => change('search', text ? [text] : []), PAUSE_MS);
  const filtered = [...params.keys()].some((name) => name !== 'sort');
  const field = useRef<HTMLInputElement>(null);
  const clear = () => write(() => new URLSearchParams());
  const toggleArchived = () => change('archived', filters.archived ? [] : ['true']);
  useCommands([
    {
      id: 'workspaces.search',
      title: 'Search workspaces',
      area: 'Workspaces',
      keys: '/',
      run: () => field.current?.focus(),
    },
    {
      id: 'workspaces.clear',
      title: 'Clear the filters of workspaces',
      area: 'Workspaces',
      reason: filtered ? null : 'None is set.',
      run: clear,
    },
    {
      id: 'workspaces.archived',
      title: filters.archived ? 'Hide archived workspaces' : 'Show archived workspaces',
      area: 'Workspaces',
      run: toggleArchived,
    },
  ]);

  return (
    <>
      <search className={styles.filters}>
        <TextInput
          ref={field}
          className={styles.search}
          aria-label="Search workspaces"
          placeholder="Search name, description, app, label or id"
          leftSection={<IconSearch size={14} />}
          rightSection={
            search.text ? (
              <CloseButton
                ref={passFocus}
                size="sm"
                aria-label="Clear search"
                onClick={() => search.setText('')}
              />
            ) : null
          }
          value={search.text}
          onChange={(event) => search.setText(event.currentTarget.value)}
        />
        <FacetDoor
          label="App"
          values={facets.app}
          selected={filters.app}
          onChange={(values) => change('app', values)}
        />
        <FacetDoor
          label="Label"
          values={facets.label}
          selected={filters.label}
          onChange={(values) => change('label', values)}
        />
        <FacetDoor
          label="Visibility"
          values={facets.visibility}
          selected={filters.visibility}
          onChange={(values) => change('visibility', values)}
        />
        <Button
          variant={filters.archived ? 'light' : 'subtle'}
          color={filters.archived ? 'blue' : 'gray'}
          leftSection={<IconArchive size={14} />}
          aria-pressed={filters.archived}
          onClick={toggleArchived}
        >
          Archived
        </Button>
        {filtered ? (
          <Button ref={passFocus} variant="subtle" color="gray" onClick={clear}>
            Clear filters
          </Button>
        ) : null}
        <span className={styles.count} role="status">
          {countText(shown.length, data.length)}
        </span>
      </search>
      <Unusable unknownSort={filters.unknownSort} unknown={unknown} />
      {filters.archived && !isAdmin ? (
        <div className={styles.below}>
          <Notice tone="plain" title="Archived workspaces are for organization admins">
            You are not one, so the server does not list them for you. Ask an admin of your organization.
          </Notice>
        </div>
      ) : shown.length === 0 ? (
        <div className={styles.below}>
          <Empty
            action={
              filtered ? (
                <Button ref={passFocus} variant="default" onClick={clear}>
                  Clear filters
                </Button>
              ) : undefined
            }
          >
            {filtered
              ? 'No workspace matches these filters.'
              : serverMode() === 'embedded'
                ? 'This environment holds no workspace yet that you may see. “npm run import -- FILE” brings one in, “npm run seed” adds sample ones.'
                : 'There is no workspace that you may see. Ask to be invited to one in VIKTOR.'}
          </Empty>
        </div>
      ) : (
        <WorkspaceTable
          workspaces={shown}
          mixed={mixed}
          pinned={pinned}
          onPin={(id) => togglePin(me.id, id)}
          sort={filters.sort}
          onSort={(sort) => change('sort', [sort])}
        />
      )}
    </>
  );
}

/** What the address asks for and no list has. */
function Unusable({ unknownSort, unknown }: { unknownSort: string | null; unknown: readonly string[] }) {
  if (unknownSort === null && unknown.length === 0) return null;
  return (
    <div className={styles.below}>
      <Notice tone="warn" title="A part of this link could not be used">
        {unknownSort === null
          ? null
          : `Workspaces have no order “${unknownSort}”: name, created_at and updated_at are known, with :asc or :desc. `}
        {unknown.length > 0 ? `No workspace here has ${unknown.join(' or ')}: that is left out.` : null}
      </Notice>
    </div>
  );
}

/** What this browser noted of the workspaces that were opened. */
function habitsOf(user: number, pinned: readonly number[]): Habits {
  const used = new Map(readUsed(user).map((one) => [one.key, one]));
  return {
    pinned,
    familiarity: (id) => familiarity(used.get(`workspace:${id}`)),
    openedAt: (id) => used.get(`workspace:${id}`)?.at ?? 0,
  };
}

function countText(shown: number, all: number): string {
  const workspaces = all === 1 ? 'workspace' : 'workspaces';
  const total = `${all.toLocaleString()} ${workspaces}`;
  return shown === all ? total : `${shown.toLocaleString()} of ${total}`;
}
