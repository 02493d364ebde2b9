import { useCallback, useLayoutEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The search params of the address, and how to write them from what they are. The router shows what was written a moment later: writes of that moment build on
 * each other, until somebody else changes the address.
 */
export function useAddress(): [
  URLSearchParams,
  (next: (before: URLSearchParams) => URLSearchParams) => void,
] {
  const [params, setParams] = useSearchParams();
  const latest = useRef({ params, setParams });
  const written = useRef(new Set<string>());
  useLayoutEffect(() => {
    const isOwn = written.current.has(String(params));
    if (!isOwn || String(params) === String(latest.current.params)) {
      written.current.clear();
      latest.current.params = params;
    }
    latest.current.setParams = setParams;
  }, [params, setParams]);
  const write = useCallback((next: (before: URLSearchParams) => URLSearchParams) => {
    const after = next(latest.current.params);
    latest.current.params = after;
    written.current.add(String(after));
    latest.current.setParams(after, { replace: true, preventScrollReset: true });
  }, []);
  return [params, write];
}
