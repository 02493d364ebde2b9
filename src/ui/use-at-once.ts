import { useState } from 'react';

/**
 * A choice that comes back a moment later, as from the address: it is shown at once, and the next one builds on it. As long as what is `given` is what there was
 * before, or a choice on the way, the last choice is what is shown. Values are the same when their JSON is.
 */
export function useAtOnce<T>(given: T, onChange: (chosen: T) => void): [T, (chosen: T) => void] {
  const key = JSON.stringify(given);
  const [own, setOwn] = useState<{ passed: string[]; chosen: T }>();
  const isOnItsWay = own?.passed.includes(key) === true;
  if (own && !isOnItsWay) setOwn(undefined);
  const choose = (chosen: T) => {
    setOwn({ passed: isOnItsWay ? [...own.passed, JSON.stringify(own.chosen)] : [key], chosen });
    onChange(chosen);
  };
  return [isOnItsWay ? own.chosen : given, choose];
}
