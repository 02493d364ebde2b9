import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { EntityRevision } from '../../contract/revision.ts';
import { Moment } from '../revisions/moment.tsx';
import styles from './revision-list.module.css';
import type { Session } from './sessions.ts';
import { span } from './sides.ts';
import { useSummaries } from './summaries.ts';
import { SummaryLine } from './summary-line.tsx';
import type { KnownForm } from './use-form-labels.ts';

/** A session as one row as high as a revision's: who, when, how many, and what it came to in all. */
export function SessionRow({
  at,
  revisions,
  session: { newest, oldest },
  total,
  open,
  onOpen,
  author,
  isStop,
  form,
  href,
  place,
}: {
  at: number;
  /** Newest first. */
  revisions: readonly EntityRevision[];
  session: Session;
  total: number;
  open: boolean;
  onOpen: () => void;
  author: string | undefined;
  /** Whether Tab stops at it. */
  isStop: boolean;
  /** Of the app, where it is known. */
  form: KnownForm | undefined;
  href: string;
  place?: number;
}) {
  const [last, first, before] = [revisions[newest], revisions[oldest], revisions[oldest + 1]];
  const isStart = total === oldest + 1;
  const steps = useMemo(
    () => (last && (before || isStart) ? [{ before, after: last }] : []),
    [before, last, isStart],
  );
  const summary = useSummaries(steps, form).get(last?.id ?? 0);
  const numbers = `${total - oldest}–${total - newest}`;
  const words = `${oldest - newest + 1} revisions in ${span(Date.parse(last?.created_date ?? '') - Date.parse(first?.created_date ?? ''))}`;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li
      className={styles.row}
      data-index={at}
      data-session
      style={place === undefined ? undefined : { position: 'absolute', insetInline: 0, top: place }}
    >
      <span className={styles.sides}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          tabIndex={isStop ? undefined : -1}
          aria-label={`Revisions ${numbers} one by one`}
          onClick={onOpen}
        >
          <Chevron size={16} stroke={1.7} aria-hidden="true" />
        </button>
      </span>
      <a href={href} className={styles.link} tabIndex={isStop ? undefined : -1}>
        <span className={styles.head}>
          <span className={styles.number}>{numbers}</span>
          <span className={styles.author}>{author ?? 'author not given'}</span>
          <Moment value={last?.created_date} />
        </span>
        <span className={styles.message}>{words}</span>
        <SummaryLine summary={summary} sum />
      </a>
    </li>
  );
}
