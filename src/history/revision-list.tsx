import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { personName } from '../api/users.ts';
import { Moment } from './moment.tsx';
import { returnsOf } from './returns.ts';
import styles from './revision-list.module.css';
import type { Summaries, Summary } from './summaries.ts';
import { SummaryLine } from './summary-line.tsx';

/** Every row is as high as every other, so that nothing moves when the summaries fill in. */
const ROW = 76;
/** More rows than this are only drawn where one looks. */
const DRAWN = 100;

interface Choice {
  /** Ids of the two sides; undefined for the nothing before the first revision. */
  from: number | undefined;
  to: number | undefined;
}

interface Chooser {
  /** The address that compares a revision with the one before it. */
  hrefOf: (revision: EntityRevision) => string;
  setSide: (which: 'from' | 'to', revision: EntityRevision) => void;
}

/** All revisions, newest first. A row leads to its comparison with the one before; the two columns of radios pick any two. */
export function RevisionList({
  revisions,
  users,
  choice,
  chooser,
  summaries,
}: {
  revisions: readonly EntityRevision[];
  users: readonly User[] | undefined;
  choice: Choice;
  chooser: Chooser;
  summaries: Summaries;
}) {
  const list = useRef<HTMLUListElement>(null);
  const virtual = revisions.length > DRAWN;
  const virtualizer = useVirtualizer({
    count: revisions.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    overscan: 8,
    enabled: virtual,
    initialRect: { width: 320, height: 800 },
  });
  const returns = useMemo(() => returnsOf(revisions), [revisions]);
  const chosen = revisions.findIndex((revision) => revision.id === choice.to);

  // The compared revision is in sight after a reload or a link, also far down the list.
  useEffect(() => {
    const element = list.current;
    if (!element || chosen < 0) return;
    const top = chosen * ROW;
    const hidden = top < element.scrollTop || top + ROW > element.scrollTop + element.clientHeight;
    if (hidden) element.scrollTop = top - element.clientHeight / 3;
  }, [chosen]);

  const focusRow = (index: number) => {
    const bounded = Math.max(0, Math.min(revisions.length - 1, index));
    if (virtual) virtualizer.scrollToIndex(bounded);
    const focus = () => {
      const link = list.current?.querySelector<HTMLElement>(`[data-index="${bounded}"] a`);
      link?.focus();
      return link;
    };
    if (!focus()) requestAnimationFrame(focus);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-index]');
    const index = row ? Number(row.dataset.index) : chosen;
    const revision = revisions[index];
    // Arrow keys on a radio walk the radios, as everywhere.
    const arrows = !(target instanceof HTMLInputElement);
    if (event.key === 'j' || (arrows && event.key === 'ArrowDown')) focusRow(index + 1);
    else if (event.key === 'k' || (arrows && event.key === 'ArrowUp')) focusRow(index - 1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(revisions.length - 1);
    else if (event.key === 'f' && revision) chooser.setSide('from', revision);
    else if (event.key === 't' && revision) chooser.setSide('to', revision);
    else return;
    event.preventDefault();
  };

  const row = (index: number, place?: number): ReactNode => {
    const revision = revisions[index];
    if (!revision) return null;
    return (
      <Row
        key={revision.id}
        index={index}
        count={revisions.length}
        revision={revision}
        author={users ? personName(revision.created_by, users) : pendingName(revision)}
        summary={summaries.get(revision.id)}
        backTo={returns.get(revision.id)}
        href={chooser.hrefOf(revision)}
        setSide={chooser.setSide}
        from={revision.id === choice.from}
        to={revision.id === choice.to}
        {...(place === undefined ? {} : { place })}
      />
    );
  };

  return (
    <ul
      ref={list}
      className={styles.list}
      aria-label="Revisions"
      // biome-ignore lint/a11y/noRedundantRoles: a list without bullets is no list to Safari unless it says so
      role="list"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {virtual ? (
        <>
          <li role="presentation" style={{ height: virtualizer.getTotalSize() }} />
          {virtualizer.getVirtualItems().map((item) => row(item.index, item.start))}
        </>
      ) : (
        revisions.map((_, index) => row(index))
      )}
    </ul>
  );
}

/** While the people are being read: an embedded person has a name already, an id does not. */
function pendingName(revision: EntityRevision): string | undefined {
  return typeof revision.created_by === 'number' ? '' : personName(revision.created_by, undefined);
}

interface RowProps {
  index: number;
  count: number;
  revision: EntityRevision;
  author: string | undefined;
  summary: Summary | undefined;
  backTo: number | undefined;
  href: string;
  setSide: Chooser['setSide'];
  from: boolean;
  to: boolean;
  place?: number;
}

const Row = memo(function Row({
  index,
  count,
  revision,
  author,
  summary,
  backTo,
  href,
  setSide,
  from,
  to,
  place,
}: RowProps) {
  const number = count - index;
  const message = revision.message?.trim();
  return (
    <li
      className={styles.row}
      data-index={index}
      data-from={from || undefined}
      data-to={to || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={place === undefined ? undefined : { position: 'absolute', insetInline: 0, top: place }}
    >
      <span className={styles.sides}>
        {(['from', 'to'] as const).map((which) => (
          <label
            key={which}
            className={styles.side}
            data-which={which}
            title={`Compare ${which} this one (${which[0]})`}
          >
            <input
              type="radio"
              name={`revision-${which}`}
              aria-label={`Compare ${which} revision ${number}`}
              checked={which === 'from' ? from : to}
              onChange={() => setSide(which, revision)}
            />
          </label>
        ))}
      </span>
      <Link to={href} className={styles.link} aria-current={to ? 'true' : undefined} preventScrollReset>
        <span className={styles.head}>
          <span className={styles.number}>{number}</span>
          {author === undefined ? (
            <span className={styles.author} data-missing title="The server does not say who saved it">
              author not given
            </span>
          ) : (
            <span className={styles.author}>{author}</span>
          )}
          <Moment value={revision.created_date} />
        </span>
        {message ? (
          <span className={styles.message} title={revision.message ?? undefined}>
            <bdi>{message}</bdi>
          </span>
        ) : (
          <span className={styles.message} data-missing>
            {revision.message === undefined ? 'message not given' : 'no message'}
          </span>
        )}
        <SummaryLine summary={summary} backTo={backTo} />
      </Link>
    </li>
  );
});
