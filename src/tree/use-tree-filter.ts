import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import { TREE_PARAMS } from '../paths.ts';
import { type Filter, isFilter } from './filtered-rows.ts';

const [TEXT, TYPE, FLAT] = TREE_PARAMS;
/** Browsers refuse to be told every key of who types fast. */
const PAUSE_MS = 250;

function filterOf(search: string): Filter {
  const params = new URLSearchParams(search);
  const types = params.getAll(TYPE).filter((id) => /^\d{1,15}$/.test(id));
  return { text: params.get(TEXT) ?? '', types: new Set(types.map(Number)), flat: params.get(FLAT) === '1' };
}

/** The search params with this filter in the place of theirs; as they are where it is the same. */
function withFilter(search: string, { text, types, flat }: Filter): string {
  const params = new URLSearchParams(search);
  for (const name of TREE_PARAMS) params.delete(name);
  if (text.trim() !== '') params.set(TEXT, text);
  for (const id of types) params.append(TYPE, String(id));
  if (flat) params.set(FLAT, '1');
  if (String(params) === String(new URLSearchParams(search))) return search;
  return params.size > 0 ? `?${params}` : '';
}

/**
 * What the tree is filtered by. A link or a reload brings it back: it stands in the address, on whichever page of the workspace one goes to with it. The router is not
 * told, for no page depends on it.
 */
export function useTreeFilter(): [Filter, (filter: Filter) => void] {
  const location = useLocation();
  const type = useNavigationType();
  const [filter, setFilter] = useState(() => filterOf(location.search));
  const told = useRef(withFilter('', filter));
  useEffect(() => {
    const given = filterOf(location.search);
    const before = told.current;
    told.current = withFilter('', given);
    // A link with a filter of its own was followed. Going back is to pages, and leaves the tree as it is.
    if (isFilter(given) && told.current !== before && type !== 'POP') setFilter(given);
  }, [location, type]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that is gone to has an address of its own
  useEffect(() => {
    const timer = setTimeout(() => {
      const { pathname, search, hash } = window.location;
      const next = withFilter(search, filter);
      if (next !== search) window.history.replaceState(window.history.state, '', pathname + next + hash);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [filter, location]);
  return [filter, setFilter];
}
