import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';

/** A page shows its title some moments after its address: as long is waited for it. */
const SETTLE_MS = 400;

/** Says the title of a page to who does not see that another one came; not at the first, which browsers say themselves, and not for search params. */
export function RouteNews() {
  const { pathname } = useLocation();
  const [first] = useState(pathname);
  const [text, setText] = useState('');
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
