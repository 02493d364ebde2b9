import { startTransition, useCallback, useLayoutEffect, useMemo, useOptimistic, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

/** Goes to other search params of the page: those that are shown, as `edit` leaves them. `replace`: what was before is no step back. */
export type ChangeAddress = (edit: (query: URLSearchParams) => void, replace?: boolean) => void;

export interface Address {
  /** The same object as long as it says the same. */
  search: URLSearchParams;
  change: ChangeAddress;
}

/**
 * The search params of the page, and the way to others. What is asked for is shown first; the address, and with
 * it the frame around the page, follows in parts that hold up no picture. The loaders of the page do not depend on it and are left alone.
 */
export function useAddress(): Address {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [text, showAhead] = useOptimistic(params.toString());
  const latest = useRef(text);
  useLayoutEffect(() => {
    latest.current = text;
  });
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const change: ChangeAddress = useCallback(
    (edit, replace = false) => {
      const query = new URLSearchParams(latest.current);
      edit(query);
      const next = query.toString();
      latest.current = next;
      startTransition(() => {
        showAhead(next);
        void navigate(`?${next}`, { replace, preventScrollReset: true, defaultShouldRevalidate: false });
      });
    },
    [navigate, showAhead],
  );
  return { search, change };
}
