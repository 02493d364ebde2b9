import { memo } from 'react';
import type { EntityRevision } from '../../contract/revision.ts';
import { Moment } from '../revisions/moment.tsx';
import { Act } from '../ui/act.tsx';
import styles from './revision-list.module.css';
import type { Summary } from './summaries.ts';
import { SummaryLine } from './summary-line.tsx';

interface RowProps {
  /** Its line, from 0. */
  at: number;
  inside: boolean;
  index: number;
  count: number;
  revision: EntityRevision;
  author: string | undefined;
  summary: Summary | undefined;
  backTo: number | undefined;
  href: string;
  /** Shows a revision in the form, to be read. */
  openForm: (revision: EntityRevision) => void;
  setSide: (which: 'from' | 'to', revision: EntityRevision) => void;
  /** Whether Tab stops at it. */
  isStop: boolean;
  from: boolean;
  to: boolean;
  place?: number;
}

/** One revision: who, when, why, what it changed; a link to its comparison with the one before, and the radios that pick it as a side. */
export const RevisionRow = memo(function RevisionRow({
  at,
  inside,
  index,
  count,
  revision,
  author,
  summary,
  backTo,
  href,
  openForm,
  setSide,
  isStop,
  from,
  to,
  place,
}: RowProps) {
  const number = count - index;
  const message = revision.message?.trim();
  return (
    <li
      className={styles.row}
      data-index={at}
      data-inside={inside || undefined}
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
      <a
        href={href}
        className={styles.link}
        aria-current={to ? 'true' : undefined}
        tabIndex={isStop ? undefined : -1}
      >
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
      </a>
      <Act
        icon="form"
        framed
        className={styles.form ?? ''}
        label={`Revision ${number} in the form`}
        title="Open in the form, to be read"
        tabIndex={isStop ? undefined : -1}
        onClick={() => openForm(revision)}
      />
    </li>
  );
});
