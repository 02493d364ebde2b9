import { ActionIcon } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { isContainer, type JsonValue } from '../../contract/json.ts';
import { type Path, readablePath } from '../params/path.ts';
import { useReview } from './review.ts';
import { useHistory } from './use-blame.tsx';

/** Shows the course of a value over the revisions; nothing for lists and groups, and where there is no history. */
export function CourseButton({
  difference: { path, right },
}: {
  difference: { path: Path; right?: JsonValue };
}) {
  const history = useHistory();
  const review = useReview();
  if (!history?.hasCourse || right === undefined || isContainer(right)) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={`Course of ${readablePath(path, review.right)}`}
      title="Its course over the revisions"
      onClick={() => history.showCourse(path)}
    >
      <IconChartLine size={14} stroke={1.7} />
    </ActionIcon>
  );
}
