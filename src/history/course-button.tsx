import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { type Path, readablePath } from '../params/path.ts';
import { CourseOf } from '../revisions/blame-mark.tsx';
import { useHistory } from '../revisions/use-blame.tsx';
import { useReview } from './review.ts';

/** Shows the course of a value over the revisions; nothing for lists and groups, and where there is no history. */
export function CourseButton({
  difference: { path, right },
}: {
  difference: { path: Path; right?: JsonValue };
}) {
  const history = useHistory();
  const review = useReview();
  if (!history?.hasCourse || right === undefined || isContainer(right)) return null;
  return <CourseOf history={history} path={path} name={readablePath(path, review.right)} />;
}
