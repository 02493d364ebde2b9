import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

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
    element?.addEventListener('beforematch', onOpen);
    return () => element?.removeEventListener('beforematch', onOpen);
  }, [onOpen]);
  return (
    <div ref={body} id={id}>
      {children}
    </div>
  );
}

const CLOSED = '[hidden="until-found"]';

/** Opens the sections that an element stands in, and the one closed section that it is. They are open when this returns, so that what is in them can take the focus. */
export function reveal(element: Element): void {
  const own = element.querySelector(`:scope > ${CLOSED}`);
  if (own) show(own);
  for (let at = element.closest(CLOSED); at; at = at.closest(CLOSED)) show(at);
}

/** As the browser's own search does: first it tells, then it shows. */
function show(body: Element): void {
  body.dispatchEvent(new Event('beforematch'));
  body.removeAttribute('hidden');
}
