import { Link } from 'react-router';
import { personName } from '../api/users.ts';
import { blameAt } from '../params/blame.ts';
import type { Path } from '../params/path.ts';
import styles from './blame-mark.module.css';
import { useHistory } from './use-blame.tsx';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** Who set the value at a place of the right side, in which revision; leads to what that revision changed. Nothing until asked for. */
export function BlameMark({
  path,
  short = false,
  below = false,
}: {
  path: Path;
  /** Only the number, for a cell. */
  short?: boolean;
  /** On a line of its own. */
  below?: boolean;
}) {
  const history = useHistory();
  const id = history?.blame && blameAt(history.blame, path);
  if (!history || id === undefined) return null;
  const index = history.revisions.findIndex((revision) => revision.id === id);
  const revision = history.revisions[index];
  if (!revision) return null;
  const number = history.revisions.length - index;
  const who = personName(revision.created_by, history.users) ?? 'author not given';
  const date = revision.created_date ? new Date(revision.created_date) : undefined;
  const when = date && !Number.isNaN(date.getTime()) ? day.format(date) : 'time not given';
  const words = `Set in revision ${number} by ${who}, ${when}`;
  const mark = (
    <Link to={history.hrefOf(revision)} className={styles.mark} title={words} aria-label={words}>
      <b>{number}</b>
      {short ? null : <span className={styles.who}>{who}</span>}
    </Link>
  );
  return below ? <span className={styles.below}>{mark}</span> : mark;
}
