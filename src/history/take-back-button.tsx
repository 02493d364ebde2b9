import { Act } from '../ui/act.tsx';
import type { Wanted } from './plan.ts';
import { useReview } from './review.ts';

/** Asks to have one part back as it is on the left side; nothing where that cannot be. */
export function TakeBack({ wanted }: { wanted: Wanted }) {
  const { onTakeBack } = useReview();
  if (!onTakeBack) return null;
  return (
    <Act
      icon="back"
      label={`Take back ${wanted.label}`}
      title="Take back … (b)"
      data-take-back
      onClick={() => onTakeBack(wanted)}
    />
  );
}
