import { use } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { getIn, type Path, readablePath, toPointer } from '../params/path.ts';
import { formWords } from '../revisions/form-words.ts';
import { Act } from '../ui/act.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { CourseButton } from './course-button.tsx';
import { patternOf } from './hiding.ts';
import styles from './path-label.module.css';
import type { Wanted } from './plan.ts';
import { useReview } from './review.ts';
import { TakeBack } from './take-back-button.tsx';
import { SettledContext } from './virtual-rows.tsx';

/**
 * A path for people, the steps that a heading names already kept for those who do not see it. The copy button gives the JSON pointer.
 */
export function PathLabel({
  difference,
  from,
  old = false,
  wanted,
}: {
  difference: { path: Path; leftPath: Path; kind: string; right?: JsonValue };
  from: number;
  old?: boolean;
  wanted?: Wanted | undefined;
}) {
  const review = useReview();
  const fromLeft = old || difference.kind === 'removed';
  const path = fromLeft ? difference.leftPath : difference.path;
  return (
    <PathText
      path={path}
      root={fromLeft ? review.left : review.right}
      labels={review.labels}
      from={from}
      alone={review.view === 'list'}
      onIgnore={() => review.onIgnore(patternOf(path))}
      wanted={wanted}
      {...(old || difference.kind === 'removed' ? {} : { course: difference })}
    />
  );
}

export function PathText({
  path,
  root,
  from,
  alone = false,
  labels,
  onIgnore,
  wanted,
  course,
}: {
  path: Path;
  root: JsonValue;
  from: number;
  /** Whether no heading names the section it is in. */
  alone?: boolean;
  labels?: FormLabels | undefined;
  onIgnore?: () => void;
  wanted?: Wanted | undefined;
  /** The value whose course can be shown. */
  course?: { path: Path; right?: JsonValue };
}) {
  const settled = use(SettledContext);
  const head = path.slice(0, from);
  const before = readablePath(path.slice(0, -1), root);
  const hidden = from > 0 ? readablePath(head, root) : '';
  const full = readablePath(path, root);
  const base = getIn(root, head);
  const said = formWords(labels, path, root);
  const around = alone && said !== undefined ? (labels?.fieldAt(path)?.sections ?? []) : [];
  const shown = [...around, said ?? readablePath(path.slice(from), base)].join(' › ');
  const last = shown.lastIndexOf(' › ') + 3;
  const cut = shown.includes(' › ') ? last : 0;
  return (
    <span className={styles.label} title={full || before}>
      {hidden && said === undefined ? <span className="vx-visually-hidden">{`${hidden} › `}</span> : null}
      <span className={styles.before}>{shown.slice(0, cut)}</span>
      <bdi className={styles.last}>{shown.slice(cut) || 'params'}</bdi>
      {said === undefined || said === full ? null : <span className="vx-visually-hidden">{` ${full}`}</span>}
      {settled ? (
        <span className={styles.acts}>
          <CopyButton label={`Copy path ${full}`} text={() => toPointer(path)} />
          {onIgnore ? (
            <Act icon="ignore" label={`Ignore ${full}`} title="Ignore changes here …" onClick={onIgnore} />
          ) : null}
          {course ? <CourseButton difference={course} /> : null}
          {wanted ? <TakeBack wanted={wanted} /> : null}
        </span>
      ) : null}
    </span>
  );
}
