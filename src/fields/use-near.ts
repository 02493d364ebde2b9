import { useEffect, useState } from 'react';

/** How far below or above the view something is near, px: about a page. */
const NEAR = '800px 0px';

/**
 * Whether an element has come near the view, the page's or that of what scrolls around it; stays so. Where views are not known everything is near. For tens of
 * elements: the browser looks at each of them in every frame.
 */
export function useNear(element: Element | null): boolean {
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isNear || !element) return undefined;
    const look = (entries: IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    };
    const options = { rootMargin: NEAR, scrollMargin: NEAR };
    const observer = new IntersectionObserver(look, options);
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, element]);
  return isNear;
}
