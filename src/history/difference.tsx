import { useMemo } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import type { Difference, LeafDifference, MoveDifference } from '../params/comparison.ts';
import { equalValues } from '../params/equal.ts';
import { CountMarks, Mark } from '../revisions/marks.tsx';
import { Value } from '../revisions/value.tsx';
import styles from './change-row.module.css';
import { ChangeRow } from './change-row.tsx';
import { elsewhereWords } from './elsewhere.ts';
import { isShape } from './geo.ts';
import { ListChanges } from './list-changes.tsx';
import { Pair } from './pair.tsx';
import { PathLabel } from './path-label.tsx';
import { type Wanted, wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { rowMovedWords } from './row-moved-words.ts';
import { Shape } from './shape.tsx';
import { TableChanges } from './table-changes.tsx';
import { wholeSide } from './whole.ts';
import { useWholeValue, WholeValue } from './whole-value.tsx';

/** One difference, drawn as its kind asks. The path is written from where the heading above it ends: `from` steps are left out. */
export function DifferenceView({
  difference,
  from = 0,
  nested = false,
  wanted,
}: {
  difference: Difference;
  from?: number;
  nested?: boolean;
  wanted?: Wanted | undefined;
}) {
  const review = useReview();
  const start = nested ? Math.max(0, difference.path.length - 1) : from;
  switch (difference.type) {
    case 'leaf':
      return <LeafRow difference={difference} from={start} wanted={wanted} />;
    case 'move':
      return <MoveRow difference={difference} from={start} wanted={wanted} />;
    case 'list':
      return <ListChanges difference={difference} from={start} />;
    case 'rows':
      return (
        <div role="presentation" className={styles.table}>
          <div role="row" className={styles.heading}>
            <span role="cell" className={styles.sign}>
              <Mark kind="changed" />
            </span>
            <span role="cell" className={styles.path}>
              <PathLabel difference={difference} from={start} wanted={wantedOf(difference, review)} />
            </span>
            <span role="cell">
              <CountMarks counts={difference.counts} />
            </span>
          </div>
          <TableChanges difference={difference} />
        </div>
      );
  }
}

function LeafRow({
  difference,
  from,
  wanted,
}: {
  difference: LeafDifference;
  from: number;
  wanted: Wanted | undefined;
}) {
  const review = useReview();
  const { left, right } = difference;
  const side = wholeSide(left, right);
  if (side) return <WholeRow difference={difference} side={side} from={from} wanted={wanted} />;
  return (
    <Pair difference={difference}>
      {({ old, now, delta }) => (
        <ChangeRow
          difference={difference}
          from={from}
          old={old}
          now={now}
          delta={elsewhereWords(difference, review.labels) ?? delta}
          wanted={wanted}
          below={isShape(left, right) ? <Shape left={left} right={right} /> : undefined}
        />
      )}
    </Pair>
  );
}

/** A group or table that came or went as a whole: told field by field below the line that says how much it is. */
function WholeRow({
  difference,
  side,
  from,
  wanted,
}: {
  difference: LeafDifference;
  side: 'left' | 'right';
  from: number;
  wanted: Wanted | undefined;
}) {
  const review = useReview();
  const value = difference[side] as JsonValue;
  const { open, button } = useWholeValue(value, difference.leaves);
  const path = side === 'left' ? difference.leftPath : difference.path;
  const other = <Value value={side === 'left' ? difference.right : difference.left} />;
  return (
    <ChangeRow
      difference={difference}
      from={from}
      wanted={wanted}
      old={side === 'left' ? button : other}
      now={side === 'left' ? other : button}
      delta={elsewhereWords(difference, review.labels)}
      below={open ? <WholeValue path={path} value={value} side={side} /> : undefined}
    />
  );
}

function MoveRow({
  difference,
  from,
  wanted,
}: {
  difference: MoveDifference;
  from: number;
  wanted: Wanted | undefined;
}) {
  const { left, right } = difference;
  const same = useMemo(() => equalValues(left, right), [left, right]);
  const row = rowMovedWords(difference);
  return (
    <ChangeRow
      difference={difference}
      from={from}
      wanted={wanted}
      old={
        row ?? (
          <span>
            stood at <PathLabel difference={difference} from={0} old />
          </span>
        )
      }
      now={<Value value={right} />}
      delta={same ? 'unchanged' : 'edited too'}
    />
  );
}
