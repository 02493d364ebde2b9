import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { focusPage, keepKeyboard } from '../ui/page-main.tsx';

/** A page shows its title some moments after its address: as long is waited for it. */
const SETTLE_MS = 400;

/** Shows no page, and leads to the first. */
const LEADS_ON = '/';

/**
 * Says the title of a page to who does not see that another one came; not at the first, which browsers say themselves, and not for search params. Where the link
 * that led there went with its page the focus is put on the new one: else the keyboard would begin again at the top.
 */
export function RouteNews() {
  const { pathname } = useLocation();
  const [text, setText] = useState('');
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const before = shown.current;
    if (pathname === LEADS_ON || pathname === before) return;
    shown.current = pathname;
    if (before === undefined) return;
    const timer = setTimeout(() => setText(document.title), SETTLE_MS);
    const end = keepKeyboard(focusPage);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [pathname]);
  return (
    <div className="vx-visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
