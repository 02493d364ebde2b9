import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { User } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { personName } from '../api/users.ts';
import { type Command, useCommands } from '../palette/commands.ts';
import { type Rest, RestOffer } from './rest-offer.tsx';
import { returnsOf } from './returns.ts';
import styles from './revision-list.module.css';
import { RevisionRow } from './revision-row.tsx';
import { SessionRow } from './session-row.tsx';
import { foldedLines, type Line, type Session } from './sessions.ts';
import type { Summaries } from './summaries.ts';
import type { KnownForm } from './use-form-labels.ts';

/** Every row is as high as every other, so that nothing moves when the summaries fill in. */
const ROW = 76;
/** More rows than this are only drawn where one looks. */
const DRAWN = 100;

interface Choice {
  /** Ids of the two sides; undefined for the nothing before the first revision. */
  from: number | undefined;
  to: number | undefined;
}

export interface Chooser {
  /** The address that compares a revision with the one before it. */
  hrefOf: (revision: EntityRevision) => string;
  /** Shows a revision in the form, to be read. */
  openForm: (revision: EntityRevision) => void;
  /** The address that compares two revisions; from nothing for an undefined one. */
  hrefBetween: (before: EntityRevision | undefined, revision: EntityRevision) => string;
  /** Goes to such an address. */
  follow: (href: string) => void;
  setSide: (which: 'from' | 'to', revision: EntityRevision) => void;
}

/** Keys that the list hears itself. */
const KEYS: Command[] = (
  [
    ['j', 'Older revision'],
    ['k', 'Newer revision'],
    ['f', 'Compare from the revision in focus'],
    ['t', 'Compare to the revision in focus'],
  ] as const
).map(([keys, title]) => ({ id: `history.key.${keys}`, title, area: 'Revisions', keys, local: true }));

