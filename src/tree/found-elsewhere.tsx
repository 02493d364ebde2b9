import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { placeWords } from '../api/use-place.ts';
import { byName, type Search } from '../api/use-search.ts';
import { entityTabPath, tabOfPath } from '../paths.ts';
import button from '../ui/button.module.css';
import { Name } from '../ui/name.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { TypeIcon } from '../ui/type-icon.tsx';
import { setDrawer } from './drawer.ts';
import { isPlaced } from './found-below.ts';
import styles from './found-elsewhere.module.css';

import type { Tree } from './use-tree.ts';

/** What was found on a server that does not tell where it is in the tree: each a link. */
export function FoundElsewhere({ tree, search }: { tree: Tree; search: Search }) {
  const { workspaceId: w, branches, selected } = tree;
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const tab = tabOfPath(useLocation().pathname);
  // What was opened from here becomes loaded by that; it stays, so that the next one is one step away.
  const [opened, setOpened] = useState<readonly Entity[]>([]);
  const unplaced = search.found.filter((entity) => !isPlaced(entity));
  const kept = opened.filter((entity) => !unplaced.some(({ id }) => id === entity.id));
  // In one order, so that the link that was followed keeps its place and the focus.
  const found = [...kept, ...unplaced].sort(byName);
  if (!search.on || found.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="found-elsewhere">
      <h2 id="found-elsewhere" className={styles.title}>
        Found elsewhere
      </h2>
      <ul className={styles.list} aria-labelledby="found-elsewhere">
        {found.map((entity) => (
          <li key={entity.id}>
            <Link
              to={entityTabPath(w, entity.id, tab)}
              aria-label={entity.name}
              aria-current={entity.id === selected.id ? 'page' : undefined}
              className={styles.link}
              title={entity.name}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                setOpened((before) => (before.includes(entity) ? before : [...before, entity]));
                setDrawer(false);
              }}
            >
              <TypeIcon
                typeId={entity.entity_type}
                name={entity.entity_type_name}
                isFile={types?.find(({ id }) => id === entity.entity_type)?.is_file}
              />
              <span className={styles.name}>
                <Name>{entity.name}</Name>
              </span>
              <span className={styles.place}>{placeWords(entity, branches)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far a search is, and what there is beyond what it shows. */
export function SearchState({ search }: { search: Search }) {
  if (!search.on) return null;
  return (
    <div className={styles.state}>
      <span aria-live="polite">{sentence(search)}</span>
      {search.error ? (
        <button ref={passFocus} type="button" className={button.quiet} onClick={search.retry}>
          Ask again
        </button>
      ) : null}
    </div>
  );
}

function sentence({ busy, error, found, more }: Search): string {
  if (busy) return 'Looking on the server…';
  if (error) return `The server could not be asked for everything. ${error.message}`;
  if (found.length === 0 && more === 0) return 'Nothing else has this in its name.';
  if (more === 0) return `${found.length.toLocaleString()} not loaded yet`;
  return `The first ${found.length.toLocaleString()} not loaded yet, and ${more.toLocaleString()} more: type more to narrow it`;
}
