import { startTransition, useOptimistic } from 'react';

/**
 * A choice that comes back a moment later, as from the address: it is shown at once, and the next one builds on it. Once the promise of `onChange` is settled, what
 * is `given` is what is chosen, whatever became of the choice on its way.
 */
export function useAtOnce<T>(
  given: T,
  onChange: (chosen: T) => void | Promise<void>,
): [T, (chosen: T) => void] {
  const [chosen, show] = useOptimistic(given, (_, next: T) => next);
  const choose = (next: T) =>
    startTransition(async () => {
      show(next);
      await onChange(next);
    });
  return [chosen, choose];
}
