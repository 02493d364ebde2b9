import { useCallback, useState } from 'react';

/** What was asked of one pair of sides, or at one visit of an address. It is forgotten at the next one, also where the way leads back. */
export function useAsked<T>(pair: string): [asked: T | undefined, ask: (what: T | undefined) => void] {
  const [asked, setAsked] = useState<{ pair: string; what: T | undefined }>();
  if (asked && asked.pair !== pair) setAsked(undefined);
  const ask = useCallback((what: T | undefined) => setAsked({ pair, what }), [pair]);
  return [asked?.pair === pair ? asked.what : undefined, ask];
}
