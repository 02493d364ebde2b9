import { useState } from 'react';

/**
 * A choice of several that comes back a moment later, as from the address: it is shown at once, and the next one builds on it. As long as what is `given` is
 * what there was before, or a choice on the way, the last choice is what is chosen.
 */
export function useChosen<T extends string | number>(
  given: readonly T[],
  onChange: (chosen: T[]) => void,
): [readonly T[], (chosen: T[]) => void] {
  const key = given.join('\n');
  const [own, setOwn] = useState<{ passed: string[]; chosen: readonly T[] }>();
  const isOnItsWay = own?.passed.includes(key) === true;
  if (own && !isOnItsWay) setOwn(undefined);
  const choose = (chosen: T[]) => {
    const passed = isOnItsWay ? [...own.passed, own.chosen.join('\n')] : [key];
    setOwn({ passed, chosen });
    onChange(chosen);
  };
  return [isOnItsWay ? own.chosen : given, choose];
}
