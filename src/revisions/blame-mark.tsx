import { Link } from 'react-router';
import { isContainer } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { personName } from '../api/users.ts';
import { blameAt } from '../params/blame.ts';
import { getIn, type Path, readablePath } from '../params/path.ts';
import { Act } from '../ui/act.tsx';
import styles from './blame-mark.module.css';
import { type History, useHistory } from './use-blame.tsx';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** Who set the value at a place of the right side, in which revision, and when. */
interface FoundMark {
  revision: EntityRevision;
  number: number;
  who: string;
  when: string;
  words: string;
}

/** What is known of who set a value; `undefined` until it is known, and where nothing is stored. */
export function markOf({ blame, revisions, users }: History, path: Path): FoundMark | undefined {
  const id = blame && blameAt(blame, path);
  const index = id === undefined ? -1 : revisions.findIndex((revision) => revision.id === id);
  const revision = revisions[index];
  if (!revision) return undefined;
  const number = revisions.length - index;
  const who = personName(revision.created_by, users) ?? 'author not given';
  const date = revision.created_date ? new Date(revision.created_date) : undefined;
  const when = date && !Number.isNaN(date.getTime()) ? day.format(date) : 'time not given';
  return { revision, number, who, when, words: `Set in revision ${number} by ${who}, ${when}` };
}

function MarkLink({
  mark,
  href,
  short = false,
  dated = false,
}: {
  mark: FoundMark;
  href: string;
  short?: boolean;
  dated?: boolean;
}) {
  return (
    <Link to={href} className={styles.mark} title={mark.words} aria-label={mark.words}>
      <b>{mark.number}</b>
      {short ? null : <span className={styles.who}>{mark.who}</span>}
      {dated ? <span className={styles.when}>{mark.when}</span> : null}
    </Link>
  );
}

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
  const mark = history && markOf(history, path);
  if (!mark) return null;
  const link = <MarkLink mark={mark} href={history.hrefOf(mark.revision)} short={short} />;
  return below ? <span className={styles.below}>{link}</span> : link;
}

/** The same beside a field, with the day and the way to the course of the value. */
export function FieldMark({ history, path }: { history: History; path: Path }) {
  const mark = markOf(history, path);
  if (!mark) return null;
  const value = getIn(history.blame?.newest.params, path);
  return (
    <span className={styles.field}>
      <MarkLink mark={mark} href={history.hrefOf(mark.revision)} dated />
      {value === undefined || isContainer(value) ? null : <CourseOf history={history} path={path} />}
    </span>
  );
}

/** Shows the course of a value over the revisions. */
export function CourseOf({ history, path, name }: { history: History; path: Path; name?: string }) {
  return (
    <Act
      icon="course"
      label={`Course of ${name ?? readablePath(path, history.blame?.newest.params)}`}
      title="Its course over the revisions"
      onClick={() => history.showCourse(path)}
    />
  );
}
