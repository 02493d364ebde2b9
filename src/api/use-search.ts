import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { type Branches, slotOf } from './branches.ts';
import { entityQueries, type PageOptions, parentId } from './entities.ts';
import { fold, wordsOf } from './fold.ts';
import { useTypesToList } from './types-to-list.ts';

/** How many of one type are asked for at most: who sees that many types on. */
const MOST = 25;
const SHORTEST = 2;
/** Time without a key before anything is asked for. */
const PAUSE_MS = 350;

export interface Search {
  /** Whether the text is long enough to ask the server for it. */
  on: boolean;
  busy: boolean;
  /** What the server found that the tree has not loaded, by name. */
  found: readonly Entity[];
  /** How many more there are, which are not listed. */
  more: number;
  error: Error | null;
  retry: () => void;
}

/**
 * Looks on the server for names that hold `text`. Lists know one parent only, so every type that is known is asked once, for a few; nothing when all is
 * loaded, nothing when a shorter text was answered in full, and nothing new while `held`. Another text ends what is under way.
 */
export function useSearch(
  w: number,
  text: string,
  branches: Branches,
  { complete = false, held = false } = {},
): Search {
  const typed = text.trim();
  const settled = usePaused(typed);
  // While somebody types on, what the shorter text found is narrowed down; another text asks for nothing yet.
  const wanted = typed.startsWith(settled) ? settled : '';
  const on = typed.length >= SHORTEST && !complete;
  const asking = on && wanted.length >= SHORTEST;
  const client = useQueryClient();
  const { ids: types = [] } = useTypesToList(w, on);
  const narrowed = (type: number) =>
    prefixes(wanted)
      .map((prefix) =>
        client.getQueryState<Page<Entity>>(
          entityQueries.getEntitiesByType(w, type, options(prefix)).queryKey,
        ),
      )
      .find((state) => state?.data && !state.isInvalidated && state.data.count <= state.data.results.length)
      ?.data;
  const shorter = asking ? types.map(narrowed) : [];
  const answers = useQueries({
    queries: asking
      ? types.map((type, index) => ({
          ...entityQueries.getEntitiesByType(w, type, options(wanted)),
          enabled: shorter[index] === undefined && !held,
        }))
      : [],
  });
  const pages = answers.map((answer, index) => shorter[index] ?? answer.data);
  const found = useSame(elsewhere(pages, typed, branches));
  const failed = answers.find((answer) => answer.error)?.error ?? null;
  return {
    on,
    busy: on && !held && (wanted !== typed || answers.some((answer) => answer.isFetching)),
    found,
    more: asking ? pages.reduce((sum, page) => sum + (page ? page.count - page.results.length : 0), 0) : 0,
    error: failed,
    retry: () => {
      for (const answer of answers) if (answer.error) answer.refetch();
    },
  };
}

const options = (search: string): PageOptions => ({ offset: 0, limit: MOST, search });

function prefixes(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - SHORTEST) }, (_, index) =>
    text.slice(0, text.length - 1 - index).trim(),
  ).filter((prefix) => prefix.length >= SHORTEST);
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** In the order of the names, equal names by age. */
export function byName(a: Entity, b: Entity): number {
  return names.compare(a.name, b.name) || a.id - b.id;
}

/** All words of the text in the name, as the server looks for them, of what no loaded branch holds. */
function elsewhere(pages: readonly (Page<Entity> | undefined)[], text: string, branches: Branches): Entity[] {
  const words = wordsOf(text);
  return pages
    .flatMap((page) => page?.results ?? [])
    .filter((entity) => words.every((word) => fold(entity.name).includes(word)))
    .filter((entity) => slotOf(branches.get(parentId(entity) ?? null), entity.id) === undefined)
    .sort(byName);
}

/** The same list as before while the same is in it. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list);
  const isSame = list.length === kept.length && list.every((one, at) => one === kept[at]);
  if (!isSame) setKept(list);
  return isSame ? kept : list;
}

function usePaused(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
