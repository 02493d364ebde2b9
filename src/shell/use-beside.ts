import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import { besideOf, withBeside } from '../paths.ts';

/** The address in the second pane, null without one. It stays when the first pane goes on; going back, and closing it, take it away. */
export function useBeside(): string | null {
  const location = useLocation();
  const navigate = useNavigate();
  const type = useNavigationType();
  const wanted = besideOf(location.search);
  const last = useRef(wanted);
  const closed = (location.state as { closed?: boolean } | null)?.closed === true;
  const lost = wanted === null && last.current !== null && type !== 'POP' && !closed;
  const kept = lost ? last.current : wanted;
  useEffect(() => {
    if (lost)
      navigate(withBeside(location.pathname + location.search, kept) + location.hash, {
        replace: true,
        preventScrollReset: true,
        state: location.state,
      });
    last.current = kept;
  }, [lost, kept, location, navigate]);
  return kept;
}
