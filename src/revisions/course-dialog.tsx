import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { isNumber, numberValue } from '../../contract/json/value.ts';
import { personName } from '../api/users.ts';
import type { CoursePoint } from '../params/blame-chain.ts';
import { equalValues } from '../params/equal.ts';
import type { Path } from '../params/path.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/notice.tsx';
import styles from './course-dialog.module.css';
import shared from './dialog-list.module.css';
import { Moment } from './moment.tsx';
import { useHistory } from './use-blame.tsx';
import { Value } from './value.tsx';

type Point = CoursePoint<number>;

/** The values of one place over the revisions: a chart where they are numbers, and each change with the way to its comparison. */
export function CourseDialog({
  path,
  words,
  unread,
  onClose,
}: {
  path: Path;
  words: string;
  /** Why the older revisions could not be read, and the way to try again. */
  unread?: { error: Error; onRetry: () => void } | undefined;
  onClose: () => void;
}) {
  const history = useHistory();
  const course = history?.course;
  const [points, setPoints] = useState<readonly Point[]>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let left = false;
    course?.(path).then(
      (found) => left || setPoints(found),
      (reason: unknown) => left || setError(reason),
    );
    return () => {
      left = true;
    };
  }, [course, path]);
  return (
    <Dialog title={`Course of ${words}`} wide onClose={onClose}>
      <div className={shared.body}>
        {error ? <Failure title="The course could not be worked out" error={error} /> : null}
        {unread ? <Failure title="The older revisions could not be read" {...unread} /> : null}
        {points ? (
          <Course points={points} onClose={onClose} />
        ) : error || unread ? null : (
          <BoneRows count={5} label="Following the value through the revisions" />
        )}
        <div className={shared.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** The points at which the value became another. */
function changesOf(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return !before || !equalValues(before.value, point.value);
  });
}

function Course({ points, onClose }: { points: readonly Point[]; onClose: () => void }) {
  const history = useHistory();
  const changes = changesOf(points);
  if (!history) return null;
  const { revisions, users, hrefOf } = history;
  const numberOf = (id: number) => revisions.length - revisions.findIndex((revision) => revision.id === id);
  return (
    <>
      <Chart points={points} changes={new Set(changes)} numberOf={numberOf} />
      <p className={styles.quiet}>
        {changes.length === 1
          ? `Set once, and the same in ${points.length === 1 ? 'its one revision' : `all ${points.length} revisions since`}.`
          : `${changes.length - 1} change${changes.length === 2 ? '' : 's'} in ${points.length} revisions. Rows are followed where they moved.`}
      </p>
      <ol className={`${shared.list} ${styles.steps}`} aria-label="Values, newest first">
        {[...changes].reverse().map(({ id, value }) => {
          const revision = revisions.find((candidate) => candidate.id === id);
          if (!revision) return null;
          const number = numberOf(id);
          return (
            <li key={id}>
              <Link
                to={hrefOf(revision)}
                onClick={onClose}
                aria-label={`Revision ${number}: what it changed`}
              >
                {number}
              </Link>
              <Value value={value} />
              <span>{personName(revision.created_by, users) ?? 'author not given'}</span>
              <Moment value={revision.created_date} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

const WIDTH = 640;
const HEIGHT = 150;
const EDGE = 14;

/** Numbers over the revisions, each kept until the next; a filled dot where it changed. The list below says the same in words. */
function Chart({
  points,
  changes,
  numberOf,
}: {
  points: readonly Point[];
  changes: ReadonlySet<Point>;
  numberOf: (id: number) => number;
}) {
  const numbers = points.flatMap((point) => {
    const value = isNumber(point.value) ? numberValue(point.value) : Number.NaN;
    return Number.isFinite(value) ? [{ point, value, at: numberOf(point.id) }] : [];
  });
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first || !last || numbers.length < 2) return null;
  const values = numbers.map(({ value }) => value);
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const x = (at: number) => EDGE + ((at - first.at) / (last.at - first.at || 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) =>
    HEIGHT - EDGE - 26 - ((value - least) / (most - least || 1)) * (HEIGHT - 2 * EDGE - 40);
  const line = numbers.map(
    ({ at, value }, index) =>
      `${index === 0 ? 'M' : 'H'}${x(at)}${index === 0 ? ` ${y(value)}` : `V${y(value)}`}`,
  );
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className={styles.axis} d={`M${EDGE} ${HEIGHT - EDGE}H${WIDTH - EDGE}`} />
      <path className={styles.line} d={line.join('')} />
      {numbers
        .filter(({ point }) => changes.has(point))
        .map(({ point, value, at }) => (
          <circle key={point.id} className={styles.dot} data-changed cx={x(at)} cy={y(value)} r={3} />
        ))}
      <text className={styles.label} x={EDGE} y={10}>{`${most}`}</text>
      {least === most ? null : (
        <text className={styles.label} x={EDGE} y={HEIGHT - EDGE - 3}>{`${least}`}</text>
      )}
      <text className={styles.label} x={EDGE} y={HEIGHT - 2}>{`revision ${first.at}`}</text>
      <text className={styles.label} x={WIDTH - EDGE} y={HEIGHT - 2} textAnchor="end">{`${last.at}`}</text>
    </svg>
  );
}
