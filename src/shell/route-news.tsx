import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { focusPage, keepKeyboard } from '../ui/page-main.tsx';

/** A page shows its title some moments after its address: as long is waited for it. */
const SETTLE_MS = 400;

/**
 * Says the title of a page to who does not see that another one came; not at the first, which browsers say themselves, and not for search params. Where the link
 * that led there went with its page the focus is put on the new one: else the keyboard would begin again at the top.
 */
export function RouteNews() {
  const { pathname } = useLocation();
  const [first] = useState(pathname);
  const [text, setText] = useState('');
  const shown = useRef(pathname);
  useEffect(() => {
    if (pathname === shown.current) return;
    shown.current = pathname;
    return keepKeyboard(focusPage);
  }, [pathname]);
  useEffect(() => {
    if (pathname === first && text === '') return;
    const timer = setTimeout(() => setText(document.title), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [pathname, first, text]);
  return (
    <div className="vx-visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
