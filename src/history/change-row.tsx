import type { ReactNode } from 'react';
import type { Difference } from '../params/comparison.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { Mark } from '../revisions/marks.tsx';
import styles from './change-row.module.css';
import { PathLabel } from './path-label.tsx';
import { type Wanted, wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { idOf } from './stops.ts';

/** The frame of one change: sign, path, old, new and how much. */
export function ChangeRow({
  difference,
  from,
  old,
  now,
  delta,
  below,
  wanted,
}: {
  difference: Difference;
  from: number;
  old: ReactNode;
  now: ReactNode;
  delta?: ReactNode;
  below?: ReactNode;
  /** What taking this back means, when it is not the difference itself. */
  wanted?: Wanted | undefined;
}) {
  const review = useReview();
  const id = idOf(difference);
  return (
    <div
      role="row"
      className={styles.row}
      data-kind={difference.kind}
      data-stop={id}
      data-current={review.current === id || undefined}
      tabIndex={-1}
    >
      <span role="cell" className={styles.sign}>
        <Mark kind={difference.kind} />
      </span>
      <span role="cell" className={styles.path}>
        <PathLabel difference={difference} from={from} wanted={wanted ?? wantedOf(difference, review)} />
      </span>
      <span role="cell" className={styles.old}>
        <span className="vx-visually-hidden">old: </span>
        {old}
      </span>
      <span role="cell" className={styles.new}>
        <span className="vx-visually-hidden">new: </span>
        {now}
      </span>
      <span role="cell" className={styles.delta}>
        {delta}
        {difference.kind === 'removed' ? null : <BlameMark path={difference.path} below />}
      </span>
      {below ? (
        <span role="cell" className={styles.under}>
          {below}
        </span>
      ) : null}
    </div>
  );
}
