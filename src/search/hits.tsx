import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { EntityType } from '../../contract/entity-type.ts';
import { loadedOf } from '../api/branches.ts';
import { fold } from '../api/fold.ts';
import { useBranches } from '../api/use-branches.ts';
import { fromPointer, readablePath } from '../params/path.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { Empty } from '../ui/notice.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import styles from './search-page.module.css';
import type { ValueHit, ValueHits } from './value-index.ts';
import { readValueQuery } from './value-query.ts';

const ROW = 46;

/** What was found: the value, where in the params it is, and whose they are. */
export function Hits({
  workspaceId,
  types,
  query,
  found,
  complete,
}: {
  workspaceId: number;
  types: readonly EntityType[];
  query: string;
  found: ValueHits;
  complete: boolean;
}) {
  const scroller = useRef<HTMLUListElement>(null);
  const rows = useVirtualizer({
    count: found.hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 900, height: 600 },
  });
  const nameNow = useNamesNow(workspaceId, found);
  const text = readValueQuery(query)?.text;
  if (found.count === 0)
    return (
      <Empty>
        No value meets “{query}”{complete ? '.' : ' in what was read so far.'}
      </Empty>
    );
  return (
    <>
      <p className={styles.count} role="status">
        {found.count.toLocaleString()} {found.count === 1 ? 'value' : 'values'} in{' '}
        {found.entities.toLocaleString()} {found.entities === 1 ? 'entity' : 'entities'}
        {found.hits.length < found.count ? `, the best ${found.hits.length} are listed` : ''}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul ref={scroller} className={styles.hits} aria-label="Values found" tabIndex={0}>
        <li aria-hidden="true" style={{ height: rows.getTotalSize() }} />
        {rows.getVirtualItems().map((item) => {
          const hit = found.hits[item.index] as ValueHit;
          const type = types.find(({ id }) => id === hit.type);
          return (
            <li
              key={`${hit.id} ${hit.pointer}`}
              aria-setsize={found.hits.length}
              aria-posinset={item.index + 1}
              className={styles.hit}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <div className={styles.where}>
                <Link to={paths.field(workspaceId, hit.id, hit.pointer)}>
                  <TypeIcon typeId={hit.type} name={type?.class_name} isFile={type?.is_file} />
                  <Name>{nameNow(hit)}</Name>
                </Link>
                <span className={styles.above}>{hit.path.map(nameNow).join(' › ')}</span>
              </div>
              <div className={styles.what}>
                <code title={hit.pointer}>{readablePath(fromPointer(hit.pointer))}</code>
                <span className={styles.value} data-kind={hit.kind}>
                  <Marked text={hit.text.slice(0, 300)} part={text} />
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What an entity that was found, or one above it, is called now: it may have been renamed since the index was made, which the tree knows of those it has loaded. */
function useNamesNow(w: number, { hits }: ValueHits): (one: { id: number; name: string }) => string {
  const branches = useBranches(w);
  const names = useMemo(() => {
    const wanted = new Set(hits.flatMap(({ id, path }) => [id, ...path.map((above) => above.id)]));
    const loaded = [...branches.values()].flatMap((branch) =>
      loadedOf(branch).filter(({ id }) => wanted.has(id)),
    );
    return new Map(loaded.map(({ id, name }) => [id, name]));
  }, [branches, hits]);
  return ({ id, name }) => names.get(id) ?? name;
}

/** A text with the part that was looked for marked, where case and accents leave its length alone. */
function Marked({ text, part }: { text: string; part: string | undefined }) {
  const folded = fold(text);
  const at = part && folded.length === text.length ? folded.indexOf(part) : -1;
  if (at < 0 || !part) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + part.length)}</mark>
      {text.slice(at + part.length)}
    </>
  );
}
