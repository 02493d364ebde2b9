import { useCallback, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** Writes other search params, made from those that there are; settled once they are in the address, or another way was taken. */
export type WriteAddress = (
  next: (before: URLSearchParams) => URLSearchParams,
  options?: { replace: boolean },
) => Promise<void>;

/**
 * The search params of the address, and how to write them from what they are. The router shows what was written a moment later: writes of that moment build on
 * each other, until somebody else changes the address.
 */
export function useAddress(): [URLSearchParams, WriteAddress] {
  const location = useLocation();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const latest = useRef(params);
  const onTheirWay = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way to the same params ends what was on its way, too
  useLayoutEffect(() => {
    if (onTheirWay.current === 0) latest.current = params;
  }, [location]);
  const write = useCallback<WriteAddress>(
    async (next, { replace } = { replace: true }) => {
      const after = next(new URLSearchParams(latest.current));
      latest.current = after;
      onTheirWay.current += 1;
      await navigate(`?${after}`, { replace, preventScrollReset: true });
      onTheirWay.current -= 1;
    },
    [navigate],
  );
  return [params, write];
}
