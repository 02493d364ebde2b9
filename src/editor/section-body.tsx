import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/** What a section holds. Closed it is still found by the browser's own search, and by what leads to a field in it. */
export function SectionBody({
  id,
  isOpen,
  onOpen,
  children,
}: {
  id: string;
  isOpen: boolean;
  onOpen: () => void;
  children: ReactNode;
}) {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen) body.current?.removeAttribute('hidden');
    else body.current?.setAttribute('hidden', 'until-found');
  }, [isOpen]);
  useEffect(() => {
    const element = body.current;
    const open = () => flushSync(onOpen);
    element?.addEventListener('beforematch', open);
    return () => element?.removeEventListener('beforematch', open);
  }, [onOpen]);
  return (
    <div ref={body} id={id}>
      {children}
    </div>
  );
}

/** Opens the sections that an element stands in, and the one closed section that it is. */
export function reveal(element: Element): void {
  const own = element.querySelector(':scope > [hidden]');
  own?.dispatchEvent(new Event('beforematch'));
  for (let at: Element | null = element; at; at = at.parentElement)
    if (at.hasAttribute('hidden')) at.dispatchEvent(new Event('beforematch'));
}
