import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Wanted } from './plan.ts';
import { useReview } from './review.ts';

/** Asks to have one part back as it is on the left side; nothing where that cannot be. */
export function TakeBack({ wanted }: { wanted: Wanted }) {
  const { onTakeBack } = useReview();
  if (!onTakeBack) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      data-take-back
      aria-label={`Take back ${wanted.label}`}
      title="Take back … (u)"
      onClick={() => onTakeBack(wanted)}
    >
      <IconArrowBackUp size={14} stroke={1.7} />
    </ActionIcon>
  );
}
