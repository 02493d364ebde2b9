import { useState } from 'react';

/**
 * A choice that comes back a moment later, as from the address: it is shown at once, and the next one builds on it. As long as what is `given` is what there was
 * before, or a choice on the way, the last choice is what is shown. Values are the same when their JSON is.
 */
export function useAtOnce<T>(given: T, onChange: (chosen: T) => void): [T, (chosen: T) => void] {
  const key = JSON.stringify(given);
  const [own, setOwn] = useState<{ passed: string[]; chosen: T }>();
  // The first is what is given: what comes after it is on its way, what was before it is not any more.
  const place = own?.passed[0] === key ? 0 : (own?.passed.lastIndexOf(key) ?? -1);
  const isOnItsWay = own !== undefined && (place === 0 || (place > 0 && key !== JSON.stringify(own.chosen)));
  if (own && !isOnItsWay) setOwn(undefined);
  else if (own && place > 0) setOwn({ ...own, passed: own.passed.slice(place) });
  const choose = (chosen: T) => {
    const passed = isOnItsWay ? [...own.passed, JSON.stringify(own.chosen)] : [key];
    setOwn(JSON.stringify(chosen) === key ? undefined : { passed, chosen });
    onChange(chosen);
  };
  return [isOnItsWay ? own.chosen : given, choose];
}
