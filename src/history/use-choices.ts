import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { EntityRevision } from '../../contract/revision.ts';
import { paths } from '../paths.ts';
import { type Hiding, writeHiding } from './hiding.ts';
import { type KeyColumns, writeKeyColumns } from './key-columns.ts';
import type { Chooser } from './revision-list.tsx';
import { type GivenSides, readSides, rememberView, sideName, type View } from './sides.ts';
import type { Address } from './use-address.ts';

/** What a link to another comparison does not take along. */
const OWN = new Set(['from', 'to', 'many', 'transpose']);

/** Sets what is given in search params, and takes out what is given as undefined. */
function put(query: URLSearchParams, values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
}

/** Where the choices of the page lead: all of it is in the address. What is given here stays the same while it may. */
export function useChoices(
  workspaceId: number,
  entityId: number,
  { search, change }: Address,
  revisions: readonly EntityRevision[],
  total: number,
) {
  const navigate = useNavigate();
  // What is hidden and how it is shown stays from one revision to the next.
  const kept = [...search].filter(([name]) => !OWN.has(name));
  const keptText = new URLSearchParams(kept).toString();
  const hrefBetween = useCallback(
    (before: EntityRevision | undefined, revision: EntityRevision) => {
      const address = paths.revisions(workspaceId, entityId, { from: before?.id, to: revision.id });
      return keptText ? `${address}&${keptText}` : address;
    },
    [keptText, workspaceId, entityId],
  );
  const hrefOf = useCallback(
    (revision: EntityRevision) => hrefBetween(revisions[revisions.indexOf(revision) + 1], revision),
    [revisions, hrefBetween],
  );
  const choose = useCallback(
    (next: Readonly<Record<string, string | undefined>>) => change((query) => put(query, next)),
    [change],
  );
  const onHiding = useCallback((next: Hiding) => change((query) => writeHiding(query, next), true), [change]);
  const onKeyColumns = useCallback(
    (next: KeyColumns) => change((query) => writeKeyColumns(query, next)),
    [change],
  );
  const onSides = useCallback(
    (next: GivenSides) =>
      change((query) => {
        const shown = readSides(query, revisions, total);
        const { from, to } = { ...shown, ...next };
        put(query, { from: from && sideName(from), to: to && sideName(to) });
      }),
    [change, revisions, total],
  );
  const onView = useCallback(
    (view: View) => {
      rememberView(view);
      choose({ view });
    },
    [choose],
  );
  const chooser: Chooser = useMemo(
    () => ({
      hrefOf,
      hrefBetween,
      follow: (href: string) =>
        change((query) => {
          for (const name of [...query.keys()]) query.delete(name);
          for (const [name, value] of new URL(href, window.location.href).searchParams)
            query.append(name, value);
        }),
      openForm: ({ id }: EntityRevision) => void navigate(paths.params(workspaceId, entityId, id)),
      setSide: (which: 'from' | 'to', revision: EntityRevision) =>
        change((query) => {
          const { from, to } = readSides(query, revisions, total);
          put(query, { from: sideName(from), to: sideName(to), [which]: String(revision.id) });
        }),
    }),
    [hrefOf, hrefBetween, change, navigate, workspaceId, entityId, revisions, total],
  );
  return { chooser, choose, onHiding, onKeyColumns, onSides, onView };
}