/** All revisions, newest first. A row leads to its comparison with the one before; the two columns of radios pick any two. */
export const RevisionList = memo(function RevisionList({
  revisions,
  users,
  choice,
  chooser,
  summaries,
  form,
  sessions,
  total,
  rest,
}: {
  revisions: readonly EntityRevision[];
  users: readonly User[] | undefined;
  choice: Choice;
  chooser: Chooser;
  summaries: Summaries;
  /** Of the app, where it is known. */
  form: KnownForm | undefined;
  /** Folded into one line each; none when every revision is listed. */
  sessions: readonly Session[];
  /** How many there are in all. */
  total: number;
  /** Older ones that are not read yet; absent when all are here. */
  rest: Rest | undefined;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const lines = useMemo(() => foldedLines(revisions, sessions, open), [revisions, sessions, open]);
  const virtual = lines.length > DRAWN;
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    overscan: 8,
    enabled: virtual,
    initialRect: { width: 320, height: 800 },
  });
  const returns = useMemo(() => returnsOf(revisions, total), [revisions, total]);
  const chosen = lineOf(
    lines,
    revisions.findIndex((revision) => revision.id === choice.to),
  );

  // The compared revision is in sight after a reload or a link, also far down the list.
  useEffect(() => {
    if (chosen < 0) return;
    // With the next picture: to ask for sizes now would lay out the comparison beside it.
    const handle = requestAnimationFrame(() => {
      const element = list.current;
      if (!element) return;
      const top = chosen * ROW;
      const hidden = top < element.scrollTop || top + ROW > element.scrollTop + element.clientHeight;
      if (hidden) element.scrollTop = top - element.clientHeight / 3;
    });
    return () => cancelAnimationFrame(handle);
  }, [chosen]);

  const [focused, setFocused] = useState<number>();
  const focusRow = (index: number) => {
    if (index >= lines.length) rest?.readAll();
    const bounded = Math.max(0, Math.min(lines.length - 1, index));
    if (virtual) virtualizer.scrollToIndex(bounded);
    const focus = () => {
      const link = list.current?.querySelector<HTMLElement>(`[data-index="${bounded}"] a`);
      link?.focus();
      return link;
    };
    if (!focus()) requestAnimationFrame(focus);
  };

  // One row has the Tab stops: the way past the list is not as long as the list.
  const drawn = virtual ? virtualizer.getVirtualItems().map(({ index }) => index) : undefined;
  const wanted = Math.min(focused ?? Math.max(0, chosen), lines.length - 1);
  const stop = !drawn || drawn.includes(wanted) ? wanted : drawn[0];

  useCommands(KEYS);
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-index]');
    const index = row ? Number(row.dataset.index) : chosen;
    const line = lines[index];
    const revision = line && revisions[line.type === 'session' ? line.session.newest : line.index];
    // Arrow keys on a radio walk the radios, as everywhere.
    const arrows = !(target instanceof HTMLInputElement);
    if (event.key === 'j' || (arrows && event.key === 'ArrowDown')) focusRow(index + 1);
    else if (event.key === 'k' || (arrows && event.key === 'ArrowUp')) focusRow(index - 1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(lines.length - 1);
    else if (event.key === 'f' && revision) chooser.setSide('from', revision);
    else if (event.key === 't' && revision) chooser.setSide('to', revision);
    else return;
    event.preventDefault();
  };

  const row = (at: number, place?: number): ReactNode => {
    const line = lines[at];
    const index = line?.type === 'session' ? line.session.newest : (line?.index ?? -1);
    const revision = revisions[index];
    if (!line || !revision) return null;
    if (line.type === 'session')
      return (
        <SessionRow
          key={`session ${revision.id}`}
          at={at}
          revisions={revisions}
          session={line.session}
          total={total}
          open={line.open}
          onOpen={() => setOpen((ids) => toggled(ids, revision.id))}
          author={users ? personName(revision.created_by, users) : pendingName(revision)}
          isStop={at === stop}
          form={form}
          href={chooser.hrefBetween(revisions[line.session.oldest + 1], revision)}
          {...(place === undefined ? {} : { place })}
        />
      );
    return (
      <RevisionRow
        key={revision.id}
        at={at}
        inside={line.inside}
        index={index}
        count={total}
        revision={revision}
        author={users ? personName(revision.created_by, users) : pendingName(revision)}
        summary={summaries.get(revision.id)}
        backTo={returns.get(revision.id)}
        href={chooser.hrefOf(revision)}
        openForm={chooser.openForm}
        setSide={chooser.setSide}
        isStop={at === stop}
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
      data-area="Revisions"
      // biome-ignore lint/a11y/noRedundantRoles: a list without bullets is no list to Safari unless it says so
      role="list"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const row = target.closest<HTMLElement>('[data-index]');
        if (row) setFocused(Number(row.dataset.index));
      }}
      onClick={(event) => {
        const href = followedLink(event);
        if (href) chooser.follow(href);
      }}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        const near = scrollTop > 0 && scrollTop + clientHeight > scrollHeight - ROW * 2;
        if (near && rest && !rest.reading && !rest.error) rest.readAll();
      }}
      tabIndex={-1}
    >
      {virtual ? (
        <>
          <li role="presentation" style={{ height: virtualizer.getTotalSize() }} />
          {virtualizer.getVirtualItems().map((item) => row(item.index, item.start))}
        </>
      ) : (
        lines.map((_, at) => row(at))
      )}
      {rest ? (
        <li role="presentation">
          <RestOffer rest={rest} ofWhat="older revisions" />
        </li>
      ) : null}
    </ul>
  );
});

/** The link that a plain click follows here; what asks for a tab or a window of its own is left to the browser. */
function followedLink(event: MouseEvent<HTMLElement>): string | undefined {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return undefined;
  const href = target instanceof Element ? target.closest('a')?.getAttribute('href') : undefined;
  if (href) event.preventDefault();
  return href ?? undefined;
}

/** The line on which a revision stands, or the folded session that holds it; −1 for none. */
function lineOf(lines: readonly Line[], index: number): number {
  if (index < 0) return -1;
  return lines.findIndex((line) =>
    line.type === 'revision'
      ? line.index === index
      : !line.open && line.session.newest <= index && index <= line.session.oldest,
  );
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const made = new Set(ids);
  if (!made.delete(id)) made.add(id);
  return made;
}

/** While the people are being read: an embedded person has a name already, an id does not. */
function pendingName(revision: EntityRevision): string | undefined {
  return typeof revision.created_by === 'number' ? '' : personName(revision.created_by, undefined);
}
